# Що картки кажуть про свій сюжет: як далеко він розійшовся і хто його спростував. Значення екрановано раніше.

spread = 📡 Уже в { $channels ->
    [one] { $channels } каналі
   *[many] { $channels } каналах
} за { $span }: { $ways }
spread-forwarded = переслано: { $count }
spread-retyped = передруковано: { $count }
spread-again = 📡 Опубліковано в цьому каналі { $posts ->
    [one] { $posts } раз
    [few] { $posts } рази
   *[many] { $posts } разів
}
spread-views = { $views ->
    [one] { $views } перегляд
    [few] { $views } перегляди
   *[many] { $views } переглядів
}
spread-first = ⏮ Уперше помічено: { $channel } · { $time }
spread-others = Також: { $names }{ $more ->
    [0] { "" }
    [one] { " " }і ще { $more } канал
    [few] { " " }і ще { $more } канали
   *[many] { " " }і ще { $more } каналів
}
spread-others-unnamed = Також { $count ->
    [one] у { $count } закритому каналі
   *[many] у { $count } закритих каналах
}
spread-private = закритий канал
spread-deleted = 🗑 { $count ->
    [one] { $count } з інших дописів видалено
    [few] { $count } з інших дописів видалено
   *[many] { $count } з інших дописів видалено
}
spread-changed = ✂️ { $count ->
    [one] { $count } з інших дописів відредаговано: тих слів там більше немає
    [few] { $count } з інших дописів відредаговано: тих слів там більше немає
   *[many] { $count } з інших дописів відредаговано: тих слів там більше немає
}
spread-in-short = 📡 { $channels ->
    [one] { $channels } канал
    [few] { $channels } канали
   *[many] { $channels } каналів
} за { $span }

debunk = 🛡 Спростовано: { $channel }, { $time } (через { $after })
debunk-before = 🛡 Наратив спростовано раніше: { $channel }, { $time }
debunk-in-short = 🛡 Спростовано: { $channel }
debunk-before-in-short = 🛡 Наратив спростовано раніше: { $channel }

step = 📈 Уже в { $channels ->
    [one] { $channels } каналі
   *[many] { $channels } каналах
} за { $span }: { $title }{ $more ->
    [0] { "" }
    [one] { " " }і ще { $more } наратив
    [few] { " " }і ще { $more } наративи
   *[many] { " " }і ще { $more } наративів
}

replay-joined = { $posts ->
    [one] { NUMBER($posts) } допис розповідав
    [few] { NUMBER($posts) } дописи розповідали
   *[many] { NUMBER($posts) } дописів розповідали
} те, про що картка вже була.
