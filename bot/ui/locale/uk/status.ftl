# Стан системи і що потребує уваги. Telegram HTML.

status-title = <b>Narrative Watch { $version }</b>
status-account-connected = ✅ { $name }: під’єднаний
status-account-disconnected = ⏳ { $name }: не під’єднаний, пробую ще раз
status-account-stopped = ⛔ { $name }: більше не працює
status-flood-wait = ⏳ Обмеження Telegram (FLOOD_WAIT): { $method }, до { $until }
status-reading = 　{ $channels ->
    [one] { $channels } канал
    [few] { $channels } канали
   *[many] { $channels } каналів
}; останнє оновлення: { $update }, останній обхід: { $sweep }, { $lateness }
status-late = із запізненням на { $by }
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
   *[many] ; незаповнених прогалин: { $gaps }
}
status-coverage-none = Повнота: ще жоден канал не прочитано до кінця (усього { $all })
status-posts = Дописи: збережено { NUMBER($count) }, найновіший: { $newest } ({ $ago })
status-posts-none = Дописи: ще жодного
status-lag = Затримка (за останню годину): типова { $typical }, найбільша { $worst }
status-narratives = Наративи: активних { $count }, у них { $phrases ->
    [one] { $phrases } фраза
    [few] { $phrases } фрази
   *[many] { $phrases } фраз
}
status-outbox = Сповіщення: чекають { $pending }, відкладено { $held }, надіслано { NUMBER($sent) }, не вдалося надіслати { $buried }
status-oldest = 　найстаріше чекає вже { $ago }
status-sending-paused = ⏳ Обмеження Telegram (FLOOD_WAIT): надсилання, до { $until }

needs-nothing = <b>Проблем немає.</b>
needs-title = <b>Потребує уваги</b>
needs-account = Більше не працює { $account }. { $trouble }
needs-channels = Каналів під наглядом ще немає. Перешліть мені допис із каналу або надішліть /channel add @назва
needs-channels-paused = { $count ->
    [one] Не вдається читати { $count } канал
    [few] Не вдається читати { $count } канали
   *[many] Не вдається читати { $count } каналів
}: { $names }. Щойно канал стане доступним, читання відновиться автоматично; прибрати: /channel remove @назва
needs-channels-refused = Telegram не віддає історії { $count ->
    [one] { $count } каналу
    [few] { $count } каналів
   *[many] { $count } каналів
}: { $names }. Пробую далі; відколи: /coverage
needs-channels-unread = { $count ->
    [one] { $count } канал не читається
    [few] { $count } канали не читаються
   *[many] { $count } каналів не читаються
} понад добу: { $names }. Переглянути прогалини: /coverage
needs-given-up = За останню добу Telegram відхилив { $count ->
    [one] { $count } сповіщення
    [few] { $count } сповіщення
   *[many] { $count } сповіщень
}: { $names }. Дописи збережено: /search
needs-unreachable = { $count ->
    [one] { $count } підписник недосяжний; сповіщення відкладено, а зайві лише рахуються
    [few] { $count } підписники недосяжні; сповіщення відкладено, а зайві лише рахуються
   *[many] { $count } підписників недосяжні; сповіщення відкладено, а зайві лише рахуються
}: { $names }. Чому: /people
needs-narratives = Немає жодного активного наративу. Переглянути: /phrases, створити: /narrative new
needs-phrases = { $count ->
    [one] { $count } наратив не має фраз і нічого не знаходить
    [few] { $count } наративи не мають фраз і нічого не знаходять
   *[many] { $count } наративів не мають фраз і нічого не знаходять
}: { $names }. Додати: /watch
needs-followers = Ніхто не стежить за жодним наративом, тож сповіщення не надсилаються. Обрати: /narratives
needs-door = { $count ->
    [1] Цього тижня запит на доступ подав користувач { $name }.
    [one] Цього тижня { $count } запит на доступ, останній — { $name }.
    [few] Цього тижня { $count } запити на доступ, останній — { $name }.
   *[many] Цього тижня { $count } запитів на доступ, останній — { $name }.
} Переглянути: /allow
needs-groups-not-set-up = { $count ->
    [1] Я отримав команду в групі, якої ніхто не налаштував.
    [one] Я отримав команди в { $count } групі, якої ніхто не налаштував.
    [few] Я отримав команди в { $count } групах, яких ніхто не налаштував.
   *[many] Я отримав команди в { $count } групах, яких ніхто не налаштував.
} Щоб інші не додавали мене до груп, надішліть @BotFather команду /setjoingroups.
