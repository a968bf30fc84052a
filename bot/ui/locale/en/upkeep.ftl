# Maintenance: backups, and what /status shows of the disk.

backup-made = Backup made and verified: { $file } ({ NUMBER($size, maximumFractionDigits: 1) } MB)
backup-holds = It contains { $channels ->
    [one] 1 channel
   *[other] { NUMBER($channels) } channels
}, { $posts ->
    [one] 1 post
   *[other] { NUMBER($posts) } posts
} and { $subscribers ->
    [one] 1 subscriber
   *[other] { NUMBER($subscribers) } subscribers
}.{ $newest }
backup-newest = {" "}Newest post: { $at }.
backup-sessions = ⚠️ The Telegram sessions are included: { $count } in { $folder }. Anyone who has them is signed in to your accounts. Keep them like passwords, and never use them in two places at once.
backup-no-sessions = No sessions found in { $folder }; none were copied.
restore-done = Backup { $file } verified and restored to { $database }.
restore-without-journal = ⚠️ { $file } was copied without its journal { $journal }. If the service was running at the time, its latest changes may be missing. If you still have { $journal }, put it beside the file and restore again.
restore-aside = The previous database is kept as { $file }. Delete it when everything works.
restore-sessions = Sessions restored to { $folder }: { $count }. Make sure the program runs nowhere else now: Telegram permanently ends a session that is used twice.
restore-next = Now check it: narrative-watch doctor, then start: narrative-watch run. Posts published since the backup are read again. Alerts sent after the backup may be sent again.

database-moved = ⛔ My database { $path } was moved, deleted or replaced. Until the file is back, I store nothing and send no alerts. Put it back, with its -wal file if there is one. If it is lost, stop me and restore a backup: <code>narrative-watch restore FILE</code>
database-moved-briefly = ⛔ I can’t store or send anything right now: my database is missing. The owner will be notified. Your message wasn’t saved.
database-back = ✅ My database { $path } is back. I’m reading the posts published meanwhile.

status-size = 💾 Database: { NUMBER($size, maximumFractionDigits: 1) } MB
status-size-grown = 💾 Database: { NUMBER($size, maximumFractionDigits: 1) } MB, { NUMBER($grown, maximumFractionDigits: 1) } MB more than { $days ->
    [one] a day
   *[other] { $days } days
} ago
status-size-shrunk = 💾 Database: { NUMBER($size, maximumFractionDigits: 1) } MB, { NUMBER($grown, maximumFractionDigits: 1) } MB less than { $days ->
    [one] a day
   *[other] { $days } days
} ago
status-backup = 🗄 Last backup: { $ago }
status-backup-none = 🗄 No backup yet
status-backup-failed = ⚠️ The last backup failed: { $reason }

notice-backup-failed = ⚠️ Backups are failing: { $reason }
    I’ll retry every hour and let you know when it works. To check the server: narrative-watch doctor
notice-backup-again = 🗄 Backups work again: the latest was made at { $at }.
notice-restored = 🗄 The database was restored from a backup. { $known ->
    [0] The time of the backup is unknown.
   *[other] Time of the backup: { $at }.
} Posts published since are read again. Alerts sent since may be sent again, and settings changed since must be made again.
