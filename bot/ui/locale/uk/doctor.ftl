# Що друкує `narrative-watch doctor`. Простий текст у терміналі.

doctor-settings = Усі налаштування правильні.
doctor-setting = { $setting }
doctor-setting-remedy = Виправте в .env або в змінних середовища; кожне налаштування пояснено в .env.example.
doctor-folders = Усі теки доступні для запису.
doctor-no-folder = { $folder } — не тека.
doctor-no-folder-remedy = Перенесіть цей файл або вкажіть іншу теку в налаштуваннях.
doctor-unwritable = Тека { $folder } недоступна для запису.
doctor-unwritable-remedy = Змініть власника теки на користувача, від імені якого працює служба (chown), або вкажіть іншу теку в налаштуваннях.
doctor-modes = Секретні файли доступні лише власникові.
doctor-mode = { $path } доступний іншим користувачам (права { $mode }).
doctor-mode-remedy = Закрийте доступ: { $command }
doctor-no-database = Базу даних { $path } не знайдено.
doctor-no-database-remedy = Її створить перший запуск: narrative-watch run. Якщо база мала б існувати, вкажіть її в NW_DATABASE або відновіть резервну копію: narrative-watch restore ФАЙЛ
doctor-database = База { $path } ціла (схема { $schema }, каналів: { NUMBER($channels) }, дописів: { NUMBER($posts) }).
doctor-older-database = База { $path } створена старішою версією (схема { $schema }, у програмі { $newest }).
doctor-older-database-remedy = Наступний запуск оновить її, а перед тим збереже поруч копію.
doctor-refused = { $error }
doctor-refused-remedy = Відновіть резервну копію: narrative-watch restore ФАЙЛ. Теперішній файл буде збережено.
doctor-locked-remedy = Перевірте, яка програма відкрила файл і чи працює диск, а тоді запустіть doctor ще раз.
doctor-channels = Кожен канал читає один з акаунтів.
doctor-channels-unread = Призупинених каналів: { $paused }; каналів, яких не читає жоден акаунт: { $unread }.
doctor-channels-remedy = Бот покаже їх із причинами: /channels
doctor-outbox = Сповіщень чекає: { $waiting }, відкладено: { $held }, не вдалося надіслати: { $buried }.
doctor-outbox-late = Сповіщень чекає: { $waiting }; найстаріше прострочено на { $ago }.
doctor-outbox-remedy = Якщо служба не працює, запустіть її: narrative-watch run. Якщо працює, бот покаже, на що вона чекає: /status
doctor-disk = У { $folder } вільно { NUMBER($free) } МБ.
doctor-disk-remedy = Звільніть місце: видаліть зайві файли, зберігайте менше копій (NW_BACKUPS_KEPT) або видаляйте старі тексти (NW_KEEP_UNMATCHED).
doctor-clock = Годинник збігається з годинником Telegram.
doctor-clock-ahead = Годинник поспішає відносно Telegram на { $seconds } с.
doctor-clock-behind = Годинник відстає від Telegram на { $seconds } с.
doctor-clock-back = Служба востаннє працювала { $at }, а цей час ще не настав: годинник переведено назад.
doctor-clock-remedy = Увімкніть синхронізацію часу: timedatectl set-ntp true
doctor-clock-unknown = Тут зараз { $now }; запитати Telegram не вдалося.
doctor-zone = У { $zone } зараз { $local } (дані часових поясів { $data }).
doctor-zone-remedy = Дані часових поясів застарілі. Оновіть їх: { $command }
doctor-running = Служба працює. Її сеансів не зачеплено; стан акаунтів — за її записами.
doctor-not-running = Служба не працює.
doctor-reached = { $place } доступний.
doctor-unreachable = { $place } недоступний ({ $error }).
doctor-not-telegram = За адресою { $place } відповідає не Telegram. Можливо, заважає проксі, брандмауер або сторінка входу до мережі.
doctor-unreachable-remedy = Перевірте мережу, брандмауер, а також NW_SERVER_HOST і NW_SERVER_PORT, якщо їх задано.
doctor-account = { $name }: вхід виконано як { $who }; каналів: { $channels }.
doctor-account-in-use = { $name }: ним користується служба; каналів: { $channels }.
doctor-account-over = { $name }: більше не працює.
doctor-account-unknown = { $name }: Telegram не відповів ({ $error }).
doctor-account-unknown-remedy = Перевірте, чи доступний Telegram, і запустіть doctor ще раз.
doctor-signed-out = { $name }: вхід не виконано.
doctor-is-bot = { $name }: вхід виконано як бот, а боти не можуть читати каналів.
doctor-login = Увійдіть: { $command }
doctor-bot = Бот { $name } працює, його можна додавати до груп.
doctor-bot-in-use = Ботом користується служба.
doctor-bot-no-groups = Бот { $name } працює, але його не можна додавати до груп.
doctor-bot-no-groups-remedy = Щоб надсилати сповіщення до груп, у @BotFather: /setjoingroups, Enable.
doctor-other-bot = Сеанс належить іншому ботові ({ $name }), а не тому, чий токен у NW_BOT_TOKEN.
doctor-other-bot-remedy = Якщо токен правильний, видаліть файл bot.session; наступний запуск виконає вхід бота.
doctor-both = { $one } { $other }
doctor-flood-wait = Обмеження Telegram (FLOOD_WAIT): { $method }, до { $until }.
doctor-flood-wait-remedy = Нічого робити не треба. Якщо так буває часто, давайте акаунтові менше каналів (NW_CHANNELS_PER_ACCOUNT).
doctor-backup = Остання резервна копія: { $ago }, { $file }; усього копій: { $count }.
doctor-backup-none = У { $folder } ще немає резервних копій.
doctor-backup-nothing = Ще немає чого копіювати.
doctor-backup-failed = Останню резервну копію не вдалося зробити: { $reason }
doctor-backup-remedy = Зробіть резервну копію зараз: narrative-watch backup
doctor-sum = { $faults ->
    [0] Проблем немає
    [one] { $faults } проблема
    [few] { $faults } проблеми
   *[many] { $faults } проблем
}, { $warnings ->
    [0] попереджень немає.
    [one] { $warnings } попередження.
    [few] { $warnings } попередження.
   *[many] { $warnings } попереджень.
}
