"""What `login` and `logout` do: sign a reading account in or out on a terminal."""

from __future__ import annotations

import asyncio
import re
import sys
from typing import Annotated

import typer

from bot.app import application
from bot.cli.errors import plain_errors
from bot.runtime.logs import set_up_logs
from bot.telegram.connection.login import log_in, log_in_for_string, log_out
from bot.ui.account_names import BOT, READER
from config.settings import access


def _account_name(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,31}", name) or name == BOT:
        raise typer.BadParameter(
            f"“{name}” is not a valid name for a reading account. Use a-z, 0-9 and -, but not “{BOT}”."
        )
    return name


Account = Annotated[
    str,
    typer.Option(
        "--account",
        metavar="NAME",
        callback=_account_name,
        help="Name of the reading account, if you have several; choose any (a-z, 0-9, -).",
    ),
]


def login(
    account: Account = READER,
    qr: Annotated[
        bool, typer.Option("--qr", help="Sign in with a QR code that you scan with the account's Telegram app.")
    ] = False,
    string: Annotated[
        bool,
        typer.Option(
            "--string", help="Print the session as a string for NW_READER_SESSION instead of saving it. Keep it secret."
        ),
    ] = False,
) -> None:
    """Sign in a reading account with phone number, code and password, or with a QR code."""
    with plain_errors() as settings:
        telegram = application(access(settings))
        set_up_logs("warning", settings.log_format, settings.secrets())
        if string:
            typer.echo(asyncio.run(log_in_for_string(telegram, _Terminal(), by_qr=qr)))
            return
        name = asyncio.run(log_in(telegram, account, _Terminal(), by_qr=qr))
        typer.echo(f"Signed in as {name}. Start the service: narrative-watch run")


def logout(account: Account = READER) -> None:
    """Sign out a reading account: end its session at Telegram and delete it here."""
    with plain_errors() as settings:
        telegram = application(access(settings))
        set_up_logs("warning", settings.log_format, settings.secrets())
        asyncio.run(log_out(telegram, account))
        rest = " Remove NW_READER_SESSION from the settings." if account in telegram.session_strings else ""
        typer.echo(f"Signed out: {account}.{rest}")


class _Terminal:
    """The person at the keyboard, or at the other end of a pipe (the Terminal of bot.telegram.connection.login)."""

    def ask(self, question: str) -> str:
        return str(typer.prompt(question))

    def ask_secret(self, question: str) -> str:
        return str(typer.prompt(question, hide_input=sys.stdin.isatty()))

    def say(self, sentence: str) -> None:
        typer.echo(sentence, err=True)  # the output is what a session string is asked for
