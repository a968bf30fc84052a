# Пошук у збережених дописах: /try, /search і /why. HTML для Telegram.

help-try = випробувати фразу на збережених дописах, перш ніж стежити за нею
help-search = знайти збережені дописи з цими словами в будь-якій формі
help-why = чому допис збігається чи ні; у відповідь на пересланий допис або з посиланням
usage-try = <i>[since 2022-09-01]</i> <i>фраза</i>
usage-search = <i>слова</i> <i>[@назва]</i> <i>[since 2022-09-01]</i>
usage-why = <i>посилання</i>
example-try = /try оманливий маневр
example-search = /search атомна станція @some_channel since 2022-09-01
example-why = /why https://t.me/some_channel/123

since-unknown = «{ $day }» — не дата. Напишіть її так: 2022-09-01.
since-in-future = { $day } ще не настало. Вкажіть дату, що минула.
posts-none = Збережених дописів ще немає. Старі додасть /channel add зі словами «last 500».
posts-none-since = Збережених дописів від { $day } немає.
back = ◀ Назад

try-looking = 🔎 Випробовую «{ $phrase }» на збережених дописах…
try-noting = 🔎 Перш ніж випробувати «{ $phrase }», записую слова нових дописів: { NUMBER($done) } з { NUMBER($of) }
try-at-work = 🔎 Випробовую «{ $phrase }»: { NUMBER($done) } з { NUMBER($of) } дописів
try-stop = Зупинити
try-again = Ще раз
try-stopping = Зупиняю
try-stopped = Зупинено: «{ $phrase }» випробувано не до кінця.
try-broken-off = Мене перезапустили, коли я випробовував «{ $phrase }».
try-title = 🔎 «{ $phrase }»
try-title-exclusion = 🔎 «{ $phrase }» як виняток: дописи, які він зупинить
try-posts = Переглянуто: { $posts ->
    [one] { NUMBER($posts) } допис
    [few] { NUMBER($posts) } дописи
   *[many] { NUMBER($posts) } дописів
}, { $first } – { $last }
try-hits = За звичайного порога, { $threshold }: <b>{ $hits ->
    [0] збігів немає
    [one] { NUMBER($hits) } збіг
    [few] { NUMBER($hits) } збіги
   *[many] { NUMBER($hits) } збігів
}</b>
try-per-day = У середньому { $often }; найбільше { $day }: { NUMBER($most) }
try-a-day = { $mean } на день
try-every = { $days ->
    [one] один на { NUMBER($days) } день
    [few] один на { NUMBER($days) } дні
   *[many] один на { NUMBER($days) } днів
}
try-days = День за днем, до { $last }: { $bars }
try-too-common = Це так багато, що решта сповіщень губитиметься. Додайте слово, яке звузить фразу.
try-new-to-all = { $compared ->
    [one] Його не знаходить жодна фраза
   *[many] Жодного з них не знаходить жодна фраза
}, за якою ви стежите.
try-overlap = { $fresh ->
    [0] Усе це вже знаходять фрази, за якими ви стежите:
   *[many] { $compared ->
        [one] З { NUMBER($compared) } найновішого збігу
       *[many] З { NUMBER($compared) } найновіших збігів
    } { NUMBER($fresh) } не знаходить жодна фраза, за якою ви стежите. Решту знаходять:
}
try-overlap-line = • «{ $phrase }» ({ $title }): { NUMBER($posts) }
try-overlap-rest = • і ще { $count ->
    [one] { NUMBER($count) } фраза
    [few] { NUMBER($count) } фрази
   *[many] { NUMBER($count) } фраз
}
try-suggested = Радимо поріг <b>{ $threshold }</b>: за нього найменше сумнівних дописів.
try-suggested-default = Радимо поріг <b>{ $threshold }</b>, звичайний: за нього найменше сумнівних дописів.
try-see = По п’ять дописів за кожного порога:
try-step = { $threshold } · { NUMBER($hits) }
try-near = Майже збіги
try-add = Додати до …
try-add-at = Додати до … з порогом { $threshold }
try-samples = <b>«{ $phrase }» за порога { $threshold }: { $hits ->
    [0] збігів немає
    [one] { NUMBER($hits) } збіг
    [few] { NUMBER($hits) } збіги
   *[many] { NUMBER($hits) } збігів
}</b>, { $near ->
    [0] майже збігів немає
    [one] { NUMBER($near) } майже збіг
    [few] { NUMBER($near) } майже збіги
   *[many] { NUMBER($near) } майже збігів
}
try-weakest = Найслабші з них, без копій:
try-near-title = <b>«{ $phrase }»: майже збіги за порога { $threshold }</b>
try-choose = До якого наративу додати «{ $phrase }»?
try-choose-at = До якого наративу додати «{ $phrase }» з порогом { $threshold }?

found-post = <b>{ $number }.</b> { $channel }, <a href="{ $link }">{ $time }</a>
found-post-unlinked = <b>{ $number }.</b> { $channel }, { $time }
found-score = · { $score }

search-none = Серед збережених дописів немає таких, де є «{ $words }» у будь-якій формі.
search-title = 🔎 «{ $words }»: { $posts ->
    [one] { NUMBER($posts) } допис
    [few] { NUMBER($posts) } дописи
   *[many] { NUMBER($posts) } дописів
}, спершу найновіші
search-title-many = 🔎 «{ $words }»: найновіші дописи, { NUMBER($posts) }
search-page = Сторінка { $page } з { $pages }

judged-what = Напишіть /why у відповідь на пересланий допис або додайте посилання на допис.
judged-link-wrong = «{ $link }» — не посилання на допис. Потрібне таке: https://t.me/name/123.
judged-link-of-channel = Це канал { $channel }, а не допис. Потрібне посилання з номером допису, як-от https://t.me/name/123.
judged-no-text = У цьому дописі немає тексту.
judged-title-forward = <b>Що кажуть наративи про цей допис</b>
judged-title = <b>Що кажуть про нього наративи</b>
judged-alert = ✅ { $number }. <b>{ $title }</b>: { $score } (поріг { $threshold }), «{ $phrase }»
judged-near = ◻️ { $number }. <b>{ $title }</b>: майже збіг, { $score } (поріг { $threshold }), «{ $phrase }»
judged-none = ▫️ { $number }. <b>{ $title }</b>: { $score }, «{ $phrase }»
judged-stopped = 🚫 { $number }. <b>{ $title }</b>: { $score }, «{ $phrase }», але його зупиняє виняток «{ $exclusion }»
judged-paused = ⏸ призупинено: зараз не перевіряється
judged-nothing = ▫️ { $number }. <b>{ $title }</b>: жодного слова з жодної фрази
judged-no-phrases = ▫️ { $number }. <b>{ $title }</b>: фраз немає
judged-lacks = бракує { $words }
judged-sentence-ends = між словами закінчується речення
judged-too-low = нижче порога
judged-in-detail = Слово за словом: { $number }
judged-detail-title = <b>{ $title }</b>
judged-not-stored = Цей допис не збережено. Завантажити його? Це враховується в тому, що акаунт для читання може просити в Telegram за день.
judged-not-stored-private = Цей допис не збережено, а його канал не читається, тож завантажити його я не можу. Перешліть його мені й напишіть у відповідь /why.
judged-fetch = Завантажити
judged-gone = Цього допису вже немає.
judged-post = { $channel }, <a href="{ $link }">{ $time }</a>
judged-post-unlinked = { $channel }, { $time }
fetch-budget = За добу завантажено стільки окремих дописів, що більше було б небезпечно для акаунта, який читає. Спробуйте після { $until }.

# Що ще друкує `narrative-watch try`.
try-column-threshold = Поріг
try-column-hits = Збіги
try-column-near = Майже збіги
try-stage-noting = Записую слова
try-stage-trying = Випробовую
