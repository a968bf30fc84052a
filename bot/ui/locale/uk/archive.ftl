# Пошук у збережених дописах: /try, /search і /why. HTML для Telegram.

help-try = випробувати фразу на збережених дописах
help-search = шукати в дописах, у будь-якій формі слів
help-why = пояснити збіги допису (відповідь, посилання)
usage-try = <i>[since 2022-09-01]</i> <i>фраза</i>
usage-search = <i>слова</i> <i>[@назва]</i> <i>[since 2022-09-01]</i>
usage-why = <i>посилання</i>
example-try = /try оманливий маневр
example-search = /search атомна станція @some_channel since 2022-09-01
example-why = /why https://t.me/some_channel/123

since-unknown = «{ $day }» — не дата. Напишіть її так: 2022-09-01.
since-in-future = { $day } ще не настало. Вкажіть минулу дату.
posts-none = Збережених дописів ще немає. Щоб додати старі, надішліть /channel add зі словами «last 500».
posts-none-since = Збережених дописів від { $day } чи пізніше немає.
back = ◀ Назад

try-looking = 🔎 Випробовую «{ $phrase }» на збережених дописах…
try-noting = 🔎 Індексую нові дописи, перш ніж випробувати «{ $phrase }»: { NUMBER($done) } з { NUMBER($of) }
try-at-work = 🔎 Випробовую «{ $phrase }»: { NUMBER($done) } з { NUMBER($of) } дописів
try-stop = Зупинити
try-again = Ще раз
try-stopping = Зупиняю…
try-stopped = Зупинено, перш ніж «{ $phrase }» випробувано до кінця.
try-broken-off = Мене перезапустили під час випробування «{ $phrase }».
try-title = 🔎 «{ $phrase }»
try-title-exclusion = 🔎 «{ $phrase }» як виняток: дописи, які він виключить
try-posts = Переглянуто: { $posts ->
    [one] { NUMBER($posts) } допис
    [few] { NUMBER($posts) } дописи
   *[many] { NUMBER($posts) } дописів
}, { $first } – { $last }
try-hits = За типового порога ({ $threshold }): <b>{ $hits ->
    [0] збігів немає
    [one] { NUMBER($hits) } збіг
    [few] { NUMBER($hits) } збіги
   *[many] { NUMBER($hits) } збігів
}</b>
try-per-day = У середньому { $often }; найбільше — { NUMBER($most) } ({ $day })
try-a-day = { $mean } на день
try-every = { $days ->
    [one] один на { NUMBER($days) } день
    [few] один на { NUMBER($days) } дні
   *[many] один на { NUMBER($days) } днів
}
try-days = По днях, до { $last }: { $bars }
try-too-common = Забагато збігів: решта сповіщень загубиться серед них. Додайте слово, яке звузить фразу.
try-new-to-all = { $compared ->
    [one] Його ще не знаходить жодна наявна фраза.
   *[many] Жодного з них ще не знаходить жодна наявна фраза.
}
try-overlap = { $fresh ->
    [0] Усе це вже знаходять наявні фрази:
   *[many] { $compared ->
        [one] З { NUMBER($compared) } найновішого збігу
       *[many] З { NUMBER($compared) } найновіших збігів
    } { NUMBER($fresh) } не знаходить жодна наявна фраза. Решту знаходять:
}
try-overlap-line = • «{ $phrase }» ({ $title }): { NUMBER($posts) }
try-overlap-rest = • і ще { $count ->
    [one] { NUMBER($count) } фраза
    [few] { NUMBER($count) } фрази
   *[many] { NUMBER($count) } фраз
}
try-suggested = Рекомендований поріг: <b>{ $threshold }</b> (найменше сумнівних дописів).
try-suggested-default = Рекомендований поріг: <b>{ $threshold }</b>, типовий (найменше сумнівних дописів).
try-see = По п’ять дописів за кожного порога:
try-step = { $threshold } · { NUMBER($hits) }
try-near = Неповні збіги
try-add = Додати до…
try-add-at = Додати до… (поріг { $threshold })
try-samples = <b>«{ $phrase }» за порога { $threshold }: { $hits ->
    [0] збігів немає
    [one] { NUMBER($hits) } збіг
    [few] { NUMBER($hits) } збіги
   *[many] { NUMBER($hits) } збігів
}</b>, { $near ->
    [0] неповних збігів немає
    [one] { NUMBER($near) } неповний збіг
    [few] { NUMBER($near) } неповні збіги
   *[many] { NUMBER($near) } неповних збігів
}
try-weakest = Найслабші з них, без копій:
try-near-title = <b>«{ $phrase }»: неповні збіги за порога { $threshold }</b>
try-choose = До якого наративу додати «{ $phrase }»?
try-choose-at = До якого наративу додати «{ $phrase }» з порогом { $threshold }?

found-post = <b>{ $number }.</b> { $channel }, <a href="{ $link }">{ $time }</a>
found-post-unlinked = <b>{ $number }.</b> { $channel }, { $time }
found-score = · { $score }

search-none = Збережених дописів зі словами «{ $words }» у будь-якій формі немає.
search-title = 🔎 «{ $words }»: { $posts ->
    [one] { NUMBER($posts) } допис
    [few] { NUMBER($posts) } дописи
   *[many] { NUMBER($posts) } дописів
}, спершу найновіші
search-title-many = 🔎 «{ $words }»: найновіші дописи, { NUMBER($posts) }
search-page = Сторінка { $page } з { $pages }

judged-what = Напишіть /why у відповідь на пересланий допис або додайте посилання на допис.
judged-link-wrong = «{ $link }» — не посилання на допис. Потрібне таке: https://t.me/name/123.
judged-link-of-channel = Це посилання веде на канал { $channel }, а не на допис. Потрібне посилання з номером допису, як-от https://t.me/name/123.
judged-no-text = У цьому дописі немає тексту.
judged-title-forward = <b>Як цей допис збігається з наративами</b>
judged-title = <b>Як він збігається з наративами</b>
judged-alert = ✅ { $number }. <b>{ $title }</b>: { $score } (поріг { $threshold }), «{ $phrase }»
judged-near = ◻️ { $number }. <b>{ $title }</b>: неповний збіг, { $score } (поріг { $threshold }), «{ $phrase }»
judged-none = ▫️ { $number }. <b>{ $title }</b>: { $score }, «{ $phrase }»
judged-stopped = 🚫 { $number }. <b>{ $title }</b>: { $score }, «{ $phrase }», але його виключає «{ $exclusion }»
judged-paused = ⏸ призупинено: зараз не перевіряється
judged-nothing = ▫️ { $number }. <b>{ $title }</b>: жодного спільного слова
judged-no-phrases = ▫️ { $number }. <b>{ $title }</b>: фраз ще немає
judged-lacks = бракує: { $words }
judged-sentence-ends = слова стоять у різних реченнях
judged-too-low = нижче порога
judged-in-detail = Докладніше: { $number }
judged-detail-title = <b>{ $title }</b>
judged-not-stored = Цей допис не збережено. Завантажити його? Це зараховується до добового ліміту акаунта-читача.
judged-not-stored-private = Цей допис не збережено, а за його каналом я не стежу, тож завантажити його не можу. Перешліть його мені й відповідайте на нього командою /why.
judged-fetch = Завантажити
judged-gone = Цього допису вже немає.
judged-post = { $channel }, <a href="{ $link }">{ $time }</a>
judged-post-unlinked = { $channel }, { $time }
fetch-budget = Добовий ліміт завантаження дописів вичерпано (за більшу кількість акаунт-читач можуть заблокувати). Спробуйте після { $until }.

# Що ще друкує `narrative-watch try`.
try-column-threshold = Поріг
try-column-hits = Збіги
try-column-near = Неповні збіги
try-stage-noting = Індексую слова
try-stage-trying = Випробовую
