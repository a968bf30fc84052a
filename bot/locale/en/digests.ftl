# Digests, storms, the line that all is quiet, and what kept a card back. Telegram HTML; values are escaped before.

digest-hourly = 🗞 Digest of the hour · { $time }
digest-daily = 🗞 Digest of the day · { $time }
digest-asked = 🗞 What was held for you · { $time }
digest-quiet = 🌙 What came during your quiet hours
digest-mute = 🔕 What came while alerts were muted
digest-away = 📬 What came while no alerts reached you
digest-late = ⏰ { $ago } late: it was due { $time }
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
digest-debunked-before = 🛡 the narrative was debunked before by { $channel }
digest-late-posts = ⏰ { $count ->
    [one] { $count } post was found late
   *[other] { $count } posts were found late
}
digest-more = and { $count } more
digest-more-stories = … and { $count ->
    [one] { $count } more story
   *[other] { $count } more stories
}: press the narrative below
digest-back = Back to the digest

storm = 🌩 A lot at once: since { $time } alerts come together here. This message keeps up with them.
storm-over = 🌤 The storm is over: it lasted from { $start } to { $end }. Alerts come one by one again.

all-quiet = ✅ All quiet: { $channels ->
    [one] { $channels } channel was read without a gap until { $time }.
   *[other] { $channels } channels were read without a gap until { $time }.
}
not-all-read = 🟡 Nothing was found, but not everything could be read.
reading-all = 👁 { $channels ->
    [one] { $channels } channel was read without a gap until { $time }.
   *[other] { $channels } channels were read without a gap until { $time }.
}
reading-some = 👁 { $whole } of { $channels ->
    [one] { $channels } channel
   *[other] { $channels } channels
} read without a gap until { $time }; not: { $others }
reading-none = 👁 None of { $channels ->
    [one] { $channels } channel
   *[other] { $channels } channels
} was read without a gap so far.
reading-no-channels = 👁 No channel is watched yet.
reading-private = a private channel

card-held-quiet = 🌙 Held during your quiet hours
card-held-mute = 🔕 Held while alerts were muted
card-held-digest = 🗞 Was held for a digest
card-held-away = 📬 Held while no alerts reached you
