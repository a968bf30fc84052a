# Налаштування, тиша і про що бот перепитує. Telegram HTML; написи на кнопках — простий текст.

help-settings = мова, часовий пояс, тихі години, доставка тощо
help-mute = на час без сповіщень; без нічого: що вимкнено
usage-settings = <i>[що і яке]</i>
usage-mute = <i>[наратив] [на скільки]</i>
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
settings-unknown = Налаштування «{ $words }» немає. /settings покаже всі, з кнопками.
settings-ask-again = Напишіть ще раз або поверніться назад.
settings-not-followed = Ви не стежите за цим наративом.

settings-language = 🌐 Мова
settings-zone = 🕒 Часовий пояс
settings-quiet = 🌙 Тихі години
settings-each = 📬 Доставка
settings-daily = 🗞 Щоденний дайджест
settings-all-quiet = 🕊 Спокійні дні
settings-budget = 🚦 Карток на годину
settings-card = 🪪 Картка
settings-mutes = 🔕 Без сповіщень

settings-language-line = 🌐 Мова: <b>{ $value }</b>
settings-language-line-auto = 🌐 Мова: <b>{ $value }</b>, як у вашому Telegram
settings-language-auto = Як у моєму Telegram
settings-language-unknown = Мови «{ $words }» я не знаю. Напишіть uk, en або telegram.

settings-zone-line = 🕒 Часовий пояс: <b>{ $zone }</b>, там зараз { $time } ({ $offset })
settings-zone-line-default = 🕒 Часовий пояс: <b>{ $zone }</b>, як у бота, там зараз { $time } ({ $offset })
settings-zone-how = Якщо ваш годинник показує інше, оберіть місто з вашим часом. Можна й надіслати мені геопозицію (📎 → Геопозиція): збережу лише часовий пояс.
settings-zone-ask = ✍️ Інше місто
settings-zone-default = Як у бота
settings-zone-question = Напишіть своє місто, країну або назву на зразок Europe/Kyiv. Або надішліть геопозицію: 📎 → Геопозиція.
settings-zone-unknown = Часового поясу «{ $words }» я не знаю. Напишіть більше місто поблизу або назву на зразок Europe/Kyiv.
settings-zone-unknown-near = Часового поясу «{ $words }» я не знаю. Може, один із цих: { $nearest }? Якщо ні, напишіть більше місто поблизу.
settings-zone-nowhere = Не можу визначити часовий пояс цього місця. Напишіть місто: <code>/settings zone Київ</code>

settings-quiet-line = 🌙 Тихі години: <b>{ $start }–{ $end }</b>
settings-quiet-line-off = 🌙 Тихі години: <b>немає</b>
settings-quiet-how = Сповіщення чекають, доки тихі години минуть, і жодне не губиться. Одразу надходять лише ❗ термінові наративи.
settings-quiet-begin = Від { $sign }{ $minutes } хв
settings-quiet-end = До { $sign }{ $minutes } хв
settings-quiet-ask = ✍️ Інші години
settings-quiet-off = Без тихих годин
settings-quiet-question = Від котрої до котрої має бути тихо? Наприклад: 22:30-06:45
settings-quiet-unknown = «{ $words }» не каже, від котрої до котрої. Напишіть два різні часи, як-от 23:00-07:00, або off.

settings-delivery-line = 📬 Доставка: <b>одразу — { $once }, щогодини — { $hourly }, щодня — { $daily }</b>
settings-delivery-line-all = 📬 Доставка: <b>усе { $mode }</b>
settings-delivery-line-none = 📬 Доставка: ви ще не стежите за жодним наративом
settings-delivery-none = Ви ще не стежите за жодним наративом. Оберіть свої: /narratives.
settings-delivery-how = Натисніть на наратив, щоб змінити, як він надходить: одразу, разом щогодини чи разом раз на день, о { $time }.
settings-delivery-unknown = «{ $words }» не каже, який наратив і як. Напишіть його назву чи id або «всі», а тоді одразу, щогодини чи щодня: <code>/settings delivery feint щогодини</code>
delivery-at-once = одразу
delivery-hourly = щогодини
delivery-daily = щодня
delivery-all-at-once = Усе одразу
delivery-all-hourly = Усе щогодини
delivery-all-daily = Усе щодня

settings-daily-line = 🗞 Щоденний дайджест: <b>о { $time }</b>
settings-daily-how = Тоді надходить те, що ви хочете отримувати разом раз на день. Порожнього дайджесту не буде.
settings-daily-ask = ✍️ Інший час
settings-daily-question = О котрій годині? Наприклад: 08:30
settings-daily-unknown = «{ $words }» — не час доби. Напишіть на зразок 08:30.

settings-all-quiet-line-on = 🕊 Спокійні дні: <b>рядок о { $time }</b>
settings-all-quiet-line-off = 🕊 Спокійні дні: <b>нічого не надходить</b>
settings-all-quiet-how = Після дня без сповіщень один рядок повідомляє, що все спокійно і канали прочитано без прогалин. Так ви знаєте, що тиша — добра новина.
settings-all-quiet-on = Рядок
settings-all-quiet-off = Нічого
settings-all-quiet-unknown = «{ $words }» не каже ні «так», ні «ні». Напишіть так або ні.

settings-budget-line = 🚦 Карток на годину: <b>{ $count }</b>
settings-budget-line-none = 🚦 Карток на годину: <b>без межі</b>
settings-budget-how = Якщо за годину набереться більше, я згортаю їх: одне повідомлення рахує їх за наративами, а кнопка показує кожну.
settings-budget-none = Без межі
settings-budget-unknown = «{ $words }» — не кількість карток. Напишіть число від 1 до { $most } або off, якщо без межі.

settings-card-line-full = 🪪 Картка: <b>повна</b>
settings-card-line-compact = 🪪 Картка: <b>стисла</b>
settings-card-full = Повна
settings-card-compact = Стисла
settings-card-how = Повна картка показує стільки допису, скільки вміститься, а стисла — один рядок. Ваша виглядає так:
settings-card-sample-narrative = Жест доброї волі
settings-card-sample-channel = Новини міста
settings-card-sample-text = Уночі війська залишили острів. У міністерстві це назвали так: жест доброї волі, який давно планували. Мешканці острова розповідають інше: катери вантажили поспіхом, а половина техніки лишилася на березі.
settings-card-sample-words = жест доброї волі
settings-card-unknown = Картки «{ $words }» немає. Напишіть повна або стисла.

mutes-set = 🔕 { $title }: без сповіщень до { $time }.
mutes-set-forever = 🔕 { $title }: без сповіщень, доки ви їх не ввімкнете.
mutes-set-all = 🔕 Без сповіщень до { $time }.
mutes-set-all-forever = 🔕 Без сповіщень, доки ви їх не ввімкнете.
mutes-kept = Знайдене за цей час не загубиться: розповім потім. Побачити раніше: /missed.
mutes-ended = 🔔 { $title }: сповіщення знову надходять.
mutes-ended-all = 🔔 Сповіщення знову надходять.
mutes-end = 🔔 Увімкнути зараз
mutes-end-all = 🔔 Увімкнути сповіщення
mutes-end-one = 🔔 { $title }
mutes-none = 🔔 Сповіщення ввімкнено.
mutes-all = 🔕 Усі сповіщення вимкнено до { $time }.
mutes-all-forever = 🔕 Усі сповіщення вимкнено, доки ви їх не ввімкнете.
mutes-one = 🔕 { $title }: до { $time }
mutes-one-forever = 🔕 { $title }: доки не ввімкнете
mutes-how = На час можна вимкнути всі сповіщення, навіть термінові, або один наратив. Текстом: <code>/mute 2 год</code>, <code>/mute до 18:00</code>
mutes-pick = Один наратив …
mutes-which = Який наратив вимкнути?
mutes-which-end = Для якого наративу ввімкнути сповіщення?
mutes-how-long = На скільки вимкнути { $title }?
mutes-span-1h = 1 год
mutes-span-8h = 8 год
mutes-span-dawn = До завтра
mutes-span-ever = Доки не ввімкну
mutes-unknown-time = «{ $words }» не каже, на скільки. Напишіть на зразок 2 год, 3 дні, до 18:00, до завтра або off; щонайбільше на рік.
