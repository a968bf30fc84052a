# What the program reports about itself, unasked. Telegram HTML.

notice-account-lost = ⛔ The { $account } no longer works. { $trouble }
    Until this is fixed, no new posts are read; nothing stored is lost.
notice-account-lost-others = ⛔ The { $account } no longer works. { $trouble }
    Its channels move to the other reading accounts, as far as those can read them.
notice-channels-moved = { $moved ->
    [one] 1 channel is now read
   *[other] { $moved } channels are now read
} by another account. { $unread ->
    [0] All channels are covered.
    [one] No account can read 1 channel: { $names }.
   *[other] No account can read { $unread } channels: { $names }.
}
notice-channel-paused = ⏸ “{ $channel }” can no longer be read: { $reason }. If it comes back, reading resumes automatically.
notice-channel-refused = ⚠️ Telegram keeps refusing the history of “{ $channel }”: { $error }. I’ll keep trying; /status lists the channel until it can be read.
notice-channel-resumed = ▶️ “{ $channel }” is readable again. Reading resumes where it stopped.
notice-join-requested = “{ $channel }” requires approval to join. Request sent; the channel will be added once it’s approved.
notice-join-refused = “{ $channel }” can’t be joined: the invite link has expired, or the reading account isn’t accepted. Ask for a new link.
notice-blind = ⚠️ Not receiving posts since { $since }: the { $account } has lost contact with Telegram, so { $channels ->
    [one] 1 channel isn’t
   *[other] { $channels } channels aren’t
} being read. Missed posts will be read once it reconnects; I’ll let you know.
notice-blind-briefly = ⚠️ Since { $since } some channels can’t be read, so don’t take silence as good news. I’ll let you know when it’s fixed.
notice-seeing = 👁 Receiving posts again. The { $account } had no contact with Telegram from { $since } to { $until }; { $posts ->
    [0] no posts have
    [one] 1 post has
   *[other] { NUMBER($posts) } posts have
} been read since.
notice-seeing-briefly = 👁 All channels can be read again. From { $since } to { $until } there could be no alerts; the posts of that time have been read now.
notice-mute = ⚠️ Since { $since } the bot can’t send messages. { $waiting ->
    [0] No alerts are waiting, and none is lost.
    [one] 1 alert is waiting, and none is lost.
   *[other] { $waiting } alerts are waiting, and none is lost.
} (Sent from the reading account, because the bot can’t send.)
notice-sending = ✉️ Sending again. The bot couldn’t send from { $since } to { $until }; { $sent ->
    [0] no messages have
    [one] 1 message has
   *[other] { NUMBER($sent) } messages have
} been sent since.

paused-private = private, or closed to the reading account
paused-gone = deleted
paused-banned = the reading account is banned there
paused-restricted = restricted by Telegram
paused-unreachable = no reading account can open it
