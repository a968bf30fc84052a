# Сповіщення, надіслані не одразу, і чому. Telegram HTML.

help-digest = надіслати відкладені сповіщення зараз
help-missed = показати відкладені, запізнілі та надто давні
digest-coming = 🗞 Надсилаю відкладені сповіщення.
digest-nothing = Відкладених сповіщень немає.
digest-stopped = Сповіщення вимкнено. /start увімкне їх і надішле відкладені; їхній список: /missed.
missed-none = За останні { $days ->
    [one] { $days } день
    [few] { $days } дні
   *[many] { $days } днів
} усі сповіщення надійшли одразу.
missed-title = <b>Сповіщення, надіслані не одразу</b>, за останні { $days ->
    [one] { $days } день
    [few] { $days } дні
   *[many] { $days } днів
}: { $count }
missed-post = • { $time } · { $channel }: { $text }
missed-held-quiet = 　🌙 відкладено до кінця тихих годин: { $time }
missed-held-mute = 　🔕 вимкнено до { $time }
missed-held-for-ever = 　🔕 вимкнено, доки ви не ввімкнете
missed-held-digest = 　🗞 відкладено до дайджесту: { $time }
missed-held-away = 　📬 відкладено, доки ви недосяжні
missed-held-storm = 　🌩 згруповано (понад вашу межу на годину), чекає
missed-together = 　🗞 надіслано разом з іншими: { $time }
missed-together-quiet = 　🌙 надіслано з іншими після тихих годин: { $time }
missed-together-mute = 　🔕 надіслано з іншими, коли сповіщення ввімкнулися: { $time }
missed-together-digest = 　🗞 надіслано в дайджесті: { $time }
missed-together-away = 　📬 надіслано з іншими, коли ви знову стали досяжні: { $time }
missed-together-storm = 　🌩 згруповано (понад вашу межу на годину): { $time }
missed-late = 　⏰ надіслано із запізненням: { $time }
missed-late-quiet = 　🌙 надіслано після тихих годин: { $time }
missed-late-mute = 　🔕 надіслано, коли сповіщення ввімкнулися: { $time }
missed-late-digest = 　🗞 відкладено до дайджесту, надіслано { $time }
missed-late-away = 　📬 надіслано, коли ви знову стали досяжні: { $time }
missed-late-storm = 　🌩 надіслано, коли сповіщень поменшало: { $time }
missed-too-old = 　🗄 враховано в підсумку (надто давнє або зайве, поки ви були недосяжні): { $time }
