"""What `narrative-watch try` prints: what a phrase would have found in the stored posts."""

from __future__ import annotations

import asyncio
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from bot.analysis.backtest import Backtest, BacktestRequest
from bot.analysis.reports.backtest import report
from bot.analysis.reports.explanation import shortfalls, spans_met
from bot.analysis.reports.post_list import SHOWN, headline
from bot.analysis.word_indexer import WordIndexer
from bot.cli.console import QUOTE_BAR, blocks, console_for_text, print_lines
from bot.cli.errors import BAD_USAGE, fail, plain_errors
from bot.cli.options import Spoken, readable
from bot.matching import UnusablePhrase, explain
from bot.matching.phrases.phrase import take_marks
from bot.matching.words.dictionaries import standard_lexicon
from bot.narratives.matcher_sync import load_active, new_matcher
from bot.runtime.database_file import existing
from bot.runtime.logs import set_up_logs
from bot.ui.locale import Texts
from bot.ui.markup import plain
from bot.ui.quote import quote
from storage.database import open_database
from storage.model.ids import PostId
from storage.posts import lookup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.analysis.backtest import BacktestProgress as HowFar
    from bot.analysis.rules.backtest_summary import BacktestResult
    from bot.matching import Lexicon
    from bot.ui.markup import Say
    from storage.database import Database

PIPED = 100  # columns


@dataclass(frozen=True, slots=True)
class TryRequest:
    """A phrase, the database whose posts it is tried on, the default threshold, and what the answer is written in."""

    phrase: str
    database: Path
    threshold: float
    since: datetime | None
    say: Say
    zone: ZoneInfo


async def print_trial(question: TryRequest, lexicon: Lexicon) -> None:
    """Try a phrase and print what came of it. Raises UnusablePhrase, DatabaseRefused, sqlite3.Error."""
    existing(question.database)
    console = console_for_text(PIPED)
    async with open_database(question.database) as database:
        matcher = new_matcher(question.threshold)
        await load_active(database.reader, matcher)
        backtest = Backtest(database, WordIndexer(database, lexicon), matcher, question.threshold)
        with _progress(question.say) as on_progress:
            trial = await backtest.run(BacktestRequest(question.phrase, question.zone, question.since), on_progress)
        _print_report(console, question, trial, lexicon)
        for step in trial.steps:
            if step.threshold == trial.suggested and step.hits:
                await _print_posts(console, database, question, lexicon, step.samples, with_reasons=False)
        if trial.near:
            title = question.say("try-near-title", phrase=question.phrase, threshold=round(trial.default, 1))
            console.print(Text(plain(title), style="bold"))
            await _print_posts(console, database, question, lexicon, trial.near, with_reasons=True)


def _print_report(console: Console, question: TryRequest, trial: BacktestResult, lexicon: Lexicon) -> None:
    say = question.say
    for line in plain(report(question.phrase, trial, say, lexicon)).split("\n"):
        console.print(Text(line))
    if not any(step.hits or step.near for step in trial.steps):
        return
    table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="dim")
    for column in ("threshold", "hits", "near"):
        table.add_column(Text(say(f"try-column-{column}")), justify="right")
    for step in trial.steps:
        style = "bold" if step.threshold == trial.suggested else ""
        table.add_row(*(Text(f"{number:,}", style) for number in (step.threshold, step.hits, step.near)))
    console.print()
    console.print(table)
    console.print()


async def _print_posts(
    console: Console,
    database: Database,
    question: TryRequest,
    lexicon: Lexicon,
    ids: Sequence[int],
    *,
    with_reasons: bool,
) -> None:
    for number, stored in enumerate(await lookup.read(database.reader, [PostId(one) for one in ids]), 1):
        text = stored.post.text
        why = explain(text, take_marks(question.phrase)[1], lexicon, threshold=question.threshold)
        console.print(Text(f"{plain(headline(number, stored, question.say, question.zone, None))} · {why.score:g}"))
        for _, part in blocks(quote(text, spans_met(why), SHOWN)):
            print_lines(console, part, QUOTE_BAR)
        for reason in shortfalls(why, question.say) if with_reasons else ():
            console.print(Text(f"  {plain(reason)}"))
        console.print()


@contextmanager
def _progress(say: Say) -> Iterator[Callable[[HowFar], None]]:
    """Show on a terminal how far a trial is; stay silent elsewhere."""
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(told: HowFar) -> None:
            words = plain(say("try-stage-noting" if told.noting else "try-stage-trying"))
            bar.update(task, description=words, completed=told.done, total=told.of)

        yield show


def try_phrase(
    phrase: Annotated[
        str, typer.Argument(help="The phrase, with the marks of /watch. Put one that begins with - after --.")
    ],
    db: Annotated[Path | None, typer.Option(help="Database with the posts (overrides NW_DATABASE).")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only posts since this day, in NW_TIME_ZONE.")
    ] = None,
    threshold: Annotated[
        float | None, typer.Option(min=50, max=100, help="Default threshold (overrides NW_THRESHOLD).")
    ] = None,
    language: Spoken = None,
) -> None:
    """Test a phrase on stored posts before you watch it: hits per day and threshold, samples, overlaps."""
    with plain_errors() as settings:
        set_up_logs("warning", settings.log_format, settings.secrets())
        zone = ZoneInfo(settings.time_zone)
        question = TryRequest(
            readable(phrase),
            db or settings.database,
            threshold or settings.threshold,
            since and since.replace(tzinfo=zone),
            Texts(settings.language).for_language(language),
            zone,
        )
        try:
            asyncio.run(print_trial(question, standard_lexicon()))
        except UnusablePhrase as error:
            fail(plain(question.say(f"phrase-{error.reason}", phrase=error.text)), BAD_USAGE)
