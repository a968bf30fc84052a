"""What `doctor` does: check everything that the service needs, and print it as a table or as JSON."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.app import account_names, application, traces
from bot.cli.console import console_for_text
from bot.cli.doctor import database as database_checks
from bot.cli.doctor import files, machine, telegram
from bot.cli.doctor.check import Check, Status, fault, well
from bot.cli.errors import BAD_USAGE, FAILED, disk_trouble, fail
from bot.cli.options import Spoken
from bot.ops.backups import Backups
from bot.runtime.clock import SystemClock
from bot.runtime.lock import is_running
from bot.runtime.logs import Masking, set_up_logs
from bot.ui.account_names import BOT, READER
from bot.ui.locale import Texts
from bot.ui.markup import plain
from config.settings import InvalidSettings, access, faults_for_live, load_what_can_be_read
from storage.database import DatabaseTrouble
from storage.ops.diagnostics import account_record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import timedelta

    from bot.runtime.clock import Clock
    from bot.ui.markup import Say
    from config.settings import SettingFault, Settings
    from storage.ops.diagnostics import AccountRecord, Condition

SIGNS = {Status.OK: ("✓", "green"), Status.WARNING: ("!", "yellow"), Status.FAULT: ("✗", "red")}
PIPED = 120  # columns


async def examine(
    settings: Settings, faults: Sequence[SettingFault], env_file: Path, clock: Clock, say: Say
) -> list[Check]:
    """Check everything, the nearest things first; `faults` are those of the settings."""
    now = clock.now()
    backups = Backups(settings.database, settings.backups, settings.backups_kept)
    places = [settings.database.parent, settings.session_dir, settings.backups]
    sessions = sorted(settings.session_dir.glob("*.session"))
    found = await asyncio.to_thread(database_checks.database, settings.database, [*traces(settings)], now, say)
    reached, ahead = await _telegram(settings, found.condition, clock, say)
    return [
        *_settings(settings, faults, say),
        *files.folders(places, say),
        *files.modes([env_file, settings.session_dir, *sessions, settings.database], say),
        *found.checks,
        *_contents(found.condition, clock, say),
        *machine.disk([settings.database.parent, settings.backups], say),
        machine.clock(ahead, found.condition and found.condition.alive_at, now, say),
        machine.time_zone(settings.time_zone, now, say),
        well("service", say("doctor-running" if is_running(settings.database) else "doctor-not-running")),
        *reached,
        database_checks.last_backup(backups, settings.backup_every, found.condition, now, say),
    ]


async def _telegram(
    settings: Settings, found: Condition | None, clock: Clock, say: Say
) -> tuple[list[Check], timedelta | None]:
    """Ask Telegram, where the settings let us; each account by itself, so that none waits for another.

    Return the checks, and by how much our clock is ahead of Telegram's, if that is known.
    """
    try:
        app = application(access(settings))
    except InvalidSettings:
        return [], None
    asked = [
        telegram.account(app, name, _record(settings.database, name, found, clock), say)
        for name in account_names(access(settings)) or [READER]
    ]
    if settings.bot_token is not None:
        token = settings.bot_token.get_secret_value()
        asked.append(telegram.account(app, BOT, _record(settings.database, BOT, found, clock), say, token=token))
    reached, checks = await asyncio.gather(telegram.reach(app, clock, say), asyncio.gather(*asked))
    return [reached.check, *checks], reached.ahead


def _record(database: Path, name: str, found: Condition | None, clock: Clock) -> AccountRecord | None:
    if found is None:
        return None
    try:
        return account_record(database, name, clock.now())
    except DatabaseTrouble:
        return None


def _contents(found: Condition | None, clock: Clock, say: Say) -> list[Check]:
    return (
        [] if found is None else [database_checks.channels(found, say), database_checks.outbox(found, clock.now(), say)]
    )


def _settings(settings: Settings, faults: Sequence[SettingFault], say: Say) -> list[Check]:
    every = faults_for_live(settings, faults)
    if not every:
        return [well("settings", say("doctor-settings"))]
    return [fault("settings", say("doctor-setting", setting=str(one)), say("doctor-setting-remedy")) for one in every]


def as_json(checks: Sequence[Check]) -> str:
    """Write the checks as {"checks": [{name, status, detail, remedy}]}."""
    rows = [{"name": one.name, "status": one.status, "detail": one.detail, "remedy": one.remedy} for one in checks]
    return json.dumps({"checks": rows}, ensure_ascii=False, indent=2)


def print_checks(checks: Sequence[Check], say: Say, masked: Callable[[str], str]) -> None:
    """Print a line for each check, and below those that are not well what to do."""
    console = console_for_text(PIPED)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for one in checks:
        sign, colour = SIGNS[one.status]
        table.add_row(Text(sign, colour), Text(one.name), Text(masked(one.detail)))
        if one.remedy:
            table.add_row("", "", Text(f"→ {masked(one.remedy)}", "dim"))
    console.print(table)
    count = {status: sum(one.status is status for one in checks) for status in Status}
    console.print()
    console.print(
        Text(plain(say("doctor-sum", faults=count[Status.FAULT], warnings=count[Status.WARNING]))), style="bold"
    )


def doctor(
    json_: Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")] = False,
    language: Spoken = None,
) -> None:
    """Check everything that the service needs, and show how to fix problems. Changes nothing."""
    env_file = Path(".env")
    try:
        settings, faults = load_what_can_be_read(env_file)
    except InvalidSettings as error:
        fail(str(error), BAD_USAGE)
    set_up_logs("error", settings.log_format, settings.secrets())
    say = Texts(settings.language).for_language(language)
    masked = Masking(settings.secrets()).masked
    try:
        checks = asyncio.run(examine(settings, faults, env_file, SystemClock(), say))
    except OSError as error:  # such as a path that no file system takes
        fail(masked(disk_trouble(error)), FAILED)
    if json_:
        typer.echo(masked(as_json(checks)))
    else:
        print_checks(checks, say, masked)
    if any(one.status is Status.FAULT for one in checks):
        raise typer.Exit(FAILED)
