"""Find the stored posts that could say a phrase, by their words alone: never one too few, and seldom many too many."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from bot.analysis.word_indexer import READ_IT, unpacked
from bot.matching.text.stop_words import FUNCTION_WORDS
from storage.posts import word_index

if TYPE_CHECKING:
    from array import array
    from collections.abc import AsyncIterator, Sequence

    from bot.matching.phrase_finder import PhraseFinder
    from storage.database import Connection
    from storage.model.ids import PostId

POSTS_AT_ONCE = 4_000  # so many are looked at in some hundredths of a second


class WantedWords(NamedTuple):
    """The words that are words of a phrase, by their ids, and those that may be the first half of one.

    `words` says which units of the phrase each is.
    """

    words: dict[int, frozenset[int]]
    openings: frozenset[int]


async def wanted_words(connection: Connection, seeker: PhraseFinder) -> WantedWords:
    """Find the stored words that a phrase asks for; from now on `seeker` counts no other word of a text."""
    ways = seeker.ways()
    near = {*await word_index.beginning(connection, ways.beginnings)}
    near |= {*await word_index.beginning(connection, ways.unknown_beginnings, unknown=True)}
    found = {*ways.texts, *await word_index.with_keys(connection, ways.keys), *seeker.relatives(near)}
    if ways.slips:
        unknown = await word_index.unknown(connection)
        found.update(await asyncio.to_thread(lambda: [*seeker.slips(unknown)]))
    there = await word_index.ids_of(connection, found)
    candidates = await asyncio.to_thread(seeker.candidates, there)
    seeker.only(candidates)
    whole, starts = seeker.openings()
    opening = {*whole, *(one for one in await word_index.beginning(connection, starts) if seeker.may_open(one))}
    return WantedWords(
        {there[word]: numbers for word, numbers in candidates.items()},
        frozenset((await word_index.ids_of(connection, opening - FUNCTION_WORDS)).values()),
    )


class CandidateFinder:
    """Goes through the words of all posts, and tells those that hold enough of a phrase."""

    def __init__(
        self, connection: Connection, seeker: PhraseFinder, wanted: WantedWords, *, needed: int | None = None
    ) -> None:
        """Have at least `needed` places of the phrase met; without it, as many as a near miss must meet."""
        self._connection = connection
        self._seeker = seeker
        self._wanted = wanted
        self._needed = seeker.needed if needed is None else needed
        self._telling = frozenset(wanted.words) | wanted.openings | {READ_IT}
        self._texts: dict[int, str] = {}

    async def found(self) -> AsyncIterator[tuple[int, list[PostId]]]:
        """Yield how many posts were looked at since the last time, and which of them may say the phrase."""
        last = 0
        while page := await word_index.after(self._connection, last, POSTS_AT_ONCE):
            last = page[-1][0]
            telling = await asyncio.to_thread(self._telling_of, page)
            await self._learn(telling)
            yield len(page), await asyncio.to_thread(self._holding_enough, telling)

    def _telling_of(self, page: Sequence[tuple[PostId, bytes]]) -> list[tuple[PostId, array[int]]]:
        """Return the posts that have any of the words, with all of theirs."""
        telling = []
        for post, packed in page:
            numbers = unpacked(packed)
            if not self._telling.isdisjoint(numbers):
                telling.append((post, numbers))
        return telling

    async def _learn(self, telling: Sequence[tuple[PostId, array[int]]]) -> None:
        """Look up the words that stand behind those that may be the first half of one."""
        pairs = {
            number
            for _, numbers in telling
            for first, second in _pairs(numbers, self._wanted.openings)
            for number in (first, second)
        }
        new = pairs - self._texts.keys()
        if new:
            self._texts |= await word_index.texts(self._connection, new)

    def _holding_enough(self, telling: Sequence[tuple[PostId, array[int]]]) -> list[PostId]:
        return [post for post, numbers in telling if self._holds_enough(numbers)]

    def _holds_enough(self, numbers: array[int]) -> bool:
        if numbers[0] == READ_IT:
            return True
        met = set[int]().union(*[self._wanted.words[one] for one in numbers if one in self._wanted.words])
        if self._is_enough(met):
            return True
        for first, second in _pairs(numbers, self._wanted.openings):
            if second in self._texts:  # the end of the text is none
                met |= self._seeker.joined(self._texts[first], self._texts[second])
        return self._is_enough(met)

    def _is_enough(self, met: set[int]) -> bool:
        return sum(not met.isdisjoint(place) for place in self._seeker.places) >= self._needed


def _pairs(numbers: array[int], openings: frozenset[int]) -> list[tuple[int, int]]:
    if openings.isdisjoint(numbers):
        return []
    return [(numbers[at], numbers[at + 1]) for at in range(len(numbers) - 1) if numbers[at] in openings]
