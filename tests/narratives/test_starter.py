from __future__ import annotations

from typing import TYPE_CHECKING

from bot.matching.words.dictionaries import standard_lexicon
from bot.narratives.file.schema import parse_narratives
from bot.narratives.starter import add_narratives, starter_narratives, warnings
from storage.narratives import narratives
from tests.fakes import START

if TYPE_CHECKING:
    from tests.newsroom import Newsroom

FILE = """
[[narrative]]
id = "feint"
title = "Feint"
phrases = ["a cunning ruse"]
urgent = true

[[narrative]]
id = "trap"
title = "Trap"
phrases = ["a clever trap"]
"""


async def test_narratives_of_a_file_are_as_urgent_as_it_says(newsroom: Newsroom) -> None:
    file = parse_narratives(FILE, "my.toml")
    assert await newsroom.database.write(lambda connection: add_narratives(connection, file, START)) == 2
    every = await narratives.list_all(newsroom.database.reader)
    assert {one.id: one.urgent for one in every} == {"feint": True, "trap": False}


def test_phrases_that_do_not_find_their_own_words_are_named() -> None:
    text = '[[narrative]]\nid = "who"\ntitle = "Who"\nphrases = ["ВОЗ", "доповідь ВОЗ"]\n'
    said = list(warnings(parse_narratives(text, "mine.toml"), standard_lexicon()))
    assert len(said) == 1
    assert "narrative who: " in said[0]
    assert "“ВОЗ” won’t match in lower case" in said[0]
    assert not list(warnings(starter_narratives(), standard_lexicon()))
