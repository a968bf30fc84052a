# Settings, mutes and what the bot asks about them. Telegram HTML; labels of buttons are plain.

help-settings = language, time zone, quiet hours, delivery and more
help-mute = no alerts for a while; alone: what is muted
usage-settings = <i>[what and its value]</i>
usage-mute = <i>[narrative] [for how long]</i>
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
settings-unknown = There is no setting «{ $words }». /settings shows them all with buttons.
settings-ask-again = Write it once more, or go back.
settings-not-followed = You do not follow this narrative.

settings-language = 🌐 Language
settings-zone = 🕒 Time zone
settings-quiet = 🌙 Quiet hours
settings-each = 📬 Delivery
settings-daily = 🗞 Daily digest
settings-all-quiet = 🕊 Quiet days
settings-budget = 🚦 Cards an hour
settings-card = 🪪 Card
settings-mutes = 🔕 Mutes

settings-language-line = 🌐 Language: <b>{ $value }</b>
settings-language-line-auto = 🌐 Language: <b>{ $value }</b>, as your Telegram
settings-language-auto = As my Telegram
settings-language-unknown = I do not speak «{ $words }». Write uk, en or telegram.

settings-zone-line = 🕒 Time zone: <b>{ $zone }</b>, it is { $time } there ({ $offset })
settings-zone-line-default = 🕒 Time zone: <b>{ $zone }</b>, the bot’s own, it is { $time } there ({ $offset })
settings-zone-how = If this is not the time on your clock, choose a city that has your time. You can also send me your location (📎 → Location); I keep only the time zone.
settings-zone-ask = ✍️ Another city
settings-zone-default = The bot’s own
settings-zone-question = Write your city, your country or a name such as Europe/Kyiv. Or send your location: 📎 → Location.
settings-zone-unknown = I know no time zone «{ $words }». Write a larger city nearby, or a name such as Europe/Kyiv.
settings-zone-unknown-near = I know no time zone «{ $words }». Is it one of these: { $nearest }? If not, write a larger city nearby.
settings-zone-nowhere = I cannot tell the time zone of this place. Write a city instead: <code>/settings zone Kyiv</code>

settings-quiet-line = 🌙 Quiet hours: <b>{ $start }–{ $end }</b>
settings-quiet-line-off = 🌙 Quiet hours: <b>none</b>
settings-quiet-how = Alerts wait until quiet hours are over, and none is lost. Only ❗ urgent narratives come through.
settings-quiet-begin = From { $sign }{ $minutes } min
settings-quiet-end = To { $sign }{ $minutes } min
settings-quiet-ask = ✍️ Other hours
settings-quiet-off = No quiet hours
settings-quiet-question = From when to when shall it be quiet? For example: 22:30-06:45
settings-quiet-unknown = «{ $words }» does not say from when to when. Write two different times, such as 23:00-07:00, or off.

settings-delivery-line = 📬 Delivery: <b>{ $once } at once, { $hourly } hourly, { $daily } daily</b>
settings-delivery-line-all = 📬 Delivery: <b>everything { $mode }</b>
settings-delivery-line-none = 📬 Delivery: you follow no narrative yet
settings-delivery-none = You follow no narrative yet. Choose yours with /narratives.
settings-delivery-how = Press a narrative to change how it comes: at once, together every hour, or together once a day, at { $time }.
settings-delivery-unknown = «{ $words }» does not say which narrative and how. Write its title or id, or all, and then at-once, hourly or daily: <code>/settings delivery feint hourly</code>
delivery-at-once = at once
delivery-hourly = hourly
delivery-daily = daily
delivery-all-at-once = All at once
delivery-all-hourly = All hourly
delivery-all-daily = All daily

settings-daily-line = 🗞 Daily digest: <b>at { $time }</b>
settings-daily-how = Then comes what you want together once a day. Without anything to tell, no digest comes.
settings-daily-ask = ✍️ Another time
settings-daily-question = At what time of day? For example: 08:30
settings-daily-unknown = «{ $words }» is no time of day. Write it like 08:30.

settings-all-quiet-line-on = 🕊 Quiet days: <b>a line at { $time }</b>
settings-all-quiet-line-off = 🕊 Quiet days: <b>nothing comes</b>
settings-all-quiet-how = After a day without alerts one line tells that all is quiet, and that the channels were read without a gap. So you know that silence is good news.
settings-all-quiet-on = A line
settings-all-quiet-off = Nothing
settings-all-quiet-unknown = «{ $words }» says neither yes nor no. Write on or off.

settings-budget-line = 🚦 Cards an hour: <b>{ $count }</b>
settings-budget-line-none = 🚦 Cards an hour: <b>no limit</b>
settings-budget-how = When more come up within an hour, I roll them up: one message that counts them by narrative, with a button to see each.
settings-budget-none = No limit
settings-budget-unknown = «{ $words }» is no number of cards. Write a number from 1 to { $most }, or off for no limit.

settings-card-line-full = 🪪 Card: <b>full</b>
settings-card-line-compact = 🪪 Card: <b>compact</b>
settings-card-full = Full
settings-card-compact = Compact
settings-card-how = A full card shows as much of the post as fits, a compact one a line of it. Yours look like this:
settings-card-sample-narrative = Gesture of goodwill
settings-card-sample-channel = City news
settings-card-sample-text = The troops left the island at night. The ministry calls it a gesture of goodwill and says that it was planned long before. People from the island tell otherwise: they saw the boats being loaded in a hurry, and half of the equipment was left on the shore.
settings-card-sample-words = gesture of goodwill
settings-card-unknown = There is no card «{ $words }». Write full or compact.

mutes-set = 🔕 Nothing of { $title } until { $time }.
mutes-set-forever = 🔕 Nothing of { $title } until you end it.
mutes-set-all = 🔕 No alerts until { $time }.
mutes-set-all-forever = 🔕 No alerts until you end it.
mutes-kept = What comes up meanwhile is kept and told afterwards. /missed shows it before.
mutes-ended = 🔔 Alerts of { $title } come again.
mutes-ended-all = 🔔 Alerts come again.
mutes-end = 🔔 End it now
mutes-end-all = 🔔 Let alerts come again
mutes-end-one = 🔔 { $title }
mutes-none = 🔔 Alerts are not muted.
mutes-all = 🔕 All alerts are muted until { $time }.
mutes-all-forever = 🔕 All alerts are muted until you end it.
mutes-one = 🔕 { $title }: until { $time }
mutes-one-forever = 🔕 { $title }: until you end it
mutes-how = Mute all alerts for a while, urgent ones too, or one narrative. By typing: <code>/mute 2h</code>, <code>/mute until 18:00</code>
mutes-pick = One narrative …
mutes-which = Which one shall be muted?
mutes-which-end = Alerts of which one shall come again?
mutes-how-long = For how long shall { $title } be muted?
mutes-span-1h = 1 h
mutes-span-8h = 8 h
mutes-span-dawn = Until tomorrow
mutes-span-ever = Until I end it
mutes-unknown-time = «{ $words }» does not say for how long. Write it like 2h, 3d, until 18:00, until tomorrow, or off; a year at most.
