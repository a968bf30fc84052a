# What the console prints after a replay.

demo-intro = Narrative Watch replays about sixty invented posts from September 2022. Each card below is what a subscriber of the bot would have received.
demo-narrative = Narrative
demo-posts = Posts
demo-channels = Channels
demo-first = First seen
demo-last = Last seen
demo-times = Times are in UTC.
demo-database = Everything is stored in an SQLite file:
demo-look = To look inside, run for example:
replay-read = Read { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
}, { NUMBER($new) } of them new. Alerts: { NUMBER($cards) }.
replay-skipped = Skipped: { NUMBER($count) } × { $what }
replay-broken = Unreadable: { NUMBER($count) }
replay-broken-more = and { $count ->
    [one] 1 more like it
   *[other] { NUMBER($count) } more like it
}
replay-broken-others = Other kinds, not shown: { NUMBER($count) }
replay-nothing = No posts found. Specify a channel export (result.json, messages.html or their folder) or JSON Lines.
