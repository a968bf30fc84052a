"""Look for the text that takes longest to match: python -m tests.fuzz.slowest [--seconds N] [--posts FILE ...].

Texts of the greatest length that Telegram allows are made of nasty pieces and changed for as long as that makes them
slower. What counts is the processor time of one match by an engine that has seen no word of the text before. Tried with
the starter narratives, and with these and 1,000 phrases out of posts, some as long as phrases may be. How fast the
machine is just then shows by a usual text: posts one after the other, whose words have been seen. The exit code is 1 if
a text exceeds the limit.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import random
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.match import posts_of
from benchmarks.phrases import PhraseMaker, starter, words_of_dictionaries
from bot.matching.engine.engine import Engine
from bot.matching.phrases.phrase import MOST_WORDS
from bot.matching.text import tokens as folding
from bot.matching.text.tokens import tokenise
from bot.matching.text.variants import variants
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Narrative, Phrase
from tests.fuzz.nasty_texts import LONGEST, NastyTexts, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT = 20.0  # milliseconds of processor time
FOLDER = Path("build/slowest")
_PHRASES = 1_000
_LONG_PHRASES = 20
_POOL = 24
_TIMES = 4  # a text counts as slow by the best of so many tries: others use the processor, too
_SURE_TIMES = 12
_SHOWN = 3


class Slow(NamedTuple):
    """A text as its pieces, and the least milliseconds of processor time that one match of it took."""

    ms: float
    pieces: Piece

    @property
    def text(self) -> str:
        return "".join(self.pieces)[:LONGEST]


class Hunt:
    """Texts that are the slowest so far for one engine."""

    def __init__(self, name: str, narratives: Sequence[Narrative], chance: random.Random) -> None:
        self.name = name
        self.tried = 0
        self._engine = Engine(standard_lexicon())
        for narrative in narratives:
            self._engine.watch(narrative)
        self._engine.match("Слово words")
        self._chance = chance
        watched = [phrase.text for narrative in narratives for phrase in narrative.phrases]
        self._texts = NastyTexts(watched, chance)
        self.pool: list[Slow] = []

    def begin(self) -> None:
        """Time a text of each kind."""
        for pieces in self._texts.of_each_kind():
            self._try(pieces)

    def step(self) -> None:
        """Time one more text, made of those that were slow or all new."""
        if self._chance.random() < 0.1:
            self._try(self._texts.mixed())
        else:
            self._try(self._texts.changed(self._chance.choice(self.pool).pieces, self._chance.choice(self.pool).pieces))

    def sure(self) -> list[Slow]:
        """Return the slowest texts, timed often."""
        again = [slow._replace(ms=self._time(slow.text, _SURE_TIMES)) for slow in self.pool[: 2 * _SHOWN]]
        return sorted(again, key=lambda slow: -slow.ms)

    def usual(self) -> float:
        """Return the least milliseconds that a usual text of that length takes."""
        text = "\n".join(posts_of([]))[:LONGEST]
        self._engine.match(text)
        return min(self._timed(text) for _ in range(_SURE_TIMES))

    def _try(self, pieces: Piece) -> None:
        self.tried += 1
        slow = Slow(0.0, pieces)
        least = self.pool[-1].ms if len(self.pool) >= _POOL else 0.0
        ms = self._once(slow.text)
        if ms <= least:
            return
        ms = min(ms, self._time(slow.text, _TIMES))
        if ms > least:
            self.pool = sorted([*self.pool, slow._replace(ms=ms)], key=lambda one: -one.ms)[:_POOL]

    def _time(self, text: str, times: int) -> float:
        return min(self._once(text) for _ in range(times))

    def _once(self, text: str) -> float:
        self._forget()
        return self._timed(text)

    def _timed(self, text: str) -> float:
        started = time.process_time_ns()
        self._engine.match(text)
        return (time.process_time_ns() - started) / 1e6

    def _forget(self) -> None:
        """Forget every word; what is known of phrases stays, as it does in the program."""
        lexicon = standard_lexicon()
        recognition = self._engine._recognition
        vocabulary = recognition._vocabulary
        for memory in (folding._as_word, folding.fold_word, folding._visible, lexicon._readings, lexicon._guesses):
            memory.cache_clear()
        for asked in (vocabulary.facts, vocabulary.guesses, vocabulary.is_known):
            asked.cache_clear()
        for words in (recognition._words, recognition._put_together):
            words._fresh, words._fading = {}, {}


def out_of(posts: Sequence[str], number: int) -> list[Narrative]:
    """Return the starter narratives and such phrases as operators enter, made of posts."""
    numbers = itertools.count(1)
    narratives = list(starter(numbers))
    for phrase in [*PhraseMaker(posts, words_of_dictionaries()).make(number), *_long_phrases(posts)]:
        here = NarrativeId(f"made-{next(numbers)}")
        narratives.append(Narrative(here, "Made", phrases=(Phrase(PhraseId(next(numbers)), here, phrase),)))
    return narratives


def _long_phrases(posts: Sequence[str]) -> list[str]:
    """Return the first words of some posts: as many as a phrase may have."""
    begun = (re.findall(r"[^\W\d_]+", post)[:MOST_WORDS] for post in posts)
    made = (" ".join(words) for words in begun if len(words) == MOST_WORDS)
    return list(itertools.islice(dict.fromkeys(made), _LONG_PHRASES))


def report(hunt: Hunt, limit: float) -> bool:
    """Print the slowest texts, and keep them; return whether all are within the limit."""
    slowest = hunt.sure()
    usual = hunt.usual()
    print(f"\n{hunt.name}: {hunt.tried:,} texts tried, a usual text takes {usual:.1f} ms")  # noqa: T201
    FOLDER.mkdir(parents=True, exist_ok=True)
    for number, slow in enumerate(slowest[:_SHOWN], 1):
        path = FOLDER / f"{hunt.name}-{number}.txt"
        path.write_text(slow.text, encoding="utf-8", errors="surrogatepass")
        tokens = tokenise(slow.text)
        counts = f"{len(tokens):,} tokens, {len(variants(tokens)):,} readings"
        print(f"{slow.ms:7.1f} ms, {slow.ms / usual:4.1f} times as long  {counts:34}  {path}  {slow.text[:50]!r}")  # noqa: T201
    return slowest[0].ms <= limit


def main() -> int:
    """Look for so long; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.slowest", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120, help="how long in all")
    parser.add_argument("--posts", nargs="*", default=[], help="JSON Lines files that the 1,000 phrases are made of")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000), help="for the same texts again")
    parser.add_argument("--limit", type=float, default=LIMIT, help="milliseconds that a text may take")
    given = parser.parse_args()
    print(f"seed {given.seed}, limit {given.limit:g} ms")  # noqa: T201
    chance = random.Random(given.seed)
    hunts = [
        Hunt("starter", list(starter(itertools.count(1))), chance),
        Hunt("thousand", out_of(posts_of(given.posts), _PHRASES), chance),
    ]
    gc.freeze()  # as the program does
    end = time.monotonic() + given.seconds
    for hunt in hunts:
        hunt.begin()
    while time.monotonic() < end:
        for hunt in hunts:
            hunt.step()
    within = [report(hunt, given.limit) for hunt in hunts]
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(main())
