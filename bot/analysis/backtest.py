"""Try a phrase on the stored posts before it is watched."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from bot.analysis.candidates import CandidateFinder, wanted_words
from bot.analysis.rules.backtest_summary import BacktestHit, Overlap, summed_up
from bot.matching.phrase_finder import PhraseFinder
from bot.matching.phrases.explanation import level_of
from storage.model.narratives import Level
from storage.narratives import narratives
from storage.posts import lookup, word_index

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.analysis.rules.backtest_summary import BacktestResult
    from bot.analysis.word_indexer import WordIndexer
    from bot.matching import Matcher
    from storage.database import Database
    from storage.model.ids import NarrativeId, PhraseId
    from storage.model.posts import Post
    from storage.posts.lookup import Text

READ_AT_ONCE = 100  # posts
COMPARED = 500  # hits, the newest, that are shown to the phrases under watch
_OPENING = 60  # characters


class BacktestProgress(NamedTuple):
    """How far a trial is: posts done of all, while words are still being noted or posts are looked through."""

    noting: bool
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class BacktestRequest:
    """A phrase to be tried, on posts since a moment; days are counted in `zone`."""

    phrase: str
    zone: ZoneInfo
    since: datetime | None = None


def _silent(_: BacktestProgress) -> None:
    """Tell nobody."""


class Backtest:
    """Tries phrases; several at once, each in a task of its own that can be stopped."""

    def __init__(self, database: Database, keeper: WordIndexer, matcher: Matcher, default_threshold: float) -> None:
        """Compare with the phrases that `matcher` watches."""
        self._database = database
        self._keeper = keeper
        self.lexicon = keeper.lexicon
        self._matcher = matcher
        self.default_threshold = default_threshold
        self._running: dict[int, asyncio.Task[BacktestResult]] = {}

    def start(self, number: int, trial: Coroutine[None, None, BacktestResult]) -> asyncio.Task[BacktestResult]:
        """Run a trial under a number that `stop` knows it by."""
        task = asyncio.create_task(trial)
        self._running[number] = task
        task.add_done_callback(lambda _: self._running.pop(number, None))
        return task

    def stop(self, number: int) -> bool:
        """Stop a trial; False where none of that number is under way."""
        task = self._running.get(number)
        return task is not None and task.cancel()

    def matched_text(self, one: Post) -> str:
        """Return the text of a post that phrases are looked for in."""
        return self._keeper.matched_text(one)

    async def run(
        self, attempt: BacktestRequest, on_progress: Callable[[BacktestProgress], None] = _silent
    ) -> BacktestResult:
        """Try a phrase. Raises UnusablePhrase."""
        seeker = PhraseFinder(attempt.phrase, self.lexicon)
        waiting = await word_index.waiting(self._database.reader)
        await self._keeper.catch_up(
            lambda left: on_progress(BacktestProgress(noting=True, done=waiting - left, of=waiting))
        )
        posts, first, last = await lookup.span(self._database.reader, since=attempt.since)
        heard = await self._hear(seeker, attempt, on_progress)
        trial = await asyncio.to_thread(
            summed_up,
            heard,
            posts=posts,
            first=first and first.astimezone(attempt.zone).date(),
            last=last and last.astimezone(attempt.zone).date(),
            default=self.default_threshold,
        )
        return await self._compared(trial, heard)

    async def _hear(
        self, seeker: PhraseFinder, attempt: BacktestRequest, on_progress: Callable[[BacktestProgress], None]
    ) -> list[BacktestHit]:
        connection = self._database.reader
        all_posts = await word_index.noted(connection)
        done = 0
        heard: list[BacktestHit] = []
        finder = CandidateFinder(connection, seeker, await wanted_words(connection, seeker))
        async for number, found in finder.found():
            for at in range(0, len(found), READ_AT_ONCE):
                batch = await lookup.texts(connection, found[at : at + READ_AT_ONCE], since=attempt.since)
                heard += await asyncio.to_thread(self._listen, seeker, batch, attempt.zone)
                on_progress(BacktestProgress(noting=False, done=done + number * at // len(found), of=all_posts))
            done += number
        return heard

    def _listen(self, seeker: PhraseFinder, batch: Sequence[Text], zone: ZoneInfo) -> list[BacktestHit]:
        heard = []
        for one in batch:
            found = seeker.find(self._keeper.matched_text(one))
            if found is not None:
                opening = " ".join(one.text.split())[:_OPENING].casefold()
                heard.append(BacktestHit(one.post_id, one.posted_at.astimezone(zone).date(), found.window, opening))
        return heard

    async def _compared(self, trial: BacktestResult, heard: Sequence[BacktestHit]) -> BacktestResult:
        """Add which phrases under watch find the same posts."""
        hits = sorted(
            (one.post_id for one in heard if level_of(one.window, trial.default) is Level.ALERT), reverse=True
        )[:COMPARED]
        found: Counter[tuple[NarrativeId, PhraseId]] = Counter()
        fresh = 0
        for one in await lookup.texts(self._database.reader, hits):
            matches = await asyncio.to_thread(self._matcher.match, self._keeper.matched_text(one))
            alerts = {(match.narrative_id, match.phrase_id) for match in matches if match.level is Level.ALERT}
            found.update(alerts)
            fresh += not alerts
        return replace(trial, compared=len(hits), fresh=fresh, overlaps=await self._overlaps(found))

    async def _overlaps(self, found: Counter[tuple[NarrativeId, PhraseId]]) -> tuple[Overlap, ...]:
        every = {one.id: one for one in await narratives.list_all(self._database.reader)}
        texts = await narratives.phrase_texts(self._database.reader)
        return tuple(
            Overlap(phrase, texts[phrase], every[narrative].title, number)
            for (narrative, phrase), number in found.most_common()
            if narrative in every and phrase in texts
        )
