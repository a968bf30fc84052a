# Looking after the program: backups, and what /status says of the disk.

backup-made = Backup made and checked: { $file } ({ NUMBER($size, maximumFractionDigits: 1) } MB)
backup-holds = It holds { $channels ->
    [one] 1 channel
   *[other] { NUMBER($channels) } channels
}, { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
} and { $subscribers ->
    [one] 1 subscriber
   *[other] { NUMBER($subscribers) } subscribers
}.{ $newest }
backup-newest = {" "}The newest post is of { $at }.
backup-sessions = ⚠️ The Telegram sessions are in it, too: { $count } in { $folder }. Who has them is signed in as your accounts: keep them like passwords, and never use them in two places at once.
backup-no-sessions = There are no sessions in { $folder }; none were copied.
restore-done = The backup { $file } was checked, and is now the database { $database }.
restore-without-journal = ⚠️ { $file } was copied without its journal { $journal }. If the service was running when the copy was made, its newest changes may be missing. If you still have { $journal }, put it beside the file and restore again.
restore-aside = The database that was there is kept as { $file }. Delete it when all is well.
restore-sessions = Sessions put into { $folder }: { $count }. Make sure that the program runs nowhere else now: Telegram ends a session for good when it is used twice.
restore-next = Now check it: narrative-watch doctor, then start: narrative-watch run. What was posted since the backup is read again. Alerts sent after the backup was made may come a second time.

database-moved = ⛔ My database { $path } was moved, deleted or replaced. I keep nothing and send no alerts until the file is back. Put it back, with its -wal file if there is one. If it is lost, stop me and restore a backup: <code>narrative-watch restore FILE</code>
database-moved-briefly = ⛔ I can't keep or send anything right now: my database is missing. The owner knows what to do. Nothing you wrote now was saved.
database-back = ✅ My database { $path } is back. I read what was posted meanwhile.

status-size = 💾 Database: { NUMBER($size, maximumFractionDigits: 1) } MB
status-size-grown = 💾 Database: { NUMBER($size, maximumFractionDigits: 1) } MB, { NUMBER($grown, maximumFractionDigits: 1) } MB more than { $days ->
    [one] a day
   *[other] { $days } days
} ago
status-size-shrunk = 💾 Database: { NUMBER($size, maximumFractionDigits: 1) } MB, { NUMBER($grown, maximumFractionDigits: 1) } MB less than { $days ->
    [one] a day
   *[other] { $days } days
} ago
status-backup = 🗄 Last backup: { $ago } ago
status-backup-none = 🗄 No backup yet
status-backup-failed = ⚠️ The last backup failed: { $reason }

notice-backup-failed = ⚠️ No backup can be made: { $reason }
    I try again every hour and say when it works. Have a look: narrative-watch doctor
notice-backup-again = 🗄 Backups work again: one was made at { $at }.
notice-restored = 🗄 The database was put back to a backup. { $known ->
    [0] When it was made is not known.
   *[other] It stands as at { $at }.
} What was posted since is read again; alerts of the time between may come a second time, and what was set up then has to be set up again.
