"""Does what the pages say, one thing after the other, and says of each what came of it."""

from __future__ import annotations

import asyncio
import re
import shutil
import time
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from tests.docs_check.excuses import excuse, to_run
from tests.docs_check.grammar import only_named
from tests.docs_check.instructions import Where, spelled_out
from tests.docs_check.reader import Reader
from tests.docs_check.source import clean_copy
from tests.docs_check.stage import Failed
from tests.docs_check.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.docs_check.instructions import Instruction
    from tests.docs_check.stand import Stand


class Check:
    """One run in a folder of its own: `done`, `named` (commands that a sentence speaks of), `excused` and `failed`."""

    def __init__(self, people: Stand, folder: Path) -> None:
        self.done: list[Instruction] = []
        self.named: list[Instruction] = []
        self.excused: list[Instruction] = []
        self.failed: list[Instruction] = []
        self._stand = people
        self._folder = folder
        self._history = folder / "history.db"

    async def run(self, instructions: list[Instruction]) -> None:
        """Install the program, write to the bot, then follow each page at a terminal."""
        source = await asyncio.to_thread(clean_copy, self._folder)
        await self._write(source, [one for one in instructions if one.where is Where.BOT])
        at_terminals = [one for one in instructions if one.where is Where.TERMINAL]
        for page, found in groupby(at_terminals, key=lambda one: one.page):
            await self._follow(source, page, list(found))

    async def _write(self, source: Path, instructions: list[Instruction]) -> None:
        reader = Reader(self._stand, source, self._folder / "bot")
        await reader.get_ready()
        async with reader.stage.service():
            talk = Talk(self._stand, reader.program)
            await talk.begin()
            for one in _each_once(instructions):
                if excuse(one) is None and only_named(one.text):
                    self._report(self.named, one, "the name of a command")
                else:
                    await self._try(one, talk.write)
        shutil.copy(reader.program.database, self._history)

    async def _follow(self, source: Path, page: str, instructions: list[Instruction]) -> None:
        reader = Reader(self._stand, source, self._folder / re.sub(r"\W", "-", page))
        await reader.get_ready(self._history)

        async def do(text: str) -> None:
            for part in to_run(replace(one, text=text)):
                await reader.follow(part)

        for _, block in groupby(instructions, key=lambda one: (one.line, one.in_block)):
            reader.stage.back_to_the_start()
            for one in block:
                await self._try(one, do)

    async def _try(self, one: Instruction, do: Callable[[str], Awaitable[None]]) -> None:
        why_not = excuse(one)
        if why_not is not None:
            self._report(self.excused, one, why_not.reason)
            return
        begun = time.monotonic()
        try:
            for typed in spelled_out(one):
                await do(typed.text)
        except (Failed, AssertionError, OSError) as error:
            self._report(self.failed, one, f"FAILED\n{error}")
        else:
            self._report(self.done, one, f"done in {time.monotonic() - begun:.1f} s")

    @staticmethod
    def _report(into: list[Instruction], one: Instruction, what: str) -> None:
        into.append(one)
        print(f"{one} – {what}", flush=True)  # noqa: T201


def _each_once(instructions: list[Instruction]) -> list[Instruction]:
    """Return them without those that another page has said before."""
    first: dict[str, Instruction] = {}
    for one in instructions:
        first.setdefault(one.text, one)
    return list(first.values())
