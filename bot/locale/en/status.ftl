# How everything is, and what needs a hand. Telegram HTML.

status-title = <b>Narrative Watch { $version }</b>
status-account-connected = ✅ { $name }: connected
status-account-disconnected = ⏳ { $name }: not connected, trying again
status-account-stopped = ⛔ { $name }: stopped
status-flood-wait = ⏳ Telegram asks to wait with { $method } until { $until }
status-reading = 　{ $channels ->
    [one] 1 channel
   *[other] { $channels } channels
}; last update: { $update }, last sweep: { $sweep }, { $lateness }
status-late = late by { $by }
status-in-time = in time
status-ago = { $ago } ago
status-never = never
status-seconds = { $count } s
status-channels = Channels: { $count } read, { $paused } paused
status-coverage = Coverage: { $whole } of { $all } channels without a gap until { $until }{ $gaps ->
    [0] {""}
    [one] ; 1 open gap
   *[other] ; { $gaps } open gaps
}
status-coverage-none = Coverage: none of { $all ->
    [one] 1 channel
   *[other] { $all } channels
} read to its end yet
status-posts = Posts: { NUMBER($count) } kept, the newest of { $newest } ({ $ago } ago)
status-posts-none = Posts: none yet
status-lag = Lag in the last hour: { $typical } from the channel to me, { $worst } at worst
status-narratives = Narratives: { $count } active, with { $phrases ->
    [one] 1 phrase
   *[other] { $phrases } phrases
}
status-outbox = Alerts: { $pending } waiting, { $held } held, { NUMBER($sent) } sent, { $buried } given up
status-oldest = 　the oldest has waited for { $ago }
status-sending-paused = ⏳ Telegram asks to wait with sending until { $until }

needs-nothing = <b>Nothing needs a hand.</b>
needs-title = <b>What needs a hand</b>
needs-account = The { $account } has stopped: { $trouble }
needs-channels = No channel is watched. Forward me a post of one, or: /channel add @name
needs-channels-paused = { $count ->
    [one] 1 channel cannot be read
   *[other] { $count } channels cannot be read
}: { $names }. I take up by myself what comes back; to drop one: /channel remove @name
needs-channels-refused = { $count ->
    [one] Telegram refuses the history of 1 channel
   *[other] Telegram refuses the history of { $count } channels
}: { $names }. I keep trying; see since when: /coverage
needs-channels-unread = { $count ->
    [one] 1 channel has
   *[other] { $count } channels have
} not been read for a day: { $names }. See what is missing: /coverage
needs-given-up = In the last day Telegram refused { $count ->
    [one] 1 alert
   *[other] { $count } alerts
}: { $names }. The posts are still there: /search
needs-unreachable = { $count ->
    [one] 1 subscriber cannot be reached; alerts for it wait, and what is too many is counted
   *[other] { $count } subscribers cannot be reached; alerts for them wait, and what is too many is counted
}: { $names }. See why: /people
needs-narratives = No narrative is active. See them: /phrases, or make one: /narrative new
needs-phrases = { $count ->
    [one] 1 narrative has
   *[other] { $count } narratives have
} no phrases, and { $count ->
    [one] finds
   *[other] find
} nothing: { $names }. Add some: /watch
needs-followers = Nobody follows a narrative, so no alert goes out. Choose: /narratives
needs-door = { $count ->
    [one] { $name } asked to come in this week.
   *[other] { $count } people asked to come in this week, { $name } the last.
} See who: /allow
needs-groups-not-set-up = { $count ->
    [one] I was asked something in a group that nobody set up.
   *[other] I was asked something in { $count } groups that nobody set up.
} Stop others from adding me: send /setjoingroups to @BotFather.
