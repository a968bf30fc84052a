# Як усе працює і що потребує рук. Telegram HTML.

status-title = <b>Narrative Watch { $version }</b>
status-account-connected = ✅ { $name }: під’єднано
status-account-disconnected = ⏳ { $name }: не під’єднано, пробую знову
status-account-stopped = ⛔ { $name }: більше не працює
status-flood-wait = ⏳ Telegram просить зачекати з { $method } до { $until }
status-reading = 　{ $channels ->
    [one] { $channels } канал
    [few] { $channels } канали
   *[many] { $channels } каналів
}; останнє оновлення: { $update }, останній обхід: { $sweep }, { $lateness }
status-late = запізнення { $by }
status-in-time = вчасно
status-ago = { $ago } тому
status-never = ще не було
status-seconds = { $count } с
status-channels = Канали: читаю { $count }, призупинено { $paused }
status-coverage = Повнота: без прогалин { $whole } з { $all ->
    [one] { $all } каналу
   *[many] { $all } каналів
}, до { $until }{ $gaps ->
    [0] {""}
   *[many] ; відкритих прогалин: { $gaps }
}
status-coverage-none = Повнота: ще жоден канал не прочитано до кінця (усього { $all })
status-posts = Дописи: збережено { NUMBER($count) }, найновіший від { $newest } ({ $ago } тому)
status-posts-none = Дописи: поки жодного
status-lag = Затримка за останню годину: від каналу до мене { $typical }, найбільша { $worst }
status-narratives = Наративи: активних { $count }, у них { $phrases ->
    [one] { $phrases } фраза
    [few] { $phrases } фрази
   *[many] { $phrases } фраз
}
status-outbox = Сповіщення: чекають { $pending }, відкладено { $held }, надіслано { NUMBER($sent) }, не вдалося { $buried }
status-oldest = 　найстаріше чекає вже { $ago }
status-sending-paused = ⏳ Telegram просить не надсилати до { $until }

needs-nothing = <b>Усе гаразд, втручатися не треба.</b>
needs-title = <b>Що потребує вашої уваги</b>
needs-account = Не працює { $account }: { $trouble }
needs-channels = Жодного каналу ще немає. Перешліть мені допис із каналу або напишіть: /channel add @назва
needs-channels-paused = { $count ->
    [one] Не вдається читати { $count } канал
    [few] Не вдається читати { $count } канали
   *[many] Не вдається читати { $count } каналів
}: { $names }. Якщо канал повернеться, візьму його знову без вас; прибрати: /channel remove @назва
needs-channels-refused = Telegram відмовляє в історії { $count ->
    [one] { $count } каналу
    [few] { $count } каналів
   *[many] { $count } каналів
}: { $names }. Пробую далі; відколи: /coverage
needs-channels-unread = { $count ->
    [one] { $count } канал не читано
    [few] { $count } канали не читано
   *[many] { $count } каналів не читано
} понад добу: { $names }. Чого бракує: /coverage
needs-given-up = За останню добу Telegram відхилив { $count ->
    [one] { $count } сповіщення
    [few] { $count } сповіщення
   *[many] { $count } сповіщень
}: { $names }. Самі дописи збережено: /search
needs-unreachable = { $count ->
    [one] { $count } підписник недосяжний; його сповіщення чекають, а зайві лише рахуються
    [few] { $count } підписники недосяжні; їхні сповіщення чекають, а зайві лише рахуються
   *[many] { $count } підписників недосяжні; їхні сповіщення чекають, а зайві лише рахуються
}: { $names }. Чому: /people
needs-narratives = Немає жодного активного наративу. Переглянути: /phrases, створити: /narrative new
needs-phrases = { $count ->
    [one] { $count } наратив не має фраз і нічого не знаходить
    [few] { $count } наративи не мають фраз і нічого не знаходять
   *[many] { $count } наративів не мають фраз і нічого не знаходять
}: { $names }. Додати: /watch
needs-followers = Ніхто не стежить за жодним наративом, тож сповіщення нікому не йдуть. Обрати: /narratives
needs-door = { $count ->
    [1] Цього тижня доступу просить { $name }.
    [one] Цього тижня доступу просить { $count } людина, остання — { $name }.
    [few] Цього тижня доступу просять { $count } людини, остання — { $name }.
   *[many] Цього тижня доступу просять { $count } людей, остання — { $name }.
} Хто саме: /allow
needs-groups-not-set-up = { $count ->
    [1] До мене звертаються в групі, якої ніхто не налаштував.
    [one] До мене звертаються в { $count } групі, якої ніхто не налаштував.
    [few] До мене звертаються в { $count } групах, яких ніхто не налаштував.
   *[many] До мене звертаються в { $count } групах, яких ніхто не налаштував.
} Щоб інші не додавали мене до груп, надішліть @BotFather команду /setjoingroups.
