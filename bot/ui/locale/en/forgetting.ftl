# Deleting all data about a person. Telegram HTML.

help-forget-me = delete all data about you
forget-what = This will delete:
    • your id, name, @name and language
    • your settings, the narratives you follow and your mutes
    • my records of alerts sent or waiting; the messages in this chat stay yours
    • your verdicts on cards, and which of your commands I answered
    • your access to private channels
    Groups, channels and topics you subscribed stop receiving alerts until another admin with access sends /subscribe.
forget-operator = You will no longer be an operator. Your changes stay in the audit log, without your name.
forget-sure = This can’t be undone. Delete all your data?
forget-yes = 🗑 Delete my data
forget-no = Cancel
forget-kept = Nothing was deleted.
forget-done = Done. Your data has been deleted and alerts are off. If you write again, your name will be stored as an access request.
forget-owner = You are an owner, and without you nobody could run this bot. Set NW_OWNER_IDS to another owner’s id, restart the bot and send /forget_me again. Nothing was deleted.
forget-in-private = This command is for one person only. Send it in our private chat.
