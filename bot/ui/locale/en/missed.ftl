# Alerts that were not sent at once, and why. Telegram HTML.

help-digest = send your waiting alerts now
help-missed = list alerts held, late or too old
digest-coming = 🗞 Your waiting alerts are on their way.
digest-nothing = No alerts are waiting.
digest-stopped = Your alerts are off. /start turns them back on and sends the waiting ones; /missed lists them.
missed-none = In the last { $days ->
    [one] { $days } day
   *[other] { $days } days
} all alerts were sent at once.
missed-title = <b>Alerts not sent at once</b> in the last { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $count }
missed-post = • { $time } · { $channel }: { $text }
missed-held-quiet = 　🌙 held until quiet hours end, { $time }
missed-held-mute = 　🔕 muted until { $time }
missed-held-for-ever = 　🔕 muted until you unmute
missed-held-digest = 　🗞 held for the digest, { $time }
missed-held-away = 　📬 held until you can be reached
missed-held-storm = 　🌩 grouped (over your hourly limit), waiting
missed-together = 　🗞 sent with others, { $time }
missed-together-quiet = 　🌙 sent with others after quiet hours, { $time }
missed-together-mute = 　🔕 sent with others after the mute, { $time }
missed-together-digest = 　🗞 sent in the digest, { $time }
missed-together-away = 　📬 sent with others when you could be reached again, { $time }
missed-together-storm = 　🌩 grouped (over your hourly limit), { $time }
missed-late = 　⏰ sent late, { $time }
missed-late-quiet = 　🌙 sent after quiet hours, { $time }
missed-late-mute = 　🔕 sent after the mute, { $time }
missed-late-digest = 　🗞 held for a digest, sent { $time }
missed-late-away = 　📬 sent when you could be reached again, { $time }
missed-late-storm = 　🌩 sent when the volume fell, { $time }
missed-too-old = 　🗄 counted in a summary (too old, or too many while you couldn’t be reached), { $time }
