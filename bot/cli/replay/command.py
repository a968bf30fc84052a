"""What `replay` and `demo` do, from files to printed cards."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from bot.cli.console import CardPrinter
from bot.cli.errors import FAILED, plain_errors
from bot.cli.replay.demo import overview, sample, where_it_lies
from bot.cli.replay.jsonl_output import RowPrinter
from bot.cli.replay.parallel import MOST_PROCESSES, MatchedAhead, processes_for
from bot.cli.replay.run import Replay, ReplayCounts
from bot.cli.replay.sources import read_all, total_size
from bot.matching.words.dictionaries import standard_lexicon
from bot.narratives.file.schema import read_narratives
from bot.narratives.matcher_sync import new_matcher
from bot.narratives.starter import check, starter_narratives, warnings
from bot.runtime.clock import SystemClock
from bot.runtime.logs import set_up_logs
from bot.ui.locale import LANGUAGES, Texts
from bot.ui.markup import shortened
from config.settings import load_settings
from storage.database import open_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from bot.cli.replay.records import Broken
    from bot.narratives.file.schema import NarrativesFile
    from bot.ui.markup import Say
    from storage.database import Database
    from storage.model.ids import PhraseId

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
        return Replay(database, new_matcher(order.threshold), SystemClock(), ReplayCounts())
    matched = MatchedAhead(processes, default_threshold=order.threshold)
    return Replay(database, matched, SystemClock(), ReplayCounts(), ahead=matched.ahead)


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


def _sum_up(tally: ReplayCounts, say: Say) -> None:
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


def _read_line(tally: ReplayCounts, say: Say) -> str:
    read = say("replay-read", posts=tally.posts, new=tally.new, cards=tally.cards)
    return f"{read} {say('replay-joined', posts=tally.joined)}" if tally.joined else read


def replay(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files or folders: exports of Telegram Desktop (result.json, messages.html), or JSON Lines. - is "
            "standard input."
        ),
    ],
    narratives: Annotated[
        Path | None, typer.Option(help="A narratives file (TOML) (default: the starter narratives).")
    ] = None,
    db: Annotated[Path | None, typer.Option(help="Save the database in this file (default: a temporary one).")] = None,
    format_: Annotated[
        Literal["text", "jsonl"],
        typer.Option("--format", help="Cards as subscribers see them, or a JSON object per post and narrative."),
    ] = "text",
    near: Annotated[bool, typer.Option("--all", help="With --format jsonl: include near misses.")] = False,
    threshold: Annotated[
        float | None, typer.Option(min=50, max=100, help="Default threshold (overrides NW_THRESHOLD).")
    ] = None,
    language: Annotated[Literal["en", "uk"] | None, typer.Option(help="Language of the cards.")] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            min=1, max=MOST_PROCESSES, help="Number of processes (default: 1, or one per core for large files)."
        ),
    ] = None,
) -> None:
    """Run old posts through the same pipeline as live posts, and show what a subscriber would have received."""
    with plain_errors() as settings:
        file = read_narratives(narratives) if narratives else starter_narratives()
        order = Order(
            paths=paths,
            narratives=file,
            database=db,
            form=format_,
            near=near,
            threshold=threshold or settings.threshold,
            language=language,
            time_zone=settings.time_zone,
            processes=processes,
        )
        set_up_logs("warning", settings.log_format, settings.secrets())
        complete = asyncio.run(replay_files(order, Texts(settings.language)))
        if not complete:
            raise typer.Exit(FAILED)


def demo(
    language: Annotated[
        Literal["en", "uk"] | None, typer.Option(help="Language of the cards (default: that of your terminal).")
    ] = None,
    db: Annotated[Path | None, typer.Option(help="Save the database in this file.")] = None,
) -> None:
    """Show the program at work on bundled sample posts. Needs no Telegram account."""
    with plain_errors(partial(load_settings, None)) as settings:
        spoken = language or os.environ.get("LANG", "")[:2]
        path = db or Path(tempfile.mkdtemp(prefix="narrative-watch-")) / "demo.db"
        set_up_logs("warning", settings.log_format, ())
        order = Order(
            paths=[],
            narratives=starter_narratives(),
            database=path,
            form="text",
            near=False,
            threshold=settings.threshold,
            language=spoken if spoken in LANGUAGES else None,
            time_zone="UTC",
        )
        asyncio.run(show_demo(order, Texts(settings.language)))
