# Що надійшло не одразу й чому. Telegram HTML.

help-digest = надіслати зараз те, що на мене чекає
help-missed = що чекало, запізнилося чи було задавнє
digest-coming = 🗞 Усе, що на вас чекало, вже надсилаю.
digest-nothing = На вас нічого не чекає.
digest-stopped = Ви зупинили сповіщення. /start поверне їх разом із тим, що на вас чекає. Список: /missed.
missed-none = За останні { $days ->
    [one] { $days } день
    [few] { $days } дні
   *[many] { $days } днів
} усі сповіщення надійшли одразу.
missed-title = <b>Що надійшло не одразу</b>, за останні { $days ->
    [one] { $days } день
    [few] { $days } дні
   *[many] { $days } днів
}: { $count }
missed-post = • { $time } · { $channel }: { $text }
missed-held-quiet = 　🌙 чекає, доки минуть тихі години: { $time }
missed-held-mute = 　🔕 сповіщення вимкнено до { $time }
missed-held-for-ever = 　🔕 сповіщення вимкнено, доки ви їх не ввімкнете
missed-held-digest = 　🗞 чекає на дайджест: { $time }
missed-held-away = 　📬 чекає, доки сповіщення знову до вас надходитимуть
missed-held-storm = 　🌩 чекає, доки їх поменшає
missed-together = 　🗞 надійшло разом з іншими: { $time }
missed-together-quiet = 　🌙 надійшло з іншими після тихих годин: { $time }
missed-together-mute = 　🔕 надійшло з іншими, коли сповіщення ввімкнулися: { $time }
missed-together-digest = 　🗞 надійшло в дайджесті: { $time }
missed-together-away = 　📬 надійшло, коли сповіщення знову пішли до вас: { $time }
missed-together-storm = 　🌩 згорнуто з іншими, бо за годину їх було більше, ніж ви хотіли: { $time }
missed-late = 　⏰ надійшло із запізненням: { $time }
missed-late-quiet = 　🌙 надійшло після тихих годин: { $time }
missed-late-mute = 　🔕 надійшло, коли сповіщення ввімкнулися: { $time }
missed-late-digest = 　🗞 чекало на дайджест, надійшло { $time }
missed-late-away = 　📬 надійшло, коли сповіщення знову пішли до вас: { $time }
missed-late-storm = 　🌩 надійшло, коли їх поменшало: { $time }
missed-too-old = 　🗄 знайдено запізно для окремого сповіщення або понад межу, поки я не міг вам писати; увійшло в підсумок: { $time }
