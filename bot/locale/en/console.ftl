# What the console shows after a replay.

demo-intro = Narrative Watch replays some sixty invented posts of September 2022. Each card below is what a subscriber of the bot would have received.
demo-narrative = Narrative
demo-posts = Posts
demo-channels = Channels
demo-first = First seen
demo-last = Last seen
demo-times = Times are UTC.
demo-database = Everything is kept in an SQLite file:
demo-look = Look into it, for example with:
replay-read = Read { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
}, { NUMBER($new) } of them new. Alerts: { NUMBER($cards) }.
replay-skipped = Skipped: { NUMBER($count) } × { $what }
replay-broken = Could not be read: { NUMBER($count) }
replay-broken-more = and { $count ->
    [one] 1 more like it
   *[other] { NUMBER($count) } more like it
}
replay-broken-others = Of other kinds, not shown: { NUMBER($count) }
replay-nothing = No posts found. Name an export of a channel (result.json, messages.html or their folder), or JSON Lines.
