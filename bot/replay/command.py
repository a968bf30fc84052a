"""What `replay` and `demo` do, from files to printed cards."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from bot.clock import SystemClock
from bot.core.markup import shortened
from bot.lexicon import standard_lexicon
from bot.replay.ahead import MatchedAhead, processes_for
from bot.replay.cards import CardPrinter
from bot.replay.demo import overview, sample, where_it_lies
from bot.replay.files import read_all, total_size
from bot.replay.rows import RowPrinter
from bot.replay.run import Replay, Tally
from bot.seed import check, warnings
from bot.tracking import new_matcher
from storage.database import open_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from bot.core.markup import Say
    from bot.locale import Texts
    from bot.replay.records import Broken
    from config.narratives import NarrativesFile
    from storage.database import Database
    from storage.model import PhraseId

NARROWEST, WIDEST = 40, 100  # columns; a terminal between them is used as it is
PIPED = 80
LONGEST_COMPLAINT = 400  # characters


@dataclass(frozen=True, slots=True)
class Order:
    """What a replay is asked to do."""

    paths: list[str]
    narratives: NarrativesFile
    database: Path | None
    form: Literal["text", "jsonl"]
    near: bool
    threshold: float
    language: str | None
    time_zone: str
    processes: int | None = None  # as many as are worth it


async def replay_files(order: Order, texts: Texts) -> bool:
    """Replay files; return whether there were posts, and all could be read.

    Raises InvalidNarratives, DatabaseRefused.
    """
    say = texts.for_language(order.language)
    console = _console()
    owed = asyncio.Event()
    async with _ready(order) as (database, replay, phrases):
        del database
        printer = CardPrinter(console) if order.form == "text" else RowPrinter(_print_line, phrases, near=order.near)
        with _progress(order.paths, console) as read:
            records = read_all(order.paths, order.time_zone, read)
            await replay.run(records, printer, printer, texts, owed, _complain)
        _sum_up(replay.tally, say)
    return bool(replay.tally.posts) and not replay.tally.broken.total


async def show_demo(order: Order, texts: Texts) -> None:
    """Replay the bundled sample and sum it up."""
    say = texts.for_language(order.language)
    console = _console()
    console.print(say("demo-intro"), highlight=False, markup=False)
    console.print()
    async with _ready(order) as (database, replay, _):
        printer = CardPrinter(console)
        with sample() as records:
            await replay.run(records, printer, printer, texts, asyncio.Event(), _complain)
        console.print(await overview(database, say))
        console.print(say("demo-times"), style="dim", highlight=False)
        console.print(_read_line(replay.tally, say), highlight=False)
        console.print()
        where_it_lies(console, database.path, say)


@asynccontextmanager
async def _ready(order: Order) -> AsyncIterator[tuple[Database, Replay, dict[PhraseId, str]]]:
    """Open the database, a temporary one where none is named, and make it and the matcher ready."""
    check(order.narratives)
    for warning in warnings(order.narratives, standard_lexicon()):
        sys.stderr.write(f"{warning}\n")
    with tempfile.TemporaryDirectory(prefix="narrative-watch-") as folder:
        async with open_database(order.database or Path(folder) / "replay.db") as database:
            replay = _replay(order, database)
            phrases = await replay.make_ready(order.narratives, language=order.language, time_zone=order.time_zone)
            yield database, replay, phrases


def _replay(order: Order, database: Database) -> Replay:
    """Match in this process, or ahead in several where there is much to read."""
    processes = order.processes or processes_for(total_size(order.paths))
    if processes == 1:
        return Replay(database, new_matcher(order.threshold), SystemClock(), Tally())
    matched = MatchedAhead(processes, default_threshold=order.threshold)
    return Replay(database, matched, SystemClock(), Tally(), ahead=matched.ahead)


def _console() -> Console:
    """Return the console that cards go to: as wide as the terminal within reason, 80 columns into a file."""
    console = Console(file=sys.stdout, soft_wrap=False)
    console.width = max(NARROWEST, min(console.width, WIDEST)) if console.is_terminal else PIPED
    return console


def _print_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _complain(broken: Broken) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"{shortened(f'{broken.place}: {broken.reason}', LONGEST_COMPLAINT)}\n")


def _more(broken: Broken, more: str) -> str:
    return shortened(f"{broken.place} {more}: {broken.reason}", LONGEST_COMPLAINT)


@contextmanager
def _progress(paths: list[str], output: Console) -> Iterator[Callable[[int], None]]:
    """Show on a terminal how far the files are read, below what is printed there; stay silent elsewhere."""
    console = output if output.is_terminal else Console(file=sys.stderr)
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (TextColumn("{task.percentage:>3.0f} %"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total_size(paths))
        yield lambda size: progress.advance(task, size)


def _sum_up(tally: Tally, say: Say) -> None:
    """Say on standard error, out of the way of cards and rows, what was read."""
    sys.stdout.flush()
    lines = [_read_line(tally, say)]
    lines += [say("replay-skipped", count=number, what=what) for what, number in tally.skipped.items()]
    if tally.broken.total:
        lines.append(say("replay-broken", count=tally.broken.total))
        lines += [_more(broken, say("replay-broken-more", count=count)) for broken, count in tally.broken.more()]
    if others := tally.broken.others():
        lines.append(say("replay-broken-others", count=others))
    if not tally.posts:
        lines.append(say("replay-nothing"))
    sys.stderr.write("\n".join(lines) + "\n")


def _read_line(tally: Tally, say: Say) -> str:
    read = say("replay-read", posts=tally.posts, new=tally.new, cards=tally.cards)
    return f"{read} {say('replay-joined', posts=tally.joined)}" if tally.joined else read
