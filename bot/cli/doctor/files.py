"""Folders and files: whether they can be written, and that nobody else can read them."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from bot.cli.doctor.check import Check, fault, warning, well
from bot.cli.doctor.machine import nearest_existing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.ui.markup import Say

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def folders(wanted: Iterable[Path], say: Say) -> list[Check]:
    """Find folders that cannot be written to, or made."""
    checks: list[Check] = []
    for folder in dict.fromkeys(wanted):
        there = nearest_existing(folder)
        if not there.is_dir():
            checks.append(fault("folders", say("doctor-no-folder", folder=str(there)), say("doctor-no-folder-remedy")))
        elif not os.access(there, os.W_OK | os.X_OK):
            checks.append(
                fault("folders", say("doctor-unwritable", folder=str(there)), say("doctor-unwritable-remedy"))
            )
    return checks or [well("folders", say("doctor-folders"))]


def modes(private: Iterable[Path], say: Say) -> list[Check]:
    """Find files and folders that others than their owner can get at."""
    open_ = [path for path in private if path.exists() and path.stat().st_mode & OTHERS]
    if not open_:
        return [well("file-modes", say("doctor-modes"))]
    return [
        warning(
            "file-modes",
            say("doctor-mode", path=str(path), mode=f"{stat.S_IMODE(path.stat().st_mode):04o}"),
            say("doctor-mode-remedy", command=f"chmod {'700' if path.is_dir() else '600'} {path}"),
        )
        for path in open_
    ]
