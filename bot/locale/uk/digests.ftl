# Дайджести, шквали, рядок про спокій, і чому картка чекала. Telegram HTML; значення екрановано раніше.

digest-hourly = 🗞 Дайджест за годину · { $time }
digest-daily = 🗞 Дайджест за день · { $time }
digest-asked = 🗞 Що чекало на вас · { $time }
digest-quiet = 🌙 Що сталося за ваші тихі години
digest-mute = 🔕 Що сталося, поки сповіщення мовчали
digest-away = 📬 Що сталося, поки сповіщення до вас не надходили
digest-late = ⏰ Із запізненням на { $ago }: мав надійти { $time }
digest-totals = { $stories ->
    [one] { $stories } історія
    [few] { $stories } історії
   *[many] { $stories } історій
}, { $posts ->
    [one] { $posts } допис
    [few] { $posts } дописи
   *[many] { $posts } дописів
}
digest-narrative = { $urgent }{ $title } · { $stories ->
    [one] { $stories } історія
    [few] { $stories } історії
   *[many] { $stories } історій
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
digest-debunked-before = 🛡 наратив спростовано раніше: { $channel }
digest-late-posts = ⏰ { $count ->
    [one] { $count } допис знайдено із запізненням
    [few] { $count } дописи знайдено із запізненням
   *[many] { $count } дописів знайдено із запізненням
}
digest-more = і ще { $count }
digest-more-stories = … і ще { $count ->
    [one] { $count } історія
    [few] { $count } історії
   *[many] { $count } історій
}: натисніть наратив унизу
digest-back = До дайджесту

storm = 🌩 Забагато водночас: з { $time } сповіщення збираються тут. Це повідомлення оновлюється.
storm-over = 🌤 Шквал минув: тривав з { $start } до { $end }. Сповіщення знову надходять по одному.

all-quiet = ✅ Усе спокійно: { $channels ->
    [one] { $channels } канал прочитано без прогалин до { $time }.
    [few] { $channels } канали прочитано без прогалин до { $time }.
   *[many] { $channels } каналів прочитано без прогалин до { $time }.
}
not-all-read = 🟡 Нічого не знайдено, але прочитано не все.
reading-all = 👁 { $channels ->
    [one] { $channels } канал прочитано без прогалин до { $time }.
    [few] { $channels } канали прочитано без прогалин до { $time }.
   *[many] { $channels } каналів прочитано без прогалин до { $time }.
}
reading-some = 👁 Прочитано без прогалин до { $time }: { $whole } із { $channels ->
    [one] { $channels } каналу
   *[many] { $channels } каналів
}; не прочитано: { $others }
reading-none = 👁 Поки що без прогалин не прочитано жодного з { $channels ->
    [one] { $channels } каналу.
   *[many] { $channels } каналів.
}
reading-no-channels = 👁 Під наглядом ще немає жодного каналу.
reading-private = приватний канал

card-held-quiet = 🌙 Чекала, поки минуть ваші тихі години
card-held-mute = 🔕 Чекала, поки сповіщення мовчали
card-held-digest = 🗞 Чекала на дайджест
card-held-away = 📬 Чекала, поки сповіщення до вас не надходили
