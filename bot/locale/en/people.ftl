# Who is let in, by invite or by hand. Telegram HTML.

help-invite = make a link that lets one person in (only owners invite operators)
usage-invite = <i>subscriber | operator</i>
example-invite = /invite subscriber
help-people = who is in, and what they may do

invite-subscriber = This link lets one person in as a subscriber, once, until { $until }:
    <code>{ $link }</code>
invite-operator = This link makes one person an operator, once, until { $until }. Send it to nobody else:
    <code>{ $link }</code>
invite-role-unknown = Whom does the link let in, a subscriber or an operator? I do not know «{ $role }».
invite-operator-by-owner = Only an owner can invite an operator.
invited-subscriber = Welcome, { $name }. You are in: choose what to follow with /narratives; /help lists the rest.
invited-operator = Welcome, { $name }. You are an operator now: /help lists what you may do.
invited-owner = Welcome, { $name }. This Narrative Watch is yours now. Begin with /channel add and a channel’s @name; /help lists the rest.
invite-over = This link was used already, or is too old. Ask for a new one.
invite-taken-up = 👋 { $name } has taken up your invite and is in: { $role }.

person-subscriber = subscriber
person-operator = operator
person-owner = owner
person-console = console
person-place = place
standing-active = active
standing-stopped = wants no alerts
standing-paused = cannot be reached
standing-denied = blocked

people-title = <b>{ $counts }</b>. Press a name for more.
people-owners = { $count ->
    [one] 1 owner
   *[other] { $count } owners
}
people-operators = { $count ->
    [one] 1 operator
   *[other] { $count } operators
}
people-subscribers = { $count ->
    [one] 1 subscriber
   *[other] { $count } subscribers
}
people-places = { $count ->
    [one] 1 place
   *[other] { $count } places
}
people-denied = { $count } blocked
people-set-up-by = Set up by { $person }
people-set-up-by-nobody = Whoever set it up was deleted.
people-set-up = Set up { $count ->
    [one] 1 place:
   *[other] { $count } places:
}
people-blocked-bot = they blocked the bot.
people-account-gone = the account no longer exists.
people-never-wrote = they have never written to the bot.
people-one = { $name } · <code>{ $id }</code>
people-standing = { $role }, { $status }
people-paused-why = Why: { $reason }
people-seen = Seen { $ago } ago, { $time }
people-never-seen = Never seen here
people-follows = Follows { $count ->
    [one] 1 narrative
   *[other] { $count } narratives
}
people-private-channels = Allowed { $count ->
    [one] 1 private channel:
   *[other] { $count } private channels:
}
people-make-operator = Make an operator
people-make-subscriber = Make a subscriber
people-ban = Block
people-let-in = Unblock
people-remove = Remove
people-remove-ask = Remove { $name } with everything that is stored about them: settings, what they follow, their verdicts and alerts? Places they set up receive no more alerts. They can request access again; to keep somebody out, block them.
people-remove-surely = Yes, remove
people-back-to-one = ◀ No
people-removed = Removed: { $name }.
people-back = ◀ All

# The menu beside the typing line, and the page of all commands.

menu-start = say hello
menu-narrative = new, rename, pause, resume, archive
menu-channel = add or remove a channel
menu-operator = add or remove an operator

reference-title = Commands
reference-intro = What you may write to the bot. Made from the program’s own table: narrative-watch commands prints this page.
reference-command = Command
reference-what = What it does
reference-example = Example:
reference-subscriber = Everybody who is let in
reference-operator = Operators
reference-owner = Owners
