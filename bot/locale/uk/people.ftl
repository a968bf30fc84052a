# Кого впущено: за запрошенням чи поіменно. Telegram HTML.

help-invite = створити посилання, яке впустить одну людину (операторів — лише від власника)
usage-invite = <i>subscriber | operator</i>
example-invite = /invite subscriber
help-people = хто тут і що кому можна

invite-subscriber = Це посилання впустить одну людину як підписника, один раз, до { $until }:
    <code>{ $link }</code>
invite-operator = Це посилання зробить одну людину оператором, один раз, до { $until }. Не надсилайте його нікому іншому:
    <code>{ $link }</code>
invite-role-unknown = Кого впустить посилання: підписника (subscriber) чи оператора (operator)? Слова «{ $role }» я не знаю.
invite-operator-by-owner = Запросити оператора може лише власник.
invited-subscriber = Вітаю, { $name }. Вас впущено: оберіть наративи командою /narratives; решта — у /help.
invited-operator = Вітаю, { $name }. Тепер ви оператор: усі ваші команди — у /help.
invited-owner = Вітаю, { $name }. Тепер цей Narrative Watch ваш. Почніть із /channel add і @назви каналу; решта — у /help.
invite-over = Цим посиланням уже скористалися, або воно застаріло. Попросіть нове.
invite-taken-up = 👋 { $name }: ваше запрошення прийнято, { $role }.

person-subscriber = підписник
person-operator = оператор
person-owner = власник
person-console = консоль
person-place = місце
standing-active = отримує сповіщення
standing-stopped = не хоче сповіщень
standing-paused = недосяжний
standing-denied = доступ закрито

people-title = <b>{ $counts }</b>. Натисніть на ім’я, щоб побачити більше.
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
    [one] { $count } місце
    [few] { $count } місця
   *[many] { $count } місць
}
people-denied = { $count } із закритим доступом
people-set-up-by = Налаштував користувач { $person }
people-set-up-by-nobody = Того, хто це налаштував, видалено.
people-set-up = Налаштовано { $count ->
    [one] { $count } місце:
    [few] { $count } місця:
   *[many] { $count } місць:
}
people-blocked-bot = бота заблоковано.
people-account-gone = такого акаунта вже немає.
people-never-wrote = боту ще не писали.
people-one = { $name } · <code>{ $id }</code>
people-standing = { $role }, { $status }
people-paused-why = Чому: { $reason }
people-seen = Востаннє тут { $ago } тому, { $time }
people-never-seen = Тут ще не з’являлися
people-follows = Стежить за { $count ->
    [one] { $count } наративом
   *[many] { $count } наративами
}
people-private-channels = Дозволено { $count ->
    [one] { $count } приватний канал:
    [few] { $count } приватні канали:
   *[many] { $count } приватних каналів:
}
people-make-operator = Зробити оператором
people-make-subscriber = Зробити підписником
people-ban = Закрити доступ
people-let-in = Повернути доступ
people-remove = Вилучити
people-remove-ask = Вилучити { $name } з усім, що збережено: налаштуваннями, вибором наративів, оцінками й сповіщеннями? Місця, які налаштувала ця людина, більше не отримуватимуть сповіщень. Вона зможе знову подати запит; щоб не впускати, закрийте доступ.
people-remove-surely = Так, вилучити
people-back-to-one = ◀ Ні
people-removed = Вилучено: { $name }.
people-back = ◀ Усі

# Меню біля поля вводу та сторінка всіх команд.

menu-start = привітатися
menu-narrative = додати, перейменувати, призупинити, відновити, в архів
menu-channel = додати чи прибрати канал
menu-operator = додати чи прибрати оператора

reference-title = Команди
reference-intro = Що можна написати ботові. Зроблено з таблиці самої програми: цю сторінку друкує narrative-watch commands.
reference-command = Команда
reference-what = Що вона робить
reference-example = Наприклад:
reference-subscriber = Для всіх, кого впущено
reference-operator = Для операторів
reference-owner = Для власників
