# /quality: що читачі кажуть про сповіщення і як виправити фрази. Telegram HTML.

help-quality = які фрази дають хибні тривоги і як їх виправити

quality-title = <b>Що читачі кажуть про сповіщення</b>, за 30 днів
quality-none-yet = Ще ніхто не оцінив жодного сповіщення. Читачі роблять це кнопками під сповіщеннями: { card-relevant } та { card-false-alarm }. Натискайте їх і ви. Тут буде видно, які фрази помиляються надто часто і як їх виправити.
quality-posts = Оцінено { $count ->
    [one] { NUMBER($count) } допис
    [few] { NUMBER($count) } дописи
   *[many] { NUMBER($count) } дописів
}, усього { $verdicts ->
    [one] { NUMBER($verdicts) } оцінка
    [few] { NUMBER($verdicts) } оцінки
   *[many] { NUMBER($verdicts) } оцінок
}
quality-told = ✅ { NUMBER($relevant) } · ❌ { NUMBER($false) } · порівну { NUMBER($undecided) } · точність { $precision } %
quality-noisiest = <b>Найгаласливіші фрази</b>, за тим, що вони знайшли б тепер
quality-no-noise = Жодна фраза вже не дала б цих хибних тривог.
quality-phrase-line = ❌ <b>{ $number }.</b> «{ $phrase }» ({ $title }): { $told }
quality-channels = <b>Канали, де найбільше хибних тривог</b>
quality-channel-line = { $channel }: { $told }
quality-near = <b>Майже збіги, варті уваги</b>, за 7 днів
quality-near-line = ≈ <b>{ $number }.</b> «{ $phrase }» · { $score } · { $channel }, { $time }
quality-near-line-linked = ≈ <b>{ $number }.</b> «{ $phrase }» · { $score } · { $channel }, <a href="{ $link }">{ $time }</a>

quality-page = «{ $phrase }» — { $title }, поріг { $threshold }
quality-posts-of-phrase = { $count ->
    [0] За 30 днів читачі не оцінили жодного її допису.
    [one] За 30 днів читачі оцінили { NUMBER($count) } її допис:
    [few] За 30 днів читачі оцінили { NUMBER($count) } її дописи:
   *[many] За 30 днів читачі оцінили { NUMBER($count) } її дописів:
}
quality-mended = Тепер { $count ->
    [one] { NUMBER($count) } з хибних тривог уже не повторилася б.
    [few] { NUMBER($count) } з хибних тривог уже не повторилися б.
   *[many] { NUMBER($count) } з хибних тривог уже не повторилися б.
}
quality-others = Вона знаходить ще { $count ->
    [one] { NUMBER($count) } допис, якого
    [few] { NUMBER($count) } дописи, яких
   *[many] { NUMBER($count) } дописів, яких
} ніхто не оцінив.
quality-samples = <b>Хибні тривоги</b>
quality-proposals = <b>Що відсіяло б їх</b>
quality-no-proposals = Ні вищий поріг, ні одне слово-виняток не відсіють хоча б двох хибних тривог, не зачепивши дописів по темі. Можна записати фразу точніше або вилучити її.
quality-threshold-would = • Поріг { $threshold }: { $changed }
quality-exclusion-would = • Виключити «{ $word }» у будь-якій формі: { $changed }
quality-would-have = відсіяло б { $false ->
    [one] { NUMBER($false) } хибну тривогу
    [few] { NUMBER($false) } хибні тривоги
   *[many] { NUMBER($false) } хибних тривог
}, { $relevant ->
    [0] нічого по темі
    [one] { NUMBER($relevant) } допис по темі
    [few] { NUMBER($relevant) } дописи по темі
   *[many] { NUMBER($relevant) } дописів по темі
}, { $others ->
    [one] { NUMBER($others) } інший допис
    [few] { NUMBER($others) } інші дописи
   *[many] { NUMBER($others) } інших дописів
}
quality-set = Поріг ≥{ $threshold }
quality-exclude = Виключити «{ $word }»
quality-to-phrase = До фрази
quality-back = ⬅ Усі фрази
quality-threshold-set = Тепер поріг { $threshold }.
quality-excluded = Дописи з «{ $word }» більше не рахуються.
quality-there-already = Так уже є.
quality-outdated = Відтоді щось оцінили або змінили, тож тепер я раджу інше. Нічого не змінено.
