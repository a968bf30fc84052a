# Дайджести, згруповані сповіщення, рядок про спокій, і чому картку затримано. Telegram HTML; значення екрановано раніше.

digest-hourly = 🗞 Щогодинний дайджест · { $time }
digest-daily = 🗞 Щоденний дайджест · { $time }
digest-asked = 🗞 Відкладені сповіщення · { $time }
digest-quiet = 🌙 За ваші тихі години
digest-mute = 🔕 Поки сповіщення були вимкнені
digest-away = 📬 Поки ви були недосяжні
digest-late = ⏰ Із запізненням на { $ago } (за розкладом: { $time })
digest-totals = { $stories ->
    [one] { $stories } сюжет
    [few] { $stories } сюжети
   *[many] { $stories } сюжетів
}, { $posts ->
    [one] { $posts } допис
    [few] { $posts } дописи
   *[many] { $posts } дописів
}
digest-narrative = { $urgent }{ $title } · { $stories ->
    [one] { $stories } сюжет
    [few] { $stories } сюжети
   *[many] { $stories } сюжетів
}, { $posts ->
    [one] { $posts } допис
    [few] { $posts } дописи
   *[many] { $posts } дописів
} у { $channels ->
    [one] { $channels } каналі
   *[many] { $channels } каналах
}
digest-story = • { $time } · { $channel }: { $text }{ $channels ->
    [1] { "" }
    [one] { " " }· у { $channels } каналі
   *[many] { " " }· у { $channels } каналах
}
digest-deleted = 🗑 видалено
digest-debunked = 🛡 спростовано: { $channel }
digest-debunked-before = 🛡 раніше спростовано: { $channel }
digest-late-posts = ⏰ { $count ->
    [one] { $count } допис знайдено із запізненням
    [few] { $count } дописи знайдено із запізненням
   *[many] { $count } дописів знайдено із запізненням
}
digest-more = і ще { $count }
digest-more-stories = … і ще { $count ->
    [one] { $count } сюжет
    [few] { $count } сюжети
   *[many] { $count } сюжетів
}. Натисніть наратив унизу.
digest-back = До дайджесту

storm = 🌩 Багато сповіщень: з { $time } вони згруповані тут. Це повідомлення оновлюється.
storm-over = 🌤 Знову як завжди: сповіщення були згруповані з { $start } до { $end }. Нові надходять по одному.

all-quiet = ✅ Усе спокійно. { $channels ->
    [one] { $channels } канал прочитано без прогалин до { $time }.
    [few] { $channels } канали прочитано без прогалин до { $time }.
   *[many] { $channels } каналів прочитано без прогалин до { $time }.
}
not-all-read = 🟡 Нічого не знайдено, але прочитати вдалося не всі канали.
reading-all = 👁 { $channels ->
    [one] { $channels } канал прочитано без прогалин до { $time }.
    [few] { $channels } канали прочитано без прогалин до { $time }.
   *[many] { $channels } каналів прочитано без прогалин до { $time }.
}
reading-some = 👁 Прочитано без прогалин до { $time }: { $whole } із { $channels ->
    [one] { $channels } каналу
   *[many] { $channels } каналів
}; неповністю: { $others }
reading-none = 👁 Без прогалин ще не прочитано жодного з { $channels ->
    [one] { $channels } каналу.
   *[many] { $channels } каналів.
}
reading-no-channels = 👁 Каналів під наглядом ще немає.
reading-private = приватний канал

card-held-quiet = 🌙 Затримано: тихі години
card-held-mute = 🔕 Затримано: сповіщення були вимкнені
card-held-digest = 🗞 Відкладено до дайджесту
card-held-away = 📬 Затримано: ви були недосяжні
