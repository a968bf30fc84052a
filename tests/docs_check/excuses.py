"""What the docs tell people to type and the check does not run, each with the reason."""

from __future__ import annotations

import re
from typing import NamedTuple

from tests.docs_check.instructions import Instruction, Where


class Excuse(NamedTuple):
    """A pattern that the whole of an instruction has to meet, and why such are not run."""

    where: Where
    pattern: str
    reason: str


EXCUSES = (
    Excuse(Where.TERMINAL, r"make (test|docs-check)", "this check is a part of it, or is it"),
    Excuse(
        Where.TERMINAL,
        r"make (chaos|load|day|pictures|first-hour|bench|backtest|grouping|soak|crash|fuzz|slowest)( \w+=\S+)*",
        "measures or plays for minutes, and has a short version among the tests",
    ),
    Excuse(
        Where.TERMINAL,
        r"make (lint|types|contracts|tests|wheel|format|clean|licences)( (types|contracts))*",
        "for who changes this tree",
    ),
    Excuse(Where.TERMINAL, r"\.venv/bin/python -m pytest .*", "is a part of the tests"),
    Excuse(Where.TERMINAL, r"python -m benchmarks\..*", "measures for minutes"),
    Excuse(Where.TERMINAL, r"apt install .*", "changes the machine"),
    Excuse(Where.TERMINAL, r"useradd .*|install -d -o narrative-watch .*", "makes a user of the machine"),
    Excuse(Where.TERMINAL, r"(systemctl|journalctl) .*", "needs systemd"),
    Excuse(Where.TERMINAL, r"docker .*", "needs a container engine"),
    Excuse(Where.TERMINAL, r"git checkout TAG", "there is no release yet"),
    Excuse(Where.TERMINAL, r"narrative-watch (replay|match|restore|try)", "is named only: it needs to be told more"),
    Excuse(Where.BOT, r"/(newbot|token|revoke|setjoingroups)", "is for @BotFather"),
    Excuse(Where.BOT, r"/claim \S+", "is good once, and only where there is no owner yet"),
    Excuse(Where.BOT, r"/(healthz|metrics)", "is an address that monitors ask"),
)


def to_run(instruction: Instruction) -> list[str]:
    """Return the parts of an instruction (those between &&) that are run."""
    return [part for part in _parts(instruction) if _excuse_of(part, instruction.where) is None]


def excuse(instruction: Instruction) -> Excuse | None:
    """Return why nothing of an instruction is run, None if something is."""
    if to_run(instruction):
        return None
    return _excuse_of(_parts(instruction)[0], instruction.where)


def unused(instructions: list[Instruction]) -> list[Excuse]:
    """Return the excuses that no instruction needs."""
    used = {_excuse_of(part, one.where) for one in instructions for part in _parts(one)}
    return [one for one in EXCUSES if one not in used]


def _parts(instruction: Instruction) -> list[str]:
    if instruction.where is Where.BOT:
        return [instruction.text]
    return [part.strip() for part in re.sub(r"\s+#\s.*", "", instruction.text).split("&&")]


def _excuse_of(text: str, where: Where) -> Excuse | None:
    return next((one for one in EXCUSES if one.where is where and re.fullmatch(one.pattern, text, re.DOTALL)), None)
