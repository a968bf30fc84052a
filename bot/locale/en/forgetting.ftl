# Deleting all that is stored about a person. Telegram HTML.

help-forget-me = delete all that I store about you
forget-what = I would delete:
    • your id, name, @name and language
    • your settings, what you follow and what is muted
    • all alerts that I sent you or still owe you, from my records; the messages in this chat stay yours
    • what you said of cards, and which of your commands were answered
    • that you may read private channels
    Groups, channels and topics that you subscribed stop receiving alerts, until another admin with access sends /subscribe.
forget-operator = You would not be an operator any more. What you changed stays in the record of changes, without your name.
forget-sure = This cannot be undone. Do you want it?
forget-yes = 🗑 Delete everything about me
forget-no = Keep it
forget-kept = Nothing was deleted.
forget-done = Done: I know nothing about you any more, and no more alerts will come. If you ever write to me again, I note your name anew, so that somebody can let you in. Farewell!
forget-owner = You are an owner, and without you nobody could run this bot. Put another owner’s id in the setting NW_OWNER_IDS, restart the bot and send /forget_me again. Nothing was deleted.
forget-in-private = This is about one person only. Write it to me in our private chat.
