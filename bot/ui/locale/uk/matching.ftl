# Чому текст збігається з фразою або наскільки він до неї близький: що друкує `narrative-watch match`.

match-alert = «{ $phrase }»: сповіщення, { $score }/100 (поріг { $threshold })
match-near = «{ $phrase }»: неповний збіг, { $score }/100 (поріг { $threshold }); сповіщення не буде
match-none = «{ $phrase }»: збігу немає
match-stopped = «{ $phrase }»: сповіщення не буде попри { $score }/100 (поріг { $threshold }), бо в тексті є виняток «{ $exclusion }»
match-exclusion-found = «{ $phrase }»: виняток є в тексті, { $score }/100 (поріг { $threshold }); він зупиняє решту фраз
match-exclusion-absent = «{ $phrase }»: винятку в тексті немає, він нічого не зупиняє

match-column-phrase = У фразі
match-column-text = У тексті
match-column-why = Чому

match-why-same-form = та сама форма
match-why-same-lemma = те саме слово в іншій формі
match-why-same-name = та сама назва чи ім’я з іншим закінченням
match-why-same-sound = те саме ім’я чи слово іншою абеткою або мовою, { $likeness }
match-why-spelling = схоже написання, { $likeness }
match-why-exact = саме ці слова в цьому порядку
match-why-absent = у тексті немає
match-why-elsewhere = у тексті є, але не в цьому уривку
match-why-number-differs = інше число
match-why-abbreviation = абревіатура має збігатися повністю
match-why-too-short = інше слово; закоротке, щоб бути опискою
match-why-unlike = інше слово, недостатньо схоже
match-why-known-word = інше слово; воно є у словнику, тож це не описка
match-why-other-prefix = інше слово; відрізняється префіксом
match-why-other-name = інше ім’я; різниця більша за описку
match-written-otherwise = та сама форма, написана інакше
match-written-together = два слова написано разом
match-small-word-lacks = бракує (дозволено: службове слово)

match-failed = Бракує: { $words }.
match-sentence-ends = Знайдені слова стоять у різних реченнях, тож це щонайбільше неповний збіг.
match-too-low = Оцінка нижча за поріг.
match-best-part = Найкращий частковий уривок: «{ $stretch }», { $score }/100.
match-no-part = Жодного значущого слова фрази в тексті немає.
match-inserted = { $count ->
    [0] Між знайденими немає інших слів
    [one] Між знайденими — { $count } інше слово
    [few] Між знайденими — { $count } інші слова
   *[many] Між знайденими — { $count } інших слів
}; { $order ->
    [same] порядок як у фразі
   *[changed] порядок інший
}.
