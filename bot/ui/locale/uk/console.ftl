# Що друкує консоль після програвання.

demo-intro = Narrative Watch програє близько шістдесяти вигаданих дописів вересня 2022 року. Кожну картку нижче отримав би підписник бота.
demo-narrative = Наратив
demo-posts = Дописи
demo-channels = Канали
demo-first = Уперше
demo-last = Востаннє
demo-times = Час — за UTC.
demo-database = Усе зберігається у файлі SQLite:
demo-look = Зазирнути в нього можна, наприклад, так:
replay-read = Прочитано { $posts ->
    [one] { NUMBER($posts) } допис
    [few] { NUMBER($posts) } дописи
   *[many] { NUMBER($posts) } дописів
}, з них нових { NUMBER($new) }. Сповіщень: { NUMBER($cards) }.
replay-skipped = Пропущено: { NUMBER($count) } × { $what }
replay-broken = Не вдалося прочитати: { NUMBER($count) }
replay-broken-more = і ще { $count ->
    [one] { NUMBER($count) } подібне
    [few] { NUMBER($count) } подібні
   *[many] { NUMBER($count) } подібних
}
replay-broken-others = Інші види, не показано: { NUMBER($count) }
replay-nothing = Дописів не знайдено. Вкажіть експорт каналу (result.json, messages.html або їхню теку) чи JSON Lines.
