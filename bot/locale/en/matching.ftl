# Why a text is a match for a phrase, or how nearly: what `narrative-watch match` prints.

match-alert = «{ $phrase }»: alert, { $score } of 100 (threshold { $threshold })
match-near = «{ $phrase }»: near miss, { $score } of 100 (threshold { $threshold }); it alerts nobody
match-none = «{ $phrase }»: no match
match-stopped = «{ $phrase }»: no alert in spite of { $score } of 100 (threshold { $threshold }): the exclusion «{ $exclusion }» is in the text
match-exclusion-found = «{ $phrase }»: the exclusion is in the text, { $score } of 100 (threshold { $threshold }); it stops the other phrases
match-exclusion-absent = «{ $phrase }»: the exclusion is not in the text and stops nothing

match-column-phrase = In the phrase
match-column-text = In the text
match-column-why = Why

match-why-same-form = same form
match-why-same-lemma = same word in another form
match-why-same-name = same name with another ending
match-why-same-sound = same name or word in another script or language, { $likeness }
match-why-spelling = alike in spelling, { $likeness }
match-why-exact = these very words in this order
match-why-absent = not in the text
match-why-elsewhere = in the text, but not in this stretch
match-why-number-differs = another number
match-why-abbreviation = an abbreviation is met only whole
match-why-too-short = another word; too short to be taken for a slip
match-why-unlike = another word, not alike enough
match-why-known-word = another word: the dictionary has it, so it is no slip
match-why-other-prefix = another prefix makes another word
match-why-other-name = another name, more than a slip of the hand
match-written-otherwise = same form, written another way
match-written-together = two words written as one
match-small-word-lacks = lacks; small words may

match-failed = Not met: { $words }.
match-sentence-ends = A sentence ends between the words met, so it is a near miss at most.
match-too-low = The score is below the threshold.
match-best-part = The best partial stretch is «{ $stretch }», { $score } of 100.
match-no-part = None of the words that matter is in the text.
match-inserted = { $count ->
    [0] No words between those met
    [one] 1 word between those met
   *[other] { $count } words between those met
}; { $order ->
    [same] in the phrase's order
   *[changed] in another order
}.
