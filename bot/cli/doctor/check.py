"""One line of a check-up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.ui.markup import plain

if TYPE_CHECKING:
    from bot.ui.markup import Markup


class Status(StrEnum):
    """How it is: a fault keeps the service from working, a warning will or may do so."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, and what to do about it (nothing where it is well)."""

    name: str
    status: Status
    detail: str
    remedy: str = ""


def well(name: str, detail: Markup) -> Check:
    """Say that something is as it should be."""
    return Check(name, Status.OK, plain(detail))


def warning(name: str, detail: Markup, remedy: Markup) -> Check:
    """Say that something may become a trouble."""
    return Check(name, Status.WARNING, plain(detail), plain(remedy))


def fault(name: str, detail: Markup, remedy: Markup) -> Check:
    """Say that something has to be put right."""
    return Check(name, Status.FAULT, plain(detail), plain(remedy))
