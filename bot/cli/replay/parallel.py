"""Match the posts of a large replay ahead of time, in processes of their own: one for each core."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

from bot.cli.errors import ProcessesGone
from bot.narratives.matcher_sync import new_matcher, watch_all

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence
    from concurrent.futures import Future

    from bot.cli.replay.records import OldPost
    from bot.matching import Matcher
    from storage.model.ids import NarrativeId
    from storage.model.narratives import Match, Narrative

WORTH_PROCESSES = 4_000_000  # bytes of posts: less is matched before a process has loaded its dictionaries
MOST_PROCESSES = 8
_BATCHES_A_PROCESS = 3  # on their way at once: none waits for work, and few posts wait in memory
_GONE = "A matching process ended, probably because memory ran out. Try again with --processes 1."


def processes_for(size: int | None) -> int:
    """Return how many processes are worth starting for so many bytes of posts; None is not known."""
    return min(os.cpu_count() or 1, MOST_PROCESSES) if size is not None and size >= WORTH_PROCESSES else 1


class MatchedAhead:
    """A Matcher of posts known beforehand: `match` hands out what other processes have found in them."""

    def __init__(self, processes: int, *, default_threshold: float) -> None:
        self._processes = processes
        self._default_threshold = default_threshold
        self._narratives: dict[NarrativeId, Narrative] = {}
        self._found: dict[str, list[Match]] = {}

    def watch(self, narrative: Narrative) -> None:
        """Put or replace a narrative; only before the first batch."""
        self._narratives[narrative.id] = narrative

    def forget(self, narrative_id: NarrativeId) -> None:
        """Stop looking for a narrative; only before the first batch."""
        self._narratives.pop(narrative_id, None)

    def match(self, text: str) -> list[Match]:
        """Return what was found in a text of the batch that `ahead` yielded last."""
        return self._found[text]

    async def ahead(self, batches: Iterable[list[OldPost]]) -> AsyncIterator[list[OldPost]]:
        """Yield each batch, in order, when all of it is matched. Raises ProcessesGone."""
        known = (list(self._narratives.values()), self._default_threshold)
        spawned = get_context("spawn")  # a copy of this process would have its threads' locks without the threads
        with ProcessPoolExecutor(self._processes, spawned, initializer=_load, initargs=known) as pool:
            waiting: deque[tuple[list[OldPost], Future[list[list[Match]]]]] = deque()
            try:
                for batch in batches:
                    waiting.append((batch, pool.submit(_match_all, [old.post.text for old in batch])))
                    if len(waiting) >= self._processes * _BATCHES_A_PROCESS:
                        yield await self._next(waiting)
                while waiting:
                    yield await self._next(waiting)
            except BrokenProcessPool as error:
                raise ProcessesGone(_GONE) from error
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    async def _next(self, waiting: deque[tuple[list[OldPost], Future[list[list[Match]]]]]) -> list[OldPost]:
        batch, matching = waiting.popleft()
        found = await asyncio.wrap_future(matching)
        self._found = dict(zip((old.post.text for old in batch), found, strict=True))
        return batch


# What each process has for itself.
_matchers: list[Matcher] = []


def _load(narratives: Sequence[Narrative], default_threshold: float) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that prints
    matcher = new_matcher(default_threshold)
    watch_all(matcher, narratives)
    _matchers.append(matcher)


def _match_all(texts: Sequence[str]) -> list[list[Match]]:
    return [_matchers[0].match(text) for text in texts]
