# Кнопки під карткою, відповіді на них і картки в кілька рядків. Telegram HTML.

card-open-sign = ↗
card-why = Чому?
card-relevant = ✅ Доречно
card-false-alarm = ❌ Хибна тривога
card-mute = 🔕 Не сповіщати…
card-tells-nothing = Ви не стежите за жодним наративом цієї картки.

verdict-relevant = Записано: доречно. Натисніть ще раз, щоб скасувати.
verdict-false-alarm = Записано: хибна тривога. Натисніть ще раз, щоб скасувати.
verdict-taken-back = Скасовано.

mute-for-1h = 1 година
mute-for-8h = 8 годин
mute-for-am = До завтра
mute-for-1w = Тиждень
mute-narrative = Лише «{ $title }»
mute-back = ← Назад
muted-all = 🔕 Сповіщень не буде до { $until }. Повернути раніше: /mute off
muted-narrative = 🔕 «{ $title }»: сповіщень не буде до { $until }. Повернути раніше: /mute

compact-narratives = 🔎 { $titles }{ $more ->
    [0] { "" }
   *[other] { " " }і ще { $more }
}
compact-deleted = 🗑 Видалено через { $after } після публікації
compact-removed = ✂️ Слова прибрано через { $after } після публікації
compact-changed = ✏️ Змінено через { $after } після публікації:
compact-edited = ✏️ Слова додано через { $after } після публікації
compact-late = ⏰ Із запізненням: { $ago }

why-title = <b>Чому це сповіщення</b>
why-phrase = 🔎 «{ $phrase }»: <b>{ $score }</b> зі 100, досить { $threshold }
why-phrase-then = 🔎 «{ $phrase }»: <b>{ $score }</b> зі 100. Тоді цього було досить; тепер треба { $threshold }
why-word = ・{ $word } → <i>{ $seen }</i>: { $why }
why-alike = ・стоїть як є: { $words }
why-order = ・{ $order }
why-removed = ・цю фразу більше не шукають
why-more-phrases = { $count ->
    [one] і ще { $count } фраза
    [few] і ще { $count } фрази
   *[many] і ще { $count } фраз
}
why-nearly = <b>Майже знайдено</b>
why-near-lacks = ・«{ $phrase }»{ $title }: немає { $words }
why-near-sentence = ・«{ $phrase }»{ $title }: слова стоять у різних реченнях
why-near-score = ・«{ $phrase }»{ $title }: { $score } зі 100, треба { $threshold }
why-exclusions = <b>Винятки</b>, жодного з них у тексті немає: { $phrases }
why-no-exclusions = Винятків немає.
