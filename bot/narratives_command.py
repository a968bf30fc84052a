"""What `narratives export` and `narratives import` do: narratives out to a file, and back in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot import exchange
from bot.core.difference import difference
from bot.core.markup import plain
from bot.database_file import existing
from bot.importing import MOST_NARRATIVES, TooManyNarratives, take_in, told, unfound_phrases
from bot.lexicon import standard_lexicon
from config.narratives import LARGEST, InvalidNarratives, read_text
from storage import facts, narratives
from storage.database import open_database
from storage.migrate import DatabaseRefused
from storage.model import Fact

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from bot.core.difference import Difference
    from bot.core.markup import Say
    from storage.database import Connection


_TOO_LARGE = (
    "The file would be larger than {limit:,} kB, and no import would take it. Nothing was written. "
    "`narrative-watch backup` copies the whole database."
)


def present(target: Path | None) -> str | None:
    """Return the text of the file that an export would take the place of; None where there is none.

    Raises InvalidNarratives for one that is no narratives file: it would be lost.
    """
    if target is None or not target.exists():
        return None
    text = read_text(target)
    exchange.understood(text, str(target))
    return text


async def export_narratives(database: Path, document: str | None) -> str:
    """Return a file of all narratives, with the comments of `document`; None for those of the latest import.

    Raises DatabaseRefused, InvalidNarratives: also for a file that would be larger than one that is taken back.
    """
    async with open_database(existing(database)) as opened:
        every = await narratives.every(opened.reader)
        kept = await facts.get(opened.reader, Fact.NARRATIVES_FILE)
    text = exchange.in_a_file(every, kept if document is None else document)
    if len(text.encode()) > LARGEST:
        raise InvalidNarratives(_TOO_LARGE.format(limit=LARGEST // 1000))
    return text


async def import_narratives(
    database: Path,
    source: Path | None,
    say: Say,
    now: datetime,
    *,
    archive_missing: bool,
    agreed: Callable[[], bool],
    write: Callable[[str], None],
) -> bool:
    """Show what a file (None: standard input) would change, and change it if that is `agreed`; tell whether it was.

    Raises InvalidNarratives, DatabaseRefused.
    """
    name = "-" if source is None else str(source)
    text, contents = exchange.read(_bytes(source), name)
    async with open_database(existing(database)) as opened:
        wanted = difference(await narratives.every(opened.reader), contents.narratives)
        write(plain(told(wanted, say, unfound_phrases(wanted, standard_lexicon()))))
        if not _changes(wanted, archive_missing=archive_missing):
            return True
        if not agreed():
            return False

        async def work(connection: Connection) -> bool:
            if difference(await narratives.every(connection), contents.narratives).mark != wanted.mark:
                return False
            await facts.put(connection, Fact.NARRATIVES_FILE, text)
            await take_in(connection, 0, wanted, now, archive_missing=archive_missing)
            return True

        try:
            done = await opened.write(work)
        except TooManyNarratives:
            raise InvalidNarratives(f"{name}: {exchange.MANY.format(limit=MOST_NARRATIVES)}") from None
        if not done:
            raise DatabaseRefused("Narratives were changed in the meantime, so nothing was imported. Import again.")
        return True


def _changes(wanted: Difference, *, archive_missing: bool) -> bool:
    return bool(wanted.differing or (archive_missing and wanted.missing))


def _bytes(source: Path | None) -> bytes:
    if source is None:
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        with source.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise InvalidNarratives(f"{source}: there is no such file.") from None


def replace_file(path: Path, text: str) -> None:
    """Write a file so that whoever reads it meanwhile, or a full disk, never meets half of it."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
