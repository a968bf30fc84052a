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
standing-active = отримує сповіщення
standing-stopped = не хоче сповіщень
standing-paused = недосяжний
standing-denied = доступ закрито

people-title = { $count ->
    [one] <b>{ $count } підписник</b>
    [few] <b>{ $count } підписники</b>
   *[many] <b>{ $count } підписників</b>
}. Натисніть на ім’я, щоб побачити більше.
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
people-make-subscriber = Більше не оператор
people-ban = Закрити доступ
people-let-in = Впустити знову
people-remove = Вилучити
people-remove-ask = Вилучити { $name } з усім, що збережено: налаштуваннями, вибором наративів, оцінками й сповіщеннями? Далі це незнайома людина, яка може знову постукати; щоб не впускати, закрийте доступ.
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
