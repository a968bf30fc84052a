"""The command line.

run · login · logout · doctor · backup · restore · coverage · narratives · replay · match · try · commands · demo.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated, Literal

import typer

from bot.cli.backup import backup
from bot.cli.coverage import coverage
from bot.cli.doctor.command import doctor
from bot.cli.errors import FAILED
from bot.cli.login import login, logout
from bot.cli.match import match
from bot.cli.narratives import narratives_app
from bot.cli.replay.command import demo, replay
from bot.cli.restore import restore
from bot.cli.run import run
from bot.cli.try_phrase import try_phrase
from bot.commands.docs_page import reference
from bot.runtime.logs import install_exception_hooks, log_uncaught
from bot.runtime.version import VERSION
from bot.ui.locale import Texts

app = typer.Typer(
    name="narrative-watch",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Watch Telegram channels for hostile narratives, and alert subscribers once per story with the matched words."
    "\n\nTry it without a Telegram account: [bold]narrative-watch demo[/]",
    epilog="Settings are environment variables or lines of a .env file. .env.example lists them all.",
)


def main() -> None:
    """Run the command line. Files made from here on are the owner's alone: sessions are as good as passwords."""
    os.umask(0o077)
    _write_any_sign()
    install_exception_hooks()
    try:
        app()
    except Exception as error:  # noqa: BLE001 - the edge: Python would write out what its message repeats
        log_uncaught(error)
        sys.exit(FAILED)


def _write_any_sign() -> None:
    """Write UTF-8 for other programs, and on a terminal that lacks signs their numbers: no output ends for a letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="backslashreplace", encoding=None if stream.isatty() else "utf-8")


def _show_version(value: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if value:
        typer.echo(f"narrative-watch {VERSION}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Narrative Watch."""


def commands(
    language: Annotated[Literal["en", "uk"], typer.Option(help="Language of the page.")] = "en",
) -> None:
    """Print all commands of the bot as a Markdown page."""
    typer.echo(reference(Texts(language).for_language(language)), nl=False)


app.command()(run)
app.command()(login)
app.command()(logout)
app.command()(coverage)
app.command()(doctor)
app.command()(backup)
app.command()(restore)
app.command()(replay)
app.command()(match)
app.command(name="try")(try_phrase)
app.command()(commands)
app.command()(demo)
app.add_typer(narratives_app, name="narratives")
