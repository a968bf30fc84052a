# The buttons under a card, what they answer, and cards in few lines. Telegram HTML.

card-open-sign = ↗
card-why = Why?
card-relevant = ✅ Relevant
card-false-alarm = ❌ False alarm
card-mute = 🔕 Mute…
card-tells-nothing = You don’t follow any narrative on this card.

verdict-relevant = Marked as relevant. Tap again to undo.
verdict-false-alarm = Marked as a false alarm. Tap again to undo.
verdict-taken-back = Mark removed.

mute-for-1h = 1 hour
mute-for-8h = 8 hours
mute-for-am = Until tomorrow
mute-for-1w = 1 week
mute-narrative = Only “{ $title }”
mute-back = ← Back
muted-all = 🔕 Alerts muted until { $until }. Unmute: /mute off
muted-narrative = 🔕 “{ $title }” muted until { $until }. Unmute: /mute

compact-narratives = 🔎 { $titles }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}
compact-deleted = 🗑 Deleted { $after } after posting
compact-removed = ✂️ Words removed { $after } after posting
compact-changed = ✏️ Edited { $after } after posting:
compact-edited = ✏️ Words added { $after } after posting
compact-late = ⏰ { $ago } late

why-title = <b>Why this alert</b>
why-phrase = 🔎 “{ $phrase }”: <b>{ $score }/100</b> (threshold { $threshold })
why-phrase-then = 🔎 “{ $phrase }”: <b>{ $score }/100</b>, enough at the time; the threshold is now { $threshold }
why-word = ・{ $word } → <i>{ $seen }</i>: { $why }
why-alike = ・exact matches: { $words }
why-order = ・{ $order }
why-removed = ・this phrase has been removed since
why-more-phrases = { $count ->
    [one] and 1 more phrase
   *[other] and { $count } more phrases
}
why-nearly = <b>Near misses</b>
why-near-lacks = ・“{ $phrase }”{ $title }: missing { $words }
why-near-sentence = ・“{ $phrase }”{ $title }: its words are in different sentences
why-near-score = ・“{ $phrase }”{ $title }: { $score }/100 (threshold { $threshold })
why-exclusions = <b>Exclusions</b> (none found in the text): { $phrases }
why-no-exclusions = No exclusions set.
