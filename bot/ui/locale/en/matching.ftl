# Why a text matches a phrase, or how nearly: what `narrative-watch match` prints.

match-alert = “{ $phrase }”: alert, { $score }/100 (threshold { $threshold })
match-near = “{ $phrase }”: near miss, { $score }/100 (threshold { $threshold }); no alert
match-none = “{ $phrase }”: no match
match-stopped = “{ $phrase }”: no alert despite { $score }/100 (threshold { $threshold }), because the text contains the exclusion “{ $exclusion }”
match-exclusion-found = “{ $phrase }”: exclusion found in the text, { $score }/100 (threshold { $threshold }); it stops the other phrases
match-exclusion-absent = “{ $phrase }”: exclusion not found in the text; it stops nothing

match-column-phrase = In the phrase
match-column-text = In the text
match-column-why = Why

match-why-same-form = same form
match-why-same-lemma = same word in another form
match-why-same-name = same name with another ending
match-why-same-sound = same name or word in another script or language, { $likeness }
match-why-spelling = similar spelling, { $likeness }
match-why-exact = exactly these words in this order
match-why-absent = not in the text
match-why-elsewhere = in the text, but not in this passage
match-why-number-differs = another number
match-why-abbreviation = abbreviations must match exactly
match-why-too-short = another word; too short to be a typo
match-why-unlike = another word; not similar enough
match-why-known-word = another word; it is in the dictionary, so it isn’t a typo
match-why-other-prefix = another word; its prefix differs
match-why-other-name = another name; the difference is more than a typo
match-written-otherwise = same form, spelled differently
match-written-together = two words written as one
match-small-word-lacks = missing (allowed: function word)

match-failed = Missing: { $words }.
match-sentence-ends = The matched words are in different sentences, so this is a near miss at most.
match-too-low = The score is below the threshold.
match-best-part = Best partial passage: “{ $stretch }”, { $score }/100.
match-no-part = None of the phrase’s content words is in the text.
match-inserted = { $count ->
    [0] No other words between the matched ones
    [one] 1 other word between the matched ones
   *[other] { $count } other words between the matched ones
}; { $order ->
    [same] in the phrase’s order
   *[changed] in another order
}.
