# Обслуговування: резервні копії та що /status показує про диск.

backup-made = Резервну копію зроблено й перевірено: { $file } ({ NUMBER($size, maximumFractionDigits: 1) } МБ)
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
backup-newest = {" "}Найновіший допис: { $at }.
backup-sessions = ⚠️ Скопійовано також сеанси Telegram: { $count } у { $folder }. Хто їх має, той має доступ до ваших акаунтів. Бережіть їх, як паролі, і ніколи не використовуйте у двох місцях одночасно.
backup-no-sessions = У { $folder } немає сеансів; жодного не скопійовано.
restore-done = Копію { $file } перевірено й відновлено до { $database }.
restore-without-journal = ⚠️ { $file } скопійовано без журналу { $journal }. Якщо під час копіювання служба працювала, останніх змін може бракувати. Якщо { $journal } у вас ще є, покладіть його поруч із файлом і відновіть ще раз.
restore-aside = Попередню базу збережено як { $file }. Видаліть її, коли впевнитеся, що все працює.
restore-sessions = Сеанси відновлено до { $folder }: { $count }. Подбайте, щоб програма більше ніде не працювала: сеанс, використаний двічі, Telegram завершує назавжди.
restore-next = Тепер перевірте: narrative-watch doctor, і запустіть: narrative-watch run. Дописи, опубліковані після копії, буде прочитано ще раз. Сповіщення, надіслані після неї, можуть надійти вдруге.

database-moved = ⛔ Мою базу даних { $path } перемістили, видалили або замінили. Доки файлу немає на місці, я нічого не зберігаю і не надсилаю сповіщень. Поверніть його разом із файлом -wal, якщо він є. Якщо базу втрачено, зупиніть мене й відновіть резервну копію: <code>narrative-watch restore FILE</code>
database-moved-briefly = ⛔ Зараз я нічого не можу зберегти чи надіслати: моя база даних зникла. Власника буде повідомлено. Ваше повідомлення не збережено.
database-back = ✅ Моя база даних { $path } знову на місці. Читаю дописи, опубліковані за цей час.

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
status-backup = 🗄 Остання резервна копія: { $ago }
status-backup-none = 🗄 Резервної копії ще немає
status-backup-failed = ⚠️ Останню резервну копію не вдалося зробити: { $reason }

notice-backup-failed = ⚠️ Не вдається зробити резервну копію: { $reason }
    Пробуватиму щогодини й повідомлю, коли вдасться. Перевірити сервер: narrative-watch doctor
notice-backup-again = 🗄 Резервне копіювання знову працює. Остання копія: { $at }.
notice-restored = 🗄 Базу даних відновлено з резервної копії. { $known ->
    [0] Коли її зроблено, невідомо.
   *[other] Час копії: { $at }.
} Дописи, опубліковані відтоді, буде прочитано ще раз. Сповіщення, надіслані відтоді, можуть надійти вдруге, а змінене відтоді треба налаштувати ще раз.
