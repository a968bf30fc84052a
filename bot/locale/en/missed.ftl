# What did not come at once, and why. Telegram HTML.

help-digest = bring what waits for me now
help-missed = what was held back, late or too old
digest-coming = 🗞 What waits for you is on its way.
digest-nothing = Nothing waits for you.
digest-stopped = You have stopped alerts. /start brings them back, with what waits for you. /missed lists it.
missed-none = In the last { $days ->
    [one] { $days } day
   *[other] { $days } days
} all alerts came at once.
missed-title = <b>What did not come at once</b>, in the last { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $count }
missed-post = • { $time } · { $channel }: { $text }
missed-held-quiet = 　🌙 waits until quiet hours are over, { $time }
missed-held-mute = 　🔕 muted until { $time }
missed-held-for-ever = 　🔕 muted until you end it
missed-held-digest = 　🗞 waits for the digest, { $time }
missed-held-away = 　📬 waits until alerts reach you again
missed-held-storm = 　🌩 waits until less comes up
missed-together = 　🗞 told with others, { $time }
missed-together-quiet = 　🌙 told after quiet hours, with others, { $time }
missed-together-mute = 　🔕 told after the mute, with others, { $time }
missed-together-digest = 　🗞 told in the digest, { $time }
missed-together-away = 　📬 told when alerts reached you again, { $time }
missed-together-storm = 　🌩 rolled up with others, since more came than you want in an hour, { $time }
missed-late = 　⏰ came late, { $time }
missed-late-quiet = 　🌙 came after quiet hours, { $time }
missed-late-mute = 　🔕 came after the mute, { $time }
missed-late-digest = 　🗞 waited for a digest, came { $time }
missed-late-away = 　📬 came when alerts reached you again, { $time }
missed-late-storm = 　🌩 came when less came up, { $time }
missed-too-old = 　🗄 found too late for an alert of its own, or one too many while you could not be reached; counted in a summary, { $time }
