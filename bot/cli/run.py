"""What `run` does: start the live service."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Annotated

import typer

from bot.app import account_names, serve
from bot.cli.errors import BAD_USAGE, fail, plain_errors
from bot.runtime.logs import set_up_logs
from config.settings import access, load_for_live


def run(
    new_database: Annotated[
        bool, typer.Option("--new-database", help="Create an empty database if the previous one is lost.")
    ] = False,
) -> None:
    """Run the live service: watch channels, send alerts and answer commands, until stopped."""
    with plain_errors(load_for_live) as settings:
        if not account_names(access(settings)):
            fail("The reading account is not signed in yet. Sign in first: narrative-watch login", BAD_USAGE)
        set_up_logs(settings.log_level, settings.log_format, settings.secrets())
        announce = partial(typer.echo, err=True)
        asyncio.run(serve(settings, announce=announce, new_database=new_database))
