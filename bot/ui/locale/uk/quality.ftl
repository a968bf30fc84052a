# /quality: оцінки сповіщень читачами і як виправити фрази. Telegram HTML.

help-quality = знайти фрази з хибними тривогами й виправити

quality-title = <b>Оцінки сповіщень читачами</b>, за 30 днів
quality-none-yet = Ще ніхто не оцінив жодного сповіщення. Читачі оцінюють їх кнопками під сповіщеннями: { card-relevant } та { card-false-alarm }. Оцінюйте і ви. Тут буде видно фрази з надто частими хибними тривогами і як їх виправити.
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
quality-noisiest = <b>Фрази, де найбільше хибних тривог</b>, за нинішніми налаштуваннями
quality-no-noise = Жодна з хибних тривог тепер не повторилася б.
quality-phrase-line = ❌ <b>{ $number }.</b> «{ $phrase }» ({ $title }): { $told }
quality-channels = <b>Канали, де найбільше хибних тривог</b>
quality-channel-line = { $channel }: { $told }
quality-near = <b>Неповні збіги, варті уваги</b>, за 7 днів
quality-near-line = ≈ <b>{ $number }.</b> «{ $phrase }» · { $score } · { $channel }, { $time }
quality-near-line-linked = ≈ <b>{ $number }.</b> «{ $phrase }» · { $score } · { $channel }, <a href="{ $link }">{ $time }</a>

quality-page = «{ $phrase }» — { $title }, поріг { $threshold }
quality-posts-of-phrase = { $count ->
    [0] За 30 днів читачі не оцінили жодного її допису.
    [one] За 30 днів читачі оцінили { NUMBER($count) } її допис:
    [few] За 30 днів читачі оцінили { NUMBER($count) } її дописи:
   *[many] За 30 днів читачі оцінили { NUMBER($count) } її дописів:
}
quality-mended = За нинішніх налаштувань { $count ->
    [one] { NUMBER($count) } із цих хибних тривог уже не повторилася б.
    [few] { NUMBER($count) } із цих хибних тривог уже не повторилися б.
   *[many] { NUMBER($count) } із цих хибних тривог уже не повторилися б.
}
quality-others = Вона знаходить ще { $count ->
    [one] { NUMBER($count) } допис, якого
    [few] { NUMBER($count) } дописи, яких
   *[many] { NUMBER($count) } дописів, яких
} ніхто не оцінив.
quality-samples = <b>Хибні тривоги</b>
quality-proposals = <b>Запропоновані виправлення</b>
quality-no-proposals = Жоден поріг і жоден окремий виняток не прибирає двох чи більше хибних тривог так, щоб не втратити доречних дописів. Уточніть фразу або приберіть її.
quality-threshold-would = • Поріг { $threshold }: { $changed }
quality-exclusion-would = • Виключити «{ $word }» у будь-якій формі: { $changed }
quality-would-have = прибирає { $false ->
    [one] { NUMBER($false) } хибну тривогу
    [few] { NUMBER($false) } хибні тривоги
   *[many] { NUMBER($false) } хибних тривог
}, { $relevant ->
    [0] жодного доречного допису
    [one] { NUMBER($relevant) } доречний допис
    [few] { NUMBER($relevant) } доречні дописи
   *[many] { NUMBER($relevant) } доречних дописів
}, { $others ->
    [one] { NUMBER($others) } інший допис
    [few] { NUMBER($others) } інші дописи
   *[many] { NUMBER($others) } інших дописів
}
quality-set = Поріг ≥{ $threshold }
quality-exclude = Виключити «{ $word }»
quality-to-phrase = Відкрити фразу
quality-back = ⬅ Усі фрази
quality-threshold-set = Тепер поріг { $threshold }.
quality-excluded = Виняток «{ $word }» додано. Дописи з ним більше не збігаються.
quality-there-already = Це вже задано.
quality-outdated = Оцінки або фрази змінилися; ось оновлена порада. Нічого не змінено.
