# Стан телеграм-акаунтів програми.

account-reader = акаунт-читач
account-reader-named = акаунт-читач «{ $name }»
account-bot = бот
account-lost = ⛔ { $account } більше не працює: { $trouble }
lost-used-twice = його сеанс використовували з двох місць одночасно, тож Telegram його завершив. Подбайте, щоб ним користувалася лише одна програма, і увійдіть знову: { $login }.
lost-banned = Telegram його заблокував. Напишіть на recover@telegram.org або увійдіть з іншого акаунта: { $login }.
lost-deleted = акаунт видалено. Увійдіть з іншого: { $login }.
lost-token-unknown = Telegram не знає токена з NW_BOT_TOKEN. Візьміть його в @BotFather командою /token.
lost-token-revoked = токен із NW_BOT_TOKEN відкликано. Візьміть новий у @BotFather командою /token.
lost-application-unknown = Telegram не знає NW_API_ID з таким NW_API_HASH. Звірте обидва на https://my.telegram.org.
lost-signed-out = його сеанс завершено. Увійдіть знову: { $login }. (Якщо це бот: запустіть програму знову.)
lost-connection = з’єднання завершилося. Запустіть програму знову.
