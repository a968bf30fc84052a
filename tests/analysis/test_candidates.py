from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.analysis.candidates import CandidateFinder, wanted_words
from bot.analysis.word_indexer import WordIndexer
from bot.matching import DEFAULT_THRESHOLD, Engine, UnusablePhrase, check_phrase
from bot.matching.phrase_finder import PhraseFinder
from bot.matching.phrases.explanation import level_of
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId, PostId
from storage.model.narratives import Match, Narrative, Phrase
from storage.posts import posts
from storage.posts import word_index as words_module
from tests.newsroom import open_newsroom, post

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.matching import Lexicon
    from storage.database import Database
    from tests.newsroom import Newsroom

PAIRS = [
    json.loads(line) for line in (Path(__file__).parents[1] / "data/matching_pairs.jsonl").read_text().splitlines()
]
# What is met in other ways than by a word of its own.
HARD = [
    ("украинский", "Это украин ского народа"),
    ("телемарафон", "Єдиний теле марафон триває"),
    ("телемарафон", "Єдиний теле-марафон триває"),
    ("жест доброї волі", "#ЖестДоброїВолі і все"),
    ("goodwill gesture", "a gesture of good will"),
    ("good will", "their goodwill ended"),
    ("мобилизация", "это м о б и л и з а ц и я сегодня"),
    ("мобилизация", "м0билиз@ция началась"),
    ("Су-34", "сбит Су 34 и СУ–34"),
    ("5000 дронов", "ещё 5 000 дронов"),
    ("U.S. troops", "the US troops and U.S. troops"),
    ("НАТО", "HATO и в НАТОвских"),
    ('"тиха ніч"', "Тиха ніч настала. Ніч тиха"),
    ('удар по "Тиха ніч"', "удар по базі Тиха ніч"),
    ("Зеленский", "Zelenskyy said, Зеленського бачили"),
    ("Біла Церква", "у Білій Церкві"),
    ("комендантська година", "комендантска година в місті"),
    ("идти", "он шёл домой"),
    ("не визнали", "так і не визнали, нарешті визнали"),
    ("слово", "а " * 900),
]


@dataclass
class Archive:
    database: Database
    lexicon: Lexicon
    texts: dict[PostId, str]

    async def candidates(self, seeker: PhraseFinder) -> set[PostId]:
        wanted = await wanted_words(self.database.reader, seeker)
        return {
            one async for _, found in CandidateFinder(self.database.reader, seeker, wanted).found() for one in found
        }


async def kept(newsroom: Newsroom, texts: Sequence[str]) -> dict[PostId, str]:
    batch = [post(number, text) for number, text in enumerate(texts, 1)]
    rows = await newsroom.database.write(lambda connection: posts.save_all(connection, batch, newsroom.clock.now()))
    return {row.id: row.text for row in rows}


@pytest.fixture
def lexicon() -> Lexicon:
    return standard_lexicon()


@pytest.fixture
async def archive(tmp_path: Path, lexicon: Lexicon) -> AsyncIterator[Archive]:
    async with open_newsroom(tmp_path / "words.db") as newsroom:
        texts = await kept(newsroom, [*(pair["text"] for pair in PAIRS), *(text for _, text in HARD)])
        await WordIndexer(newsroom.database, lexicon).catch_up()
        yield Archive(newsroom.database, lexicon, texts)


def phrases() -> list[str]:
    found = []
    for phrase in {*(pair["phrase"] for pair in PAIRS), *(phrase for phrase, _ in HARD)}:
        try:
            check_phrase(phrase)
        except UnusablePhrase:
            continue
        if not phrase.startswith("-"):
            found.append(phrase)
    return sorted(found)


def engine_of(lexicon: Lexicon, watched: Sequence[str]) -> Engine:
    engine = Engine(lexicon)
    for number, text in enumerate(watched):
        here = NarrativeId(str(number))
        engine.watch(Narrative(here, "", phrases=(Phrase(PhraseId(number), here, text),)))
    return engine


async def test_what_is_found_by_words_is_what_the_engine_finds_in_every_post(archive: Archive) -> None:
    watched = phrases()
    engine = engine_of(archive.lexicon, watched)
    expected: set[tuple[PostId, Match]] = {
        (number, match) for number, text in archive.texts.items() for match in engine.match(text)
    }
    found: set[tuple[PostId, Match]] = set()
    looked_at = 0
    for number, phrase in enumerate(watched):
        seeker = PhraseFinder(phrase, archive.lexicon)
        candidates = await archive.candidates(seeker)
        looked_at += len(candidates)
        for one in candidates:
            match = seeker.find(archive.texts[one])
            level = match and level_of(match.window, DEFAULT_THRESHOLD)
            if match is not None and level is not None:
                here = NarrativeId(str(number))
                found.add((one, Match(here, PhraseId(number), level, match.window.score, match.spans)))

    assert len(expected) > 300
    assert found == expected
    assert looked_at < 0.02 * len(watched) * len(archive.texts)


@pytest.mark.parametrize("phrase", sorted({phrase for phrase, _ in HARD[:-1]}))
def test_a_phrase_is_found_in_a_text_as_the_engine_finds_it(phrase: str, lexicon: Lexicon) -> None:
    engine, seeker = engine_of(lexicon, [phrase]), PhraseFinder(phrase, lexicon)
    for _, text in HARD:
        found = seeker.find(text)
        level = found and level_of(found.window, DEFAULT_THRESHOLD)
        here = [(match.level, match.score, match.spans) for match in engine.match(text)]
        assert ([(level, found.window.score, found.spans)] if found and level else []) == here


async def test_a_post_that_was_edited_is_found_by_its_new_words_alone(tmp_path: Path, lexicon: Lexicon) -> None:
    async with open_newsroom(tmp_path / "words.db") as newsroom:
        keeper = WordIndexer(newsroom.database, lexicon)
        texts = await kept(newsroom, ["Біолабораторії під Харковом"])
        await keeper.catch_up()
        await newsroom.run("UPDATE posts SET text = 'Жест доброї волі'")
        archive = Archive(newsroom.database, lexicon, texts)
        assert await archive.candidates(PhraseFinder("біолабораторія", lexicon)) == set(texts)
        await keeper.catch_up()
        assert await archive.candidates(PhraseFinder("біолабораторія", lexicon)) == set()
        assert await archive.candidates(PhraseFinder("жест доброї волі", lexicon)) == set(texts)


async def test_words_that_another_version_noted_are_noted_anew(tmp_path: Path, lexicon: Lexicon) -> None:
    async with open_newsroom(tmp_path / "words.db") as newsroom:
        texts = await kept(newsroom, ["Біолабораторії під Харковом"])
        await WordIndexer(newsroom.database, lexicon).catch_up()
        await newsroom.run("UPDATE facts SET value = 'older' WHERE name = 'words made by'")
        await newsroom.run("DELETE FROM word_keys")
        archive = Archive(newsroom.database, lexicon, texts)
        assert await archive.candidates(PhraseFinder("лабораторії біля Харкова", lexicon)) == set()
        await WordIndexer(newsroom.database, lexicon).catch_up()
        assert await archive.candidates(PhraseFinder("біолабораторія Харків", lexicon)) == set(texts)


async def test_an_edit_while_words_are_noted_is_not_overlooked(tmp_path: Path, lexicon: Lexicon) -> None:
    async with open_newsroom(tmp_path / "words.db") as newsroom:
        await kept(newsroom, ["Біолабораторії під Харковом"])
        read = await words_module.unread(newsroom.database.reader, 10)
        await newsroom.run("UPDATE posts SET text = 'Жест доброї волі'")
        await newsroom.database.write(
            lambda connection: words_module.save(connection, read, {read[0].post_id: b"\0\0\0\0"})
        )
        assert await words_module.waiting(newsroom.database.reader) == 1
