# System status, and what needs attention. Telegram HTML.

status-title = <b>Narrative Watch { $version }</b>
status-account-connected = ✅ { $name }: connected
status-account-disconnected = ⏳ { $name }: not connected, retrying
status-account-stopped = ⛔ { $name }: stopped
status-flood-wait = ⏳ Telegram limits { $method } until { $until } (FLOOD_WAIT)
status-reading = 　{ $channels ->
    [one] 1 channel
   *[other] { $channels } channels
}; last update: { $update }, last sweep: { $sweep }, { $lateness }
status-late = { $by } late
status-in-time = on time
status-ago = { $ago } ago
status-never = never
status-seconds = { $count } s
status-channels = Channels: { $count } read, { $paused } paused
status-coverage = Coverage: { $whole } of { $all } channels without gaps until { $until }{ $gaps ->
    [0] {""}
    [one] ; 1 open gap
   *[other] ; { $gaps } open gaps
}
status-coverage-none = Coverage: none of { $all ->
    [one] 1 channel
   *[other] { $all } channels
} fully read yet
status-posts = Posts: { NUMBER($count) } stored, newest { $newest } ({ $ago })
status-posts-none = Posts: none yet
status-lag = Delay (last hour): { $typical } typical, { $worst } max
status-narratives = Narratives: { $count } active, with { $phrases ->
    [one] 1 phrase
   *[other] { $phrases } phrases
}
status-outbox = Alerts: { $pending } waiting, { $held } held, { NUMBER($sent) } sent, { $buried } failed
status-oldest = 　oldest: waiting for { $ago }
status-sending-paused = ⏳ Telegram limits sending until { $until } (FLOOD_WAIT)

needs-nothing = <b>No problems.</b>
needs-title = <b>Needs attention</b>
needs-account = The { $account } has stopped. { $trouble }
needs-channels = No channels are being watched. Forward me a post from one, or send /channel add @name
needs-channels-paused = { $count ->
    [one] 1 channel can’t be read
   *[other] { $count } channels can’t be read
}: { $names }. Reading resumes automatically if it becomes possible; to remove one: /channel remove @name
needs-channels-refused = { $count ->
    [one] Telegram refuses the history of 1 channel
   *[other] Telegram refuses the history of { $count } channels
}: { $names }. I’ll keep trying; since when: /coverage
needs-channels-unread = { $count ->
    [one] 1 channel hasn’t
   *[other] { $count } channels haven’t
} been read for a day: { $names }. See the gaps: /coverage
needs-given-up = In the last day Telegram rejected { $count ->
    [one] 1 alert
   *[other] { $count } alerts
}: { $names }. The posts are kept: /search
needs-unreachable = { $count ->
    [one] 1 subscriber can’t be reached; alerts are on hold, and those over the limit are only counted
   *[other] { $count } subscribers can’t be reached; alerts are on hold, and those over the limit are only counted
}: { $names }. See why: /people
needs-narratives = No narrative is active. See the list: /phrases; create one: /narrative new
needs-phrases = { $count ->
    [one] 1 narrative has
   *[other] { $count } narratives have
} no phrases and { $count ->
    [one] finds
   *[other] find
} nothing: { $names }. Add some: /watch
needs-followers = Nobody follows a narrative, so no alerts are sent. Choose: /narratives
needs-door = { $count ->
    [one] { $name } requested access this week.
   *[other] { $count } access requests this week, most recently from { $name }.
} Review: /allow
needs-groups-not-set-up = { $count ->
    [one] I received a command in a group that isn’t set up.
   *[other] I received commands in { $count } groups that aren’t set up.
} To stop others adding me to groups, send /setjoingroups to @BotFather.
