# How the program's Telegram accounts are.

account-reader = reading account
account-reader-named = reading account «{ $name }»
account-bot = bot
account-lost = ⛔ The { $account } does not work any more: { $trouble }
lost-used-twice = its session was used from two places at once, so Telegram ended it. Make sure that only one program uses it, then sign in again: { $login }.
lost-banned = Telegram has banned it. Write to recover@telegram.org, or sign in with another account: { $login }.
lost-deleted = the account was deleted. Sign in with another one: { $login }.
lost-token-unknown = Telegram does not know the token in NW_BOT_TOKEN. Ask @BotFather for it with /token.
lost-token-revoked = the token in NW_BOT_TOKEN was revoked. Ask @BotFather for the new one with /token.
lost-application-unknown = Telegram does not know NW_API_ID with NW_API_HASH. Compare both at https://my.telegram.org.
lost-signed-out = its session was ended. Sign in again: { $login }. (For the bot: start the program again.)
lost-connection = its connection ended. Start the program again.
