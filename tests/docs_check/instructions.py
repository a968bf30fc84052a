"""What the pages tell people to type: into a terminal, or to the bot."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tests.docs_check.pages import DIARIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.docs_check.pages import Code, Page

# Blocks that tell nobody to type anything: what is seen, drawn or written into files.
SHOWN = ("", "text", "toml", "mermaid")
PROGRAMS = (
    "narrative-watch",
    ".venv/bin/narrative-watch",
    "make",
    "nw",
    "docker",
    "git",
    "python",
    "python3",
    "pip",
    "source",
)
_TO_THE_BOT = re.compile(r"/[a-z][a-z_]*(?:\s.*)?", re.DOTALL)
_OPTIONAL = re.compile(r"\s*\[([^\[\]]+)\]")


class Where(StrEnum):
    """Where it is typed."""

    TERMINAL = "terminal"
    BOT = "bot"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One thing to type. Those of one block share its line, and are done one after the other."""

    page: str
    line: int
    where: Where
    text: str
    in_block: bool = False

    def __str__(self) -> str:
        """Say where it stands, and what it is."""
        return f"{self.page}:{self.line}: {self.text}"


def collect(pages: Iterable[Page]) -> list[Instruction]:
    """Find everything that people are told to type, in the order of the pages."""
    return [one for page in pages if page.name not in DIARIES for code in page.code() for one in _in(code)]


def unclear(pages: Iterable[Page]) -> list[str]:
    """Name blocks whose language does not say whether they are to be typed."""
    return [
        f"{code.page}:{code.line}: a block of the language «{code.language}»"
        for page in pages
        for code in page.code()
        if code.language is not None and code.language not in (*SHOWN, "sh")
    ]


def _in(code: Code) -> Iterator[Instruction]:
    if code.language == "sh":
        lines = code.text.replace("\\\n", " ").splitlines()
        yield from (
            Instruction(code.page, code.line, Where.TERMINAL, line.strip(), in_block=True)
            for line in lines
            if line.strip() and not line.lstrip().startswith("#")
        )
    elif _TO_THE_BOT.fullmatch(code.text.strip()):
        in_block = code.language is not None
        yield Instruction(code.page, code.line, Where.BOT, code.text.strip(), in_block=in_block)
    elif code.language is None and _is_command(code.text):
        yield Instruction(code.page, code.line, Where.TERMINAL, code.text)


def _is_command(text: str) -> bool:
    """Tell whether something amid a sentence is for the terminal: a program with what it is to do."""
    first, _, rest = re.sub(r"^(?:[A-Z_]+=\S* )+", "", text).partition(" ")
    return bool(rest) and (first in PROGRAMS or shutil.which(first) is not None)


def spelled_out(instruction: Instruction) -> list[Instruction]:
    """Return it as it can be typed: what stands in [brackets] both left out and put in."""
    text = instruction.text
    if not _OPTIONAL.search(text) or instruction.in_block:
        return [instruction]
    return [replace(instruction, text=one) for one in (_OPTIONAL.sub("", text), _OPTIONAL.sub(r" \1", text))]
