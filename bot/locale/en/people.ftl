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
standing-active = active
standing-stopped = wants no alerts
standing-paused = cannot be reached
standing-denied = shut out

people-title = { $count ->
    [one] <b>1 subscriber</b>
   *[other] <b>{ $count } subscribers</b>
}. Press a name for more.
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
people-make-subscriber = No operator any more
people-ban = Shut out
people-let-in = Let in again
people-remove = Remove
people-remove-ask = Remove { $name } with everything that is stored about them: settings, what they follow, their verdicts and alerts? They are a stranger then and may knock again; to keep somebody out, shut them out.
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
