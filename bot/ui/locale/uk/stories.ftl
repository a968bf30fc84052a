# Що картки показують про свій сюжет: наскільки він поширився і хто його спростував. Значення екрановано раніше.

spread = 📡 { $channels ->
    [one] { $channels } канал
    [few] { $channels } канали
   *[many] { $channels } каналів
} за { $span } · { $ways }
spread-forwarded = переслано { $count }
spread-retyped = переказано { $count }
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
    [one] у { $count } приватному каналі
   *[many] у { $count } приватних каналах
}
spread-private = приватний канал
spread-deleted = 🗑 { $count ->
    [one] { $count } інший допис видалено
    [few] { $count } інші дописи видалено
   *[many] { $count } інших дописів видалено
}
spread-changed = ✂️ { $count ->
    [one] { $count } інший допис відредаговано: цих слів там більше немає
    [few] { $count } інші дописи відредаговано: цих слів там більше немає
   *[many] { $count } інших дописів відредаговано: цих слів там більше немає
}
spread-in-short = 📡 { $channels ->
    [one] { $channels } канал
    [few] { $channels } канали
   *[many] { $channels } каналів
} за { $span }

debunk = 🛡 Спростовано: { $channel }, { $time } (через { $after })
debunk-before = 🛡 Раніше спростовано: { $channel }, { $time }
debunk-in-short = 🛡 Спростовано: { $channel }
debunk-before-in-short = 🛡 Раніше спростовано: { $channel }

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
    [one] { NUMBER($posts) } допис повторив сюжет, для якого картка вже була.
    [few] { NUMBER($posts) } дописи повторили сюжет, для якого картка вже була.
   *[many] { NUMBER($posts) } дописів повторили сюжет, для якого картка вже була.
}
