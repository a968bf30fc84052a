# What cards tell of their story: how far it has come, and who answered it. Values are escaped before they come here.

spread = 📡 Now in { $channels ->
    [one] 1 channel
   *[other] { $channels } channels
} in { $span }: { $ways }
spread-forwarded = { $count } forwarded
spread-retyped = { $count } retyped
spread-again = 📡 Posted { $posts } times in this channel
spread-views = { $views ->
    [one] 1 view
   *[other] { $views } views
}
spread-first = ⏮ First seen: { $channel } · { $time }
spread-others = Also in: { $names }{ $more ->
    [0] { "" }
    [one] { " " }and 1 more channel
   *[other] { " " }and { $more } more channels
}
spread-others-unnamed = Also in { $count ->
    [one] a private channel
   *[other] { $count } private channels
}
spread-private = a private channel
spread-deleted = 🗑 { $count ->
    [one] 1 of the other posts was deleted
   *[other] { $count } of the other posts were deleted
}
spread-changed = ✂️ { $count ->
    [one] 1 of the other posts was edited and says it no more
   *[other] { $count } of the other posts were edited and say it no more
}
spread-in-short = 📡 { $channels ->
    [one] 1 channel
   *[other] { $channels } channels
} in { $span }

debunk = 🛡 Debunked by { $channel }, { $time } (after { $after })
debunk-before = 🛡 The narrative was debunked before: { $channel }, { $time }
debunk-in-short = 🛡 Debunked by { $channel }
debunk-before-in-short = 🛡 The narrative was debunked before by { $channel }

step = 📈 Now in { $channels ->
    [one] 1 channel
   *[other] { $channels } channels
} in { $span }: { $title }{ $more ->
    [0] { "" }
    [one] { " " }and one more narrative
   *[other] { " " }and { $more } more narratives
}

replay-joined = { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
} told a story that had a card already.
