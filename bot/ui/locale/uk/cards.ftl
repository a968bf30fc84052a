# Кнопки під карткою, відповіді на них і картки в кілька рядків. Telegram HTML.

card-open-sign = ↗
card-why = Чому?
card-relevant = ✅ Доречно
card-false-alarm = ❌ Хибна тривога
card-mute = 🔕 Вимкнути…
card-tells-nothing = Ви не стежите за жодним наративом цієї картки.

verdict-relevant = Позначено: доречно. Натисніть ще раз, щоб скасувати.
verdict-false-alarm = Позначено: хибна тривога. Натисніть ще раз, щоб скасувати.
verdict-taken-back = Позначку знято.

mute-for-1h = 1 година
mute-for-8h = 8 годин
mute-for-am = До завтра
mute-for-1w = 1 тиждень
mute-narrative = Лише «{ $title }»
mute-back = ← Назад
muted-all = 🔕 Сповіщення вимкнено до { $until }. Увімкнути раніше: /mute off
muted-narrative = 🔕 «{ $title }»: сповіщення вимкнено до { $until }. Увімкнути раніше: /mute

compact-narratives = 🔎 { $titles }{ $more ->
    [0] { "" }
   *[other] { " " }і ще { $more }
}
compact-deleted = 🗑 Видалено через { $after } після публікації
compact-removed = ✂️ Слова прибрано через { $after } після публікації
compact-changed = ✏️ Відредаговано через { $after } після публікації:
compact-edited = ✏️ Слова додано через { $after } після публікації
compact-late = ⏰ Із запізненням на { $ago }

why-title = <b>Чому це сповіщення</b>
why-phrase = 🔎 «{ $phrase }»: <b>{ $score }/100</b> (поріг { $threshold })
why-phrase-then = 🔎 «{ $phrase }»: <b>{ $score }/100</b>, тоді цього вистачало; тепер поріг { $threshold }
why-word = ・{ $word } → <i>{ $seen }</i>: { $why }
why-alike = ・точні збіги: { $words }
why-order = ・{ $order }
why-removed = ・цю фразу відтоді прибрано
why-more-phrases = { $count ->
    [one] і ще { $count } фраза
    [few] і ще { $count } фрази
   *[many] і ще { $count } фраз
}
why-nearly = <b>Неповні збіги</b>
why-near-lacks = ・«{ $phrase }»{ $title }: бракує { $words }
why-near-sentence = ・«{ $phrase }»{ $title }: слова стоять у різних реченнях
why-near-score = ・«{ $phrase }»{ $title }: { $score }/100 (поріг { $threshold })
why-exclusions = <b>Винятки</b> (у тексті їх немає): { $phrases }
why-no-exclusions = Винятків не задано.
