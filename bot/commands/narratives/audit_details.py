"""What the audit log keeps of a change, in words: its entries name roles, reasons and counts as the program does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.narratives.rules.changes import FIELDS
from bot.ui.format import short_time
from bot.ui.markup import plain
from storage.database import to_moment
from storage.model.channels import ChannelRole, PauseReason
from storage.model.subscribers import PlaceTrouble, Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.ui.markup import Say
    from storage.narratives.audit import Entry

_ROLE_BEHIND = re.compile(r"(.*) \(([a-z-]+)\)", re.DOTALL)
_COUNTS = re.compile(r"\+(\d+) −(\d+) ≥(\d+)")


def detail_in_words(entry: Entry, say: Say, zone: ZoneInfo, now: datetime) -> str:
    """Return the detail of an entry as people read it; what others wrote (titles, phrases) as it is."""
    if entry.action == "alerts.muted":
        return _until(entry.detail, say, zone, now)
    in_words = _WORDS.get(entry.action)
    return entry.detail if in_words is None else in_words(entry.detail, say)


def subject_in_words(entry: Entry, say: Say) -> str:
    """Return what a change was done to: an id, or the role that an invite gives."""
    if entry.action == "invite.made" and entry.subject in set(Role):
        return plain(say(f"person-{entry.subject}"))
    if entry.action == "alerts.muted" and entry.subject == "all":
        return plain(say("audit-all"))
    return entry.subject


def _until(detail: str, say: Say, zone: ZoneInfo, now: datetime) -> str:
    try:
        return short_time(to_moment(detail), say, zone, now=now)
    except ValueError:
        return detail


def _added(detail: str, say: Say) -> str:
    found = _ROLE_BEHIND.fullmatch(detail)
    if found is None or found[2] not in set(ChannelRole):
        return detail
    return f"{found[1]} ({plain(say(f'role-{found[2]}'))})"


def _imported(detail: str, say: Say) -> str:
    return ", ".join(_part(part, say) for part in detail.split(", "))


def _part(part: str, say: Say) -> str:
    if part in FIELDS:
        return plain(say(f"field-{part}"))
    found = _COUNTS.fullmatch(part)
    if found is None:
        return part
    return plain(say("audit-counts", added=int(found[1]), removed=int(found[2]), changed=int(found[3])))


def _paused(detail: str, say: Say) -> str:
    return plain(say(f"paused-{detail}")) if detail in set(PauseReason) else detail


def _unreached(detail: str, say: Say) -> str:
    return plain(say(f"place-trouble-{detail}")) if detail in set(PlaceTrouble) else detail


_WORDS: dict[str, Callable[[str, Say], str]] = {
    "channel.added": _added,
    "channel.paused": _paused,
    "narrative.imported": _imported,
    "subscriber.paused": _unreached,
}
