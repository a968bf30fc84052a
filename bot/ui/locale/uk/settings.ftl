# Налаштування, тиша і про що бот перепитує. Telegram HTML; написи на кнопках — простий текст.

help-settings = змінити мову, тихі години, доставку тощо
help-mute = вимкнути сповіщення або показати вимкнені
usage-settings = <i>[налаштування значення]</i>
usage-mute = <i>[наратив] [тривалість]</i>
example-settings = /settings quiet 23:00-07:00
example-settings-language = /settings language українська
example-settings-zone = /settings zone Київ
example-settings-quiet = /settings quiet 23:00-07:00
example-settings-each = /settings delivery feint щогодини
example-settings-daily = /settings daily 09:00
example-settings-all-quiet = /settings all-quiet on
example-settings-budget = /settings budget 10
example-settings-card = /settings card compact
example-mute = /mute feint 3 дні

settings-title = <b>⚙️ Налаштування</b>
place-settings = ⚙️ Налаштування
settings-back = ‹ Назад
settings-unknown = Невідоме налаштування «{ $words }». Усі налаштування з кнопками: /settings
settings-ask-again = Напишіть ще раз або поверніться назад.
settings-not-followed = Ви не стежите за цим наративом.

settings-language = 🌐 Мова
settings-zone = 🕒 Часовий пояс
settings-quiet = 🌙 Тихі години
settings-each = 📬 Доставка
settings-daily = 🗞 Щоденний дайджест
settings-all-quiet = 🕊 Спокійні дні
settings-budget = 🚦 Межа на годину
settings-card = 🪪 Картка
settings-mutes = 🔕 Без сповіщень

settings-language-line = 🌐 Мова: <b>{ $value }</b>
settings-language-line-auto = 🌐 Мова: <b>{ $value }</b>, як у вашому Telegram
settings-language-auto = Як у моєму Telegram
settings-language-unknown = Невідома мова «{ $words }». Напишіть uk, en або telegram.

settings-zone-line = 🕒 Часовий пояс: <b>{ $zone }</b>, зараз { $time } ({ $offset })
settings-zone-line-default = 🕒 Часовий пояс: <b>{ $zone }</b> (типовий для бота), зараз { $time } ({ $offset })
settings-zone-how = Якщо ваш годинник показує інше, оберіть місто з вашим часом. Можна й надіслати мені геопозицію (📎 → Геопозиція): збережу лише часовий пояс.
settings-zone-ask = ✍️ Інше місто
settings-zone-default = Типовий для бота
settings-zone-question = Напишіть своє місто, країну або назву на зразок Europe/Kyiv. Або надішліть геопозицію: 📎 → Геопозиція.
settings-zone-unknown = Часовий пояс «{ $words }» не знайдено. Напишіть більше місто поблизу або назву на зразок Europe/Kyiv.
settings-zone-unknown-near = Часовий пояс «{ $words }» не знайдено. Може, один із цих: { $nearest }? Якщо ні, напишіть більше місто поблизу.
settings-zone-nowhere = Не можу визначити часовий пояс цього місця. Напишіть місто: <code>/settings zone Київ</code>

settings-quiet-line = 🌙 Тихі години: <b>{ $start }–{ $end }</b>
settings-quiet-line-off = 🌙 Тихі години: <b>немає</b>
settings-quiet-how = Сповіщення відкладаються до кінця тихих годин, і жодне не губиться. Одразу надходять лише ❗ термінові наративи.
settings-quiet-begin = Від { $sign }{ $minutes } хв
settings-quiet-end = До { $sign }{ $minutes } хв
settings-quiet-ask = ✍️ Інші години
settings-quiet-off = Без тихих годин
settings-quiet-question = Коли починаються й закінчуються тихі години? Наприклад: 22:30-06:45
settings-quiet-unknown = Не зрозуміло, коли тихі години: «{ $words }». Напишіть час початку й кінця, як-от 23:00-07:00, або off.

settings-delivery-line = 📬 Доставка: <b>одразу — { $once }, щогодини — { $hourly }, щодня — { $daily }</b>
settings-delivery-line-all = 📬 Доставка: <b>усе { $mode }</b>
settings-delivery-line-none = 📬 Доставка: ви ще не стежите за жодним наративом
settings-delivery-none = Ви ще не стежите за жодним наративом. Оберіть свої: /narratives.
settings-delivery-how = Натисніть на наратив, щоб змінити доставку: одразу, у щогодинному дайджесті чи в щоденному о { $time }.
settings-delivery-unknown = Не зрозуміло, який наратив і як доставляти: «{ $words }». Напишіть назву чи id або «всі», а тоді одразу, щогодини чи щодня: <code>/settings delivery feint щогодини</code>
delivery-at-once = одразу
delivery-hourly = щогодини
delivery-daily = щодня
delivery-all-at-once = Усе одразу
delivery-all-hourly = Усе щогодини
delivery-all-daily = Усе щодня

settings-daily-line = 🗞 Щоденний дайджест: <b>о { $time }</b>
settings-daily-how = О цій годині надходить щоденний дайджест. Порожній дайджест не надсилається.
settings-daily-ask = ✍️ Інший час
settings-daily-question = О котрій годині? Наприклад: 08:30
settings-daily-unknown = «{ $words }» — не час доби. Напишіть, наприклад, 08:30.

settings-all-quiet-line-on = 🕊 Спокійні дні: <b>один рядок о { $time }</b>
settings-all-quiet-line-off = 🕊 Спокійні дні: <b>без повідомлення</b>
settings-all-quiet-how = Після дня без сповіщень надходить один рядок: усі канали прочитано. Так ви знаєте, що тиші можна довіряти.
settings-all-quiet-on = Один рядок
settings-all-quiet-off = Нічого
settings-all-quiet-unknown = Не зрозуміло, увімкнути чи вимкнути: «{ $words }». Напишіть так або ні.

settings-budget-line = 🚦 Межа на годину: <b>{ $count ->
    [one] { $count } картка
    [few] { $count } картки
   *[many] { $count } карток
}</b>
settings-budget-line-none = 🚦 Межа на годину: <b>немає</b>
settings-budget-how = Понад цю межу сповіщення згруповано за наративами в одному повідомленні, а кнопки їх відкривають.
settings-budget-none = Без межі
settings-budget-unknown = «{ $words }» — не кількість карток. Напишіть число від 1 до { $most } або off, щоб зняти межу.

settings-card-line-full = 🪪 Картка: <b>повна</b>
settings-card-line-compact = 🪪 Картка: <b>стисла</b>
settings-card-full = Повна
settings-card-compact = Стисла
settings-card-how = Повна картка показує стільки тексту допису, скільки вміститься, а стисла — один рядок. Ваша виглядає так:
settings-card-sample-narrative = Жест доброї волі
settings-card-sample-channel = Новини міста
settings-card-sample-text = Уночі війська залишили острів. У міністерстві це назвали так: жест доброї волі, який давно планували. Мешканці острова розповідають інше: катери вантажили поспіхом, а половина техніки лишилася на березі.
settings-card-sample-words = жест доброї волі
settings-card-unknown = Невідома картка «{ $words }». Напишіть повна або стисла.

mutes-set = 🔕 { $title }: сповіщення вимкнено до { $time }.
mutes-set-forever = 🔕 { $title }: сповіщення вимкнено, доки ви їх не ввімкнете.
mutes-set-all = 🔕 Усі сповіщення вимкнено до { $time }.
mutes-set-all-forever = 🔕 Усі сповіщення вимкнено, доки ви їх не ввімкнете.
mutes-kept = Знайдені за цей час сповіщення збережено: вони надійдуть, коли ви їх увімкнете або мине час. Переглянути зараз: /missed
mutes-ended = 🔔 { $title }: сповіщення ввімкнено.
mutes-ended-all = 🔔 Сповіщення ввімкнено.
mutes-end = 🔔 Увімкнути
mutes-end-all = 🔔 Увімкнути всі
mutes-end-one = 🔔 { $title }
mutes-none = 🔔 Сповіщення ввімкнено.
mutes-all = 🔕 Усі сповіщення вимкнено до { $time }.
mutes-all-forever = 🔕 Усі сповіщення вимкнено, доки ви їх не ввімкнете.
mutes-one = 🔕 { $title }: до { $time }
mutes-one-forever = 🔕 { $title }: доки ви не ввімкнете
mutes-how = Можна на певний час вимкнути всі сповіщення (навіть термінові) або один наратив. Командою: <code>/mute 2 год</code>, <code>/mute до 18:00</code>
mutes-pick = Один наратив…
mutes-which = Для якого наративу вимкнути сповіщення?
mutes-which-end = Для якого наративу ввімкнути сповіщення?
mutes-how-long = На скільки вимкнути сповіщення: { $title }?
mutes-span-1h = 1 година
mutes-span-8h = 8 годин
mutes-span-dawn = До завтра
mutes-span-ever = Доки не ввімкну
mutes-unknown-time = Не зрозуміло, на скільки: «{ $words }». Напишіть на зразок 2 год, 3 дні, до 18:00, до завтра або off; щонайбільше на рік.
