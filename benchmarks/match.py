"""What matching costs: `python -m benchmarks.match [--posts FILE ...] [--phrases 100,1000,...]`.

The posts that come last stand for what is new: the engine has read all others before them, as it would have after
running for a while. All ways are timed in turns, several rounds, and the medians are shown, in microseconds a post.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import sys
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.phrases import PhraseMaker, words_of_dictionaries
from benchmarks.rivals import brute_force, exact, naive
from bot.matching.engine.engine import Engine
from bot.matching.text.tokens import tokenise
from bot.matching.text.variants import variants
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Narrative, Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.matching import Lexicon

SIZES = (100, 1_000, 10_000, 100_000)
_ROUNDS = 3
_WARM_POSTS = 1_000
_NEW_POSTS = 1_000
_FEWEST_POSTS = 4_000  # our own sample is repeated until there are so many
_PHRASES_A_NARRATIVE = 10
_ADDED = 50
_NAIVE_PAIRS = 400_000  # phrases times posts in a round: the slow ways see fewer posts, the more phrases there are
_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured at one number of phrases; times in microseconds a post unless the name says otherwise.

    `us_fold` is folding and tokenising alone; `us_match` all that follows, the readings included.
    """

    bench: str
    phrases: int
    us_fold: float
    us_readings: float
    us_match: float
    us_match_new_words: float
    new_words: float
    us_naive: float
    us_cdist: float | None
    us_exact: float | None
    vs_naive: float
    vs_cdist: float | None
    vs_exact: float | None
    build_s: float
    add_ms: float
    worst_add_ms: float
    memory_mb: float
    occurring: float
    alerts: float
    by_length: dict[int, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each number of phrases and print a table, then one line of JSON for each."""
    asked = _parser().parse_args(arguments)
    posts = posts_of(asked.posts)
    lexicon = standard_lexicon()
    for word in ("слово", "мова", "word"):  # the dictionaries are read at the first question
        lexicon.lemmas(word)
    maker = PhraseMaker(posts, words_of_dictionaries())
    sizes = [int(size) for size in asked.phrases.split(",")]
    phrases = maker.make(max(sizes) + _ADDED)
    figures = [measure(phrases[:size], phrases[-_ADDED:], posts, lexicon) for size in sizes]
    _print(figures)


def measure(phrases: Sequence[str], added: Sequence[str], posts: Sequence[str], lexicon: Lexicon) -> Figures:
    """Measure `phrases` on `posts`; `added` are further phrases put under watch one by one."""
    old, new = posts[:-_NEW_POSTS], posts[-_NEW_POSTS:]
    before, started = _memory(), perf_counter()
    engine = _engine(phrases, lexicon)
    engine.match("")
    gc.freeze()  # as the program does
    build_s, memory = perf_counter() - started, _memory() - before
    alerts, occurring = _read_all(engine, old)
    new_words = _new_words(old, new)
    us_new = _timed(engine.match, new)
    warm = old[-_WARM_POSTS:]
    slow = warm[:: max(1, len(warm) * len(phrases) // _NAIVE_PAIRS)]
    ways = {"naive": naive(phrases), "cdist": brute_force(phrases), "exact": exact(phrases)}
    times: dict[str, list[float]] = {}
    for _ in range(_ROUNDS):
        times.setdefault("fold", []).append(_timed(tokenise, warm))
        times.setdefault("fold and readings", []).append(_timed(lambda post: variants(tokenise(post)), warm))
        times.setdefault("engine", []).append(_timed(engine.match, warm))
        for name, way in ways.items():
            if way is not None:
                times.setdefault(name, []).append(_timed(way, warm if name == "exact" else slow))
    us = {name: median(each) for name, each in times.items()}
    adding = _adding(engine, added)
    return Figures(
        bench="match",
        phrases=len(phrases),
        us_fold=round(us["fold"], 1),
        us_readings=round(us["fold and readings"] - us["fold"], 1),
        us_match=round(us["engine"] - us["fold"], 1),
        us_match_new_words=round(us_new - us["fold"], 1),
        new_words=round(new_words, 1),
        us_naive=round(us["naive"], 1),
        us_cdist=_rounded(us.get("cdist")),
        us_exact=_rounded(us.get("exact")),
        vs_naive=round(us["naive"] / us["engine"], 1),
        vs_cdist=_rounded(us["cdist"] / us["engine"]) if "cdist" in us else None,
        vs_exact=_rounded(us["exact"] / us["engine"], 3) if "exact" in us else None,
        build_s=round(build_s, 2),
        add_ms=round(median(adding), 3),
        worst_add_ms=round(max(adding), 3),
        memory_mb=round(memory, 1),
        occurring=round(occurring / len(phrases), 3),
        alerts=round(alerts / len(old), 2),
        by_length=_by_length(engine, warm),
    )


def _engine(phrases: Sequence[str], lexicon: Lexicon) -> Engine:
    engine = Engine(lexicon)
    for first in range(0, len(phrases), _PHRASES_A_NARRATIVE):
        engine.watch(_narrative(first, phrases[first : first + _PHRASES_A_NARRATIVE]))
    return engine


def _narrative(first: int, phrases: Iterable[str]) -> Narrative:
    here = NarrativeId(f"{first:09d}")
    watched = tuple(Phrase(PhraseId(first + number), here, text) for number, text in enumerate(phrases))
    return Narrative(here, "Benchmark", phrases=watched)


def _adding(engine: Engine, phrases: Sequence[str]) -> list[float]:
    """Return the milliseconds each phrase took to be put under watch and be there for the next text."""
    times = []
    for number, phrase in enumerate(phrases):
        narrative = _narrative(900_000_000 + number, [phrase])
        started = perf_counter()
        engine.watch(narrative)
        engine.match("")
        times.append((perf_counter() - started) * 1e3)
    return times


def _read_all(engine: Engine, posts: Sequence[str]) -> tuple[int, int]:
    """Return how many alerts the posts gave, and how many phrases alerted at all."""
    alerts = 0
    occurring = set()
    for post in posts:
        found = [match.phrase_id for match in engine.match(post) if match.level is Level.ALERT]
        alerts += len(found)
        occurring.update(found)
    return alerts, len(occurring)


def _new_words(old: Iterable[str], new: Sequence[str]) -> float:
    """Return how many words a post of `new` holds that no post before it had."""
    seen = {token.text for post in old for token in tokenise(post)}
    count = 0
    for post in new:
        fresh = {token.text for token in tokenise(post)} - seen
        count += len(fresh)
        seen |= fresh
    return count / len(new)


def _by_length(engine: Engine, posts: Sequence[str]) -> dict[int, float]:
    """Return the whole cost of a post by its length in characters, in four equal groups; the key is the mean."""
    ordered = sorted(posts, key=len)
    size = max(1, len(ordered) // 4)
    groups = [ordered[first : first + size] for first in range(0, size * 4, size)]
    return {sum(map(len, group)) // len(group): round(_timed(engine.match, group), 1) for group in groups if group}


def _timed(look: Callable[[str], object], posts: Sequence[str]) -> float:
    gc.collect()
    started = perf_counter()
    for post in posts:
        look(post)
    return (perf_counter() - started) / len(posts) * 1e6


def _memory() -> float:
    """Return the megabytes that this process holds, where the system tells."""
    gc.collect()
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * _PAGE / 1e6 if told.exists() else 0.0


def _rounded(figure: float | None, digits: int = 1) -> float | None:
    return None if figure is None else round(figure, digits)


def posts_of(paths: Sequence[str]) -> list[str]:
    """Return the texts of JSON Lines files, in one fixed mixed order, or of our own sample, repeated."""
    if not paths:
        lines = files("bot.cli.replay").joinpath("sample.jsonl").read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines]
        return list(itertools.islice(itertools.cycle(texts), _FEWEST_POSTS))
    texts = [json.loads(line)["text"] for path in paths for line in Path(path).read_text("utf-8").splitlines()]
    step = next(step for step in (7_919, 7_927) if len(texts) % step)  # a prime mixes channels and times evenly
    return [texts[at * step % len(texts)] for at in range(len(texts))]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.match", description="What matching costs.")
    parser.add_argument("--posts", nargs="*", default=[], help="JSON Lines files with a field text")
    parser.add_argument("--phrases", default=",".join(map(str, SIZES)), help="how many phrases, separated by commas")
    return parser


_COLUMNS = (
    "phrases", "us_fold", "us_readings", "us_match", "us_match_new_words", "new_words", "vs_naive", "vs_cdist",
    "vs_exact", "build_s", "add_ms", "memory_mb", "occurring", "alerts",
)  # fmt: skip


def _print(figures: Sequence[Figures]) -> None:
    rows = [asdict(each) for each in figures]
    lines = ["  ".join(f"{column:>{max(9, len(column))}}" for column in _COLUMNS)]
    lines += ["  ".join(f"{row[column]!s:>{max(9, len(column))}}" for column in _COLUMNS) for row in rows]
    lines += [json.dumps(row) for row in rows]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
