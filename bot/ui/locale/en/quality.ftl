# /quality: readers' verdicts on alerts, and how to fix phrases. Telegram HTML.

help-quality = find phrases with false alarms, and fixes

quality-title = <b>Readers’ verdicts on alerts</b>, last 30 days
quality-none-yet = No alerts have been judged yet. Readers judge them with the buttons under their alerts: { card-relevant } and { card-false-alarm }. Use them yourself, too. Phrases with too many false alarms, and how to fix them, will be shown here.
quality-posts = { $count ->
    [one] 1 post
   *[other] { NUMBER($count) } posts
} judged, { $verdicts ->
    [one] 1 verdict
   *[other] { NUMBER($verdicts) } verdicts
}
quality-told = ✅ { NUMBER($relevant) } · ❌ { NUMBER($false) } · tied { NUMBER($undecided) } · precision { $precision }%
quality-noisiest = <b>Noisiest phrases</b>, re-scored with today’s phrases
quality-no-noise = None of the false alarms would fire again today.
quality-phrase-line = ❌ <b>{ $number }.</b> “{ $phrase }” ({ $title }): { $told }
quality-channels = <b>Channels with the most false alarms</b>
quality-channel-line = { $channel }: { $told }
quality-near = <b>Near misses worth checking</b>, last 7 days
quality-near-line = ≈ <b>{ $number }.</b> “{ $phrase }” · { $score } · { $channel }, { $time }
quality-near-line-linked = ≈ <b>{ $number }.</b> “{ $phrase }” · { $score } · { $channel }, <a href="{ $link }">{ $time }</a>

quality-page = “{ $phrase }” — { $title }, threshold { $threshold }
quality-posts-of-phrase = Readers judged { $count ->
    [0] none of its posts in the last 30 days.
    [one] 1 of its posts in the last 30 days:
   *[other] { NUMBER($count) } of its posts in the last 30 days:
}
quality-mended = With the current settings, { $count ->
    [one] 1 of these false alarms
   *[other] { NUMBER($count) } of these false alarms
} would no longer fire.
quality-others = It finds { $count ->
    [one] 1 more post that nobody judged.
   *[other] { NUMBER($count) } more posts that nobody judged.
}
quality-samples = <b>False alarms</b>
quality-proposals = <b>Suggested fixes</b>
quality-no-proposals = No threshold or single exclusion removes two or more false alarms without also losing relevant posts. Make the phrase more specific, or remove it.
quality-threshold-would = • Threshold { $threshold }: { $changed }
quality-exclusion-would = • Exclude “{ $word }” in any form: { $changed }
quality-would-have = removes { $false ->
    [one] 1 false alarm
   *[other] { NUMBER($false) } false alarms
}, { $relevant ->
    [0] no relevant posts
    [one] 1 relevant post
   *[other] { NUMBER($relevant) } relevant posts
}, { $others ->
    [one] 1 other post
   *[other] { NUMBER($others) } other posts
}
quality-set = Set ≥{ $threshold }
quality-exclude = Exclude “{ $word }”
quality-to-phrase = Open phrase
quality-back = ⬅ All phrases
quality-threshold-set = Threshold set to { $threshold }.
quality-excluded = Exclusion “{ $word }” added. Posts containing it no longer match.
quality-there-already = Already set.
quality-outdated = Verdicts or phrases have changed; here is an updated suggestion. Nothing was changed.
