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
        r"make (chaos|load|day|pictures|first-hour|bench|backtest|grouping|soak|crash|fuzz)( \w+=\S+)*",
        "measures or plays for minutes, and has a short version among the tests",
    ),
    Excuse(Where.TERMINAL, r"make (lint|types|contracts|tests|wheel|format|clean|licences)", "for this tree itself"),
    Excuse(Where.TERMINAL, r"python -m benchmarks\..*", "measures for minutes"),
    Excuse(Where.TERMINAL, r"apt install .*", "changes the machine"),
    Excuse(Where.TERMINAL, r"useradd .*|install -d -o narrative-watch .*", "makes a user of the machine"),
    Excuse(Where.TERMINAL, r"(systemctl|journalctl) .*", "needs systemd"),
    Excuse(Where.TERMINAL, r"docker .*", "needs a container engine"),
    Excuse(Where.TERMINAL, r"git checkout TAG", "there is no release yet"),
    Excuse(Where.TERMINAL, r"narrative-watch (replay|match|restore|try)", "is named only: it needs to be told more"),
    Excuse(Where.BOT, r"/(newbot|token|revoke)", "is for @BotFather"),
    Excuse(Where.BOT, r"/(healthz|metrics)", "is an address that monitors ask"),
)


def excuse(instruction: Instruction) -> Excuse | None:
    """Return why an instruction is not run, None if it is."""
    text = re.sub(r"\s+#\s.*", "", instruction.text)
    parts = [part.strip() for part in text.split("&&")] if instruction.where is Where.TERMINAL else [text]
    found = [_excuse_of(part, instruction.where) for part in parts]
    return found[0] if all(found) else None


def _excuse_of(text: str, where: Where) -> Excuse | None:
    return next((one for one in EXCUSES if one.where is where and re.fullmatch(one.pattern, text, re.DOTALL)), None)


def unused(instructions: list[Instruction]) -> list[Excuse]:
    """Return the excuses that no instruction needs."""
    used = {excuse(one) for one in instructions}
    return [one for one in EXCUSES if one not in used]
