"""Note the words of stored posts, so that a phrase is looked for in those alone that could say it.

It is done after ingest, not in its transaction: a post that still waits is read before anybody looks for something.
"""

from __future__ import annotations

import asyncio
from array import array
from typing import TYPE_CHECKING

import structlog

from bot.matching.index_keys import keys_of, words_of
from bot.matching.lru import LruCache
from bot.matching.text.post_text import BETWEEN
from bot.matching.words.vocabulary import Vocabulary
from bot.runtime.version import VERSION
from storage.model.database import Fact
from storage.ops import facts
from storage.posts import word_index
from storage.posts.word_index import NewWord

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from bot.matching import Lexicon
    from bot.matching.index_keys import StoredWords
    from bot.runtime.clock import Clock
    from storage.database import Connection, Database
    from storage.model.posts import Post
    from storage.posts.lookup import Text
    from storage.posts.word_index import Unread

AT_ONCE = 200  # posts in one transaction
# Numbers in post_words that are no words: the end of those in order, and "this post has to be read itself".
END, READ_IT = 0, 0xFFFFFFFF
_WORDS_REMEMBERED = 50_000
_FACTS_REMEMBERED = 5_000
_EVERY = 20.0  # seconds between two looks for new posts

log = structlog.get_logger("words")


class WordIndexer:
    """Keeps the words of the posts in step with the posts."""

    def __init__(self, database: Database, lexicon: Lexicon, *, match_previews: bool = False) -> None:
        """Take in the titles of link previews where these are matched."""
        self._database = database
        self.lexicon = lexicon
        self._match_previews = match_previews
        self._vocabulary = Vocabulary(lexicon, remembered=_FACTS_REMEMBERED)
        self._ids: LruCache[str, int] = LruCache(_WORDS_REMEMBERED)
        self._turn = asyncio.Lock()
        self._is_checked = False

    async def run(self, clock: Clock) -> None:
        """Take in new posts until cancelled."""
        while True:
            await self.catch_up()
            await clock.sleep(_EVERY)

    async def catch_up(self, on_progress: Callable[[int], None] = lambda _: None) -> None:
        """Take in all posts that wait; tell how many are left."""
        async with self._turn:
            await self._begin_anew_if_it_must()
            left = await word_index.waiting(self._database.reader)
            while batch := await word_index.unread(self._database.reader, AT_ONCE):
                on_progress(left)
                await self._take_in(batch)
                left = max(left - len(batch), 0)

    def matched_text(self, one: Unread | Text | Post) -> str:
        """Return the text of a post that phrases are looked for in."""
        return f"{one.text}{BETWEEN}{one.preview}" if self._match_previews and one.preview else one.text

    async def _begin_anew_if_it_must(self) -> None:
        """Words that another version noted may be other words, or met in other ways."""
        if self._is_checked:
            return
        made_by = f"{VERSION}, previews {'matched' if self._match_previews else 'left out'}"

        async def work(connection: Connection) -> None:
            if await facts.get(connection, Fact.WORDS_MADE_BY) != made_by:
                await word_index.forget_all(connection)
                await facts.save(connection, Fact.WORDS_MADE_BY, made_by)

        await self._database.write(work)
        self._is_checked = True

    async def _take_in(self, batch: Sequence[Unread]) -> None:
        read = await asyncio.to_thread(self._read, batch)
        wanted = {word for one in read for word in (*one.in_order, *one.otherwise)}
        known = await self._known(wanted)
        new = await asyncio.to_thread(self._new, wanted - known.keys())

        async def work(connection: Connection) -> dict[str, int]:
            ids = known | (await word_index.add(connection, new) if new else {})
            packed = {one.post_id: _packed(seen, ids) for one, seen in zip(batch, read, strict=True)}
            await word_index.save(connection, batch, packed)
            return ids

        for word, number in (await self._database.write(work)).items():
            self._ids.put(word, number)

    def _read(self, batch: Sequence[Unread]) -> list[StoredWords]:
        return [words_of(self.matched_text(one)) for one in batch]

    async def _known(self, wanted: Collection[str]) -> dict[str, int]:
        found = {word: number for word in wanted if (number := self._ids.get(word)) is not None}
        rest = [word for word in wanted if word not in found]
        return found | await word_index.ids_of(self._database.reader, rest) if rest else found

    def _new(self, wanted: Collection[str]) -> list[NewWord]:
        return [NewWord(word, *keys_of(word, self._vocabulary)) for word in sorted(wanted)]


def _packed(seen: StoredWords, ids: dict[str, int]) -> bytes:
    if not seen.all_readings:
        return array("I", [READ_IT]).tobytes()
    in_order, otherwise = (map(ids.__getitem__, part) for part in (seen.in_order, seen.otherwise))
    return array("I", [*in_order, END, *otherwise] if seen.otherwise else in_order).tobytes()


def unpacked(packed: bytes) -> array[int]:
    """Return the numbers that `post_words` holds of a post."""
    return array("I", packed)
