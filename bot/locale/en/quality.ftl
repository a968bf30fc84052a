# /quality: what readers say of alerts, and how phrases can be mended. Telegram HTML.

help-quality = which phrases raise false alarms, and what would mend them

quality-title = <b>What readers say of alerts</b>, last 30 days
quality-none-yet = Nobody has judged an alert yet. Readers do it by the buttons under their alerts, { card-relevant } and { card-false-alarm }; press them yourself, too. Here you will see which phrases are wrong too often, and what would mend them.
quality-posts = { $count ->
    [one] 1 post
   *[other] { NUMBER($count) } posts
} judged, { $verdicts ->
    [one] 1 verdict
   *[other] { NUMBER($verdicts) } verdicts
}
quality-told = ✅ { NUMBER($relevant) } · ❌ { NUMBER($false) } · undecided { NUMBER($undecided) } · precision { $precision } %
quality-noisiest = <b>The noisiest phrases</b>, by what they would find now
quality-no-noise = No phrase would raise any of the false alarms again.
quality-phrase-line = ❌ <b>{ $number }.</b> «{ $phrase }» ({ $title }): { $told }
quality-channels = <b>Channels with most false alarms</b>
quality-channel-line = { $channel }: { $told }
quality-near = <b>Near misses worth a look</b>, last 7 days
quality-near-line = ≈ <b>{ $number }.</b> «{ $phrase }» · { $score } · { $channel }, { $time }
quality-near-line-linked = ≈ <b>{ $number }.</b> «{ $phrase }» · { $score } · { $channel }, <a href="{ $link }">{ $time }</a>

quality-page = «{ $phrase }» — { $title }, threshold { $threshold }
quality-posts-of-phrase = In 30 days readers judged { $count ->
    [0] none of its posts.
    [one] 1 of its posts:
   *[other] { NUMBER($count) } of its posts:
}
quality-mended = As it is now, { $count ->
    [one] 1 of the false alarms
   *[other] { NUMBER($count) } of the false alarms
} would not come again.
quality-others = { $count ->
    [one] 1 more post that it finds was
   *[other] { NUMBER($count) } more posts that it finds were
} judged by nobody.
quality-samples = <b>False alarms</b>
quality-proposals = <b>What would have kept them out</b>
quality-no-proposals = Neither a higher threshold nor one excluded word would keep out two false alarms or more, and nothing that is relevant. You may write the phrase more exactly, or remove it.
quality-threshold-would = • Threshold { $threshold }: { $changed }
quality-exclusion-would = • Exclude «{ $word }» in any form: { $changed }
quality-would-have = kept out { $false ->
    [one] 1 false alarm
   *[other] { NUMBER($false) } false alarms
}, { $relevant ->
    [0] nothing relevant
    [one] 1 relevant post
   *[other] { NUMBER($relevant) } relevant posts
}, { $others ->
    [one] 1 other post
   *[other] { NUMBER($others) } other posts
}
quality-set = Set ≥{ $threshold }
quality-exclude = Exclude «{ $word }»
quality-to-phrase = To the phrase
quality-back = ⬅ All phrases
quality-threshold-set = The threshold is { $threshold } now.
quality-excluded = Posts with «{ $word }» no longer count.
quality-there-already = It is so already.
quality-outdated = Something was judged or changed since, so I propose something else now. Nothing was changed.
