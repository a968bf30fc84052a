# The program's Telegram accounts and why one stops working.

account-reader = reading account
account-reader-named = reading account “{ $name }”
account-bot = bot
account-lost = ⛔ The { $account } no longer works. { $trouble }
lost-used-twice = Its session was used in two places at once, so Telegram ended it. Make sure that only one program uses it, then sign in again: { $login }.
lost-banned = Telegram has banned it. Write to recover@telegram.org, or sign in with another account: { $login }.
lost-deleted = The account was deleted. Sign in with another one: { $login }.
lost-token-unknown = Telegram doesn’t recognise the token in NW_BOT_TOKEN. Get it from @BotFather with /token.
lost-token-revoked = The token in NW_BOT_TOKEN was revoked. Get the new one from @BotFather with /token.
lost-application-unknown = Telegram doesn’t recognise NW_API_ID with NW_API_HASH. Compare both with https://my.telegram.org.
lost-signed-out = Its session was ended. Sign in again: { $login }. (If it is the bot, restart the program.)
lost-connection = Its connection was closed. Restart the program.
