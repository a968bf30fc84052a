# Looking into the stored posts: /try, /search and /why. Telegram HTML.

help-try = try a phrase on the stored posts before you watch it
help-search = find stored posts with these words in any form
help-why = why a post is or is not a match; as a reply to a forwarded post, or with its link
usage-try = <i>[since 2022-09-01]</i> <i>phrase</i>
usage-search = <i>words</i> <i>[@name]</i> <i>[since 2022-09-01]</i>
usage-why = <i>link</i>
example-try = /try deceptive manoeuvre
example-search = /search nuclear plant @some_channel since 2022-09-01
example-why = /why https://t.me/some_channel/123

since-unknown = «{ $day }» is no date. Write it like 2022-09-01.
since-in-future = { $day } is still to come. Give a date that has passed.
posts-none = No posts are stored yet. /channel add with «last 500» brings old ones.
posts-none-since = No stored post is from { $day } or later.
back = ◀ Back

try-looking = 🔎 Trying «{ $phrase }» on the stored posts…
try-noting = 🔎 Before I try «{ $phrase }», I note the words of new posts: { NUMBER($done) } of { NUMBER($of) }
try-at-work = 🔎 Trying «{ $phrase }»: { NUMBER($done) } of { NUMBER($of) } posts
try-stop = Stop
try-again = Try again
try-stopping = Stopping
try-stopped = Stopped: «{ $phrase }» was not tried to the end.
try-broken-off = I was started anew while I was trying «{ $phrase }».
try-title = 🔎 «{ $phrase }»
try-title-exclusion = 🔎 «{ $phrase }» as an exclusion: posts that it would stop
try-posts = Looked through: { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
}, { $first } – { $last }
try-hits = At the default threshold, { $threshold }: <b>{ $hits ->
    [0] no hits
    [one] 1 hit
   *[other] { NUMBER($hits) } hits
}</b>
try-per-day = On average { $often }; most on { $day }: { NUMBER($most) }
try-a-day = { $mean } a day
try-every = { $days ->
    [one] one a day
   *[other] one in { NUMBER($days) } days
}
try-days = Day by day, to { $last }: { $bars }
try-too-common = That is so much that its alerts would bury all others. Add a word that narrows it down.
try-new-to-all = No phrase under watch finds { $compared ->
    [one] it
   *[other] any of them
} yet.
try-overlap = Of { $compared ->
    [one] 1 hit
   *[other] the newest { NUMBER($compared) } hits
}, { $fresh ->
    [0] none is new: phrases under watch find { $compared ->
        [one] it
       *[other] them all
    }.
   *[other] { NUMBER($fresh) } found by no phrase under watch. The others:
}
try-overlap-line = • «{ $phrase }» ({ $title }): { NUMBER($posts) }
try-overlap-rest = • and { $count ->
    [one] 1 other phrase
   *[other] { NUMBER($count) } other phrases
}
try-suggested = Suggested threshold: <b>{ $threshold }</b>. There the fewest posts are borderline.
try-suggested-default = Suggested threshold: <b>{ $threshold }</b>, the default. There the fewest posts are borderline.
try-see = See five posts at a threshold:
try-step = { $threshold } · { NUMBER($hits) }
try-near = Near misses
try-add = Add to …
try-add-at = Add to … with { $threshold }
try-samples = <b>«{ $phrase }» at { $threshold }: { $hits ->
    [0] no hits
    [one] 1 hit
   *[other] { NUMBER($hits) } hits
}</b>, { $near ->
    [0] no near misses
    [one] 1 near miss
   *[other] { NUMBER($near) } near misses
}
try-weakest = The weakest of them, copies left out:
try-near-title = <b>«{ $phrase }»: near misses at { $threshold }</b>
try-choose = Which narrative shall have «{ $phrase }»?
try-choose-at = Which narrative shall have «{ $phrase }», with a threshold of { $threshold }?

found-post = <b>{ $number }.</b> { $channel }, <a href="{ $link }">{ $time }</a>
found-post-unlinked = <b>{ $number }.</b> { $channel }, { $time }
found-score = · { $score }

search-none = No stored post has «{ $words }», in any form.
search-title = 🔎 «{ $words }»: { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
}, the newest first
search-title-many = 🔎 «{ $words }»: the newest { NUMBER($posts) } posts
search-page = Page { $page } of { $pages }

judged-what = Reply to a forwarded post with /why, or give the link of a post.
judged-link-wrong = «{ $link }» is no link to a post. Give one such as https://t.me/name/123.
judged-link-of-channel = This is the channel { $channel }, not a post. Give a link with the number of the post, such as https://t.me/name/123.
judged-no-text = This post has no text.
judged-title-forward = <b>What the narratives make of this post</b>
judged-title = <b>What the narratives make of it</b>
judged-alert = ✅ { $number }. <b>{ $title }</b>: { $score } (threshold { $threshold }), «{ $phrase }»
judged-near = ◻️ { $number }. <b>{ $title }</b>: near miss, { $score } (threshold { $threshold }), «{ $phrase }»
judged-none = ▫️ { $number }. <b>{ $title }</b>: { $score }, «{ $phrase }»
judged-stopped = 🚫 { $number }. <b>{ $title }</b>: { $score }, «{ $phrase }», but the exclusion «{ $exclusion }» stops it
judged-paused = ⏸ paused: not matched now
judged-nothing = ▫️ { $number }. <b>{ $title }</b>: no word of any phrase
judged-no-phrases = ▫️ { $number }. <b>{ $title }</b>: it has no phrases
judged-lacks = lacks { $words }
judged-sentence-ends = a sentence ends between its words
judged-too-low = below the threshold
judged-in-detail = Word for word: { $number }
judged-detail-title = <b>{ $title }</b>
judged-not-stored = This post is not stored. Shall I fetch it? That counts against what the reading account may ask of Telegram in a day.
judged-not-stored-private = This post is not stored, and its channel is not watched, so I cannot fetch it. Forward it to me and reply to it with /why.
judged-fetch = Fetch it
judged-gone = This post is not there any more.
judged-post = { $channel }, <a href="{ $link }">{ $time }</a>
judged-post-unlinked = { $channel }, { $time }
fetch-budget = So many single posts were fetched in the last day that more would endanger the reading account. Try again after { $until }.

# What `narrative-watch try` prints besides.
try-column-threshold = Threshold
try-column-hits = Hits
try-column-near = Near misses
try-stage-noting = Noting words
try-stage-trying = Trying
