# Телеграм-акаунти програми і чому акаунт перестає працювати.

account-reader = акаунт-читач
account-reader-named = акаунт-читач «{ $name }»
account-bot = бот
account-lost = ⛔ Більше не працює { $account }. { $trouble }
lost-used-twice = Його сеанс використовували у двох місцях одночасно, тож Telegram його завершив. Подбайте, щоб ним користувалася лише одна програма, і ввійдіть знову: { $login }.
lost-banned = Telegram заблокував цей акаунт. Напишіть на recover@telegram.org або ввійдіть з іншого акаунта: { $login }.
lost-deleted = Акаунт видалено. Увійдіть з іншого: { $login }.
lost-token-unknown = Telegram не розпізнає токен із NW_BOT_TOKEN. Візьміть його в @BotFather командою /token.
lost-token-revoked = Токен із NW_BOT_TOKEN відкликано. Візьміть новий у @BotFather командою /token.
lost-application-unknown = Telegram не розпізнає NW_API_ID з таким NW_API_HASH. Звірте обидва на https://my.telegram.org.
lost-signed-out = Його сеанс завершено. Увійдіть знову: { $login }. (Якщо це бот, перезапустіть програму.)
lost-connection = З’єднання закрито. Перезапустіть програму.
