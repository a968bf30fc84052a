# What the bot answers to commands. Telegram HTML.

stranger = This bot is private.
stranger-unclaimed = It has no owner yet. If you run it, send /claim and the code that the program printed when it started.

failed = Something went wrong on my side; nothing was changed. Please try again, and tell the owner if it stays.

start-greeting = Hello, { $name }.
start-how = I watch Telegram channels for tracked narratives and write to you when a post tells one. Choose yours with /narratives.
stopped = No more alerts. What you chose is kept, and what I owe you already waits: /start brings both back. What comes up meanwhile is not kept for you.

help-title = <b>What I can do</b>
help-title-operators = <b>For operators</b>
help-title-owners = <b>For owners</b>
help-line = { $command } — { $what }
help-start = have alerts come
help-help = this list
help-narratives = choose the narratives you follow
help-stop = no more alerts
help-narrative-new = add a narrative
help-narrative-rename = give a narrative another title
help-narrative-pause = match a narrative no more for now
help-narrative-resume = match it again
help-narrative-archive = put a narrative away
help-phrases = narratives and their phrases, with buttons to change them
help-watch = add phrases, one a line; -phrase excludes, ≥90 sets a threshold
help-unwatch = remove a phrase, by words or number
help-channels = the channels under watch
help-channel-add = watch a channel; or forward me a post of it
help-channel-remove = watch it no more
help-coverage = since when and until when all was read
help-allow = let a person in; alone: who knocked
help-deny = shut a person out
help-status = how everything is
help-operator-add = make a person an operator
help-operator-remove = take that back

usage-narrative-new = <i>title</i>
usage-narrative-rename = <i>id</i> <i>title</i>
usage-narrative-pause = <i>id</i>
usage-narrative-resume = <i>id</i>
usage-narrative-archive = <i>id</i>
usage-phrases = <i>[id]</i>
usage-watch = <i>id</i> <i>phrases, one a line or as a list</i>
usage-unwatch = <i>id</i> <i>phrase or number</i>
usage-channel-add = <i>@name or link, or several</i> <i>[media | fact-checker]</i> <i>[last 500 | since 2022-09-01]</i>
usage-channel-remove = <i>@name</i>
usage-coverage = <i>[@name]</i>
usage-allow = <i>id or @name</i>
usage-deny = <i>id or @name</i>
usage-operator-add = <i>id or @name</i>
usage-operator-remove = <i>id or @name</i>

example-narrative-new = /narrative new Gesture of goodwill
example-narrative-rename = /narrative rename feint Feint near Kharkiv
example-narrative-pause = /narrative pause feint
example-narrative-resume = /narrative resume feint
example-narrative-archive = /narrative archive feint
example-phrases = /phrases feint
example-watch = /watch feint deceptive manoeuvre
example-unwatch = /unwatch feint deceptive manoeuvre
example-channel-add = /channel add @CenterCounteringDisinformation fact-checker
example-channel-remove = /channel remove @some_channel
example-coverage = /coverage @some_channel
example-allow = /allow 123456789
example-deny = /deny 123456789
example-operator-add = /operator add @some_colleague
example-operator-remove = /operator remove @some_colleague

no-command = I only understand commands. /help lists them.
command-unknown = I do not know { $command }. Did you mean { $nearest }? /help lists all.
command-not-yours = { $command } is not among your commands. /help lists them.
command-choose = Which one?
needs-arguments = Something is missing. It is written: { $command }
example = For example: <code>{ $example }</code>
button-stale = This button is out of date. Please send the command again.
late-command = You sent this on { $time }, while I was away:
    <code>{ $command }</code>
    Shall I still do it?
late-yes = Do it
late-no = Forget it
late-dropped = Forgotten: <code>{ $command }</code>
and-more = … and { $count } more

narratives-none = There are no narratives yet.
narratives-choose = You follow { $followed } of { $all ->
    [one] 1 narrative
   *[other] { $all } narratives
}. Press to follow or leave.

narrative-added = Added: { $title }. Its id is <code>{ $id }</code>.
    Now give it phrases: <code>/watch { $id } …</code>
narrative-renamed = It is now called { $title }; its id is still <code>{ $id }</code>.
narrative-now-active = { $title } is matched again.
narrative-now-paused = { $title } is paused: new posts are not matched against it.
narrative-now-archived = { $title } is archived. <code>/narrative restore</code> brings it back.
narrative-is-archived = { $title } is archived; nobody can follow it now.
narrative-unknown = There is no narrative «{ $id }». The nearest: { $nearest }
narrative-none-yet = There are no narratives yet. Add one: <code>/narrative new</code> and its title.
title-taken = There is a narrative { $title } already: its id is <code>{ $id }</code>. Choose another title.
title-too-long = The title is too long: { $limit } characters at most.

phrase-added-watch = Watching «{ $phrase }» for { $title }, from the next post on.
phrase-added-exclude = Posts with «{ $phrase }» no longer count for { $title }.
phrase-there-already = { $title } has «{ $phrase }» already.
phrase-removed = Removed from { $title }: «{ $phrase }».
phrase-unknown = «{ $id }» has no phrase «{ $phrase }». <code>/phrases { $id }</code> lists them.
phrase-which = Which phrase shall be removed? The list of { $title } may have changed since you read the number.
phrase-empty = There is no word in this phrase. Give the words to look for.
phrase-only-function-words = «{ $phrase }» is made of little words that stand in every post. Add a word that carries the meaning.
phrase-only-digits-or-signs = «{ $phrase }» has only digits or signs. Add a word.
phrase-too-short = «{ $phrase }» is too short: it would match nearly everything. Add a word.
phrase-too-long = «{ $phrase }» is too long. A phrase has 12 words at most; split it into several.
phrase-unfound-as-written = «{ $phrase }» would not find even its own words. Check its signs, or write it in another way.
phrase-unfound-in-small-letters = ⚠️ «{ $phrase }» isn't found in small letters: one of its abbreviations is spelled like a common word. If it's no abbreviation, write it in small letters.
phrase-unfound-in-capitals = ⚠️ «{ $phrase }» isn't found in capitals. Add the phrase in capitals, too, if posts shout it.
phrases-title = { $title }: { $count ->
    [0] no phrases yet.
    [one] 1 phrase
   *[other] { $count } phrases
}
phrases-hint = Add: <code>/watch { $id } …</code> · remove: press its number, or <code>/unwatch { $id } …</code>
phrases-choose = <b>Narratives and how many phrases each has</b>{ $pages ->
    [1] { "" }
   *[other] { " " }({ $page } of { $pages })
}
phrases-narrative-active = <code>{ $id }</code> · { $title } · { $count }
phrases-narrative-paused = ⏸ <code>{ $id }</code> · { $title } · { $count }
phrases-narrative-archived = 🗄 <code>{ $id }</code> · { $title } · { $count }

channel-added = Watching { $channel }{ $role }, new posts only.
channel-added-with-past = Watching { $channel }{ $role }, old posts too.
channel-reading-back = Reading its old posts: { NUMBER($posts) } so far, { $percent } %.
channel-read-back = Old posts read: { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
}, { $matched ->
    [0] none of them with a narrative.
   *[other] { NUMBER($matched) } with a narrative. Its followers receive them in a summary.
}
channel-read-back-known = Old posts read: { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
}, { NUMBER($known) } of them known before. { $matched ->
    [0] Nothing new was found.
    [one] 1 new post matches a narrative. Its followers receive it in a summary.
   *[other] { NUMBER($matched) } new posts match a narrative. Its followers receive a summary.
}
depth-unknown = «{ $depth }» does not say how far back to read. Write last and a number up to { NUMBER($most) }, or since and a date such as 2022-09-01.
depth-in-future = { $day } is still to come. Give a date that has passed.
channel-offer = Shall I watch { $channel }?
channel-offer-watched = { $channel } is watched already. To see what the narratives make of this post, reply to it with /why.
watch-as-monitored = Watch it
watch-as-media = Watch it as media
watch-as-fact-checker = Watch it as a fact-checker
forwarded-from-no-channel = This was not forwarded from a channel, or its author is hidden. Forward a post of a channel, and I offer to watch it.
channel-there-already = { $channel } is watched already, as { $role ->
    [media] media
    [fact-checker] a fact-checker
   *[monitored] an ordinary channel
}.
channel-role-was = Its role has changed. Before, it was { $role ->
    [media] media
    [fact-checker] a fact-checker
   *[monitored] an ordinary channel
}.
channel-read-again = Reading it is resumed.
channel-removed = { $channel } is watched no more. Its posts are kept.
channel-not-watched = «{ $channel }» is not among the watched channels. /channels lists them.
channel-not-sure = Not sure which channel «{ $channel }» is. Write an id or @name: { $names }.
channel-number-alone = «{ $channel }» can be an id of anything. For a channel, write { $marked } or https://t.me/c/{ $id }.
channels-many-at-once = These are { $count } channels. Add up to { $most } at once.
channel-unknown = There is no channel «{ $channel }». Check the name; a link such as https://t.me/name works too.
channel-not-a-channel = «{ $channel }» is a person or a bot, not a channel.
channel-name-wrong = «{ $channel }» is no channel name. Give @name or a link such as https://t.me/name.
channel-private = «{ $channel }» is private, and the reading account is not let in. Ask for an invite link.
channel-invite-expired = The invite link «{ $channel }» has expired. Ask for a new one.
channel-join-requested = { $channel } lets people in by request. The request is sent; the channel is added by itself when it is granted.
channel-join-later = { $channel } has to be joined first, and accounts that join fast are banned. It will be joined at { $at } or later; you will hear from me.
channel-budget = So many names were looked up in the last day that more would endanger the reading account. Try again after { $until }.
channel-banned = The reading account was banned in «{ $channel }».
channel-withdrawn = { $channel } will not be joined.
channels-wanted = ⏳ { $channel } · will be joined
channels-requested = ⏳ { $channel } · asked to be let in
channel-too-many = The reading account has joined as many channels as Telegram allows. Remove some first.
channel-wait = Telegram asks to wait { $seconds } seconds before more channels can be looked up. Try again then.
channel-reader-away = The reading account is not connected now, so channels cannot be looked up. /status says more.
channel-telegram-refuses = Telegram refuses «{ $channel }»: { $reason }.
channels-none = No channels are watched yet.
channels-title = <b>Watched: { $count ->
    [one] 1 channel
   *[other] { $count } channels
}</b>
role-unknown = There is no role «{ $role }». The roles are monitored, media and fact-checker.

coverage-title = <b>Read without a gap</b>
coverage-line-whole = ✅ { $channel }: { $start } to { $end } ({ $ago } ago)
coverage-line-open = ⏳ { $channel }: { $start } to { $end } ({ $ago } ago); what came after is still to be read
coverage-from = from { $time }
coverage-from-first = from its first post, { $time },
coverage-trouble = 　⚠️ Telegram has refused its history since { $time }: { $error }. I keep trying.
coverage-checked = Checked to its end: { $time }
coverage-not-checked = Not read to its end yet.
coverage-paused = Not read now: { $reason }
coverage-gaps = Live updates left something out: { $count ->
    [0] never
    [one] once
   *[other] { $count } times
}; not refilled: { $open }
coverage-gap-refilled = • { $start } – { $end }, { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
}: { $why }; refilled { $refilled }
coverage-gap-open = • since { $start }, so far { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
}: { $why }; not refilled yet

gap-down = the program was not running
gap-disconnected = the connection to Telegram was lost
gap-not-pushed = Telegram did not push it
gap-flooded = too much came at once
gap-unreadable = the channel could not be read
gap-unwatched = the channel was not watched then

person-allowed = Let in: { $person }. Once they send /start, they can choose narratives.
person-there-already = { $person } is let in already.
person-denied = Blocked: { $person }.
places-ended = With { $count ->
    [one] 1 place that receives no more alerts. /people unblocks it:
   *[other] { $count } places that receive no more alerts. /people unblocks them:
}
person-unknown = I do not know «{ $person }». Give an @name or an id, which is a number.
person-name-free = I do not know «{ $person }»: nobody in Telegram has this name now.{ $known } Give the id, which is a number.
person-name-was = Last seen with it: { $people }.
person-name-unsure = I can’t ask Telegram now who has «{ $person }». Try again in a minute, or give the id, which is a number.
person-no-person = «{ $person }» is not a person, so I can’t do that. Give a person’s @name or id, or the id of a group or channel from /people.
person-is-owner = This is an owner, and no command changes owners. The setting NW_OWNER_IDS names them.
person-no-operator = { $person } is not an operator.
only-owner-denies-operator = Only an owner can block or change an operator.
operator-added = { $person } is an operator now.
operator-removed = { $person } is now a subscriber. Unused invites from them no longer work.
allow-ask = Let in { $person }?
allow-yes = Let in
deny-ask = Block { $person }?
operator-ask = Make { $person } an operator?
subscriber-ask = Make { $person } a subscriber, no longer an operator?
who-username = @name: @{ $name }
who-first-seen = First seen: { $time }
who-never-here = Has never written to this bot.
who-unsure = ⚠️ This name belonged to somebody else, or I could not ask Telegram. Check the id.
who-cancel = Cancel
who-cancelled = Cancelled. Nothing was changed.
door-title = <b>Who knocked last</b>
