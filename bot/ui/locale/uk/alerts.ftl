# Картки сповіщень і підсумки. Telegram HTML; значення екрановано раніше.

card-narrative = 🔎 { $title } · { $score }
card-more-narratives = { $count ->
    [one] і ще { $count } наратив
    [few] і ще { $count } наративи
   *[many] і ще { $count } наративів
}
card-source = { $channel } · { $time }
card-source-with-role = { $channel } ({ $role }) · { $time }
card-edited = ✏️ Слова додано під час редагування, { $time }
card-late = ⏰ Із запізненням: через { $ago } після допису
card-late-noticed = Знайдено: { $time } ({ $why })
card-late-found-later = прочитано з історії каналу
card-late-sending = Знайдено: { $time }; надсилання затримано
card-forwarded = ↪️ Переслано з { $origin }
card-forwarded-hidden = ↪️ Переслано, автора приховано
card-forwarded-from-time = ↪️ Переслано з { $origin } (опубліковано: { $time })
card-deleted = 🗑 Видалено каналом через { $after } після публікації (помічено: { $time })
card-removed = ✂️ Слова прибрано під час редагування, через { $after } після публікації: { $title }{ $more ->
    [0] { "" }
    [one] { " " }і ще { $more } наратив
    [few] { " " }і ще { $more } наративи
   *[many] { " " }і ще { $more } наративів
}
card-changed = ✏️ Відредаговано через { $after } після публікації:
card-words-changed = «{ $before }» → «{ $now }»
card-words-added = додано: «{ $now }»
card-words-removed = прибрано: «{ $before }»
card-more-changes = { $count ->
    [one] і ще { $count } зміна
    [few] і ще { $count } зміни
   *[many] і ще { $count } змін
}
card-text-now = Тепер у дописі:
card-text-gone = Тепер у дописі немає тексту.
card-preview = 🔗 У перегляді посилання: { $title }
card-open = Відкрити допис

role-monitored = під наглядом
role-media = медіа
role-fact-checker = фактчекер

minutes = { $count ->
    [0] менш ніж хвилину
    [one] { $count } хвилину
    [few] { $count } хвилини
   *[many] { $count } хвилин
}
hours = { $count ->
    [one] { $count } годину
    [few] { $count } години
   *[many] { $count } годин
}
days = { $count ->
    [one] { $count } день
    [few] { $count } дні
   *[many] { $count } днів
}

summary-title = 🗂 Без окремих сповіщень: надто давні або знайдені, поки ви були недосяжні. Переглянути дописи: /missed
summary-line = { $title }: { $posts ->
    [one] { $posts } допис
    [few] { $posts } дописи
   *[many] { $posts } дописів
} у { $channels ->
    [one] { $channels } каналі
   *[many] { $channels } каналах
}, { $first } – { $last }
