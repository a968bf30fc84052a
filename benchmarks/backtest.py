"""What /try and /search cost: `python -m benchmarks.backtest [--posts FILE ...] [--number 100000] [--keep FILE]`.

A database is filled with the posts, repeated under new ids until there are so many. /try is timed against loops of
the engine and of rapidfuzz's partial_ratio over all posts (timed on a part of them), /search against SQLite's LIKE and
FTS5, of which is also told how many of the posts they find that have a word in any form.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import itertools
import json
import resource
import sys
import tempfile
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from benchmarks.phrases import PhraseMaker, words_of_dictionaries
from benchmarks.rivals import naive
from bot.analysis.backtest import Backtest, BacktestRequest
from bot.analysis.search import PostQuery, PostSearch
from bot.analysis.word_indexer import WordIndexer
from bot.matching import DEFAULT_THRESHOLD, Engine
from bot.matching.words.dictionaries import standard_lexicon
from storage.channels import channels
from storage.database import open_database
from storage.model.channels import Channel
from storage.model.ids import ChannelId, MessageId, NarrativeId, PhraseId
from storage.model.narratives import Level, Narrative, Phrase
from storage.model.posts import Post
from storage.posts import posts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from bot.matching import Lexicon
    from storage.database import Connection, Database

NUMBER = 100_000
PHRASES = 20
CHANNEL = ChannelId(-1001234567890)
UTC_ZONE = ZoneInfo("UTC")
_AT_ONCE = 500
_BARE = 25_000  # posts that are stored without words being noted, for comparison
_LOOPED = 1_000  # posts that the loops are timed on
_CHECKED = 10  # phrases whose hits are compared with the engine's, post by post
# One form of a word each, as somebody would type it.
WORDS = (
    "путиным", "украинского", "ракетой", "обстрелом", "беспилотника", "санкций", "городами", "погибших", "солдатом",
    "енергетику", "військових", "удару", "дронами", "полонених", "станції", "рядом", "выборами", "школе", "деньгами",
    "attacks", "weapon", "soldier", "missile", "officials", "sanction",
)  # fmt: skip


Figures = dict[str, float | bool]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a line for each figure, then one of JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.backtest", description="What /try and /search cost.")
    parser.add_argument("--posts", nargs="*", default=[], help="JSON Lines files with a field text")
    parser.add_argument("--number", type=int, default=NUMBER, help="how many posts to store")
    asked = parser.parse_args(arguments)
    figures = asyncio.run(_measure(_texts(asked.posts), asked.number))
    sys.stdout.write("\n".join(f"{name:<32}{value}" for name, value in figures.items()) + f"\n{json.dumps(figures)}\n")


def _texts(paths: Sequence[str]) -> list[str]:
    if not paths:
        lines = files("bot.cli.replay").joinpath("sample.jsonl").read_text(encoding="utf-8").splitlines()
    else:
        lines = [line for path in paths for line in Path(path).read_text("utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines]


async def _measure(texts: Sequence[str], number: int) -> Figures:
    lexicon = standard_lexicon()
    for word in ("слово", "мова", "word"):  # the dictionaries are read at the first question
        lexicon.lemmas(word)
    with tempfile.TemporaryDirectory(prefix="narrative-watch-") as folder:
        bare = await _stored(Path(folder) / "bare.db", texts, min(number, _BARE), triggers=False)
        async with _open(Path(folder) / "posts.db") as database:
            ingest = await _fill(database, texts, number)
            before_words = _size(database.path)
            keeper = WordIndexer(database, lexicon)
            started = perf_counter()
            await keeper.catch_up()
            noting = (perf_counter() - started) / number * 1e3
            gc.freeze()  # as the program does
            phrases = PhraseMaker(texts, words_of_dictionaries()).make(PHRASES)
            memory = _memory()
            tried = [await _tried(database, keeper, phrase) for phrase in phrases]
            searched = [await _searched(database, keeper, word) for word in WORDS]
            figures: Figures = {
                "posts": number,
                "ingest_s_1000": round(ingest, 4),
                "ingest_s_1000_without_triggers": round(bare, 4),
                "noting_s_1000": round(noting, 4),
                "database_mb": round(_size(database.path), 1),
                "words_mb": round(_size(database.path) - before_words, 1),
                "memory_before_mb": memory,
                "memory_after_mb": _memory(),
                "try_s": round(median(one.seconds for one in tried), 2),
                "try_worst_s": round(max(one.seconds for one in tried), 2),
                "try_hits": sum(one.hits for one in tried),
                "lag_ms": round(max(one.lag for one in (*tried, *searched)) * 1e3),
                "search_s": round(median(one.seconds for one in searched), 2),
                "search_worst_s": round(max(one.seconds for one in searched), 2),
            }
            figures |= await _against_loops(database, phrases, tried, lexicon)
            return figures | await _against_sql(database, keeper, Path(folder) / "fts.db")


# ---- filling


@asynccontextmanager
async def _open(path: Path) -> AsyncIterator[Database]:
    async with open_database(path) as database:
        now = datetime.now(UTC)
        await database.write(lambda connection: channels.add(connection, Channel(CHANNEL, "Benchmark", "bench"), now))
        yield database


async def _stored(path: Path, texts: Sequence[str], number: int, *, triggers: bool) -> float:
    async with _open(path) as database:
        if not triggers:

            async def drop(connection: Connection) -> None:
                await connection.execute("DROP TRIGGER posts_come")
                await connection.execute("DROP TRIGGER posts_change")

            await database.write(drop)
        return await _fill(database, texts, number)


async def _fill(database: Database, texts: Sequence[str], number: int) -> float:
    """Store posts; return the seconds that a thousand took."""
    first = datetime(2024, 1, 1, tzinfo=UTC)
    every = enumerate(itertools.islice(itertools.cycle(texts), number), 1)
    spent = 0.0
    while batch := [
        Post(CHANNEL, MessageId(at), first + timedelta(minutes=at), text)
        for at, text in itertools.islice(every, _AT_ONCE)
    ]:
        started = perf_counter()
        await database.write(lambda connection, batch=batch: posts.save_all(connection, batch, first))  # type: ignore[misc]
        spent += perf_counter() - started
    return spent / number * 1e3


# ---- /try and /search


class Timed(NamedTuple):
    """How long an answer took, how long other tasks had to wait for their turn at most, and how much was found."""

    seconds: float
    lag: float
    hits: int


async def _tried(database: Database, keeper: WordIndexer, phrase: str) -> Timed:
    backtest = Backtest(database, keeper, Engine(keeper.lexicon), DEFAULT_THRESHOLD)
    async with _watched() as lags:
        started = perf_counter()
        trial = await backtest.run(BacktestRequest(phrase, UTC_ZONE))
        return Timed(perf_counter() - started, max(lags), trial.hits)


async def _searched(database: Database, keeper: WordIndexer, word: str) -> Timed:
    async with _watched() as lags:
        started = perf_counter()
        found = await PostSearch(database, keeper).find(PostQuery(word))
        return Timed(perf_counter() - started, max(lags), len(found))


@asynccontextmanager
async def _watched() -> AsyncIterator[list[float]]:
    """Measure how long other tasks have to wait for their turn, in seconds."""
    lags = [0.0]

    async def beat() -> None:
        while True:
            started = perf_counter()
            await asyncio.sleep(0.005)
            lags.append(perf_counter() - started - 0.005)

    task = asyncio.create_task(beat())
    try:
        yield lags
    finally:
        task.cancel()


# ---- rivals


async def _against_loops(
    database: Database, phrases: Sequence[str], tried: Sequence[Timed], lexicon: Lexicon
) -> Figures:
    """Compare trials with loops over all posts; the engine has met every word before, which is the best it can be."""
    cursor = await database.reader.execute("SELECT text FROM posts")
    every = [row["text"] for row in await cursor.fetchall()]
    engine = _engine(phrases[:1], lexicon)
    _looped(engine.match, every)
    engine_s, naive_s = _looped(engine.match, every), _looped(naive(phrases[:1]), every)
    own = median(one.seconds for one in tried)
    counted = _counted(_engine(phrases[:_CHECKED], lexicon), every)
    return {
        "loop_engine_s": round(engine_s, 1),
        "loop_naive_s": round(naive_s, 1),
        "vs_engine": round(engine_s / own, 1),
        "vs_naive": round(naive_s / own, 1),
        "same_as_engine": counted == [one.hits for one in tried[:_CHECKED]],
    }


def _engine(phrases: Sequence[str], lexicon: Lexicon) -> Engine:
    engine = Engine(lexicon)
    for number, phrase in enumerate(phrases):
        here = NarrativeId(f"{number:03d}")
        engine.watch(Narrative(here, "Benchmark", phrases=(Phrase(PhraseId(number), here, phrase),)))
    return engine


def _looped(look: Callable[[str], object], every: Sequence[str]) -> float:
    """Return the seconds that all posts would take, from those of some spread over them."""
    some = every[:: max(1, len(every) // _LOOPED)]
    started = perf_counter()
    for text in some:
        look(text)
    return (perf_counter() - started) / len(some) * len(every)


def _counted(engine: Engine, every: Sequence[str]) -> list[int]:
    """Return how many posts alert to each phrase; a text that comes again is matched once."""
    counts = [0] * _CHECKED
    alerts: dict[str, list[int]] = {}
    for text in every:
        if text not in alerts:
            alerts[text] = [match.phrase_id for match in engine.match(text) if match.level is Level.ALERT]
        for number in alerts[text]:
            counts[number] += 1
    return counts


async def _against_sql(database: Database, keeper: WordIndexer, path: Path) -> Figures:
    """Compare searches with LIKE and FTS5: their times, and how much each finds of what any form of a word finds."""
    async with _with_fts5(database, path) as other:
        times: dict[str, list[float]] = {}
        found: dict[str, list[set[int]]] = {}
        for word in WORDS:
            ways = {
                "own": _own(PostSearch(database, keeper, most=sys.maxsize), word),
                "fts5": _ids(other, "SELECT rowid FROM found WHERE found MATCH ?", f'"{word}"'),
                "prefix": _ids(other, "SELECT rowid FROM found WHERE found MATCH ?", f"{word[:-2]}*"),
                "like": _ids(database, "SELECT id FROM posts WHERE text LIKE ?", f"%{word}%"),
            }
            for name, way in ways.items():
                started = perf_counter()
                found.setdefault(name, []).append(await way)
                times.setdefault(name, []).append(perf_counter() - started)
    return {
        "fts5_s": round(median(times["fts5"]), 3),
        "like_s": round(median(times["like"]), 2),
        "fts5_recall": _share(found["fts5"], found["own"]),
        "fts5_prefix_recall": _share(found["prefix"], found["own"]),
        "fts5_prefix_precision": _share(found["own"], found["prefix"]),
        "like_recall": _share(found["like"], found["own"]),
        "like_precision": _share(found["own"], found["like"]),
    }


@asynccontextmanager
async def _with_fts5(database: Database, path: Path) -> AsyncIterator[Database]:
    async with open_database(path) as other:

        async def fill(connection: Connection) -> None:
            await connection.execute(
                "CREATE VIRTUAL TABLE found USING fts5 (text, tokenize = 'unicode61', content = '')"
            )
            cursor = await database.reader.execute("SELECT id, text FROM posts")
            await connection.executemany("INSERT INTO found (rowid, text) VALUES (?, ?)", await cursor.fetchall())

        await other.write(fill)
        yield other


async def _own(lookup: PostSearch, word: str) -> set[int]:
    return {int(post) for post in await lookup.find(PostQuery(word))}


async def _ids(database: Database, query: str, asked: str) -> set[int]:
    cursor = await database.reader.execute(query, (asked,))
    return {int(row[0]) for row in await cursor.fetchall()}


def _share(found: Sequence[set[int]], of: Sequence[set[int]]) -> float:
    """Return how many of the posts in `of` are in `found`: the mean over the words."""
    shares = [len(one & other) / len(other) for one, other in zip(found, of, strict=True) if other]
    return round(sum(shares) / len(shares), 3) if shares else 0.0


# ---- sizes


def _size(path: Path) -> float:
    return sum(part.stat().st_size for part in path.parent.glob(f"{path.name}*")) / 1e6


def _memory() -> int:
    """Return the most megabytes that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
