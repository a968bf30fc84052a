# The buttons under a card, what they answer, and cards in few lines. Telegram HTML.

card-open-sign = ↗
card-why = Why?
card-relevant = ✅ Relevant
card-false-alarm = ❌ False alarm
card-mute = 🔕 Mute…
card-tells-nothing = You don’t follow any narrative of this card.

verdict-relevant = Noted: relevant. Press again to take it back.
verdict-false-alarm = Noted: a false alarm. Press again to take it back.
verdict-taken-back = Taken back.

mute-for-1h = 1 hour
mute-for-8h = 8 hours
mute-for-am = Until tomorrow
mute-for-1w = 1 week
mute-narrative = Only «{ $title }»
mute-back = ← Back
muted-all = 🔕 No alerts until { $until }. To end it: /mute off
muted-narrative = 🔕 «{ $title }»: no alerts until { $until }. To end it: /mute

compact-narratives = 🔎 { $titles }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}
compact-deleted = 🗑 Deleted { $after } after posting
compact-removed = ✂️ Words removed { $after } after posting
compact-changed = ✏️ Changed { $after } after posting:
compact-edited = ✏️ Words added { $after } after posting
compact-late = ⏰ { $ago } late

why-title = <b>Why this alert</b>
why-phrase = 🔎 «{ $phrase }»: <b>{ $score }</b> of 100, { $threshold } is enough
why-phrase-then = 🔎 «{ $phrase }»: <b>{ $score }</b> of 100. That was enough; now it takes { $threshold }
why-word = ・{ $word } → <i>{ $seen }</i>: { $why }
why-alike = ・as written there: { $words }
why-order = ・{ $order }
why-removed = ・this phrase is no longer looked for
why-more-phrases = { $count ->
    [one] and one more phrase
   *[other] and { $count } more phrases
}
why-nearly = <b>Nearly found</b>
why-near-lacks = ・«{ $phrase }»{ $title }: { $words } not found
why-near-sentence = ・«{ $phrase }»{ $title }: its words stand in different sentences
why-near-score = ・«{ $phrase }»{ $title }: { $score } of 100, { $threshold } would be enough
why-exclusions = <b>Exclusions</b>, none of them in the text: { $phrases }
why-no-exclusions = No exclusions are set.
