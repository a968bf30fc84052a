# Групи, канали й теми, куди йдуть сповіщення, і хто там вирішує. Telegram HTML.

help-subscribe = надсилати сповіщення в групу, тему чи канал
help-unsubscribe = припинити це
help-places = ваші групи, канали й теми
usage-subscribe = <i>[@канал]</i>
usage-unsubscribe = <i>[@канал]</i>
example-subscribe = /subscribe @our_channel
example-unsubscribe = /unsubscribe @our_channel

too-much = Забагато за один раз. Дайте мені, будь ласка, пів хвилини.
too-much-here = Я щойно багато тут відповідав. Спробуйте, будь ласка, за пів хвилини.

group-anonymous = Ви пишете від імені групи, тож я не бачу, хто ви. Вимкніть на хвилинку анонімність адміністратора або напишіть мені в приват.
group-admins-only = Це можуть лише тамтешні адміністратори.
group-private-only = Надішліть { $command } мені в приват: тут відповідь прочитали б усі.
group-not-subscribed = Сюди сповіщення ще не надходять. Адміністратор вмикає їх командою /subscribe.

place-subscribed = Відтепер сповіщення надходитимуть сюди. Виберіть наративи: /narratives; припинити — /unsubscribe.
place-subscribed-elsewhere = Відтепер сповіщення йдуть до { $place }. Виберіть наративи: /places.
place-unsubscribed = До { $place } сповіщення більше не йдуть; вибір наративів забуто.
place-offer = Надсилати сповіщення до { $place }?
place-subscribe-this = Надсилати туди сповіщення
place-not-admin = Ви не адміністратор у «{ $place }», тож не можете цього вирішувати.
place-not-writable = Я не можу дописувати в «{ $place }». Зробіть мене там адміністратором із правом публікувати й надішліть це ще раз.
place-shut-out = «{ $place }» не має доступу до цього бота. Зверніться до його операторів.
place-unknown = Не знаю групи чи каналу «{ $place }», якими ви опікуєтеся. Їх перелічує /places.
place-not-found = Не можу знайти «{ $place }». Вкажіть @назву або посилання каналу, а спершу зробіть мене там адміністратором.
place-unreachable = Зараз не можу запитати Telegram про цю групу. Спробуйте за хвилину.
place-closed = Мене вже немає в цій групі чи каналі. Спершу додайте мене знову.
places-none = Ви ще не опікуєтеся жодною групою, каналом чи темою. Надішліть /subscribe у групі чи темі, де ви адміністратор; для каналу — зробіть мене там адміністратором і надішліть сюди /subscribe @канал.
places-choose = { $count ->
    [one] Ви опікуєтеся { $count } місцем, куди йдуть сповіщення.
    [few] Ви опікуєтеся { $count } місцями, куди йдуть сповіщення.
   *[many] Ви опікуєтеся { $count } місцями, куди йдуть сповіщення.
} Виберіть.
place-menu = { $place } стежить за { $followed ->
    [one] { $followed } наративом.
    [few] { $followed } наративами.
   *[many] { $followed } наративами.
}
place-is-stopped = Зараз сповіщення туди не йдуть. Повернути їх — /subscribe.
place-is-paused = Призупинено: я не можу туди писати.
place-narratives = Наративи
place-end = Відписати

notice-place-paused = ⏸ Сповіщення більше не доходять до «{ $place }»: { $reason } Нічого з належного туди не втрачено.
notice-place-resumed = ▶️ Сповіщення знову доходять до «{ $place }».

place-trouble-topic-closed = тему закрито. Відкрийте її або надішліть /subscribe в іншій.
place-trouble-topic-deleted = тему видалено. Надішліть /subscribe в іншій.
place-trouble-no-right = мені не дозволено там писати. Дайте мені це право й надішліть там /subscribe.
place-trouble-removed = мене видалено. Додайте мене знову й надішліть там /subscribe.
place-trouble-gone = цієї групи чи каналу вже немає.
place-trouble-shut-out = тому, хто це налаштував, або самій групі закрито доступ. Оператори повернуть його в /people.
