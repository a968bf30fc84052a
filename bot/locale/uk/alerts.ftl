# Картки сповіщень і підсумки. Telegram HTML; значення екрановано раніше.

card-narrative = 🔎 { $title } · { $score }
card-more-narratives = { $count ->
    [one] і ще { $count } наратив
    [few] і ще { $count } наративи
   *[many] і ще { $count } наративів
}
card-source = { $channel } · { $time }
card-source-with-role = { $channel } ({ $role }) · { $time }
card-edited = ✏️ Слова з’явилися після редагування, { $time }
card-late = ⏰ Із запізненням: допис з’явився { $ago } тому
card-late-noticed = Помічено { $time }: { $why }
card-late-found-later = знайдено під час читання історії
card-late-sending = Помічено вчасно, { $time }; надсилання мусило чекати
card-forwarded = ↪️ Переслано з { $origin }
card-forwarded-hidden = ↪️ Переслано, автора приховано
card-forwarded-from-time = ↪️ Переслано з { $origin }, там { $time }
card-deleted = 🗑 Видалено в каналі: зникнення помічено { $time }, через { $after } після публікації
card-removed = ✂️ Слова прибрано редагуванням через { $after } після публікації: { $title }{ $more ->
    [0] { "" }
    [one] { " " }і ще { $more } наратив
    [few] { " " }і ще { $more } наративи
   *[many] { " " }і ще { $more } наративів
}
card-changed = ✏️ Змінено редагуванням через { $after } після публікації:
card-words-changed = «{ $before }» → «{ $now }»
card-words-added = додано: «{ $now }»
card-words-removed = прибрано: «{ $before }»
card-more-changes = { $count ->
    [one] і ще { $count } зміна
    [few] і ще { $count } зміни
   *[many] і ще { $count } змін
}
card-text-now = Тепер там:
card-text-gone = Тепер там немає тексту.
card-preview = 🔗 У перегляді посилання: { $title }
card-open = Відкрити допис

role-monitored = під наглядом
role-media = медіа
role-fact-checker = фактчекери

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

summary-title = 🗂 Знайдено, поки я надолужував або не міг вам писати; лише числа (дописи покаже /missed):
summary-line = { $title }: { $posts ->
    [one] { $posts } допис
    [few] { $posts } дописи
   *[many] { $posts } дописів
} у { $channels ->
    [one] { $channels } каналі
   *[many] { $channels } каналах
}, { $first } – { $last }
