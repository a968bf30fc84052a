# Наративи та фрази: їхні сторінки, журнал змін і скасування, файли. Telegram HTML.

help-narrative-describe = описати, що стверджує наратив (- прибирає)
help-narrative-threshold = задати найменшу оцінку збігу, 50–100
help-narrative-restore = відновити наратив з архіву
help-export = надіслати наративи файлом, який можна змінити
help-audit = показати журнал змін, зі скасуванням

usage-narrative-describe = <i>id</i> <i>текст</i>
usage-narrative-threshold = <i>id</i> <i>число або default</i>
usage-narrative-restore = <i>id</i>
usage-audit = <i>[id]</i>

example-narrative-describe = /narrative describe feint Відступ нібито був за планом
example-narrative-threshold = /narrative threshold feint 85
example-narrative-restore = /narrative restore feint
example-audit = /audit feint

narrative-described = Опис наративу { $title }: { $description }
narrative-not-described = { $title }: опис прибрано.
phrases-many = { $title }: фраз або винятків стало б понад { $limit }. Приберіть деякі або створіть інший наратив.
narratives-many = Досягнуто межі: { $limit } наративів, разом з архівними. Використайте один із тих, що вже не потрібні.
description-too-long = Опис задовгий: щонайбільше { $limit ->
    [one] { NUMBER($limit) } символ
    [few] { NUMBER($limit) } символи
   *[many] { NUMBER($limit) } символів
}.
narrative-threshold-set = { $title }: поріг тепер { $threshold }/100.
narrative-threshold-default = { $title }: поріг знову типовий.
threshold-wrong = «{ $threshold }» — не поріг. Вкажіть число від { $least } до { $most }, як-от 85, або default.
narrative-not-archived = { $title }: не в архіві.

phrase-found-already = «{ $phrase }» надто близька до «{ $other }»: вони знаходять те саме. Не додано.
phrase-line-above = «{ $phrase }» надто близька до «{ $other }» у цьому ж повідомленні: вони знаходять те саме. Не додано.
phrase-threshold-changed = «{ $phrase }»: поріг тепер { $threshold }.
phrase-lines = { $title }: додано або змінено { $taken }, не додано { $left }.
phrase-line-watch = ✅ «{ $phrase }»
phrase-line-exclude = ✅ − «{ $phrase }»: дописи з цим винятком більше не збігаються
phrase-lines-many = { $count ->
    [one] { $count } рядок — забагато для одного повідомлення.
    [few] { $count } рядки — забагато для одного повідомлення.
   *[many] { $count } рядків — забагато для одного повідомлення.
} Надішліть не більше ніж { $most } або файл: зразок дає /export.
phrase-gone = Цю фразу вже прибрано.

narrative-state = <code>{ $id }</code> · поріг: { $threshold }
narrative-is-paused = ⏸ призупинено: нові дописи не перевіряються
narrative-is-archived-now = 🗄 в архіві
narrative-is-urgent = ❗ терміновий: сповіщення надходять і в тихі години
narrative-hits = Знайдено дописів: за 7 днів — { NUMBER($week) }, за 30 днів — { NUMBER($month) }
phrases-legend = Номер, фраза · дописів за 7 / 30 днів. Натисніть номер, щоб змінити чи прибрати фразу.
phrase-page-watch = «{ $phrase }» — { $title }
phrase-page-exclude = − «{ $phrase }» — виняток у наративі { $title }
phrase-hits = Знайдено дописів: за 7 днів — { NUMBER($week) }, за 30 днів — { NUMBER($month) }
threshold-own = Власний поріг: { $threshold }
threshold-of-narrative = Поріг: { $threshold } (як у наративу)
threshold-default = типовий
threshold-usual = як у наративу
threshold-hint = 90 вимагає майже цих самих слів; за 95 між ними не має бути майже нічого.
phrase-remove = 🗑 Прибрати
to-phrases = ⬅ До наративу
to-narratives = ⬅ Усі наративи
make-active = ▶️ Відновити
make-paused = ⏸ Призупинити
make-archived = 🗄 Архівувати
make-urgent-yes = ❗ Зробити терміновим
make-urgent-no = Зняти терміновість

undo = ↩️ Скасувати
undo-number = ↩️ { $number }
undone = ↩️ Скасовано для { $title }: { $what }
undo-already = Це вже скасовано.
undo-changed-since = { $title }: відтоді це знову змінили, тож скасувати вже не можна. Хто змінив: /audit
undo-no-change = Скасувати можна лише зміни наративів і фраз.

audit-title = <b>Зміни</b>, спершу найновіші
audit-title-of = <b>Зміни</b> в <code>{ $id }</code>, спершу найновіші
audit-none = Змін ще немає.
audit-program = програма
audit-nobody = видалений користувач
audit-undone = скасовано: { $what }
audit-narrative-added = додано наратив
audit-narrative-renamed = змінено назву наративу
audit-narrative-described = змінено опис
audit-narrative-threshold = змінено поріг наративу
audit-narrative-urgent = зроблено терміновим
audit-narrative-not-urgent = більше не терміновий
audit-narrative-active = відновлено
audit-narrative-paused = призупинено
audit-narrative-archived = перенесено до архіву
audit-narrative-imported = змінено файлом
audit-phrase-watch = додано фразу
audit-phrase-exclude = додано виняток
audit-phrase-removed = прибрано фразу
audit-phrase-threshold = змінено поріг фрази
audit-channel-added = додано канал
audit-channel-removed = прибрано канал
audit-channel-paused = канал не вдається читати
audit-channel-resumed = канал знову можна читати
audit-channel-moved = канал читає інший акаунт
audit-channel-renamed = канал перейменовано
audit-channel-invited = прийнято посилання-запрошення
audit-channel-invitation-withdrawn = посилання-запрошення відкликано
audit-person-subscriber = зроблено підписником
audit-person-operator = зроблено оператором
audit-person-denied = закрито доступ
audit-place-shut-out = закрито доступ разом із тим, хто налаштував
audit-channel-shared = надано доступ до сповіщень каналу
audit-channel-unshared = закрито доступ до сповіщень каналу
audit-person-removed = видалено людину
audit-invite-made = створено запрошення
audit-invite-subscriber = тепер підписник, за запрошенням
audit-invite-operator = тепер оператор, за запрошенням
audit-invite-owner = тепер власник, за кодом
audit-alerts-muted = вимкнено сповіщення
audit-place-subscribed = підписано групу чи канал
audit-place-unsubscribed = відписано групу чи канал
audit-narrative-followed = обрано наратив
audit-narrative-left = наратив більше не обраний
audit-subscriber-started = увімкнено сповіщення
audit-subscriber-stopped = вимкнено сповіщення
audit-subscriber-paused = недосяжний
audit-subscriber-resumed = знову досяжний
audit-subscriber-moved = id групи змінено
audit-all = усі наративи
audit-counts = фраз додано: { NUMBER($added) }, прибрано: { NUMBER($removed) }, змінено поріг: { NUMBER($changed) }

export-done = { $narratives ->
    [one] { NUMBER($narratives) } наратив
    [few] { NUMBER($narratives) } наративи
   *[many] { NUMBER($narratives) } наративів
}, у них { $phrases ->
    [one] { NUMBER($phrases) } фраза
    [few] { NUMBER($phrases) } фрази
   *[many] { NUMBER($phrases) } фраз
}. Змініть файл і надішліть його мені: перш ніж щось змінити, я покажу відмінності.

import-title = <b>{ $name }</b> змінив би таке:
import-changed-since = Тим часом наративи змінилися, тож нічого не зроблено. Тепер файл змінив би таке:
import-counts = Нових: { $new }, змінених: { $changed }, без змін: { $same }
import-new = ➕ { $title } (<code>{ $id }</code>), { $count ->
    [one] { NUMBER($count) } фраза
    [few] { NUMBER($count) } фрази
   *[many] { NUMBER($count) } фраз
}
import-changed = ✏️ { $title } (<code>{ $id }</code>)
import-field = { "   " }{ $name }: { $was } → { $becomes }
import-threshold = { "   " }поріг фрази «{ $phrase }»: { $was } → { $becomes }
import-more = … і ще { NUMBER($count) }
import-missing = Цих немає у файлі; вони залишаться, якщо не перенести їх до архіву ({ $count }): { $names }
import-channels = У файлі запропоновано також канали, за якими ви ще не стежите: { $names }. Додати: /channel add.
import-apply = ✅ Застосувати
import-replace = { import-apply }, архівувати інші ({ $count })
import-drop = Скасувати
import-dropped = Нічого не змінено.
import-done = Файл застосовано. Нових: { $new }, змінених: { $changed }, в архіві: { $archived }.
import-nothing = { $name } збігається з тим, що є (наративів: { $same }). Змін немає.
import-no-narratives-file = «{ $name }» — не файл наративів: їхні назви закінчуються на .toml. Зразок: /export
export-too-large = Файл був би більший за { $limit } кБ, завеликий, щоб імпортувати його знову. Натомість зробіть копію всієї бази даних: <code>narrative-watch backup</code>
import-too-large = «{ $name }» завеликий: щонайбільше { $limit } кБ. Поділіть його.
import-many = У «{ $name }» забагато наративів: межа — { NUMBER($limit) } разом з архівними, а вже є { NUMBER($present) }. Поділіть файл або замініть наявні.
import-not-loaded = Telegram зараз не віддає «{ $name }». Надішліть його ще раз.
import-faults = У «{ $name }» є помилки, тож нічого не змінено. Виправте:
import-line = рядок { $line }
import-fault-not-toml = Це не TOML ({ $limit }). Часто просто перед цим бракує лапок, дужки чи коми.
import-fault-not-text = Це не текст у UTF-8. Збережіть файл у UTF-8.
import-fault-too-large = Файл більший за { $limit } кБ. Поділіть його.
import-fault-long-line = У рядку понад { $limit } символів. Розбийте його.
import-fault-long-word = Число або ключ має понад { $limit } символів. Скоротіть.
import-fault-many-keys = Понад { $limit } ключів з’єднано крапками. Приберіть крапки.
import-fault-too-deep = Забагато вкладених дужок. Приберіть деякі.
import-fault-no-narratives = У файлі немає жодного [[narrative]]. Додайте.
import-fault-twice = Id «{ $limit }» трапляється двічі. Дайте кожному наративу свій.
import-fault-missing = Цього бракує. Додайте.
import-fault-unknown-key = Невідомий ключ. Перевірте, як його написано.
import-fault-empty = Тут порожньо. Заповніть або приберіть.
import-fault-too-long = Задовго: щонайбільше { $limit } символів.
import-fault-too-many = Забагато: щонайбільше { $limit }. Поділіть.
import-fault-wrong-form = Тут можна лише a-z, 0-9 і дефіси (у назвах каналів: літери, цифри та _).
import-fault-wrong-word = Використайте одне з: { $limit }.
import-fault-out-of-range = Вкажіть число від 0 до 100.
import-fault-wrong-type = Не той тип значення: тексти пишуть у лапках, числа без них, фрази списком.
import-fault-more = І ще { $limit }.

field-title = назва
field-description = опис
field-status = стан
field-threshold = поріг
field-urgent = терміновий
status-word-active = активний
status-word-paused = призупинено
status-word-archived = в архіві
word-yes = так
word-no = ні
