# What `narrative-watch doctor` says. Plain text on a terminal.

doctor-settings = All settings can be used.
doctor-setting = { $setting }
doctor-setting-remedy = Put it right in .env or in the environment; .env.example explains each setting.
doctor-folders = All folders can be written.
doctor-no-folder = { $folder } is not a folder.
doctor-no-folder-remedy = Move this file away, or name another folder in the settings.
doctor-unwritable = { $folder } cannot be written.
doctor-unwritable-remedy = Give it to the user that the service runs as (chown), or name another folder in the settings.
doctor-modes = What is secret can be read by nobody else.
doctor-mode = Others than its owner can get at { $path } (mode { $mode }).
doctor-mode-remedy = Close it: { $command }
doctor-no-database = There is no database { $path } yet.
doctor-no-database-remedy = The first start makes one: narrative-watch run. If there should be one, name it in NW_DATABASE, or put a backup back: narrative-watch restore FILE
doctor-database = { $path } is whole (schema { $schema }; channels: { NUMBER($channels) }, posts: { NUMBER($posts) }).
doctor-older-database = { $path } is of an older version (schema { $schema }; this program: { $newest }).
doctor-older-database-remedy = The next start brings it up to date, and keeps a copy of it beside it first.
doctor-refused = { $error }
doctor-refused-remedy = Put a backup back: narrative-watch restore FILE. The present file is kept aside.
doctor-locked-remedy = See which program holds the file, and whether the disk works; then ask again.
doctor-channels = Every channel is read by an account.
doctor-channels-unread = Paused channels: { $paused }; channels that no account reads: { $unread }.
doctor-channels-remedy = The bot names them and their reasons: /channels
doctor-outbox = Alerts waiting: { $waiting }, held: { $held }, given up: { $buried }.
doctor-outbox-late = Alerts waiting: { $waiting }; the first should have gone { $ago } ago.
doctor-outbox-remedy = If the service is not running, start it: narrative-watch run. If it is, the bot says what it waits for: /status
doctor-disk = { NUMBER($free) } MB are free in { $folder }.
doctor-disk-remedy = Make room: delete what is not needed, keep fewer backups (NW_BACKUPS_KEPT), or let old texts go (NW_KEEP_UNMATCHED).
doctor-clock = The clock agrees with Telegram's.
doctor-clock-ahead = The clock is { $seconds } seconds ahead of Telegram's.
doctor-clock-behind = The clock is { $seconds } seconds behind Telegram's.
doctor-clock-back = The service last ran at { $at }, which is in the future: the clock has gone back.
doctor-clock-remedy = Have the machine set its clock by the network: timedatectl set-ntp true
doctor-clock-unknown = It is { $now } here; Telegram could not be asked.
doctor-zone = It is { $local } in { $zone } (time zone data { $data }).
doctor-zone-remedy = The time zone data is old, and zones change: { $command }
doctor-running = The service is running: its sessions are left alone, and the accounts are told of as it wrote down.
doctor-not-running = The service is not running.
doctor-reached = { $place } answers.
doctor-unreachable = { $place } does not answer ({ $error }).
doctor-not-telegram = What answers at { $place } is not Telegram. A proxy, a firewall or the sign-in page of a network may be in the way.
doctor-unreachable-remedy = Check the network, the firewall, and NW_SERVER_HOST and _PORT if they are set.
doctor-account = { $name }: signed in as { $who }; channels: { $channels }.
doctor-account-in-use = { $name }: in use by the service; channels: { $channels }.
doctor-account-over = { $name }: does not work any more.
doctor-account-unknown = { $name }: Telegram gave no answer ({ $error }).
doctor-account-unknown-remedy = See whether Telegram can be reached, and ask again.
doctor-signed-out = { $name }: not signed in.
doctor-is-bot = { $name }: signed in as a bot, and bots cannot read channels.
doctor-login = Sign in: { $command }
doctor-bot = The bot { $name } works, and can be added to groups.
doctor-bot-in-use = The bot is in use by the service.
doctor-bot-no-groups = The bot { $name } works, but cannot be added to groups.
doctor-bot-no-groups-remedy = If alerts should go to groups: @BotFather, /setjoingroups, Enable.
doctor-other-bot = The session belongs to another bot, { $name }, than the token in NW_BOT_TOKEN.
doctor-other-bot-remedy = If the token is right, delete the file bot.session; the next start signs the bot in.
doctor-both = { $one } { $other }
doctor-flood-wait = Telegram asks it to wait with { $method } until { $until }.
doctor-flood-wait-remedy = Nothing: it waits by itself. If this comes often, read fewer channels per account (NW_CHANNELS_PER_ACCOUNT).
doctor-backup = The last backup was made { $ago } ago: { $file }; kept: { $count }.
doctor-backup-none = There is no backup in { $folder } yet.
doctor-backup-nothing = There is nothing to back up yet.
doctor-backup-failed = The last backup failed: { $reason }
doctor-backup-remedy = Make one now: narrative-watch backup
doctor-sum = { $faults ->
    [0] No faults
    [one] 1 fault
   *[other] { $faults } faults
}, { $warnings ->
    [0] no warnings.
    [one] 1 warning.
   *[other] { $warnings } warnings.
}
