# What the program says of itself, unasked. Telegram HTML.

notice-account-lost = ⛔ The { $account } does not work any more: { $trouble }
    Until then no new posts are read; nothing that is stored is lost.
notice-account-lost-others = ⛔ The { $account } does not work any more: { $trouble }
    Its channels go to the other reading accounts, as far as those can read them.
notice-channels-moved = { $moved ->
    [one] 1 channel is
   *[other] { $moved } channels are
} read by another account now. { $unread ->
    [0] Nothing is left over.
    [one] 1 channel can be read by none: { $names }.
   *[other] { $unread } channels can be read by none: { $names }.
}
notice-channel-paused = ⏸ «{ $channel }» cannot be read any more: { $reason }. It is taken up again by itself if it comes back.
notice-channel-refused = ⚠️ Telegram refuses the history of «{ $channel }» again and again: { $error }. I keep trying, and /status lists the channel until it can be read.
notice-channel-resumed = ▶️ «{ $channel }» can be read again, and is, from where it was left.
notice-join-requested = «{ $channel }» lets people in by request. The request is sent; the channel is added by itself when it is granted.
notice-join-refused = «{ $channel }» cannot be joined: its invite link has expired, or the reading account is not let in. Ask for a new link.
notice-blind = ⚠️ Blind since { $since }: the { $account } hears nothing from Telegram, so { $channels ->
    [one] 1 channel is
   *[other] { $channels } channels are
} not read. What is posted meanwhile is read as soon as it hears again; I will say so.
notice-blind-briefly = ⚠️ Since { $since } I cannot read all channels: that no alert comes means nothing now. I will say when I can again.
notice-seeing = 👁 Seeing again: the { $account } was blind from { $since } to { $until }; { $posts ->
    [0] no posts have
    [one] 1 post has
   *[other] { NUMBER($posts) } posts have
} been read since.
notice-seeing-briefly = 👁 I see again. From { $since } to { $until } alerts could not come; what was posted then is read now.
notice-mute = ⚠️ Since { $since } the bot cannot send: { $waiting ->
    [0] no alerts wait.
    [one] 1 alert waits.
   *[other] { $waiting } alerts wait.
} This comes from the reading account. Nothing is lost.
notice-sending = ✉️ Sending again: the bot could not send from { $since } to { $until }; { $sent ->
    [0] nothing has
    [one] 1 message has
   *[other] { NUMBER($sent) } messages have
} been sent since.

paused-private = private, or closed to the reading account
paused-gone = deleted
paused-banned = the reading account was banned there
paused-restricted = restricted by Telegram
paused-unreachable = no reading account can open it
