"""Find stored posts by words, in whatever form a post has them: /search."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.analysis.candidates import CandidateFinder, wanted_words
from bot.matching.lru import LruCache
from bot.matching.phrase_finder import PhraseFinder
from storage.posts import lookup

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.analysis.word_indexer import WordIndexer
    from storage.database import Database
    from storage.model.ids import ChannelId, PostId, Span
    from storage.posts.lookup import StoredPost, Text

MOST = 200  # posts of one answer: nobody turns more pages
READ_AT_ONCE = 100
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class PostQuery:
    """Words to look for, all of them, wherever they stand in a post; of one channel, since a moment, where given."""

    words: str
    channel: ChannelId | None = None
    since: datetime | None = None


class PostHit(NamedTuple):
    """A post with all the words, and where they stand, in characters."""

    stored: StoredPost
    spans: tuple[Span, ...]


class PostSearch:
    """Answers searches; remembers the last few answers, so that their pages can be turned."""

    def __init__(self, database: Database, keeper: WordIndexer, *, most: int = MOST) -> None:
        """Let an answer have `most` posts."""
        self._database = database
        self._keeper = keeper
        self._lexicon = keeper.lexicon
        self._most = most
        self._answers: LruCache[PostQuery, tuple[PostId, ...]] = LruCache(_REMEMBERED)

    async def find(self, search: PostQuery) -> tuple[PostId, ...]:
        """Return the posts that have the words, the newest first. Raises UnusablePhrase."""
        answer = tuple(await self._look(search))
        self._answers.put(search, answer)
        return answer

    async def posts_again(self, search: PostQuery) -> tuple[PostId, ...]:
        """Return the same answer as before, so that pages stay what they were, or find it anew."""
        answer = self._answers.get(search)
        return await self.find(search) if answer is None else answer

    async def hits(self, search: PostQuery, posts: Sequence[PostId]) -> list[PostHit]:
        """Read posts with the places of the words in them."""
        seeker = PhraseFinder(search.words, self._lexicon)
        return [
            PostHit(stored, tuple(sorted({span for place in seeker.words(stored.post.text) for span in place})))
            for stored in await lookup.read(self._database.reader, posts)
        ]

    async def _look(self, search: PostQuery) -> list[PostId]:
        seeker = PhraseFinder(search.words, self._lexicon)
        await self._keeper.catch_up()
        connection = self._database.reader
        wanted = await wanted_words(connection, seeker)
        finder = CandidateFinder(connection, seeker, wanted, needed=len(seeker.places))
        found = [one async for _, page in finder.found() for one in page]
        ordered = await lookup.newest_first(connection, found, since=search.since, channel=search.channel)
        kept: list[PostId] = []
        for at in range(0, len(ordered), READ_AT_ONCE):
            page = ordered[at : at + READ_AT_ONCE]
            texts = {one.post_id: one for one in await lookup.texts(connection, page)}
            kept += await asyncio.to_thread(self._that_have, seeker, [texts[one] for one in page if one in texts])
            if len(kept) >= self._most:
                break
        return kept[: self._most]

    def _that_have(self, seeker: PhraseFinder, texts: Sequence[Text]) -> list[PostId]:
        return [one.post_id for one in texts if all(seeker.words(self._keeper.matched_text(one)))]
