# Narratives and phrases: their pages, what changed and how it is taken back, files. Telegram HTML.

help-narrative-describe = say what a narrative claims; - takes it away
help-narrative-threshold = how alike a passage must be, 50 to 100
help-narrative-restore = take a narrative out of the archive
help-export = all narratives as a file; send it back to me to change them
help-audit = who changed what and when, with undo

usage-narrative-describe = <i>id</i> <i>text</i>
usage-narrative-threshold = <i>id</i> <i>number or default</i>
usage-narrative-restore = <i>id</i>
usage-audit = <i>[id]</i>

example-narrative-describe = /narrative describe feint The retreat is said to be a plan
example-narrative-threshold = /narrative threshold feint 85
example-narrative-restore = /narrative restore feint
example-audit = /audit feint

narrative-described = { $title }, in your words: { $description }
narrative-not-described = { $title } has no description any more.
phrases-many = { $title }: with these there would be more than { $limit } phrases, or exclusions. Take some out, or make another narrative.
narratives-many = There are { $limit } narratives already, archived ones included. Give one that you need no more another title and other phrases.
description-too-long = The description is too long: { $limit } characters at most.
narrative-threshold-set = { $title }: a passage must now be alike by { $threshold } of 100.
narrative-threshold-default = { $title }: the default threshold holds again.
threshold-wrong = «{ $threshold }» is no threshold. Give a number from { $least } to { $most }, such as 85, or default.
narrative-not-archived = { $title } is not in the archive.

phrase-found-already = «{ $phrase }» is too close to «{ $other }»: they find the same. Not added.
phrase-line-above = «{ $phrase }» is too close to «{ $other }» in this message: they find the same. Not added.
phrase-threshold-changed = «{ $phrase }»: from now on a passage must be alike by { $threshold }.
phrase-lines = { $title }: { $taken } taken in, { $left } left out.
phrase-line-watch = ✅ «{ $phrase }»
phrase-line-exclude = ✅ − «{ $phrase }»: posts with it no longer count
phrase-lines-many = { $count } lines are more than I take at once. Send { $most } at most, or a file: /export shows its form.
phrase-gone = This phrase is in use no more.

narrative-state = <code>{ $id }</code> · threshold: { $threshold }
narrative-is-paused = ⏸ paused: new posts are not matched
narrative-is-archived-now = 🗄 archived
narrative-is-urgent = ❗ urgent: its alerts pass quiet hours
narrative-hits = Posts found: { NUMBER($week) } in 7 days, { NUMBER($month) } in 30 days
phrases-legend = Number, phrase · posts in 7 / 30 days. Press a number to change or remove.
phrase-page-watch = «{ $phrase }» — { $title }
phrase-page-exclude = − «{ $phrase }» — excludes from { $title }
phrase-hits = Posts found: { NUMBER($week) } in 7 days, { NUMBER($month) } in 30 days
threshold-own = Its own threshold: { $threshold }
threshold-of-narrative = Threshold: { $threshold }, as for the whole narrative
threshold-default = default
threshold-usual = as the narrative
threshold-hint = 90 asks for nearly these words; 95 for hardly a word in between.
phrase-remove = 🗑 Remove
to-phrases = ⬅ To the narrative
to-narratives = ⬅ All narratives
make-active = ▶️ Resume
make-paused = ⏸ Pause
make-archived = 🗄 Archive
make-urgent-yes = ❗ Make urgent
make-urgent-no = No longer urgent

undo = ↩️ Undo
undo-number = ↩️ { $number }
undone = ↩️ Undone for { $title }: { $what }
undo-already = This was undone already.
undo-changed-since = { $title } was changed at this very place since, so this cannot be undone any more. /audit shows by whom.
undo-no-change = Only changes of narratives and phrases can be undone.

audit-title = <b>What was changed</b>, newest first
audit-title-of = <b>What was changed</b> in <code>{ $id }</code>, newest first
audit-none = Nothing was changed yet.
audit-program = the program
audit-nobody = somebody who was forgotten
audit-undone = undone: { $what }
audit-narrative-added = narrative added
audit-narrative-renamed = narrative renamed
audit-narrative-described = description changed
audit-narrative-threshold = threshold of the narrative changed
audit-narrative-urgent = made urgent
audit-narrative-not-urgent = no longer urgent
audit-narrative-active = matched again
audit-narrative-paused = paused
audit-narrative-archived = archived
audit-narrative-imported = changed by a file
audit-phrase-watch = phrase added
audit-phrase-exclude = exclusion added
audit-phrase-removed = phrase removed
audit-phrase-threshold = threshold of a phrase changed
audit-channel-added = channel added
audit-channel-removed = channel removed
audit-channel-paused = channel cannot be read
audit-channel-resumed = channel can be read again
audit-channel-moved = channel read by another account
audit-channel-renamed = channel has another name
audit-channel-invited = invite link taken
audit-channel-invitation-withdrawn = invite link dropped
audit-person-subscriber = made a subscriber
audit-person-operator = made an operator
audit-person-denied = blocked
audit-place-shut-out = blocked with the person who set it up
audit-channel-shared = channel’s alerts shared
audit-channel-unshared = channel’s alerts no longer shared
audit-person-removed = person removed
audit-invite-made = invite made
audit-invite-subscriber = joined as a subscriber by an invite
audit-invite-operator = joined as an operator by an invite
audit-invite-owner = became the owner by the claim code
audit-alerts-muted = alerts muted
audit-place-subscribed = group or channel subscribed
audit-place-unsubscribed = group or channel unsubscribed
audit-narrative-followed = narrative followed
audit-narrative-left = narrative no longer followed
audit-subscriber-started = alerts turned on
audit-subscriber-stopped = alerts turned off
audit-subscriber-paused = can’t be reached
audit-subscriber-resumed = can be reached again
audit-subscriber-moved = group has another id
audit-all = all narratives
audit-counts = phrases added: { NUMBER($added) }, removed: { NUMBER($removed) }, threshold changed: { NUMBER($changed) }

export-done = { $narratives ->
    [one] 1 narrative
   *[other] { NUMBER($narratives) } narratives
} with { $phrases ->
    [one] 1 phrase
   *[other] { NUMBER($phrases) } phrases
}. Change the file as you like and send it back to me: I show the difference before I change anything.

import-title = <b>{ $name }</b> — this would change:
import-changed-since = Somebody changed narratives meanwhile, so nothing was done. Now the file would change:
import-counts = { $new } new, { $changed } changed, { $same } the same
import-new = ➕ { $title } (<code>{ $id }</code>), { $count ->
    [one] 1 phrase
   *[other] { NUMBER($count) } phrases
}
import-changed = ✏️ { $title } (<code>{ $id }</code>)
import-field = { "   " }{ $name }: { $was } → { $becomes }
import-threshold = { "   " }threshold of «{ $phrase }»: { $was } → { $becomes }
import-more = … and { NUMBER($count) } more
import-missing = Not in the file, and left as they are unless you archive them ({ $count }): { $names }
import-channels = It also suggests channels that are not watched: { $names }. Add them with /channel add.
import-apply = ✅ Apply
import-replace = { import-apply }, archive { $count ->
    [one] the other one
   *[other] the { $count } others
}
import-drop = Leave it
import-dropped = Nothing was changed.
import-done = Done: { $new } new, { $changed } changed, { $archived } archived.
import-nothing = { $name } says what is there already ({ $same } narratives): nothing to change.
import-no-narratives-file = I read narratives files, whose names end in .toml, and «{ $name }» is none. /export sends one.
export-too-large = The file would be larger than { $limit } kB, and I could not take it back. Copy the whole database with <code>narrative-watch backup</code> instead.
import-too-large = «{ $name }» is too large: { $limit } kB at most. Split it.
import-many = «{ $name }» brings more narratives than there is room for: { NUMBER($limit) } at most, archived ones included, and there are { NUMBER($present) }. Split it, or replace ones that are there.
import-not-loaded = Telegram does not hand over «{ $name }» just now. Please send it again.
import-faults = «{ $name }» cannot be used, and nothing was changed. What to mend:
import-line = line { $line }
import-fault-not-toml = not valid TOML ({ $limit }). Often a quote, a bracket or a comma is missing just before.
import-fault-not-text = not UTF-8 text. Save the file as UTF-8.
import-fault-too-large = the file is larger than { $limit } kB. Split it.
import-fault-long-line = the line has more than { $limit } characters. Break it.
import-fault-long-word = a number or a key has more than { $limit } characters. Shorten it.
import-fault-many-keys = more than { $limit } keys are joined by dots. Take the dots out.
import-fault-too-deep = too many brackets in brackets.
import-fault-no-narratives = there is no [[narrative]] in it.
import-fault-twice = the id «{ $limit }» is there twice. Give each narrative its own.
import-fault-missing = this is missing. Add it.
import-fault-unknown-key = there is no such key. Check its spelling.
import-fault-empty = this is empty. Fill it in or take it out.
import-fault-too-long = too long: { $limit } characters at most.
import-fault-too-many = too many: { $limit } at most. Split it.
import-fault-wrong-form = only a-z, 0-9 and hyphens are allowed here (in names of channels: letters, digits and _).
import-fault-wrong-word = one of these is wanted: { $limit }.
import-fault-out-of-range = a number from 0 to 100 is wanted.
import-fault-wrong-type = another kind of value is wanted: texts in quotes, numbers without, phrases in a list.
import-fault-more = and { $limit } more.

field-title = title
field-description = description
field-status = status
field-threshold = threshold
field-urgent = urgent
status-word-active = active
status-word-paused = paused
status-word-archived = archived
word-yes = yes
word-no = no
