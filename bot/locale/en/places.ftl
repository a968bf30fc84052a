# Groups, channels and topics that alerts go to, and who may decide there. Telegram HTML.

help-subscribe = have alerts come to a group, topic or channel
help-unsubscribe = end that
help-places = your groups, channels and topics
usage-subscribe = <i>[@channel]</i>
usage-unsubscribe = <i>[@channel]</i>
example-subscribe = /subscribe @our_channel
example-unsubscribe = /unsubscribe @our_channel

too-much = That was a lot at once. Please give me half a minute.
too-much-here = I have just answered a lot here. Please try again in half a minute.

group-anonymous = You write in the group's name, so I cannot see who you are. Please turn off “Remain anonymous” for a moment, or ask me in our private chat.
group-admins-only = Only admins can do that there.
group-private-only = Please ask me { $command } in our private chat: here everybody would read the answer.
group-not-subscribed = No alerts come here yet. An admin turns them on with /subscribe.

place-subscribed = Alerts come here from now on. Choose the narratives with /narratives; /unsubscribe ends it.
place-subscribed-elsewhere = Alerts go to { $place } from now on. Choose its narratives with /places.
place-unsubscribed = No more alerts go to { $place }; what it followed is forgotten.
place-offer = Shall alerts go to { $place }?
place-subscribe-this = Send alerts there
place-not-admin = You are no admin of «{ $place }», so you cannot decide that.
place-not-writable = I may not post in «{ $place }». Make me an admin there with the right to post, then send this again.
place-shut-out = «{ $place }» is blocked here. Ask the operators of this bot.
place-unknown = I know no group or channel «{ $place }» that you look after. /places lists them.
place-not-found = I cannot find «{ $place }». Give the channel's @name or link, and make me an admin there first.
place-unreachable = I cannot ask Telegram about this group now. Please try again in a minute.
place-closed = I am not in this group or channel. Add me first.
place-members-hidden = I can’t see who is an admin here. Make me an admin, then send this again.
places-none = You look after no group, channel or topic yet. Send /subscribe in a group or topic where you are an admin; for a channel, make me an admin there and send /subscribe @channel here.
places-choose = { $count ->
    [one] 1 place gets alerts, and you look after it.
   *[other] { $count } places get alerts, and you look after them.
} Choose one.
place-menu = { $place } follows { $followed ->
    [one] 1 narrative.
   *[other] { $followed } narratives.
}
place-is-stopped = No alerts go there now. /subscribe brings them back.
place-is-paused = Paused, since I cannot write there.
place-narratives = Narratives
place-end = Unsubscribe

notice-place-paused = ⏸ Alerts no longer reach «{ $place }»: { $reason } I keep its alerts and send them when I can write there again. If there are too many, I only count the rest.
notice-place-left = ⏹ This chat no longer receives alerts: the person who subscribed it has left this bot. Another admin with access can send /subscribe.
notice-place-resumed = ▶️ Alerts reach «{ $place }» again.

place-trouble-topic-closed = the topic is closed. Open it again, or send /subscribe in another one.
place-trouble-topic-deleted = the topic was deleted. Send /subscribe in another one.
place-trouble-no-right = I may not write there. Give me the right to, then send /subscribe there.
place-trouble-removed = I was removed. Add me again, then send /subscribe there.
place-trouble-gone = the group or channel does not exist any more.
place-trouble-shut-out = the person who set it up, or its group, was blocked. Operators unblock it in /people.
