"""Match off the event loop: in a thread of its own, a few texts at a time, and never while the narratives change."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.matching import ExplainingMatcher, Explanation, Matcher
    from storage.model.ids import NarrativeId
    from storage.model.narratives import Match, Narrative

# Before others who match have a turn: some short texts, or one long one.
MATCHED_AT_ONCE = 10
TEXT_AT_ONCE = 4_000  # characters
# A thread that computes lets others wait so long for the interpreter, again and again. Python's own 5 ms would have a
# card, which takes dozens of steps, wait for seconds while texts are matched.
SWITCH_INTERVAL = 0.001  # seconds


class MatchingThread:
    """The thread that texts of posts are matched in. Whoever asks while it is busy waits for a few texts at most."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="matching")

    async def matches(self, texts: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """Return what is found in each text; copies are matched once."""
        loop = asyncio.get_running_loop()
        found: dict[str, tuple[Match, ...]] = {}
        for portion in _portions(dict.fromkeys(texts)):
            found |= await loop.run_in_executor(self._thread, self._match, portion)
        return found

    def _match(self, texts: Sequence[str]) -> dict[str, tuple[Match, ...]]:
        return {text: tuple(self._matcher.match(text)) for text in texts}


class SharedMatcher:
    """A matcher that threads share: it does one thing at a time (the ExplainingMatcher of bot.matching)."""

    def __init__(self, matcher: ExplainingMatcher) -> None:
        self._matcher = matcher
        self._turn = Lock()

    def watch(self, narrative: Narrative) -> None:
        """Put or replace a narrative, after the text that is being matched."""
        with self._turn:
            self._matcher.watch(narrative)

    def forget(self, narrative_id: NarrativeId) -> None:
        """Stop looking for a narrative, after the text that is being matched."""
        with self._turn:
            self._matcher.forget(narrative_id)

    def match(self, text: str) -> list[Match]:
        """Return what the matcher finds."""
        with self._turn:
            return self._matcher.match(text)

    def explain_phrases(self, text: str, narrative: Narrative) -> list[Explanation]:
        """Say what phrases make of a text; any number of threads may ask at once."""
        return self._matcher.explain_phrases(text, narrative)


def shared(matcher: ExplainingMatcher) -> SharedMatcher:
    """Have threads share a matcher, and computing threads of this process give way quickly."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    return SharedMatcher(matcher)


def _portions(texts: Iterable[str]) -> Iterator[list[str]]:
    portion: list[str] = []
    length = 0
    for text in texts:
        if portion and (len(portion) >= MATCHED_AT_ONCE or length + len(text) > TEXT_AT_ONCE):
            yield portion
            portion, length = [], 0
        portion.append(text)
        length += len(text)
    if portion:
        yield portion
