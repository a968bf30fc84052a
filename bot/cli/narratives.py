"""What `narratives export` and `narratives import` do: narratives out to a file, and back in."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import BAD_USAGE, FAILED, fail, plain_errors
from bot.cli.options import Spoken
from bot.matching.words.dictionaries import standard_lexicon
from bot.narratives.file import convert
from bot.narratives.file.schema import LARGEST, InvalidNarratives, read_text
from bot.narratives.importing import MOST_NARRATIVES, TooManyNarratives, take_in, told, unfound_phrases
from bot.narratives.rules.diff import difference
from bot.runtime.clock import SystemClock
from bot.runtime.database_file import existing
from bot.ui.locale import Texts
from bot.ui.markup import plain
from storage.database import open_database
from storage.migrate import DatabaseRefused
from storage.model.database import Fact
from storage.narratives import narratives
from storage.ops import facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.narratives.rules.diff import Difference
    from bot.ui.markup import Say
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
    convert.understood(text, str(target))
    return text


async def export_narratives(database: Path, document: str | None) -> str:
    """Return a file of all narratives, with the comments of `document`; None for those of the latest import.

    Raises DatabaseRefused, InvalidNarratives: also for a file that would be larger than one that is taken back.
    """
    async with open_database(existing(database)) as opened:
        every = await narratives.list_all(opened.reader)
        kept = await facts.get(opened.reader, Fact.NARRATIVES_FILE)
    text = convert.in_a_file(every, kept if document is None else document)
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
    text, contents = convert.read(_bytes(source), name)
    async with open_database(existing(database)) as opened:
        wanted = difference(await narratives.list_all(opened.reader), contents.narratives)
        write(plain(told(wanted, say, unfound_phrases(wanted, standard_lexicon()))))
        if not _changes(wanted, archive_missing=archive_missing):
            return True
        if not agreed():
            return False

        async def work(connection: Connection) -> bool:
            if difference(await narratives.list_all(connection), contents.narratives).mark != wanted.mark:
                return False
            await facts.save(connection, Fact.NARRATIVES_FILE, text)
            await take_in(connection, 0, wanted, now, archive_missing=archive_missing)
            return True

        try:
            done = await opened.write(work)
        except TooManyNarratives:
            raise InvalidNarratives(f"{name}: {convert.MANY.format(limit=MOST_NARRATIVES)}") from None
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


narratives_app = typer.Typer(no_args_is_help=True, help="Export narratives to a file, and import them from one.")


@narratives_app.command("export")
def export_(
    file: Annotated[
        Path | None,
        typer.Argument(help="Output file (default: stdout). Comments in an existing file are kept."),
    ] = None,
    db: Annotated[Path | None, typer.Option(help="Database (overrides NW_DATABASE).")] = None,
) -> None:
    """Export all narratives to a file. Needs no network; the service may be running."""
    with plain_errors() as settings:
        text = asyncio.run(export_narratives(db or settings.database, present(file)))
        if file is None:
            typer.echo(text, nl=False)
            return
        replace_file(file, text)
        typer.echo(f"Written: {file}", err=True)


@narratives_app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A narratives file (TOML). - is standard input, and needs --yes.")],
    yes: Annotated[bool, typer.Option("--yes", help="Apply the changes without asking.")] = False,
    archive_missing: Annotated[
        bool, typer.Option("--archive-missing", help="Archive narratives that are not in the file.")
    ] = False,
    db: Annotated[Path | None, typer.Option(help="Database (overrides NW_DATABASE).")] = None,
    language: Spoken = None,
) -> None:
    """Show what a file would change, and apply it. A running service applies it within half a minute."""
    with plain_errors() as settings:
        from_pipe = str(file) == "-"
        if from_pipe and not yes:
            fail("A file from standard input can't be confirmed by typing. Add --yes.", BAD_USAGE)
        done = asyncio.run(
            import_narratives(
                db or settings.database,
                None if from_pipe else file,
                Texts(settings.language).for_language(language),
                SystemClock().now(),
                archive_missing=archive_missing,
                agreed=lambda: yes or typer.confirm("Apply?"),
                write=typer.echo,
            )
        )
        if not done:
            fail("Nothing was changed.", FAILED)
