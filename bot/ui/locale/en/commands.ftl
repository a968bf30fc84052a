# What the bot answers to commands. Telegram HTML.

stranger = This bot is private.
stranger-unclaimed = It has no owner yet. If you run it, send /claim followed by the code that the program printed at startup.

failed = Something went wrong, and nothing was changed. Try again; if it keeps happening, tell the owner.

start-greeting = Hello, { $name }.
start-how = I watch Telegram channels for tracked narratives and message you when a post repeats one. Choose yours with /narratives.
stopped = Alerts are off. Your settings and any alerts still waiting are kept; send /start to turn alerts back on. You won’t get alerts for posts published while they are off.

help-title = <b>What I can do</b>
help-title-operators = <b>For operators</b>
help-title-owners = <b>For owners</b>
help-line = { $command } — { $what }
help-start = start receiving alerts
help-help = show this list
help-narratives = choose the narratives you follow
help-stop = turn your alerts off
help-narrative-new = add a narrative
help-narrative-rename = rename a narrative
help-narrative-pause = pause a narrative
help-narrative-resume = resume a narrative
help-narrative-archive = archive a narrative
help-phrases = list narratives and edit their phrases
help-watch = add phrases (-exclusion, ≥90 threshold)
help-unwatch = remove a phrase, by words or number
help-channels = list watched channels
help-channel-add = watch a channel, or forward me its post
help-channel-remove = stop watching a channel
help-coverage = show what has been read, and any gaps
help-allow = give someone access, or list requests
help-deny = block someone
help-status = show system status and problems
help-operator-add = make someone an operator
help-operator-remove = remove operator rights

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

no-command = I only understand commands. See /help.
command-unknown = Unknown command { $command }. Did you mean { $nearest }? See all: /help
command-not-yours = { $command } isn’t available to you. See your commands: /help
command-choose = Which command?
needs-arguments = An argument is missing. Usage: { $command }
example = For example: <code>{ $example }</code>
button-stale = This button is out of date. Send the command again.
late-command = You sent this while I was offline ({ $time }):
    <code>{ $command }</code>
    Run it now?
late-yes = Run
late-no = Cancel
late-dropped = Cancelled: <code>{ $command }</code>
and-more = … and { $count } more

narratives-none = There are no narratives yet.
narratives-choose = You follow { $followed } of { $all ->
    [one] 1 narrative
   *[other] { $all } narratives
}. Tap to follow or unfollow.

narrative-added = Narrative added: { $title }. Its id is <code>{ $id }</code>.
    Now add phrases: <code>/watch { $id } …</code>
narrative-renamed = Narrative renamed to { $title }. Its id is still <code>{ $id }</code>.
narrative-now-active = { $title } resumed: new posts are matched again.
narrative-now-paused = { $title } paused: new posts are not matched.
narrative-now-archived = { $title } archived. Restore it: <code>/narrative restore</code>
narrative-is-archived = { $title } is archived, so it can’t be followed.
narrative-unknown = Narrative “{ $id }” not found. Closest: { $nearest }
narrative-none-yet = There are no narratives yet. Add one: <code>/narrative new</code> and a title.
title-taken = A narrative titled { $title } already exists (id <code>{ $id }</code>). Choose another title.
title-too-long = The title is too long. Use { $limit } characters at most.

phrase-added-watch = Phrase “{ $phrase }” added to { $title }. New posts are matched from now on.
phrase-added-exclude = Exclusion “{ $phrase }” added to { $title }. Posts containing it no longer match.
phrase-there-already = { $title } already has “{ $phrase }”.
phrase-removed = Removed from { $title }: “{ $phrase }”.
phrase-unknown = “{ $id }” has no phrase “{ $phrase }”. See its phrases: <code>/phrases { $id }</code>
phrase-which = Remove which phrase? The list of { $title } may have changed since you read the number.
phrase-empty = The phrase contains no words. Enter the words to look for.
phrase-only-function-words = “{ $phrase }” contains only common words that appear in every post. Add a more specific word.
phrase-only-digits-or-signs = “{ $phrase }” contains only digits or symbols. Add a word.
phrase-too-short = “{ $phrase }” is too short and would match almost everything. Add a word.
phrase-too-long = “{ $phrase }” is too long. Use 12 words at most, or split it into several phrases.
phrase-unfound-as-written = “{ $phrase }” wouldn’t match even its own text. Check its punctuation, or rewrite it.
phrase-unfound-in-small-letters = ⚠️ “{ $phrase }” won’t match in lower case: one of its abbreviations is spelled like a common word. If it isn’t an abbreviation, write it in lower case.
phrase-unfound-in-capitals = ⚠️ “{ $phrase }” won’t match in capitals. If posts write it in capitals, add it in capitals too.
phrases-title = { $title }: { $count ->
    [0] no phrases yet.
    [one] 1 phrase
   *[other] { $count } phrases
}
phrases-hint = Add: <code>/watch { $id } …</code> · remove: tap its number, or <code>/unwatch { $id } …</code>
phrases-choose = <b>Narratives and their number of phrases</b>{ $pages ->
    [1] { "" }
   *[other] { " " }({ $page } of { $pages })
}
phrases-narrative-active = <code>{ $id }</code> · { $title } · { $count }
phrases-narrative-paused = ⏸ <code>{ $id }</code> · { $title } · { $count }
phrases-narrative-archived = 🗄 <code>{ $id }</code> · { $title } · { $count }

channel-added = Watching { $channel }{ $role }: new posts only.
channel-added-with-past = Watching { $channel }{ $role }: new and old posts.
channel-reading-back = Reading old posts: { NUMBER($posts) } so far, { $percent }%.
channel-read-back = Old posts read: { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
}, { $matched ->
    [0] none with a narrative.
   *[other] { NUMBER($matched) } with a narrative. Followers receive them in a summary.
}
channel-read-back-known = Old posts read: { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
}, { NUMBER($known) } of them already known. { $matched ->
    [0] No new matches.
    [one] 1 new post matches a narrative. Followers receive it in a summary.
   *[other] { NUMBER($matched) } new posts match a narrative. Followers receive a summary.
}
depth-unknown = “{ $depth }” isn’t a valid range. Use last and a number up to { NUMBER($most) }, or since and a date, such as since 2022-09-01.
depth-in-future = { $day } is in the future. Enter a past date.
channel-offer = Watch { $channel }?
channel-offer-watched = { $channel } is already being watched. To see which narratives this post matches, reply to it with /why.
watch-as-monitored = Watch
watch-as-media = Watch as media
watch-as-fact-checker = Watch fact-checker
forwarded-from-no-channel = This wasn’t forwarded from a channel, or its author is hidden. Forward a channel’s post to start watching that channel.
channel-there-already = { $channel } is already being watched, as { $role ->
    [media] media
    [fact-checker] a fact-checker
   *[monitored] an ordinary channel
}.
channel-role-was = Role changed. Previously: { $role ->
    [media] media
    [fact-checker] fact-checker
   *[monitored] ordinary channel
}.
channel-read-again = Reading resumed.
channel-removed = { $channel } is no longer watched. Its posts are kept.
channel-not-watched = “{ $channel }” isn’t being watched. See the list: /channels
channel-not-sure = Several channels match “{ $channel }”. Use an id or @name: { $names }.
channel-number-alone = “{ $channel }” could be any kind of id. For a channel, use { $marked } or https://t.me/c/{ $id }.
channels-many-at-once = That’s { $count } channels. Add up to { $most } at once.
channel-unknown = Channel “{ $channel }” not found. Check the name or send a t.me link.
channel-not-a-channel = “{ $channel }” is a person or a bot, not a channel.
channel-name-wrong = “{ $channel }” is not a valid channel name. Use an @name or a link such as https://t.me/name.
channel-private = “{ $channel }” is private, and the reading account can’t open it. Ask for an invite link.
channel-invite-expired = The invite link “{ $channel }” has expired. Ask for a new one.
channel-join-requested = { $channel } requires approval to join. Request sent; the channel will be added once it’s approved.
channel-join-later = The reading account has to join { $channel } first, and joining too quickly can get it banned. It will join at { $at } or later; I’ll let you know.
channel-budget = Daily limit for channel lookups reached (more could get the reading account banned). Try again after { $until }.
channel-banned = The reading account is banned in “{ $channel }”.
channel-withdrawn = { $channel } will not be joined.
channels-wanted = ⏳ { $channel } · waiting to join
channels-requested = ⏳ { $channel } · join request sent
channel-too-many = The reading account has reached Telegram’s limit of joined channels. Remove some first.
channel-wait = Telegram limits lookups (FLOOD_WAIT). Try again in { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}.
channel-reader-away = The reading account isn’t connected, so channels can’t be looked up. Details: /status
channel-telegram-refuses = Telegram rejected “{ $channel }”: { $reason }.
channels-none = No channels are being watched yet.
channels-title = <b>Watched: { $count ->
    [one] 1 channel
   *[other] { $count } channels
}</b>
role-unknown = Unknown role “{ $role }”. Use monitored, media or fact-checker.

coverage-title = <b>Read without gaps</b>
coverage-line-whole = ✅ { $channel }: { $start } to { $end } ({ $ago })
coverage-line-open = ⏳ { $channel }: { $start } to { $end } ({ $ago }); later posts not yet read
coverage-from = from { $time }
coverage-from-first = from the first post, { $time },
coverage-trouble = 　⚠️ Telegram has refused its history since { $time }: { $error }. I’ll keep trying.
coverage-checked = Fully checked: { $time }
coverage-not-checked = Not fully read yet.
coverage-paused = Not being read: { $reason }
coverage-gaps = Gaps in live updates: { $count }; still open: { $open }
coverage-gap-refilled = • { $start } – { $end }, { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
}: { $why }; backfilled { $refilled }
coverage-gap-open = • since { $start }, { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
} so far: { $why }; still open

gap-down = the program was not running
gap-disconnected = the connection to Telegram was lost
gap-not-pushed = Telegram didn’t push it
gap-flooded = too many posts at once
gap-unreadable = the channel couldn’t be read
gap-unwatched = the channel wasn’t being watched

person-allowed = Access granted: { $person }. They can send /start and choose narratives.
person-there-already = { $person } already has access.
person-denied = Blocked: { $person }.
places-ended = { $count ->
    [one] 1 place of theirs receives no alerts either. To unblock it, open /people:
   *[other] { $count } places of theirs receive no alerts either. To unblock them, open /people:
}
person-unknown = Person “{ $person }” not found. Use an @name or an id (a number).
person-name-free = Nobody in Telegram has the name “{ $person }” now.{ $known } Use the id (a number).
person-name-was = Last used by: { $people }.
person-name-unsure = I can’t check with Telegram who has “{ $person }”. Try again in a minute, or use the id (a number).
person-no-person = “{ $person }” isn’t a person. Use a person’s @name or id, or the id of a group or channel from /people.
person-is-owner = This is an owner, and commands can’t change owners. They are set in NW_OWNER_IDS.
person-no-operator = { $person } is not an operator.
only-owner-denies-operator = Only an owner can block or change an operator.
operator-added = { $person } is now an operator.
operator-removed = { $person } is now a subscriber. Unused invites from them no longer work.
allow-ask = Give access to { $person }?
allow-yes = Give access
deny-ask = Block { $person }?
operator-ask = Make { $person } an operator?
subscriber-ask = Remove operator rights from { $person }?
who-username = @name: @{ $name }
who-first-seen = First seen: { $time }
who-never-here = Never wrote to this bot.
who-unsure = ⚠️ This name belonged to someone else, or I couldn’t check with Telegram. Verify the id.
who-cancel = Cancel
who-cancelled = Cancelled. Nothing was changed.
door-title = <b>Access requests</b>
just-now = just now
in-quotes = “{ $text }”
