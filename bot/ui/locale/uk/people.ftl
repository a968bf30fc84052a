# Доступ людей: за запрошенням чи від оператора. Telegram HTML.

help-invite = створити запрошення для однієї людини
usage-invite = <i>subscriber | operator</i>
example-invite = /invite subscriber
help-people = показати людей, їхні ролі й доступ

invite-subscriber = Це посилання один раз надасть одній людині доступ як підписникові, до { $until }:
    <code>{ $link }</code>
invite-operator = Це посилання один раз зробить одну людину оператором, до { $until }. Не надсилайте його нікому іншому:
    <code>{ $link }</code>
invite-role-unknown = Невідома роль «{ $role }». Вкажіть subscriber (підписник) або operator (оператор).
invite-operator-by-owner = Запросити оператора може лише власник.
invited-subscriber = Вітаю, { $name }. Тепер ви маєте доступ: оберіть наративи командою /narratives. Усі команди: /help
invited-operator = Вітаю, { $name }. Тепер ви оператор. Ваші команди: /help
invited-owner = Вітаю, { $name }. Тепер ви власник цього Narrative Watch. Почніть із /channel add і @назви каналу. Усі команди: /help
invite-over = Це посилання вже використано, або воно застаріло. Попросіть нове.
invite-taken-up = 👋 Ваше запрошення прийнято: { $name } тепер має доступ ({ $role }).

person-subscriber = підписник
person-operator = оператор
person-owner = власник
person-console = консоль
person-place = чат
standing-active = отримує сповіщення
standing-stopped = сповіщення вимкнено
standing-paused = недосяжний
standing-denied = доступ закрито

people-title = <b>{ $counts }</b>. Натисніть ім’я, щоб побачити подробиці.
people-owners = { $count ->
    [one] { $count } власник
    [few] { $count } власники
   *[many] { $count } власників
}
people-operators = { $count ->
    [one] { $count } оператор
    [few] { $count } оператори
   *[many] { $count } операторів
}
people-subscribers = { $count ->
    [one] { $count } підписник
    [few] { $count } підписники
   *[many] { $count } підписників
}
people-places = { $count ->
    [one] { $count } чат
    [few] { $count } чати
   *[many] { $count } чатів
}
people-denied = { $count } із закритим доступом
people-set-up-by = Налаштував користувач { $person }
people-set-up-by-nobody = Налаштував видалений користувач.
people-set-up = Налаштовано { $count ->
    [one] { $count } чат:
    [few] { $count } чати:
   *[many] { $count } чатів:
}
people-blocked-bot = Бота заблоковано.
people-account-gone = Такого акаунта вже немає.
people-never-wrote = Ботові ще не писали.
people-one = { $name } · <code>{ $id }</code>
people-standing = { $role }, { $status }
people-paused-why = Причина: { $reason }
people-seen = Востаннє тут { $ago } ({ $time })
people-never-seen = Тут ще не з’являлися
people-follows = Стежить за { $count ->
    [one] { $count } наративом
   *[many] { $count } наративами
}
people-private-channels = Має доступ до { $count ->
    [one] { $count } приватного каналу:
    [few] { $count } приватних каналів:
   *[many] { $count } приватних каналів:
}
people-make-operator = Зробити оператором
people-make-subscriber = Зробити підписником
people-ban = Закрити доступ
people-let-in = Відкрити доступ
people-remove = Видалити
people-remove-ask = Видалити { $name } і всі збережені дані: налаштування, вибір наративів, оцінки й сповіщення? Чати, які налаштувала ця людина, більше не отримуватимуть сповіщень. Людина зможе знову подати запит. Щоб цього не сталося, закрийте їй доступ.
people-remove-surely = Видалити
people-back-to-one = ◀ Скасувати
people-removed = Видалено: { $name }.
people-back = ◀ Усі

# Меню біля поля вводу та сторінка всіх команд.

menu-start = почати роботу з ботом
menu-narrative = створити, перейменувати, призупинити, до архіву
menu-channel = додати чи прибрати канал
menu-operator = додати чи прибрати оператора

reference-title = Команди
reference-intro = Команди, які можна надіслати ботові. Цю сторінку створює narrative-watch commands.
reference-command = Команда
reference-what = Що вона робить
reference-example = Наприклад:
reference-subscriber = Для всіх, хто має доступ
reference-operator = Для операторів
reference-owner = Для власників
