# Що бот відповідає на команди. Telegram HTML.

stranger = Це приватний бот.
stranger-unclaimed = Власника ще немає. Якщо бот ваш, надішліть /claim і код, який програма вивела під час запуску.

failed = У мене щось пішло не так; нічого не змінено. Спробуйте ще раз, а якщо не мине, скажіть власникові.

start-greeting = Вітаю, { $name }.
start-how = Я стежу, чи не з’являються в телеграм-каналах відомі наративи, і пишу вам, коли допис повторює один із них. Оберіть свої: /narratives.
stopped = Сповіщень більше не буде. Ваш вибір збережено, а те, що вже на вас чекало, не пропаде: /start поверне і те, й те. Нове тим часом для вас не збиратиметься.

help-title = <b>Що я вмію</b>
help-title-operators = <b>Для операторів</b>
help-title-owners = <b>Для власників</b>
help-line = { $command } — { $what }
help-start = отримувати сповіщення
help-help = цей список
help-narratives = обрати наративи, за якими стежите
help-stop = більше не надсилати сповіщень
help-narrative-new = додати наратив
help-narrative-rename = дати наративу іншу назву
help-narrative-pause = поки що не шукати наратив
help-narrative-resume = знову шукати
help-narrative-archive = прибрати наратив в архів
help-phrases = наративи та їхні фрази, з кнопками для змін
help-watch = додати фрази, по одній у рядку; -фраза виключає, ≥90 задає поріг
help-unwatch = вилучити фразу за словами чи номером
help-channels = канали під наглядом
help-channel-add = стежити за каналом; або перешліть мені його допис
help-channel-remove = більше не стежити
help-coverage = відколи й доки прочитано все
help-allow = впустити людину; без нічого: хто стукав
help-deny = закрити доступ людині
help-status = як ідуть справи
help-operator-add = зробити людину оператором
help-operator-remove = скасувати це

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

no-command = Я розумію лише команди. Їхній список: /help.
command-unknown = Я не знаю команди { $command }. Може, { $nearest }? Усі команди: /help.
command-not-yours = Команда { $command } вам недоступна. Ваші команди: /help.
command-choose = Яку саме?
needs-arguments = Чогось бракує. Команда пишеться так: { $command }
example = Наприклад: <code>{ $example }</code>
button-stale = Ця кнопка застаріла. Надішліть команду ще раз.
late-command = Ви надіслали це { $time }, коли мене не було:
    <code>{ $command }</code>
    Виконати зараз?
late-yes = Виконати
late-no = Не треба
late-dropped = Не виконуватиму: <code>{ $command }</code>
and-more = … і ще { $count }

narratives-none = Наративів поки немає.
narratives-choose = Ви стежите за { $followed } з { $all ->
    [one] { $all } наративу
   *[many] { $all } наративів
}. Натисніть, щоб додати чи прибрати.

narrative-added = Додано: { $title }. Його id — <code>{ $id }</code>.
    Тепер дайте йому фрази: <code>/watch { $id } …</code>
narrative-renamed = Тепер він називається { $title }; id той самий: <code>{ $id }</code>.
narrative-now-active = { $title }: знову шукаю.
narrative-now-paused = { $title }: призупинено, у нових дописах його не шукаю.
narrative-now-archived = { $title }: в архіві. Повернути: <code>/narrative restore</code>.
narrative-is-archived = { $title }: в архіві, стежити за ним зараз не можна.
narrative-unknown = Наративу «{ $id }» немає. Найближчі: { $nearest }
narrative-none-yet = Наративів поки немає. Додайте: <code>/narrative new</code> і назва.
title-taken = Наратив { $title } вже є: його id — <code>{ $id }</code>. Виберіть іншу назву.
title-too-long = Назва задовга: щонайбільше { $limit ->
    [one] { $limit } символ
    [few] { $limit } символи
   *[many] { $limit } символів
}.

phrase-added-watch = Шукаю «{ $phrase }» для наративу { $title }, від наступного допису.
phrase-added-exclude = Дописи зі словами «{ $phrase }» більше не рахуються для наративу { $title }.
phrase-there-already = У наративі { $title } вже є «{ $phrase }».
phrase-removed = Вилучено з наративу { $title }: «{ $phrase }».
phrase-unknown = У наративі «{ $id }» немає фрази «{ $phrase }». Список: <code>/phrases { $id }</code>.
phrase-which = Яку фразу вилучити? Список наративу { $title } міг змінитися, відколи ви прочитали номер.
phrase-empty = У фразі немає жодного слова. Дайте слова, які шукати.
phrase-only-function-words = «{ $phrase }» — самі службові слова, вони є в кожному дописі. Додайте слово, що несе зміст.
phrase-only-digits-or-signs = «{ $phrase }» — самі цифри чи знаки. Додайте слово.
phrase-too-short = «{ $phrase }» — закоротка фраза: вона траплятиметься майже всюди. Додайте слово.
phrase-too-long = «{ $phrase }» — задовга фраза. Щонайбільше 12 слів; поділіть її на кілька.
phrase-unfound-as-written = «{ $phrase }» не знайде навіть власних слів. Перевірте знаки або запишіть фразу інакше.
phrase-unfound-in-small-letters = ⚠️ «{ $phrase }» не буде знайдено малими літерами: абревіатура пишеться так само, як звичайне слово. Якщо це не абревіатура, запишіть її малими літерами.
phrase-unfound-in-capitals = ⚠️ «{ $phrase }» не буде знайдено великими літерами. Якщо так пишуть у дописах, додайте й фразу великими літерами.
phrases-title = { $title }: { $count ->
    [0] фраз поки немає.
    [one] { $count } фраза
    [few] { $count } фрази
   *[many] { $count } фраз
}
phrases-hint = Додати: <code>/watch { $id } …</code> · вилучити: натисніть номер або <code>/unwatch { $id } …</code>
phrases-choose = <b>Наративи та скільки фраз у кожному</b>{ $pages ->
    [1] { "" }
   *[other] { " " }({ $page } з { $pages })
}
phrases-narrative-active = <code>{ $id }</code> · { $title } · { $count }
phrases-narrative-paused = ⏸ <code>{ $id }</code> · { $title } · { $count }
phrases-narrative-archived = 🗄 <code>{ $id }</code> · { $title } · { $count }

channel-added = Стежу за { $channel }{ $role }, лише за новими дописами.
channel-added-with-past = Стежу за { $channel }{ $role }, старі дописи теж.
channel-reading-back = Читаю старі дописи: поки { NUMBER($posts) }, { $percent } %.
channel-read-back = Старі дописи прочитано: { $posts ->
    [one] { NUMBER($posts) } допис
    [few] { NUMBER($posts) } дописи
   *[many] { NUMBER($posts) } дописів
}, { $matched ->
    [0] наративів у них немає.
   *[many] з наративом — { NUMBER($matched) }. Хто стежить за ним, отримає підсумок.
}
channel-read-back-known = Старі дописи прочитано: { $posts ->
    [one] { NUMBER($posts) } допис
    [few] { NUMBER($posts) } дописи
   *[many] { NUMBER($posts) } дописів
}, відомих раніше — { NUMBER($known) }. { $matched ->
    [0] Нового не знайдено.
    [one] З наративом — { NUMBER($matched) } новий допис. Хто стежить за ним, отримає підсумок.
    [few] З наративом — { NUMBER($matched) } нові дописи. Хто стежить за ним, отримає підсумок.
   *[many] З наративом — { NUMBER($matched) } нових дописів. Хто стежить за ним, отримає підсумок.
}
depth-unknown = «{ $depth }» не каже, відколи читати. Напишіть last і число до { NUMBER($most) } або since і дату, як-от 2022-09-01.
depth-in-future = { $day } ще не настало. Вкажіть дату, що минула.
channel-offer = Стежити за { $channel }?
channel-offer-watched = За { $channel } я вже стежу. Щоб побачити, що кажуть наративи про цей допис, дайте на нього відповідь /why.
watch-as-monitored = Стежити
watch-as-media = Стежити як за медіа
watch-as-fact-checker = Стежити як за фактчекером
forwarded-from-no-channel = Це переслано не з каналу, або автора приховано. Перешліть допис каналу, і я запропоную стежити за ним.
channel-there-already = За каналом { $channel } вже стежу, як за { $role ->
    [media] медіа
    [fact-checker] фактчекером
   *[monitored] звичайним
}.
channel-role-was = Роль змінено. Раніше це був { $role ->
    [media] канал медіа
    [fact-checker] канал фактчекера
   *[monitored] звичайний канал
}.
channel-read-again = Читання відновлено.
channel-removed = За { $channel } більше не стежу. Дописи збережено.
channel-not-watched = Каналу «{ $channel }» немає під наглядом. Список: /channels.
channel-not-sure = Неясно, який канал «{ $channel }». Напишіть id або @назву: { $names }.
channel-number-alone = «{ $channel }» може бути id чого завгодно. Для каналу напишіть { $marked } або https://t.me/c/{ $id }.
channels-many-at-once = Тут { $count ->
    [one] { NUMBER($count) } канал
    [few] { NUMBER($count) } канали
   *[many] { NUMBER($count) } каналів
}. Додавайте щонайбільше { $most } за раз.
channel-unknown = Каналу «{ $channel }» немає. Перевірте назву; годиться і посилання, як-от https://t.me/name.
channel-not-a-channel = «{ $channel }» — людина чи бот, а не канал.
channel-name-wrong = «{ $channel }» — не назва каналу. Дайте @назву або посилання, як-от https://t.me/name.
channel-private = Канал «{ $channel }» приватний, акаунт-читач туди не впускають. Попросіть посилання-запрошення.
channel-invite-expired = Запрошення «{ $channel }» вже не діє. Попросіть нове.
channel-join-requested = До каналу { $channel } впускають за запитом. Запит надіслано; коли його схвалять, канал додасться сам.
channel-join-later = До каналу { $channel } спершу треба ввійти, а акаунти, що входять швидко, блокують. Увійду { $at } або пізніше й напишу вам.
channel-budget = За останню добу шукали вже стільки назв, що більше — небезпечно для акаунта-читача. Спробуйте після { $until }.
channel-banned = У каналі «{ $channel }» акаунт-читач заблоковано.
channel-withdrawn = До каналу { $channel } входу не буде.
channels-wanted = ⏳ { $channel } · буде вхід
channels-requested = ⏳ { $channel } · надіслано запит
channel-too-many = Акаунт-читач уже в стількох каналах, скільки дозволяє Telegram. Спершу приберіть якісь.
channel-wait = Telegram просить зачекати { $seconds ->
    [one] { $seconds } секунду
    [few] { $seconds } секунди
   *[many] { $seconds } секунд
}, перш ніж шукати інші канали. Спробуйте тоді ще раз.
channel-reader-away = Акаунт-читач зараз не під’єднано, тож канали не знайти. Докладніше: /status.
channel-telegram-refuses = Telegram відмовляє щодо «{ $channel }»: { $reason }.
channels-none = Каналів під наглядом поки немає.
channels-title = <b>Під наглядом: { $count ->
    [one] { $count } канал
    [few] { $count } канали
   *[many] { $count } каналів
}</b>
role-unknown = Ролі «{ $role }» немає. Є такі: monitored, media, fact-checker.

coverage-title = <b>Прочитано без прогалин</b>
coverage-line-whole = ✅ { $channel }: { $start } до { $end } ({ $ago } тому)
coverage-line-open = ⏳ { $channel }: { $start } до { $end } ({ $ago } тому); що було далі, ще не прочитано
coverage-from = від { $time }
coverage-from-first = від першого допису, { $time },
coverage-trouble = 　⚠️ Telegram відмовляє в його історії з { $time }: { $error }. Пробую далі.
coverage-checked = Перевірено до кінця: { $time }
coverage-not-checked = До кінця ще не прочитано.
coverage-paused = Зараз не читається: { $reason }
coverage-gaps = Живі оновлення щось пропустили: { $count ->
    [0] жодного разу
    [one] { $count } раз
    [few] { $count } рази
   *[many] { $count } разів
}; не заповнено: { $open }
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
gap-flooded = надійшло забагато водночас
gap-unreadable = канал не вдавалося читати
gap-unwatched = за каналом тоді не стежили

person-allowed = Доступ відкрито: { $person }. Нехай надішле /start і обере наративи.
person-there-already = { $person } вже має доступ.
person-denied = Доступ закрито: { $person }.
places-ended = Разом із тим { $count ->
    [one] { $count } місце більше не отримує сповіщень. Повернути його можна в /people:
    [few] { $count } місця більше не отримують сповіщень. Повернути їх можна в /people:
   *[many] { $count } місць більше не отримують сповіщень. Повернути їх можна в /people:
}
person-unknown = Я не знаю «{ $person }». Вкажіть @ім’я або id, тобто число.
person-name-free = Я не знаю «{ $person }»: зараз цього імені в Telegram ніхто не має.{ $known } Вкажіть id, тобто число.
person-name-was = Востаннє з ним: { $people }.
person-name-unsure = Зараз не можу запитати Telegram, хто має «{ $person }». Спробуйте за хвилину або вкажіть id, тобто число.
person-no-person = «{ $person }» — не людина, тому так не вийде. Вкажіть @ім’я чи id людини або id групи чи каналу з /people.
person-is-owner = Це власник, а власників не змінює жодна команда. Їх названо в налаштуванні NW_OWNER_IDS.
person-no-operator = { $person } не є оператором.
only-owner-denies-operator = Закрити доступ операторові чи змінити його роль може лише власник.
operator-added = { $person } тепер оператор.
operator-removed = { $person } тепер підписник. Невикористані запрошення від цієї людини більше не діють.
allow-ask = Надати доступ: { $person }?
allow-yes = Надати доступ
deny-ask = Закрити доступ: { $person }?
operator-ask = Зробити оператором: { $person }?
subscriber-ask = Зробити підписником, більше не оператором: { $person }?
who-username = @ім’я: @{ $name }
who-first-seen = Уперше тут: { $time }
who-never-here = Ще не писали цьому боту.
who-unsure = ⚠️ Це ім’я мав хтось інший, або я не зміг запитати Telegram. Перевірте id.
who-cancel = Скасувати
who-cancelled = Скасовано. Нічого не змінено.
door-title = <b>Хто стукав останнім</b>
