# Догляд за програмою: резервні копії і те, що /status каже про диск.

backup-made = Копію зроблено й перевірено: { $file } ({ NUMBER($size, maximumFractionDigits: 1) } МБ)
backup-holds = У ній { $channels ->
    [one] { NUMBER($channels) } канал
    [few] { NUMBER($channels) } канали
   *[many] { NUMBER($channels) } каналів
}, { $posts ->
    [one] { NUMBER($posts) } допис
    [few] { NUMBER($posts) } дописи
   *[many] { NUMBER($posts) } дописів
} і { $subscribers ->
    [one] { NUMBER($subscribers) } підписник
    [few] { NUMBER($subscribers) } підписники
   *[many] { NUMBER($subscribers) } підписників
}.{ $newest }
backup-newest = {" "}Найновіший допис — від { $at }.
backup-sessions = ⚠️ Скопійовано і сесії Telegram: { $count } у { $folder }. Хто їх має, той увійшов у ваші акаунти: бережіть їх, як паролі, і ніколи не вживайте у двох місцях одночасно.
backup-no-sessions = У { $folder } немає сесій; жодної не скопійовано.
restore-done = Копію { $file } перевірено; тепер вона — база даних { $database }.
restore-without-journal = ⚠️ { $file } скопійовано без журналу { $journal }. Якщо під час копіювання служба працювала, найновіших змін може бракувати. Якщо { $journal } у вас ще є, покладіть його поруч із файлом і відновіть ще раз.
restore-aside = Попередню базу збережено як { $file }. Видаліть її, коли впевнитеся, що все гаразд.
restore-sessions = Сесії покладено в { $folder }: { $count }. Подбайте, щоб програма більше ніде не працювала: сесію, вжиту двічі, Telegram скасовує назавжди.
restore-next = Тепер перевірте: narrative-watch doctor, і запустіть: narrative-watch run. Дописи, що з’явилися після копії, буде прочитано знову. Сповіщення, надіслані після неї, можуть прийти вдруге.

database-moved = ⛔ Мою базу даних { $path } перемістили, видалили або замінили. Доки файлу немає на місці, я нічого не зберігаю і не надсилаю сповіщень. Поверніть його, разом із файлом -wal, якщо він є. Якщо базу втрачено, зупиніть мене й відновіть резервну копію: <code>narrative-watch restore FILE</code>
database-moved-briefly = ⛔ Зараз я нічого не можу зберегти чи надіслати: немає моєї бази даних. Власник знає, що робити. Написане зараз не збережено.
database-back = ✅ Моя база даних { $path } знову на місці. Читаю все, що з’явилося за цей час.

status-size = 💾 База даних: { NUMBER($size, maximumFractionDigits: 1) } МБ
status-size-grown = 💾 База даних: { NUMBER($size, maximumFractionDigits: 1) } МБ, на { NUMBER($grown, maximumFractionDigits: 1) } МБ більше, ніж { $days ->
    [one] { $days } день
    [few] { $days } дні
   *[many] { $days } днів
} тому
status-size-shrunk = 💾 База даних: { NUMBER($size, maximumFractionDigits: 1) } МБ, на { NUMBER($grown, maximumFractionDigits: 1) } МБ менше, ніж { $days ->
    [one] { $days } день
    [few] { $days } дні
   *[many] { $days } днів
} тому
status-backup = 🗄 Остання резервна копія: { $ago } тому
status-backup-none = 🗄 Резервної копії ще немає
status-backup-failed = ⚠️ Останню резервну копію не вдалося зробити: { $reason }

notice-backup-failed = ⚠️ Не можу зробити резервну копію: { $reason }
    Пробуватиму щогодини і скажу, коли вдасться. Перевірте сервер: narrative-watch doctor
notice-backup-again = 🗄 Резервні копії знову робляться: остання — від { $at }.
notice-restored = 🗄 Базу даних повернуто до резервної копії. { $known ->
    [0] Коли її зроблено, невідомо.
   *[other] У ній усе, як було { $at }.
} Дописи, що з’явилися відтоді, буде прочитано знову; сповіщення за цей час можуть прийти вдруге, а що тоді було налаштовано, треба налаштувати ще раз.
