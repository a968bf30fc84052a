# Що бот відповідає на команди. Telegram HTML.

stranger = Це приватний бот.
stranger-unclaimed = Власника ще немає. Якщо бот ваш, надішліть /claim і код, який програма вивела під час запуску.

failed = Сталася помилка; нічого не змінено. Спробуйте ще раз, а якщо повториться, повідомте власника.

start-greeting = Вітаю, { $name }.
start-how = Я стежу, чи не з’являються в телеграм-каналах відомі наративи, і пишу вам, коли допис повторює один із них. Оберіть свої: /narratives.
stopped = Сповіщення вимкнено. Ваші налаштування та відкладені сповіщення збережено; щоб увімкнути сповіщення знову, надішліть /start. Про дописи, що з’являться тим часом, сповіщень не буде.

help-title = <b>Що я вмію</b>
help-title-operators = <b>Для операторів</b>
help-title-owners = <b>Для власників</b>
help-line = { $command } — { $what }
help-start = отримувати сповіщення
help-help = показати цей список
help-narratives = обрати наративи, за якими стежите
help-stop = вимкнути сповіщення
help-narrative-new = додати наратив
help-narrative-rename = перейменувати наратив
help-narrative-pause = призупинити наратив
help-narrative-resume = відновити наратив
help-narrative-archive = перенести наратив до архіву
help-phrases = переглянути наративи, змінити їхні фрази
help-watch = додати фрази (-виняток, ≥90 поріг)
help-unwatch = прибрати фразу за словами чи номером
help-channels = показати канали під наглядом
help-channel-add = стежити за каналом (або перешліть допис)
help-channel-remove = більше не стежити за каналом
help-coverage = показати, що прочитано і де прогалини
help-allow = надати доступ або переглянути запити
help-deny = закрити комусь доступ
help-status = показати стан системи й проблеми
help-operator-add = зробити людину оператором
help-operator-remove = зняти права оператора

usage-narrative-new = <i>назва</i>
usage-narrative-rename = <i>id</i> <i>назва</i>
usage-narrative-pause = <i>id</i>
usage-narrative-resume = <i>id</i>
usage-narrative-archive = <i>id</i>
usage-phrases = <i>[id]</i>
usage-watch = <i>id</i> <i>фрази, по одній у рядку або списком</i>
usage-unwatch = <i>id</i> <i>фраза чи номер</i>
usage-channel-add = <i>@назва або посилання, чи кілька</i> <i>[media | fact-checker]</i> <i>[last 500 | since 2022-09-01]</i>
usage-channel-remove = <i>@назва</i>
usage-coverage = <i>[@назва]</i>
usage-allow = <i>id або @ім’я</i>
usage-deny = <i>id або @ім’я</i>
usage-operator-add = <i>id або @ім’я</i>
usage-operator-remove = <i>id або @ім’я</i>

example-narrative-new = /narrative new Жест доброї волі
example-narrative-rename = /narrative rename feint Обманний маневр під Харковом
example-narrative-pause = /narrative pause feint
example-narrative-resume = /narrative resume feint
example-narrative-archive = /narrative archive feint
example-phrases = /phrases feint
example-watch = /watch feint обманний маневр
example-unwatch = /unwatch feint обманний маневр
example-channel-add = /channel add @CenterCounteringDisinformation fact-checker
example-channel-remove = /channel remove @some_channel
example-coverage = /coverage @some_channel
example-allow = /allow 123456789
example-deny = /deny 123456789
example-operator-add = /operator add @some_colleague
example-operator-remove = /operator remove @some_colleague

no-command = Я розумію лише команди. Список: /help.
command-unknown = Невідома команда { $command }. Може, { $nearest }? Усі команди: /help.
command-not-yours = Команда { $command } вам недоступна. Ваші команди: /help.
command-choose = Яку саме?
needs-arguments = Бракує аргументу. Формат команди: { $command }
example = Наприклад: <code>{ $example }</code>
button-stale = Ця кнопка застаріла. Надішліть команду ще раз.
late-command = Ви надіслали це, коли я не працював ({ $time }):
    <code>{ $command }</code>
    Виконати зараз?
late-yes = Виконати
late-no = Скасувати
late-dropped = Скасовано: <code>{ $command }</code>
and-more = … і ще { $count }

narratives-none = Наративів ще немає.
narratives-choose = Ви стежите за { $followed } з { $all ->
    [one] { $all } наративу
   *[many] { $all } наративів
}. Натисніть, щоб почати чи перестати стежити.

narrative-added = Наратив додано: { $title }. Його id — <code>{ $id }</code>.
    Тепер додайте фрази: <code>/watch { $id } …</code>
narrative-renamed = Наратив перейменовано: { $title }. Його id не змінився: <code>{ $id }</code>.
narrative-now-active = { $title }: відновлено, нові дописи знову перевіряються.
narrative-now-paused = { $title }: призупинено, нові дописи не перевіряються.
narrative-now-archived = { $title }: перенесено до архіву. Відновити: <code>/narrative restore</code>
narrative-is-archived = { $title }: в архіві, стежити за ним не можна.
narrative-unknown = Наративу «{ $id }» немає. Найближчі: { $nearest }
narrative-none-yet = Наративів ще немає. Додайте: <code>/narrative new</code> і назва.
title-taken = Наратив { $title } уже є (id <code>{ $id }</code>). Оберіть іншу назву.
title-too-long = Назва задовга: щонайбільше { $limit ->
    [one] { $limit } символ
    [few] { $limit } символи
   *[many] { $limit } символів
}.

phrase-added-watch = Фразу «{ $phrase }» додано до наративу { $title }. Нові дописи вже перевіряються.
phrase-added-exclude = Виняток «{ $phrase }» додано до наративу { $title }. Дописи з ним більше не збігаються.
phrase-there-already = У наративі { $title } вже є «{ $phrase }».
phrase-removed = Прибрано з наративу { $title }: «{ $phrase }».
phrase-unknown = У наративі «{ $id }» немає фрази «{ $phrase }». Список: <code>/phrases { $id }</code>
phrase-which = Яку фразу прибрати? Список наративу { $title } міг змінитися, відколи ви прочитали номер.
phrase-empty = У фразі немає жодного слова. Напишіть слова, які шукати.
phrase-only-function-words = «{ $phrase }» — самі службові слова, вони є в кожному дописі. Додайте змістовне слово.
phrase-only-digits-or-signs = «{ $phrase }» — самі цифри чи знаки. Додайте слово.
phrase-too-short = «{ $phrase }» — закоротка фраза: збіги були б майже всюди. Додайте слово.
phrase-too-long = «{ $phrase }» — задовга фраза. Щонайбільше 12 слів, або поділіть її на кілька.
phrase-unfound-as-written = «{ $phrase }» не знайде навіть власного тексту. Перевірте розділові знаки або запишіть фразу інакше.
phrase-unfound-in-small-letters = ⚠️ «{ $phrase }» не буде знайдено малими літерами: абревіатура пишеться так само, як звичайне слово. Якщо це не абревіатура, запишіть її малими літерами.
phrase-unfound-in-capitals = ⚠️ «{ $phrase }» не буде знайдено великими літерами. Якщо так пишуть у дописах, додайте й фразу великими літерами.
phrases-title = { $title }: { $count ->
    [0] фраз ще немає.
    [one] { $count } фраза
    [few] { $count } фрази
   *[many] { $count } фраз
}
phrases-hint = Додати: <code>/watch { $id } …</code> · прибрати: натисніть номер або <code>/unwatch { $id } …</code>
phrases-choose = <b>Наративи та кількість їхніх фраз</b>{ $pages ->
    [1] { "" }
   *[other] { " " }({ $page } з { $pages })
}
phrases-narrative-active = <code>{ $id }</code> · { $title } · { $count }
phrases-narrative-paused = ⏸ <code>{ $id }</code> · { $title } · { $count }
phrases-narrative-archived = 🗄 <code>{ $id }</code> · { $title } · { $count }

channel-added = Стежу за { $channel }{ $role }: лише нові дописи.
channel-added-with-past = Стежу за { $channel }{ $role }: нові та старі дописи.
channel-reading-back = Читаю старі дописи: поки { NUMBER($posts) }, { $percent } %.
channel-read-back = Старі дописи прочитано: { $posts ->
    [one] { NUMBER($posts) } допис
    [few] { NUMBER($posts) } дописи
   *[many] { NUMBER($posts) } дописів
}, { $matched ->
    [0] наративів у них немає.
   *[many] із наративом — { NUMBER($matched) }. Ті, хто за ним стежить, отримають підсумок.
}
channel-read-back-known = Старі дописи прочитано: { $posts ->
    [one] { NUMBER($posts) } допис
    [few] { NUMBER($posts) } дописи
   *[many] { NUMBER($posts) } дописів
}, відомих раніше — { NUMBER($known) }. { $matched ->
    [0] Нових збігів немає.
    [one] Із наративом — { NUMBER($matched) } новий допис. Ті, хто за ним стежить, отримають підсумок.
    [few] Із наративом — { NUMBER($matched) } нові дописи. Ті, хто за ним стежить, отримають підсумок.
   *[many] Із наративом — { NUMBER($matched) } нових дописів. Ті, хто за ним стежить, отримають підсумок.
}
depth-unknown = Не зрозуміло, відколи читати: «{ $depth }». Напишіть last і число до { NUMBER($most) } або since і дату, як-от since 2022-09-01.
depth-in-future = { $day } ще не настало. Вкажіть минулу дату.
channel-offer = Стежити за { $channel }?
channel-offer-watched = За { $channel } я вже стежу. Щоб побачити, з якими наративами збігається цей допис, відповідайте на нього командою /why.
watch-as-monitored = Стежити
watch-as-media = Стежити: медіа
watch-as-fact-checker = Стежити: фактчекер
forwarded-from-no-channel = Це переслано не з каналу, або автора приховано. Перешліть допис каналу, щоб почати стежити за ним.
channel-there-already = За каналом { $channel } я вже стежу як за { $role ->
    [media] медіа
    [fact-checker] фактчекером
   *[monitored] звичайним каналом
}.
channel-role-was = Роль змінено. Попередня: { $role ->
    [media] медіа
    [fact-checker] фактчекер
   *[monitored] звичайний канал
}.
channel-read-again = Читання відновлено.
channel-removed = За { $channel } більше не стежу. Дописи збережено.
channel-not-watched = Каналу «{ $channel }» немає під наглядом. Список: /channels
channel-not-sure = Назві «{ $channel }» відповідає кілька каналів. Напишіть id або @назву: { $names }.
channel-number-alone = «{ $channel }» може бути id чого завгодно. Для каналу напишіть { $marked } або https://t.me/c/{ $id }.
channels-many-at-once = Тут { $count ->
    [one] { NUMBER($count) } канал
    [few] { NUMBER($count) } канали
   *[many] { NUMBER($count) } каналів
}. Додавайте щонайбільше { $most } за раз.
channel-unknown = Канал «{ $channel }» не знайдено. Перевірте назву або надішліть посилання t.me.
channel-not-a-channel = «{ $channel }» — людина чи бот, а не канал.
channel-name-wrong = «{ $channel }» — не назва каналу. Вкажіть @назву або посилання, як-от https://t.me/name.
channel-private = Канал «{ $channel }» приватний, акаунт-читач не може його відкрити. Попросіть посилання-запрошення.
channel-invite-expired = Посилання-запрошення «{ $channel }» вже не діє. Попросіть нове.
channel-join-requested = Щоб приєднатися до каналу { $channel }, потрібне схвалення. Запит надіслано; коли його схвалять, канал буде додано автоматично.
channel-join-later = Акаунт-читач має спершу приєднатися до каналу { $channel }, а за надто швидке приєднання його можуть заблокувати. Час приєднання: { $at } або пізніше; я вам повідомлю.
channel-budget = Добовий ліміт пошуку каналів вичерпано (за більшу кількість акаунт-читач можуть заблокувати). Спробуйте після { $until }.
channel-banned = У каналі «{ $channel }» акаунт-читач заблокований.
channel-withdrawn = До каналу { $channel } не приєднуватимуся.
channels-wanted = ⏳ { $channel } · очікує на приєднання
channels-requested = ⏳ { $channel } · надіслано запит на приєднання
channel-too-many = Акаунт-читач досяг обмеження Telegram на кількість каналів. Спершу приберіть деякі.
channel-wait = Обмеження Telegram (FLOOD_WAIT) на пошук каналів. Спробуйте за { $seconds ->
    [one] { $seconds } секунду
    [few] { $seconds } секунди
   *[many] { $seconds } секунд
}.
channel-reader-away = Акаунт-читач зараз не під’єднаний, тож шукати канали не можна. Докладніше: /status
channel-telegram-refuses = Telegram відхилив «{ $channel }»: { $reason }.
channels-none = Каналів під наглядом ще немає.
channels-title = <b>Під наглядом: { $count ->
    [one] { $count } канал
    [few] { $count } канали
   *[many] { $count } каналів
}</b>
role-unknown = Невідома роль «{ $role }». Можливі ролі: monitored, media, fact-checker.

coverage-title = <b>Прочитано без прогалин</b>
coverage-line-whole = ✅ { $channel }: { $start } до { $end } ({ $ago })
coverage-line-open = ⏳ { $channel }: { $start } до { $end } ({ $ago }); пізніші дописи ще не прочитано
coverage-from = від { $time }
coverage-from-first = від першого допису, { $time },
coverage-trouble = 　⚠️ З { $time } Telegram не віддає його історії: { $error }. Пробую далі.
coverage-checked = Перевірено до кінця: { $time }
coverage-not-checked = До кінця ще не прочитано.
coverage-paused = Зараз не читається: { $reason }
coverage-gaps = Пропущено в оновленнях наживо: { $count ->
    [0] жодного разу
    [one] { $count } раз
    [few] { $count } рази
   *[many] { $count } разів
}; ще не заповнено: { $open }
coverage-gap-refilled = • { $start } – { $end }, { $posts ->
    [one] { NUMBER($posts) } допис
    [few] { NUMBER($posts) } дописи
   *[many] { NUMBER($posts) } дописів
}: { $why }; заповнено { $refilled }
coverage-gap-open = • від { $start }, поки { $posts ->
    [one] { NUMBER($posts) } допис
    [few] { NUMBER($posts) } дописи
   *[many] { NUMBER($posts) } дописів
}: { $why }; ще не заповнено

gap-down = програма не працювала
gap-disconnected = зв’язок із Telegram було втрачено
gap-not-pushed = Telegram не надіслав оновлення
gap-flooded = надійшло забагато дописів водночас
gap-unreadable = канал не вдавалося читати
gap-unwatched = за каналом тоді не стежили

person-allowed = Доступ надано: { $person }. Тепер можна надіслати /start і обрати наративи.
person-there-already = { $person } вже має доступ.
person-denied = Доступ закрито: { $person }.
places-ended = Сповіщень також більше не { $count ->
    [one] отримує { $count } чат цієї людини. Відкрити доступ можна в /people:
    [few] отримують { $count } чати цієї людини. Відкрити доступ можна в /people:
   *[many] отримують { $count } чатів цієї людини. Відкрити доступ можна в /people:
}
person-unknown = Людину «{ $person }» не знайдено. Вкажіть @ім’я або id (число).
person-name-free = Імені «{ $person }» зараз у Telegram ніхто не має.{ $known } Вкажіть id (число).
person-name-was = Останніми його мали: { $people }.
person-name-unsure = Зараз не можу перевірити в Telegram, хто має ім’я «{ $person }». Спробуйте за хвилину або вкажіть id (число).
person-no-person = «{ $person }» — не людина. Вкажіть @ім’я чи id людини або id групи чи каналу з /people.
person-is-owner = Це власник, а команди не змінюють власників. Їх задає налаштування NW_OWNER_IDS.
person-no-operator = { $person } не є оператором.
only-owner-denies-operator = Закрити доступ операторові чи змінити його роль може лише власник.
operator-added = Тепер оператор: { $person }.
operator-removed = Тепер підписник: { $person }. Невикористані запрошення від цієї людини більше не діють.
allow-ask = Надати доступ: { $person }?
allow-yes = Надати доступ
deny-ask = Закрити доступ: { $person }?
operator-ask = Зробити оператором: { $person }?
subscriber-ask = Зняти права оператора: { $person }?
who-username = @ім’я: @{ $name }
who-first-seen = Уперше тут: { $time }
who-never-here = Ще не писали цьому ботові.
who-unsure = ⚠️ Це ім’я мав хтось інший, або не вдалося перевірити його в Telegram. Перевірте id.
who-cancel = Скасувати
who-cancelled = Скасовано. Нічого не змінено.
door-title = <b>Запити на доступ</b>
just-now = щойно
in-quotes = «{ $text }»
