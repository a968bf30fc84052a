# What cards show of their story: how far it has spread, and who debunked it. Values are escaped before they come here.

spread = 📡 { $channels ->
    [one] 1 channel
   *[other] { $channels } channels
} in { $span } · { $ways }
spread-forwarded = { $count } forwarded
spread-retyped = { $count } reposted
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
    [one] 1 other post was deleted
   *[other] { $count } other posts were deleted
}
spread-changed = ✂️ { $count ->
    [one] 1 other post was edited and no longer contains it
   *[other] { $count } other posts were edited and no longer contain it
}
spread-in-short = 📡 { $channels ->
    [one] 1 channel
   *[other] { $channels } channels
} in { $span }

debunk = 🛡 Debunked by { $channel }, { $time } (after { $after })
debunk-before = 🛡 Already debunked by { $channel }, { $time }
debunk-in-short = 🛡 Debunked by { $channel }
debunk-before-in-short = 🛡 Already debunked by { $channel }

step = 📈 Now in { $channels ->
    [one] 1 channel
   *[other] { $channels } channels
} within { $span }: { $title }{ $more ->
    [0] { "" }
    [one] { " " }and 1 more narrative
   *[other] { " " }and { $more } more narratives
}

replay-joined = { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
} repeated a story that already had a card.
