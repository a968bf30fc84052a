# Settings, mutes and what the bot asks about them. Telegram HTML; labels of buttons are plain.

help-settings = change language, quiet hours, delivery, etc.
help-mute = mute alerts for a while, or list mutes
usage-settings = <i>[setting value]</i>
usage-mute = <i>[narrative] [duration]</i>
example-settings = /settings quiet 23:00-07:00
example-settings-language = /settings language English
example-settings-zone = /settings zone Kyiv
example-settings-quiet = /settings quiet 23:00-07:00
example-settings-each = /settings delivery feint hourly
example-settings-daily = /settings daily 09:00
example-settings-all-quiet = /settings all-quiet on
example-settings-budget = /settings budget 10
example-settings-card = /settings card compact
example-mute = /mute feint 3d

settings-title = <b>⚙️ Settings</b>
place-settings = ⚙️ Settings
settings-back = ‹ Back
settings-unknown = Unknown setting “{ $words }”. See them all with buttons: /settings
settings-ask-again = Write it again, or go back.
settings-not-followed = You don’t follow this narrative.

settings-language = 🌐 Language
settings-zone = 🕒 Time zone
settings-quiet = 🌙 Quiet hours
settings-each = 📬 Delivery
settings-daily = 🗞 Daily digest
settings-all-quiet = 🕊 Quiet days
settings-budget = 🚦 Hourly limit
settings-card = 🪪 Card
settings-mutes = 🔕 Mutes

settings-language-line = 🌐 Language: <b>{ $value }</b>
settings-language-line-auto = 🌐 Language: <b>{ $value }</b>, same as your Telegram
settings-language-auto = Same as my Telegram
settings-language-unknown = Unknown language “{ $words }”. Use uk, en or telegram.

settings-zone-line = 🕒 Time zone: <b>{ $zone }</b>, now { $time } ({ $offset })
settings-zone-line-default = 🕒 Time zone: <b>{ $zone }</b> (bot default), now { $time } ({ $offset })
settings-zone-how = If this isn’t your local time, choose a city with your time. Or send me your location (📎 → Location); I keep only the time zone.
settings-zone-ask = ✍️ Another city
settings-zone-default = Bot default
settings-zone-question = Write your city, your country or a name such as Europe/Kyiv. Or send your location: 📎 → Location.
settings-zone-unknown = Time zone “{ $words }” not found. Write a larger city nearby, or a name such as Europe/Kyiv.
settings-zone-unknown-near = Time zone “{ $words }” not found. Is it one of these: { $nearest }? If not, write a larger city nearby.
settings-zone-nowhere = I can’t determine the time zone of this place. Write a city instead: <code>/settings zone Kyiv</code>

settings-quiet-line = 🌙 Quiet hours: <b>{ $start }–{ $end }</b>
settings-quiet-line-off = 🌙 Quiet hours: <b>none</b>
settings-quiet-how = Alerts are held until quiet hours end, and none is lost. Only ❗ urgent narratives are sent at once.
settings-quiet-begin = From { $sign }{ $minutes } min
settings-quiet-end = To { $sign }{ $minutes } min
settings-quiet-ask = ✍️ Other hours
settings-quiet-off = No quiet hours
settings-quiet-question = When do quiet hours start and end? For example: 22:30-06:45
settings-quiet-unknown = “{ $words }” isn’t a valid range. Write a start and an end, such as 23:00-07:00, or off.

settings-delivery-line = 📬 Delivery: <b>{ $once } at once, { $hourly } hourly, { $daily } daily</b>
settings-delivery-line-all = 📬 Delivery: <b>everything { $mode }</b>
settings-delivery-line-none = 📬 Delivery: you don’t follow any narratives yet
settings-delivery-none = You don’t follow any narratives yet. Choose yours with /narratives.
settings-delivery-how = Tap a narrative to change its delivery: at once, in an hourly digest, or in the daily digest at { $time }.
settings-delivery-unknown = “{ $words }” isn’t a narrative and a delivery. Write a title or id, or all, then at-once, hourly or daily: <code>/settings delivery feint hourly</code>
delivery-at-once = at once
delivery-hourly = hourly
delivery-daily = daily
delivery-all-at-once = All at once
delivery-all-hourly = All hourly
delivery-all-daily = All daily

settings-daily-line = 🗞 Daily digest: <b>at { $time }</b>
settings-daily-how = Your daily digest is sent at this time. If there’s nothing to report, none is sent.
settings-daily-ask = ✍️ Another time
settings-daily-question = At what time? For example: 08:30
settings-daily-unknown = “{ $words }” isn’t a time of day. Write it like 08:30.

settings-all-quiet-line-on = 🕊 Quiet days: <b>one line at { $time }</b>
settings-all-quiet-line-off = 🕊 Quiet days: <b>no message</b>
settings-all-quiet-how = After a day without alerts you get one line confirming that every channel was read, so you can trust the silence.
settings-all-quiet-on = Send one line
settings-all-quiet-off = Send nothing
settings-all-quiet-unknown = “{ $words }” isn’t on or off. Write on or off.

settings-budget-line = 🚦 Hourly limit: <b>{ $count ->
    [one] { $count } card
   *[other] { $count } cards
}</b>
settings-budget-line-none = 🚦 Hourly limit: <b>none</b>
settings-budget-how = Above this limit, alerts are grouped into one message by narrative, with buttons to open them.
settings-budget-none = No limit
settings-budget-unknown = “{ $words }” isn’t a number of cards. Write a number from 1 to { $most }, or off for no limit.

settings-card-line-full = 🪪 Card: <b>full</b>
settings-card-line-compact = 🪪 Card: <b>compact</b>
settings-card-full = Full
settings-card-compact = Compact
settings-card-how = A full card shows as much of the post as fits; a compact card shows one line of it. Yours look like this:
settings-card-sample-narrative = Gesture of goodwill
settings-card-sample-channel = City news
settings-card-sample-text = The troops left the island at night. The ministry calls it a gesture of goodwill and says that it was planned long before. People from the island disagree: they saw the boats being loaded in a hurry, and half of the equipment was left on the shore.
settings-card-sample-words = gesture of goodwill
settings-card-unknown = Unknown card “{ $words }”. Use full or compact.

mutes-set = 🔕 { $title } muted until { $time }.
mutes-set-forever = 🔕 { $title } muted until you unmute it.
mutes-set-all = 🔕 All alerts muted until { $time }.
mutes-set-all-forever = 🔕 All alerts muted until you unmute them.
mutes-kept = Alerts found meanwhile are kept and sent when the mute ends. See them now: /missed
mutes-ended = 🔔 { $title } unmuted.
mutes-ended-all = 🔔 Alerts unmuted.
mutes-end = 🔔 Unmute
mutes-end-all = 🔔 Unmute all
mutes-end-one = 🔔 { $title }
mutes-none = 🔔 Alerts are not muted.
mutes-all = 🔕 All alerts are muted until { $time }.
mutes-all-forever = 🔕 All alerts are muted until you unmute them.
mutes-one = 🔕 { $title }: until { $time }
mutes-one-forever = 🔕 { $title }: until you unmute it
mutes-how = Mute all alerts for a while (urgent ones too), or one narrative. As a command: <code>/mute 2h</code>, <code>/mute until 18:00</code>
mutes-pick = One narrative…
mutes-which = Mute which narrative?
mutes-which-end = Unmute which narrative?
mutes-how-long = Mute { $title } for how long?
mutes-span-1h = 1 hour
mutes-span-8h = 8 hours
mutes-span-dawn = Until tomorrow
mutes-span-ever = Until I unmute
mutes-unknown-time = “{ $words }” isn’t a valid duration. Write it like 2h, 3d, until 18:00, until tomorrow, or off; a year at most.
