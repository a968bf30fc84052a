# Narratives and phrases: their pages, the audit log and undo, files. Telegram HTML.

help-narrative-describe = describe what a narrative claims (- clears)
help-narrative-threshold = set the minimum match score, 50–100
help-narrative-restore = restore an archived narrative
help-export = export narratives to a file you can edit
help-audit = show who changed what, with undo

usage-narrative-describe = <i>id</i> <i>text</i>
usage-narrative-threshold = <i>id</i> <i>number or default</i>
usage-narrative-restore = <i>id</i>
usage-audit = <i>[id]</i>

example-narrative-describe = /narrative describe feint The retreat is said to be a plan
example-narrative-threshold = /narrative threshold feint 85
example-narrative-restore = /narrative restore feint
example-audit = /audit feint

narrative-described = Description of { $title }: { $description }
narrative-not-described = Description of { $title } removed.
phrases-many = { $title } would have more than { $limit } phrases or exclusions. Remove some, or create another narrative.
narratives-many = You’ve reached the limit of { $limit } narratives (including archived ones). Reuse one you no longer need.
description-too-long = The description is too long. Use { $limit } characters at most.
narrative-threshold-set = { $title }: threshold set to { $threshold }/100.
narrative-threshold-default = { $title }: threshold reset to the default.
threshold-wrong = “{ $threshold }” is not a valid threshold. Use a number from { $least } to { $most }, such as 85, or default.
narrative-not-archived = { $title } is not archived.

phrase-found-already = “{ $phrase }” is too close to “{ $other }”: they match the same posts. Not added.
phrase-line-above = “{ $phrase }” is too close to “{ $other }” in this message: they match the same posts. Not added.
phrase-threshold-changed = “{ $phrase }”: threshold set to { $threshold }.
phrase-lines = { $title }: { $taken } added or changed, { $left } not added.
phrase-line-watch = ✅ “{ $phrase }”
phrase-line-exclude = ✅ − “{ $phrase }”: posts containing it no longer match
phrase-lines-many = { $count } lines are too many for one message. Send { $most } at most, or a file: /export shows its format.
phrase-gone = This phrase has been removed.

narrative-state = <code>{ $id }</code> · threshold: { $threshold }
narrative-is-paused = ⏸ paused: new posts are not matched
narrative-is-archived-now = 🗄 archived
narrative-is-urgent = ❗ urgent: alerts are sent even in quiet hours
narrative-hits = Matching posts: { NUMBER($week) } in 7 days, { NUMBER($month) } in 30 days
phrases-legend = Number, phrase · posts in 7 / 30 days. Tap a number to change or remove it.
phrase-page-watch = “{ $phrase }” — { $title }
phrase-page-exclude = − “{ $phrase }” — exclusion in { $title }
phrase-hits = Matching posts: { NUMBER($week) } in 7 days, { NUMBER($month) } in 30 days
threshold-own = Own threshold: { $threshold }
threshold-of-narrative = Threshold: { $threshold } (from the narrative)
threshold-default = default
threshold-usual = same as narrative
threshold-hint = 90 requires almost these exact words; 95 allows hardly any word in between.
phrase-remove = 🗑 Remove
to-phrases = ⬅ Back to narrative
to-narratives = ⬅ All narratives
make-active = ▶️ Resume
make-paused = ⏸ Pause
make-archived = 🗄 Archive
make-urgent-yes = ❗ Make urgent
make-urgent-no = Make not urgent

undo = ↩️ Undo
undo-number = ↩️ { $number }
undone = ↩️ Undone for { $title }: { $what }
undo-already = This has already been undone.
undo-changed-since = { $title } has since been changed in the same place, so this can’t be undone. See who changed it: /audit
undo-no-change = Only changes to narratives and phrases can be undone.

audit-title = <b>Changes</b>, newest first
audit-title-of = <b>Changes</b> to <code>{ $id }</code>, newest first
audit-none = No changes yet.
audit-program = the program
audit-nobody = deleted user
audit-undone = undone: { $what }
audit-narrative-added = narrative added
audit-narrative-renamed = narrative renamed
audit-narrative-described = description changed
audit-narrative-threshold = threshold of the narrative changed
audit-narrative-urgent = made urgent
audit-narrative-not-urgent = no longer urgent
audit-narrative-active = resumed
audit-narrative-paused = paused
audit-narrative-archived = archived
audit-narrative-imported = changed by a file
audit-phrase-watch = phrase added
audit-phrase-exclude = exclusion added
audit-phrase-removed = phrase removed
audit-phrase-threshold = threshold of a phrase changed
audit-channel-added = channel added
audit-channel-removed = channel removed
audit-channel-paused = channel can’t be read
audit-channel-resumed = channel can be read again
audit-channel-moved = channel read by another account
audit-channel-renamed = channel renamed
audit-channel-invited = invite link accepted
audit-channel-invitation-withdrawn = invite link withdrawn
audit-person-subscriber = made a subscriber
audit-person-operator = made an operator
audit-person-denied = blocked
audit-place-shut-out = blocked together with the person who set it up
audit-channel-shared = channel’s alerts shared
audit-channel-unshared = channel’s alerts no longer shared
audit-person-removed = person removed
audit-invite-made = invite created
audit-invite-subscriber = joined as a subscriber by an invite
audit-invite-operator = joined as an operator by an invite
audit-invite-owner = became the owner by the claim code
audit-alerts-muted = alerts muted
audit-place-subscribed = group or channel subscribed
audit-place-unsubscribed = group or channel unsubscribed
audit-narrative-followed = narrative followed
audit-narrative-left = narrative unfollowed
audit-subscriber-started = alerts turned on
audit-subscriber-stopped = alerts turned off
audit-subscriber-paused = can’t be reached
audit-subscriber-resumed = can be reached again
audit-subscriber-moved = group id changed
audit-all = all narratives
audit-counts = phrases added: { NUMBER($added) }, removed: { NUMBER($removed) }, threshold changed: { NUMBER($changed) }

export-done = { $narratives ->
    [one] 1 narrative
   *[other] { NUMBER($narratives) } narratives
} with { $phrases ->
    [one] 1 phrase
   *[other] { NUMBER($phrases) } phrases
}. Edit the file and send it back to me: I’ll show the differences before I change anything.

import-title = <b>{ $name }</b> would change:
import-changed-since = Narratives have changed meanwhile, so nothing was done. The file would now change:
import-counts = { $new } new, { $changed } changed, { $same } unchanged
import-new = ➕ { $title } (<code>{ $id }</code>), { $count ->
    [one] 1 phrase
   *[other] { NUMBER($count) } phrases
}
import-changed = ✏️ { $title } (<code>{ $id }</code>)
import-field = { "   " }{ $name }: { $was } → { $becomes }
import-threshold = { "   " }threshold of “{ $phrase }”: { $was } → { $becomes }
import-more = … and { NUMBER($count) } more
import-missing = Not in the file, and kept unless you archive them ({ $count }): { $names }
import-channels = The file also suggests channels you don’t watch yet: { $names }. Add them with /channel add.
import-apply = ✅ Apply
import-replace = { import-apply }, archive { $count ->
    [one] the other one
   *[other] the { $count } others
}
import-drop = Cancel
import-dropped = Nothing was changed.
import-done = File applied: { $new } new, { $changed } changed, { $archived } archived.
import-nothing = { $name } matches the current narratives ({ $same }). No changes.
import-no-narratives-file = “{ $name }” is not a narratives file; their names end in .toml. Get an example: /export
export-too-large = The file would be larger than { $limit } kB, too large to import again. Back up the whole database instead: <code>narrative-watch backup</code>
import-too-large = “{ $name }” is too large: { $limit } kB at most. Split it.
import-many = “{ $name }” has too many narratives: the limit is { NUMBER($limit) }, including archived ones, and there are already { NUMBER($present) }. Split the file, or replace existing narratives.
import-not-loaded = Telegram can’t deliver “{ $name }” now. Send it again.
import-faults = “{ $name }” has errors, so nothing was changed. Fix these:
import-line = line { $line }
import-fault-not-toml = Not valid TOML ({ $limit }). Often a quote, a bracket or a comma is missing just before.
import-fault-not-text = Not UTF-8 text. Save the file as UTF-8.
import-fault-too-large = The file is larger than { $limit } kB. Split it.
import-fault-long-line = The line has more than { $limit } characters. Break it.
import-fault-long-word = A number or a key has more than { $limit } characters. Shorten it.
import-fault-many-keys = More than { $limit } keys are joined by dots. Remove the dots.
import-fault-too-deep = Too many nested brackets. Remove some.
import-fault-no-narratives = The file has no [[narrative]]. Add one.
import-fault-twice = The id “{ $limit }” is used twice. Give each narrative its own.
import-fault-missing = This is missing. Add it.
import-fault-unknown-key = Unknown key. Check its spelling.
import-fault-empty = This is empty. Fill it in or remove it.
import-fault-too-long = Too long: { $limit } characters at most.
import-fault-too-many = Too many: { $limit } at most. Split it.
import-fault-wrong-form = Only a-z, 0-9 and hyphens are allowed here (in channel names: letters, digits and _).
import-fault-wrong-word = Use one of these: { $limit }.
import-fault-out-of-range = Use a number from 0 to 100.
import-fault-wrong-type = Wrong type of value. Texts go in quotes, numbers without, phrases in a list.
import-fault-more = And { $limit } more.

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
