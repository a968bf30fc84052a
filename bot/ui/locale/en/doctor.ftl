# What `narrative-watch doctor` prints. Plain text on a terminal.

doctor-settings = All settings are valid.
doctor-setting = { $setting }
doctor-setting-remedy = Fix it in .env or in the environment; .env.example explains each setting.
doctor-folders = All folders are writable.
doctor-no-folder = { $folder } is not a folder.
doctor-no-folder-remedy = Move this file away, or set another folder in the settings.
doctor-unwritable = { $folder } is not writable.
doctor-unwritable-remedy = Give the folder to the user that runs the service (chown), or set another folder in the settings.
doctor-modes = Secret files are private.
doctor-mode = { $path } is accessible to other users (mode { $mode }).
doctor-mode-remedy = Restrict access: { $command }
doctor-no-database = Database { $path } not found.
doctor-no-database-remedy = The first start creates it: narrative-watch run. If it should exist, set NW_DATABASE, or restore a backup: narrative-watch restore FILE
doctor-database = { $path } is intact (schema { $schema }; channels: { NUMBER($channels) }, posts: { NUMBER($posts) }).
doctor-older-database = { $path } is from an older version (schema { $schema }; this program: { $newest }).
doctor-older-database-remedy = The next start upgrades it, after saving a copy beside it.
doctor-refused = { $error }
doctor-refused-remedy = Restore a backup: narrative-watch restore FILE. The current file is kept.
doctor-locked-remedy = Check which program has the file open, and whether the disk works; then run doctor again.
doctor-channels = Every channel is read by an account.
doctor-channels-unread = Paused channels: { $paused }; channels that no account reads: { $unread }.
doctor-channels-remedy = The bot lists them with reasons: /channels
doctor-outbox = Alerts waiting: { $waiting }, held: { $held }, failed: { $buried }.
doctor-outbox-late = Alerts waiting: { $waiting }; the oldest is { $ago } overdue.
doctor-outbox-remedy = If the service isn’t running, start it: narrative-watch run. If it is, see what it is waiting for in the bot: /status
doctor-disk = { NUMBER($free) } MB free in { $folder }.
doctor-disk-remedy = Free up space: delete unneeded files, keep fewer backups (NW_BACKUPS_KEPT), or delete old texts (NW_KEEP_UNMATCHED).
doctor-clock = The clock agrees with Telegram’s.
doctor-clock-ahead = The clock is { $seconds } s ahead of Telegram’s.
doctor-clock-behind = The clock is { $seconds } s behind Telegram’s.
doctor-clock-back = The service last ran at { $at }, which is in the future: the clock was set back.
doctor-clock-remedy = Turn on time synchronisation: timedatectl set-ntp true
doctor-clock-unknown = The time here is { $now }; Telegram couldn’t be asked.
doctor-zone = The time in { $zone } is { $local } (time zone data { $data }).
doctor-zone-remedy = The time zone data is out of date. Update it: { $command }
doctor-running = The service is running. Its sessions weren’t touched; account states are those it recorded.
doctor-not-running = The service is not running.
doctor-reached = { $place } is reachable.
doctor-unreachable = { $place } is unreachable ({ $error }).
doctor-not-telegram = The server at { $place } is not Telegram. A proxy, a firewall or a network’s sign-in page may be in the way.
doctor-unreachable-remedy = Check the network, the firewall, and NW_SERVER_HOST and NW_SERVER_PORT if they are set.
doctor-account = { $name }: signed in as { $who }; channels: { $channels }.
doctor-account-in-use = { $name }: in use by the service; channels: { $channels }.
doctor-account-over = { $name }: no longer works.
doctor-account-unknown = { $name }: Telegram didn’t answer ({ $error }).
doctor-account-unknown-remedy = Check that Telegram is reachable, then run doctor again.
doctor-signed-out = { $name }: not signed in.
doctor-is-bot = { $name }: signed in as a bot, but bots can’t read channels.
doctor-login = Sign in: { $command }
doctor-bot = The bot { $name } works and can be added to groups.
doctor-bot-in-use = The bot is in use by the service.
doctor-bot-no-groups = The bot { $name } works but can’t be added to groups.
doctor-bot-no-groups-remedy = To send alerts to groups, use @BotFather: /setjoingroups, Enable.
doctor-other-bot = The session belongs to another bot ({ $name }), not to the one whose token is in NW_BOT_TOKEN.
doctor-other-bot-remedy = If the token is right, delete the file bot.session; the next start signs the bot in.
doctor-both = { $one } { $other }
doctor-flood-wait = Telegram limits { $method } until { $until } (FLOOD_WAIT).
doctor-flood-wait-remedy = No action needed. If it happens often, assign fewer channels per account (NW_CHANNELS_PER_ACCOUNT).
doctor-backup = Last backup: { $ago }, { $file }; kept: { $count }.
doctor-backup-none = No backups in { $folder } yet.
doctor-backup-nothing = Nothing to back up yet.
doctor-backup-failed = The last backup failed: { $reason }
doctor-backup-remedy = Make a backup now: narrative-watch backup
doctor-sum = { $faults ->
    [0] No problems
    [one] 1 problem
   *[other] { $faults } problems
}, { $warnings ->
    [0] no warnings.
    [one] 1 warning.
   *[other] { $warnings } warnings.
}
