# Groups, channels and topics that receive alerts, and who manages them. Telegram HTML.

help-subscribe = send alerts to a group, topic or channel
help-unsubscribe = stop alerts to a group, topic or channel
help-places = list your groups, channels and topics
usage-subscribe = <i>[@channel]</i>
usage-unsubscribe = <i>[@channel]</i>
example-subscribe = /subscribe @our_channel
example-unsubscribe = /unsubscribe @our_channel

too-much = Too many messages at once. Try again in half a minute.
too-much-here = Too many messages here. Try again in half a minute.

group-anonymous = You’re writing in the group’s name, so I can’t see who you are. Turn off “Remain anonymous” for a moment, or use our private chat.
group-admins-only = Only admins can do that there.
group-private-only = Send { $command } in our private chat: here everyone could read the answer.
group-not-subscribed = This chat receives no alerts yet. An admin can turn them on with /subscribe.

place-subscribed = This chat now receives alerts. Choose narratives with /narratives; turn alerts off with /unsubscribe.
place-subscribed-elsewhere = { $place } now receives alerts. Choose its narratives with /places.
place-unsubscribed = { $place } no longer receives alerts, and its choice of narratives was deleted.
place-offer = Send alerts to { $place }?
place-subscribe-this = Send alerts
place-not-admin = You are not an admin of “{ $place }”. Only its admins can do that.
place-not-writable = I can’t post in “{ $place }”. Make me an admin there with the right to post, then send this again.
place-shut-out = “{ $place }” is blocked. Contact an operator.
place-unknown = “{ $place }” is not a group or channel that you manage. See yours: /places
place-not-found = “{ $place }” not found. Send the channel’s @name or link, and make me an admin there first.
place-unreachable = I can’t check this group with Telegram now. Try again in a minute.
place-closed = I’m not in this group or channel. Add me first.
place-members-hidden = I can’t see who is an admin here. Make me an admin, then send this again.
places-none = You don’t manage any group, channel or topic yet. Send /subscribe in a group or topic where you are an admin. For a channel, make me an admin there and send /subscribe @channel here.
places-choose = You manage { $count ->
    [one] 1 place.
   *[other] { $count } places.
} Choose one.
place-menu = { $place } follows { $followed ->
    [one] 1 narrative.
   *[other] { $followed } narratives.
}
place-is-stopped = Alerts there are off. Turn them on: /subscribe
place-is-paused = Paused: I can’t write there.
place-narratives = Narratives
place-end = Unsubscribe

notice-place-paused = ⏸ Alerts no longer reach “{ $place }”. { $reason } I’ll keep its alerts and send them when I can write there again; those over the limit are only counted.
notice-place-left = ⏹ This chat no longer receives alerts: the person who subscribed it has left this bot. Another admin with access can send /subscribe.
notice-place-resumed = ▶️ Alerts reach “{ $place }” again.

place-trouble-topic-closed = The topic is closed. Reopen it, or send /subscribe in another one.
place-trouble-topic-deleted = The topic was deleted. Send /subscribe in another one.
place-trouble-no-right = I’m not allowed to write there. Give me the right, then send /subscribe there.
place-trouble-removed = I was removed. Add me again, then send /subscribe there.
place-trouble-gone = The group or channel no longer exists.
place-trouble-shut-out = The person who set it up, or the group itself, was blocked. Operators can unblock it in /people.
