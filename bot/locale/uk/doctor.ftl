# Що каже `narrative-watch doctor`. Простий текст у терміналі.

doctor-settings = Усі налаштування придатні.
doctor-setting = { $setting }
doctor-setting-remedy = Виправте у .env або в змінних середовища; кожне налаштування пояснено у .env.example.
doctor-folders = У всі теки можна писати.
doctor-no-folder = { $folder } — не тека.
doctor-no-folder-remedy = Перенесіть цей файл або вкажіть іншу теку в налаштуваннях.
doctor-unwritable = У теку { $folder } не можна писати.
doctor-unwritable-remedy = Віддайте її користувачеві, від якого працює служба (chown), або вкажіть іншу теку в налаштуваннях.
doctor-modes = Таємного не прочитає ніхто, крім власника.
doctor-mode = Доступ до { $path } має не лише власник (права { $mode }).
doctor-mode-remedy = Закрийте доступ: { $command }
doctor-no-database = Бази даних { $path } ще немає.
doctor-no-database-remedy = Її створить перший запуск: narrative-watch run. Якщо база мала б бути, вкажіть її в NW_DATABASE або поверніть резервну копію: narrative-watch restore ФАЙЛ
doctor-database = База { $path } ціла (схема { $schema }, каналів: { NUMBER($channels) }, дописів: { NUMBER($posts) }).
doctor-older-database = База { $path } від старішої версії (схема { $schema }, у програмі { $newest }).
doctor-older-database-remedy = Наступний запуск оновить її, а перед тим збереже поруч копію.
doctor-refused = { $error }
doctor-refused-remedy = Поверніть резервну копію: narrative-watch restore ФАЙЛ. Теперішній файл буде збережено.
doctor-locked-remedy = Гляньте, яка програма тримає файл і чи працює диск, а тоді перевірте ще раз.
doctor-channels = Кожен канал читає якийсь акаунт.
doctor-channels-unread = Призупинених каналів: { $paused }; каналів, яких не читає жоден акаунт: { $unread }.
doctor-channels-remedy = Бот назве їх і причини: /channels
doctor-outbox = Сповіщень чекає: { $waiting }, відкладено: { $held }, не вдалося надіслати: { $buried }.
doctor-outbox-late = Сповіщень чекає: { $waiting }; перше мало піти { $ago } тому.
doctor-outbox-remedy = Якщо служба не працює, запустіть її: narrative-watch run. Якщо працює, бот скаже, на що чекає: /status
doctor-disk = У { $folder } вільно { NUMBER($free) } МБ.
doctor-disk-remedy = Звільніть місце: видаліть зайве, тримайте менше копій (NW_BACKUPS_KEPT) або не зберігайте старих текстів (NW_KEEP_UNMATCHED).
doctor-clock = Годинник іде так само, як у Telegram.
doctor-clock-ahead = Годинник поспішає проти Telegram; секунд: { $seconds }.
doctor-clock-behind = Годинник відстає від Telegram; секунд: { $seconds }.
doctor-clock-back = Служба востаннє працювала { $at }, а це ще попереду: годинник переведено назад.
doctor-clock-remedy = Нехай машина ставить годинник за мережею: timedatectl set-ntp true
doctor-clock-unknown = Тут зараз { $now }; спитати в Telegram не вдалося.
doctor-zone = У { $zone } зараз { $local } (дані часових поясів { $data }).
doctor-zone-remedy = Дані часових поясів застарілі, а пояси змінюються: { $command }
doctor-running = Служба працює: її сесій не чіпаю, а про акаунти кажу те, що вона записала.
doctor-not-running = Служба не працює.
doctor-reached = { $place } відповідає.
doctor-unreachable = { $place } не відповідає ({ $error }).
doctor-not-telegram = За адресою { $place } відповідає не Telegram. Можливо, заважає проксі, брандмауер або сторінка входу до мережі.
doctor-unreachable-remedy = Перевірте мережу, брандмауер, а також NW_SERVER_HOST і _PORT, якщо їх задано.
doctor-account = { $name }: увійшов як { $who }; каналів: { $channels }.
doctor-account-in-use = { $name }: ним користується служба; каналів: { $channels }.
doctor-account-over = { $name }: більше не працює.
doctor-account-unknown = { $name }: Telegram не відповів ({ $error }).
doctor-account-unknown-remedy = Гляньте, чи доступний Telegram, і перевірте ще раз.
doctor-signed-out = { $name }: вхід не виконано.
doctor-is-bot = { $name }: увійшов як бот, а боти не можуть читати каналів.
doctor-login = Увійдіть: { $command }
doctor-bot = Бот { $name } працює, його можна додавати до груп.
doctor-bot-in-use = Ботом користується служба.
doctor-bot-no-groups = Бот { $name } працює, але його не можна додавати до груп.
doctor-bot-no-groups-remedy = Якщо сповіщення мають надходити до груп: @BotFather, /setjoingroups, Enable.
doctor-other-bot = Сесія належить іншому боту, { $name }, а не тому, чий токен у NW_BOT_TOKEN.
doctor-other-bot-remedy = Якщо токен правильний, видаліть файл bot.session; наступний запуск виконає вхід бота.
doctor-both = { $one } { $other }
doctor-flood-wait = Telegram просить зачекати з { $method } до { $until }.
doctor-flood-wait-remedy = Робити нічого: він зачекає сам. Якщо так буває часто, давайте акаунтові менше каналів (NW_CHANNELS_PER_ACCOUNT).
doctor-backup = Останню резервну копію зроблено { $ago } тому: { $file }; усього копій: { $count }.
doctor-backup-none = У { $folder } ще немає резервних копій.
doctor-backup-nothing = Поки нема чого копіювати.
doctor-backup-failed = Останню резервну копію не вдалося зробити: { $reason }
doctor-backup-remedy = Зробіть її зараз: narrative-watch backup
doctor-sum = { $faults ->
    [0] Несправностей немає
    [one] { $faults } несправність
    [few] { $faults } несправності
   *[many] { $faults } несправностей
}, { $warnings ->
    [0] зауважень немає.
    [one] { $warnings } зауваження.
    [few] { $warnings } зауваження.
   *[many] { $warnings } зауважень.
}
