from __future__ import annotations

import multiprocessing
import os
from typing import TYPE_CHECKING

import pytest

from bot.cli.errors import ProcessesGone
from bot.cli.replay.parallel import MOST_PROCESSES, WORTH_PROCESSES, MatchedAhead, processes_for
from bot.cli.replay.records import OldPost
from bot.matching import Engine
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.channels import Channel
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Narrative, Phrase
from tests.newsroom import CHANNEL, post

if TYPE_CHECKING:
    from collections.abc import Iterator

NEWS = Channel(CHANNEL, "Morning News", "morning_news")
FEINT = Narrative(
    NarrativeId("feint"), "Feint", phrases=(Phrase(PhraseId(1), NarrativeId("feint"), "жест доброй воли"),)
)
TEXTS = ["Это был жест доброй воли", "дощ", "жестом доброї волі названо", "О жесте доброй воли говорят снова"] * 25


def batches(size: int) -> Iterator[list[OldPost]]:
    posts = [OldPost(NEWS, post(number, text)) for number, text in enumerate(TEXTS, 1)]
    return iter([posts[first : first + size] for first in range(0, len(posts), size)])


async def test_several_processes_find_what_one_finds_and_in_the_same_order() -> None:
    here = Engine(standard_lexicon())
    here.watch(FEINT)
    matched = MatchedAhead(2, default_threshold=75.0)
    matched.watch(FEINT)
    numbers = []
    async for batch in matched.ahead(batches(7)):
        for old in batch:
            numbers.append(old.post.message_id)
            assert matched.match(old.post.text) == here.match(old.post.text)
    assert numbers == list(range(1, len(TEXTS) + 1))


async def test_a_process_that_dies_is_told_in_a_sentence() -> None:
    matched = MatchedAhead(1, default_threshold=75.0)
    matched.watch(FEINT)
    with pytest.raises(ProcessesGone, match="--processes 1"):
        async for _ in matched.ahead(_killing()):
            pass


def _killing() -> Iterator[list[OldPost]]:
    """Give some work, and then take its process away as a system short of memory would."""
    yield from batches(1)
    for process in multiprocessing.active_children():
        process.kill()
    yield from batches(1)


def test_only_much_reading_is_worth_further_processes() -> None:
    assert processes_for(WORTH_PROCESSES - 1) == 1
    assert processes_for(None) == 1
    assert processes_for(WORTH_PROCESSES) == min(os.cpu_count() or 1, MOST_PROCESSES)
