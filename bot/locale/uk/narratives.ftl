# Наративи та фрази: їхні сторінки, що змінено і як це скасувати, файли. Telegram HTML.

help-narrative-describe = сказати, що стверджує наратив; - прибирає опис
help-narrative-threshold = наскільки схожим має бути уривок, від 50 до 100
help-narrative-restore = повернути наратив з архіву
help-export = усі наративи файлом; надішліть його назад, щоб змінити їх
help-audit = хто, що й коли змінив; звідти ж і скасувати

usage-narrative-describe = <i>id</i> <i>текст</i>
usage-narrative-threshold = <i>id</i> <i>число або default</i>
usage-narrative-restore = <i>id</i>
usage-audit = <i>[id]</i>

example-narrative-describe = /narrative describe feint Відступ нібито був за планом
example-narrative-threshold = /narrative threshold feint 85
example-narrative-restore = /narrative restore feint
example-audit = /audit feint

narrative-described = { $title }, вашими словами: { $description }
narrative-not-described = { $title }: опису більше немає.
phrases-many = { $title }: з цими фраз або винятків стало б понад { $limit }. Приберіть деякі або створіть інший наратив.
narratives-many = Наративів уже { $limit }, разом з архівними. Дайте непотрібному іншу назву та інші фрази.
description-too-long = Опис задовгий: щонайбільше { $limit ->
    [one] { NUMBER($limit) } символ
    [few] { NUMBER($limit) } символи
   *[many] { NUMBER($limit) } символів
}.
narrative-threshold-set = { $title }: тепер уривок має бути схожим щонайменше на { $threshold } зі 100.
narrative-threshold-default = { $title }: знову діє звичайний поріг.
threshold-wrong = «{ $threshold }» — не поріг. Дайте число від { $least } до { $most }, як-от 85, або default.
narrative-not-archived = { $title }: не в архіві.

phrase-found-already = «{ $phrase }» надто близька до «{ $other }»: вони знаходять те саме. Не додано.
phrase-line-above = «{ $phrase }» надто близька до «{ $other }» у цьому ж повідомленні: вони знаходять те саме. Не додано.
phrase-threshold-changed = «{ $phrase }»: відтепер уривок має бути схожим щонайменше на { $threshold }.
phrase-lines = { $title }: додано або змінено { $taken }, не додано { $left }.
phrase-line-watch = ✅ «{ $phrase }»
phrase-line-exclude = ✅ − «{ $phrase }»: дописи з нею більше не рахуються
phrase-lines-many = { $count ->
    [one] { $count } рядок — це забагато
    [few] { $count } рядки — це забагато
   *[many] { $count } рядків — це забагато
} за раз. Надішліть не більше ніж { $most } або файл: його форму показує /export.
phrase-gone = Цієї фрази вже немає.

narrative-state = <code>{ $id }</code> · поріг: { $threshold }
narrative-is-paused = ⏸ призупинено: у нових дописах його не шукаю
narrative-is-archived-now = 🗄 в архіві
narrative-is-urgent = ❗ терміновий: сповіщення надходять і в тихі години
narrative-hits = Знайдено дописів: за 7 днів — { NUMBER($week) }, за 30 днів — { NUMBER($month) }
phrases-legend = Номер, фраза · дописів за 7 / 30 днів. Натисніть номер, щоб змінити чи вилучити.
phrase-page-watch = «{ $phrase }» — { $title }
phrase-page-exclude = − «{ $phrase }» — виключає з наративу { $title }
phrase-hits = Знайдено дописів: за 7 днів — { NUMBER($week) }, за 30 днів — { NUMBER($month) }
threshold-own = Власний поріг: { $threshold }
threshold-of-narrative = Поріг: { $threshold }, як у всього наративу
threshold-default = звичайний
threshold-usual = як у наративу
threshold-hint = 90 вимагає майже цих самих слів; 95 — щоб між ними не було майже нічого.
phrase-remove = 🗑 Вилучити
to-phrases = ⬅ До наративу
to-narratives = ⬅ Усі наративи
make-active = ▶️ Шукати знову
make-paused = ⏸ Призупинити
make-archived = 🗄 В архів
make-urgent-yes = ❗ Зробити терміновим
make-urgent-no = Більше не терміновий

undo = ↩️ Скасувати
undo-number = ↩️ { $number }
undone = ↩️ Скасовано для { $title }: { $what }
undo-already = Це вже скасовано.
undo-changed-since = { $title }: саме це місце відтоді змінили, тож скасувати вже не можна. Хто змінив, покаже /audit.
undo-no-change = Скасувати можна лише зміни наративів і фраз.

audit-title = <b>Що змінено</b>, спершу найновіше
audit-title-of = <b>Що змінено</b> в <code>{ $id }</code>, спершу найновіше
audit-none = Поки нічого не змінено.
audit-program = програма
audit-nobody = хтось, кого забуто
audit-undone = скасовано: { $what }
audit-narrative-added = додано наратив
audit-narrative-renamed = змінено назву наративу
audit-narrative-described = змінено опис
audit-narrative-threshold = змінено поріг наративу
audit-narrative-urgent = зроблено терміновим
audit-narrative-not-urgent = більше не терміновий
audit-narrative-active = знову шукаю
audit-narrative-paused = призупинено
audit-narrative-archived = прибрано в архів
audit-narrative-imported = змінено файлом
audit-phrase-watch = додано фразу
audit-phrase-exclude = додано виняток
audit-phrase-removed = вилучено фразу
audit-phrase-threshold = змінено поріг фрази
audit-channel-added = додано канал
audit-channel-removed = прибрано канал
audit-channel-paused = канал не вдається читати
audit-channel-resumed = канал знову можна читати
audit-channel-moved = канал читає інший акаунт
audit-channel-renamed = у каналу інша назва
audit-channel-invited = прийнято посилання-запрошення
audit-channel-invitation-withdrawn = від запрошення відмовлено
audit-person-subscriber = зроблено підписником
audit-person-operator = зроблено оператором
audit-person-denied = закрито доступ
audit-place-shut-out = закрито доступ разом із тим, хто налаштував
audit-channel-shared = надано доступ до сповіщень каналу
audit-channel-unshared = закрито доступ до сповіщень каналу
audit-person-removed = людину прибрано
audit-invite-made = створено запрошення
audit-invite-subscriber = тепер підписник, за запрошенням
audit-invite-operator = тепер оператор, за запрошенням
audit-invite-owner = тепер власник, за кодом
audit-alerts-muted = вимкнено сповіщення
audit-place-subscribed = підписано групу чи канал
audit-place-unsubscribed = відписано групу чи канал
audit-narrative-followed = обрано наратив
audit-narrative-left = наратив більше не обрано
audit-subscriber-started = увімкнено сповіщення
audit-subscriber-stopped = сповіщення зупинено
audit-subscriber-paused = недосяжний
audit-subscriber-resumed = знову досяжний
audit-subscriber-moved = у групи інший id
audit-all = усі наративи
audit-counts = фраз додано: { NUMBER($added) }, прибрано: { NUMBER($removed) }, з іншим порогом: { NUMBER($changed) }

export-done = { $narratives ->
    [one] { NUMBER($narratives) } наратив
    [few] { NUMBER($narratives) } наративи
   *[many] { NUMBER($narratives) } наративів
}, у них { $phrases ->
    [one] { NUMBER($phrases) } фраза
    [few] { NUMBER($phrases) } фрази
   *[many] { NUMBER($phrases) } фраз
}. Змініть файл, як вам треба, і надішліть його мені назад: спершу я покажу різницю, а тоді вже зміню.

import-title = <b>{ $name }</b> — ось що змінилося б:
import-changed-since = Тим часом хтось змінив наративи, тож я нічого не зробив. Тепер файл змінив би ось що:
import-counts = Нових: { $new }, змінених: { $changed }, таких самих: { $same }
import-new = ➕ { $title } (<code>{ $id }</code>), { $count ->
    [one] { NUMBER($count) } фраза
    [few] { NUMBER($count) } фрази
   *[many] { NUMBER($count) } фраз
}
import-changed = ✏️ { $title } (<code>{ $id }</code>)
import-field = { "   " }{ $name }: { $was } → { $becomes }
import-threshold = { "   " }поріг для «{ $phrase }»: { $was } → { $becomes }
import-more = … і ще { NUMBER($count) }
import-missing = Немає у файлі, і вони лишаться, якщо не прибрати їх в архів ({ $count }): { $names }
import-channels = Файл радить також канали, за якими ще не стежать: { $names }. Додати: /channel add.
import-apply = ✅ Застосувати
import-replace = { import-apply }, інші ({ $count }) в архів
import-drop = Не треба
import-dropped = Нічого не змінено.
import-done = Готово. Нових: { $new }, змінених: { $changed }, в архіві: { $archived }.
import-nothing = { $name } каже те, що вже є (наративів: { $same }): змінювати нічого.
import-no-narratives-file = Я читаю файли наративів, їхні назви закінчуються на .toml, а «{ $name }» не такий. Зразок надішле /export.
export-too-large = Файл був би більший за { $limit } кБ, і я не зміг би прийняти його назад. Натомість скопіюйте всю базу даних командою <code>narrative-watch backup</code>.
import-too-large = «{ $name }» завеликий: щонайбільше { $limit } кБ. Поділіть його.
import-many = У «{ $name }» більше наративів, ніж є місця: щонайбільше { NUMBER($limit) } разом з архівними, а вже є { NUMBER($present) }. Поділіть файл або замініть наявні.
import-not-loaded = Telegram зараз не віддає «{ $name }». Надішліть його ще раз.
import-faults = «{ $name }» не можна взяти, і нічого не змінено. Що виправити:
import-line = рядок { $line }
import-fault-not-toml = це не TOML ({ $limit }). Часто просто перед цим бракує лапок, дужки чи коми.
import-fault-not-text = це не текст у UTF-8. Збережіть файл у UTF-8.
import-fault-too-large = файл більший за { $limit } кБ. Поділіть його.
import-fault-long-line = у рядку понад { $limit } символів. Розбийте його.
import-fault-long-word = число або ключ має понад { $limit } символів. Скоротіть.
import-fault-many-keys = понад { $limit } ключів з’єднано крапками. Приберіть крапки.
import-fault-too-deep = забагато дужок у дужках.
import-fault-no-narratives = у ньому немає жодного [[narrative]].
import-fault-twice = id «{ $limit }» трапляється двічі. Дайте кожному наративу свій.
import-fault-missing = цього бракує. Додайте.
import-fault-unknown-key = такого ключа немає. Перевірте, як його написано.
import-fault-empty = тут порожньо. Заповніть або приберіть.
import-fault-too-long = задовго: щонайбільше { $limit } символів.
import-fault-too-many = забагато: щонайбільше { $limit }. Поділіть.
import-fault-wrong-form = тут можна лише a-z, 0-9 і дефіси (у назвах каналів: літери, цифри та _).
import-fault-wrong-word = має бути одне з: { $limit }.
import-fault-out-of-range = має бути число від 0 до 100.
import-fault-wrong-type = тут має бути інше: тексти в лапках, числа без них, фрази списком.
import-fault-more = і ще { $limit }.

field-title = назва
field-description = опис
field-status = стан
field-threshold = поріг
field-urgent = терміновий
status-word-active = шукаю
status-word-paused = призупинено
status-word-archived = в архіві
word-yes = так
word-no = ні
