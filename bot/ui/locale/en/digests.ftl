# Digests, grouped alerts, the line that all is quiet, and what held a card back. Telegram HTML; values are escaped before.

digest-hourly = 🗞 Hourly digest · { $time }
digest-daily = 🗞 Daily digest · { $time }
digest-asked = 🗞 Held alerts · { $time }
digest-quiet = 🌙 During your quiet hours
digest-mute = 🔕 While alerts were muted
digest-away = 📬 While you couldn’t be reached
digest-late = ⏰ { $ago } late (due { $time })
digest-totals = { $stories ->
    [one] { $stories } story
   *[other] { $stories } stories
}, { $posts ->
    [one] { $posts } post
   *[other] { $posts } posts
}
digest-narrative = { $urgent }{ $title } · { $stories ->
    [one] { $stories } story
   *[other] { $stories } stories
}, { $posts ->
    [one] { $posts } post
   *[other] { $posts } posts
} in { $channels ->
    [one] { $channels } channel
   *[other] { $channels } channels
}
digest-story = • { $time } · { $channel }: { $text }{ $channels ->
    [1] { "" }
   *[other] { " " }· in { $channels } channels
}
digest-deleted = 🗑 deleted
digest-debunked = 🛡 debunked by { $channel }
digest-debunked-before = 🛡 already debunked by { $channel }
digest-late-posts = ⏰ { $count ->
    [one] { $count } post found late
   *[other] { $count } posts found late
}
digest-more = and { $count } more
digest-more-stories = … and { $count ->
    [one] { $count } more story
   *[other] { $count } more stories
}. Tap the narrative below.
digest-back = Back to digest

storm = 🌩 High volume: since { $time } alerts are grouped here. This message updates as more arrive.
storm-over = 🌤 Back to normal: alerts were grouped from { $start } to { $end }. New alerts come individually again.

all-quiet = ✅ All quiet. { $channels ->
    [one] { $channels } channel was read without gaps until { $time }.
   *[other] { $channels } channels were read without gaps until { $time }.
}
not-all-read = 🟡 Nothing was found, but not every channel could be read.
reading-all = 👁 { $channels ->
    [one] { $channels } channel was read without gaps until { $time }.
   *[other] { $channels } channels were read without gaps until { $time }.
}
reading-some = 👁 { $whole } of { $channels ->
    [one] { $channels } channel
   *[other] { $channels } channels
} read without gaps until { $time }; incomplete: { $others }
reading-none = 👁 None of { $channels ->
    [one] { $channels } channel
   *[other] { $channels } channels
} has been read without gaps yet.
reading-no-channels = 👁 No channels are being watched yet.
reading-private = a private channel

card-held-quiet = 🌙 Held: quiet hours
card-held-mute = 🔕 Held: alerts were muted
card-held-digest = 🗞 Held for a digest
card-held-away = 📬 Held: you couldn’t be reached
