"""The demo: sixty invented posts of the week in which a retreat got a new name every day."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC
from importlib import resources
from typing import TYPE_CHECKING

from babel.dates import format_datetime
from rich import box
from rich.table import Table
from rich.text import Text

from bot.cli.replay.jsonl import read_jsonl
from storage.posts import posts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import Console

    from bot.cli.replay.records import Record
    from bot.ui.markup import Say
    from storage.database import Database

SAMPLE = "sample.jsonl"


@contextmanager
def sample() -> Iterator[Iterator[Record]]:
    """Open the bundled posts."""
    with resources.files("bot.cli.replay").joinpath(SAMPLE).open("rb") as file:
        yield read_jsonl(file, SAMPLE)


async def overview(database: Database, say: Say) -> Table:
    """Make a table of what was found: a row for each narrative with its posts, channels, first and last time (UTC)."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(say("demo-narrative"), max_width=34)
    table.add_column(say("demo-posts"), justify="right")
    table.add_column(say("demo-channels"), justify="right")
    table.add_column(say("demo-first"), no_wrap=True)
    table.add_column(say("demo-last"), no_wrap=True)
    for line in await posts.spread(database.reader):
        times = [
            format_datetime(time, "d MMM HH:mm", tzinfo=UTC, locale=say.language) for time in (line.first, line.last)
        ]
        table.add_row(Text(line.title), str(line.posts), str(line.channels), *times)
    return table


def where_it_lies(console: Console, path: Path, say: Say) -> None:
    """Say where the database is and how to look into it."""
    console.print(say("demo-database"), str(path), sep="\n", soft_wrap=True, highlight=False, markup=False)
    console.print(say("demo-look"), highlight=False, markup=False)
    query = "SELECT narrative_id, count(DISTINCT post_id) FROM matches WHERE level = 'alert' GROUP BY 1"
    console.print(f'sqlite3 "{path}" "{query}"', soft_wrap=True, highlight=False, markup=False)
