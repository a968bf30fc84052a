# Searching the stored posts: /try, /search and /why. Telegram HTML.

help-try = test a phrase on stored posts
help-search = search stored posts, in any word form
help-why = explain a forwarded or linked post’s matches
usage-try = <i>[since 2022-09-01]</i> <i>phrase</i>
usage-search = <i>words</i> <i>[@name]</i> <i>[since 2022-09-01]</i>
usage-why = <i>link</i>
example-try = /try deceptive manoeuvre
example-search = /search nuclear plant @some_channel since 2022-09-01
example-why = /why https://t.me/some_channel/123

since-unknown = “{ $day }” is not a valid date. Write it like 2022-09-01.
since-in-future = { $day } is in the future. Enter a past date.
posts-none = No posts are stored yet. To add old ones, send /channel add with “last 500”.
posts-none-since = No posts are stored from { $day } or later.
back = ◀ Back

try-looking = 🔎 Testing “{ $phrase }” on stored posts…
try-noting = 🔎 Indexing new posts before testing “{ $phrase }”: { NUMBER($done) } of { NUMBER($of) }
try-at-work = 🔎 Testing “{ $phrase }”: { NUMBER($done) } of { NUMBER($of) } posts
try-stop = Stop
try-again = Try again
try-stopping = Stopping…
try-stopped = Stopped before “{ $phrase }” was fully tested.
try-broken-off = I was restarted while testing “{ $phrase }”.
try-title = 🔎 “{ $phrase }”
try-title-exclusion = 🔎 “{ $phrase }” as an exclusion: posts it would exclude
try-posts = Searched: { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
}, { $first } – { $last }
try-hits = At the default threshold ({ $threshold }): <b>{ $hits ->
    [0] no hits
    [one] 1 hit
   *[other] { NUMBER($hits) } hits
}</b>
try-per-day = Average: { $often }; most on { $day }: { NUMBER($most) }
try-a-day = { $mean } a day
try-every = { $days ->
    [one] one a day
   *[other] one every { NUMBER($days) } days
}
try-days = Per day, up to { $last }: { $bars }
try-too-common = Too many hits: these alerts would drown out the rest. Add a word to narrow the phrase.
try-new-to-all = No existing phrase finds { $compared ->
    [one] it
   *[other] any of them
} yet.
try-overlap = Of { $compared ->
    [one] 1 hit
   *[other] the newest { NUMBER($compared) } hits
}, { $fresh ->
    [0] none is new: existing phrases find { $compared ->
        [one] it
       *[other] them all
    }.
   *[other] { NUMBER($fresh) } found by no existing phrase. The others:
}
try-overlap-line = • “{ $phrase }” ({ $title }): { NUMBER($posts) }
try-overlap-rest = • and { $count ->
    [one] 1 other phrase
   *[other] { NUMBER($count) } other phrases
}
try-suggested = Recommended threshold: <b>{ $threshold }</b> (fewest borderline posts).
try-suggested-default = Recommended threshold: <b>{ $threshold }</b>, the default (fewest borderline posts).
try-see = See five posts at each threshold:
try-step = { $threshold } · { NUMBER($hits) }
try-near = Near misses
try-add = Add to…
try-add-at = Add to… (at { $threshold })
try-samples = <b>“{ $phrase }” at { $threshold }: { $hits ->
    [0] no hits
    [one] 1 hit
   *[other] { NUMBER($hits) } hits
}</b>, { $near ->
    [0] no near misses
    [one] 1 near miss
   *[other] { NUMBER($near) } near misses
}
try-weakest = The weakest, without copies:
try-near-title = <b>“{ $phrase }”: near misses at { $threshold }</b>
try-choose = Add “{ $phrase }” to which narrative?
try-choose-at = Add “{ $phrase }” to which narrative, with a threshold of { $threshold }?

found-post = <b>{ $number }.</b> { $channel }, <a href="{ $link }">{ $time }</a>
found-post-unlinked = <b>{ $number }.</b> { $channel }, { $time }
found-score = · { $score }

search-none = No stored posts contain “{ $words }” in any form.
search-title = 🔎 “{ $words }”: { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
}, newest first
search-title-many = 🔎 “{ $words }”: the newest { NUMBER($posts) } posts
search-page = Page { $page } of { $pages }

judged-what = Reply to a forwarded post with /why, or add a link to a post.
judged-link-wrong = “{ $link }” is not a link to a post. Use one like https://t.me/name/123.
judged-link-of-channel = This link leads to the channel { $channel }, not to a post. Use a link with the post’s number, such as https://t.me/name/123.
judged-no-text = This post has no text.
judged-title-forward = <b>How this post matches the narratives</b>
judged-title = <b>How it matches the narratives</b>
judged-alert = ✅ { $number }. <b>{ $title }</b>: { $score } (threshold { $threshold }), “{ $phrase }”
judged-near = ◻️ { $number }. <b>{ $title }</b>: near miss, { $score } (threshold { $threshold }), “{ $phrase }”
judged-none = ▫️ { $number }. <b>{ $title }</b>: { $score }, “{ $phrase }”
judged-stopped = 🚫 { $number }. <b>{ $title }</b>: { $score }, “{ $phrase }”, but excluded by “{ $exclusion }”
judged-paused = ⏸ paused: not matched now
judged-nothing = ▫️ { $number }. <b>{ $title }</b>: no words in common
judged-no-phrases = ▫️ { $number }. <b>{ $title }</b>: no phrases yet
judged-lacks = missing: { $words }
judged-sentence-ends = its words are in different sentences
judged-too-low = below the threshold
judged-in-detail = Details: { $number }
judged-detail-title = <b>{ $title }</b>
judged-not-stored = This post is not stored. Fetch it? This counts towards the reading account’s daily limit.
judged-not-stored-private = This post is not stored and its channel is not watched, so I can’t fetch it. Forward it to me, then reply to it with /why.
judged-fetch = Fetch
judged-gone = This post no longer exists.
judged-post = { $channel }, <a href="{ $link }">{ $time }</a>
judged-post-unlinked = { $channel }, { $time }
fetch-budget = Daily limit for fetching posts reached (more could get the reading account banned). Try again after { $until }.

# What `narrative-watch try` prints besides.
try-column-threshold = Threshold
try-column-hits = Hits
try-column-near = Near misses
try-stage-noting = Indexing words
try-stage-trying = Testing
