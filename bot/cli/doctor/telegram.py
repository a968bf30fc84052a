"""Telegram as it is seen from here: reachable, and each account signed in."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

from bot.cli.doctor.check import Check, fault, warning, well
from bot.telegram.connection.probe import NOT_TELEGRAM, NoAnswer, Over, look_at, look_at_bot, server_time
from bot.telegram.connection.sessions import SessionInUse, SessionUnusable, own_session
from bot.ui.account_names import BOT, account_heading, account_trouble, login_command

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import timedelta

    from bot.runtime.clock import Clock
    from bot.telegram.connection.probe import Seen
    from bot.telegram.connection.sessions import Application
    from bot.ui.markup import Markup, Say
    from storage.ops.diagnostics import AccountRecord


class Reached(NamedTuple):
    """Whether Telegram answers, and by how much our clock is ahead of its."""

    check: Check
    ahead: timedelta | None


async def reach(application: Application, clock: Clock, say: Say) -> Reached:
    """Ask Telegram what time it is."""
    where = application.server
    place = f"{where.host}:{where.port}" if where else "Telegram"
    try:
        there = await server_time(application)
    except (NoAnswer, Over) as error:
        if str(error) == NOT_TELEGRAM:
            detail = say("doctor-not-telegram", place=place)
        else:
            detail = say("doctor-unreachable", place=place, error=str(error))
        return Reached(fault("telegram", detail, say("doctor-unreachable-remedy")), None)
    return Reached(well("telegram", say("doctor-reached", place=place)), clock.now() - there)


async def account(
    application: Application, name: str, record: AccountRecord | None, say: Say, *, token: str | None = None
) -> Check:
    """Tell how an account is: as Telegram sees it, or, while the service has its session, as the service wrote down."""
    title, line = account_heading(name, say), _line(name)
    try:
        async with _unused(application, name):
            seen = await (look_at_bot(application, token) if token else look_at(application, name))
    except SessionInUse:
        return _recorded(name, record, say)
    except Over as over:
        return fault(line, say("doctor-account-over", name=title), account_trouble(name, over.key, say))
    except NoAnswer as error:
        detail = say("doctor-account-unknown", name=title, error=str(error))
        return warning(line, detail, say("doctor-account-unknown-remedy"))
    except SessionUnusable as error:
        return fault(line, say("doctor-refused", error=str(error)), _login(name, say))
    return _asked(name, seen, record, say, token)


@asynccontextmanager
async def _unused(application: Application, name: str) -> AsyncIterator[None]:
    """Make sure that nobody uses a session meanwhile; where there is no folder of sessions, none is made."""
    if application.session_dir.is_dir():
        async with own_session(application, name):
            yield
    else:
        yield


def _asked(name: str, seen: Seen | None, record: AccountRecord | None, say: Say, token: str | None) -> Check:
    """Tell how Telegram sees an account."""
    title, line = account_heading(name, say), _line(name)
    if seen is None:
        return fault(line, say("doctor-signed-out", name=title), _login(name, say))
    if token is not None:
        return _bot(line, seen, token, say)
    if seen.is_bot:
        return fault(line, say("doctor-is-bot", name=title), _login(name, say))
    return _waits(line, say("doctor-account", name=title, who=seen.name, channels=_channels(record)), record, say)


def _bot(line: str, seen: Seen, token: str, say: Say) -> Check:
    name = seen.name
    if not token.startswith(f"{seen.id}:"):
        return fault(line, say("doctor-other-bot", name=name), say("doctor-other-bot-remedy"))
    if not seen.takes_groups:
        return warning(line, say("doctor-bot-no-groups", name=name), say("doctor-bot-no-groups-remedy"))
    return well(line, say("doctor-bot", name=name))


def _recorded(name: str, record: AccountRecord | None, say: Say) -> Check:
    """Tell what the service has written down of an account that it is using."""
    title, line = account_heading(name, say), _line(name)
    if record is not None and record.lost is not None:
        return fault(line, say("doctor-account-over", name=title), account_trouble(name, record.lost, say))
    if name == BOT:
        return _waits(line, say("doctor-bot-in-use"), record, say)
    return _waits(line, say("doctor-account-in-use", name=title, channels=_channels(record)), record, say)


def _waits(line: str, detail: Markup, record: AccountRecord | None, say: Say) -> Check:
    """Add that Telegram asked the account to wait, where it did."""
    if record is None or not record.waits:
        return well(line, detail)
    method, until = next(iter(record.waits.items()))
    waits = say("doctor-flood-wait", method=method, until=f"{until:%Y-%m-%d %H:%M} UTC")
    return warning(line, say("doctor-both", one=detail, other=waits), say("doctor-flood-wait-remedy"))


def _channels(record: AccountRecord | None) -> int:
    return record.channels if record is not None else 0


def _line(name: str) -> str:
    return "bot" if name == BOT else f"account {name}"


def _login(name: str, say: Say) -> Markup:
    return say("doctor-login", command=login_command(name))
