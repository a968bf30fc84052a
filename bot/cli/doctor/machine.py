"""The machine: its disk, its clock, and what it knows of time zones."""

from __future__ import annotations

import shutil
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.cli.doctor.check import Check, fault, warning, well
from bot.ui.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta
    from pathlib import Path

    from bot.ui.markup import Say

MEGABYTE = 2**20
TOO_LITTLE, LITTLE = 100 * MEGABYTE, 1024 * MEGABYTE
# Telegram drops messages whose time is 30 seconds ahead or 300 behind (core.telegram.org/mtproto/description).
SKEW, MUCH_SKEW = 5, 30  # seconds
OLD_ZONES = 2  # years; zones change about twice a year, somewhere


def disk(folders: Iterable[Path], say: Say) -> list[Check]:
    """Tell how much room is left where the database and the backups lie."""
    checks: list[Check] = []
    for folder in dict.fromkeys(nearest_existing(one) for one in folders):
        free = shutil.disk_usage(folder).free
        detail = say("doctor-disk", folder=str(folder), free=free // MEGABYTE)
        if free < TOO_LITTLE:
            checks.append(fault("disk", detail, say("doctor-disk-remedy")))
        elif free < LITTLE:
            checks.append(warning("disk", detail, say("doctor-disk-remedy")))
        else:
            checks.append(well("disk", detail))
    return checks


def nearest_existing(folder: Path) -> Path:
    """Return the folder, or the one that it would be made in."""
    there = folder.absolute()
    while not there.exists():
        there = there.parent
    return there


def clock(ahead: timedelta | None, alive_at: datetime | None, now: datetime, say: Say) -> Check:
    """Compare the clock with Telegram's, or else with when the service last ran."""
    if ahead is not None:
        seconds = round(abs(ahead.total_seconds()))
        if seconds <= SKEW:
            return well("clock", say("doctor-clock"))
        way = "doctor-clock-ahead" if ahead.total_seconds() > 0 else "doctor-clock-behind"
        found = fault if seconds > MUCH_SKEW else warning
        return found("clock", say(way, seconds=seconds), say("doctor-clock-remedy"))
    if alive_at is not None and alive_at > now:
        return fault("clock", say("doctor-clock-back", at=f"{alive_at:%Y-%m-%d %H:%M} UTC"), say("doctor-clock-remedy"))
    return well("clock", say("doctor-clock-unknown", now=f"{now:%Y-%m-%d %H:%M:%S} UTC"))


def time_zone(name: str, now: datetime, say: Say) -> Check:
    """Tell what the time is in the zone of the settings, and how old the machine's knowledge of zones is."""
    local = f"{now.astimezone(ZoneInfo(name)):%H:%M (UTC%z)}"
    data = _zone_data()
    detail = say("doctor-zone", zone=name, local=local, data=data or "?")
    if data is not None and data[:4].isdigit() and now.year - int(data[:4]) >= OLD_ZONES:
        return warning("time-zone", detail, say("doctor-zone-remedy", command=escaped("pip install --upgrade tzdata")))
    return well("time-zone", detail)


def _zone_data() -> str | None:
    try:
        return version("tzdata")
    except PackageNotFoundError:
        return None
