"""What one person sees and does in a chat with the bot, in the order of the day."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from telethon.extensions import html

from bot.ui.locale import Texts
from bot.ui.markup import plain
from tests.server import Letter, wait_for

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from tests.day.clock import DayClock
    from tests.server import Account, Post, TelegramServer

LOOKED_EVERY = 0.002  # seconds
QUIET = 0.25  # seconds in which nothing more comes


@dataclass(frozen=True, slots=True)
class View:
    """A message as its reader sees it: HTML, and the labels of the buttons under it."""

    html: str
    buttons: tuple[tuple[str, ...], ...]
    file: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened: a message came or changed (`before` is how it was), or the person did something."""

    at: datetime
    view: View | None = None
    before: View | None = None
    first_at: datetime | None = None
    """When the message came that is changed now."""
    answers: bool = False
    did: str = ""
    told: str = ""
    """The line that popped up over it."""


@dataclass(slots=True)
class _Kept:
    at: datetime
    view: View


@dataclass(slots=True)
class Diary:
    """Watches one chat. `told` are the entries so far."""

    telegram: TelegramServer
    bot: Account
    person: Account
    zone: ZoneInfo
    clock: DayClock
    entries: list[Entry] = field(default_factory=list)
    _seen: dict[int, _Kept] = field(default_factory=dict)

    async def watch(self) -> None:
        """Look until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(LOOKED_EVERY)

    def look(self) -> None:
        """Note what came and what changed since the last look."""
        for number, letter in self.person.letters.items():
            if not isinstance(letter, Letter) or letter.sender is not self.bot:
                continue
            view = view_of(letter)
            kept = self._seen.get(number)
            if kept is None:
                self._seen[number] = _Kept(self.clock.now(), view)
                self._note(view=view, answers=letter.reply_to is not None)
            elif kept.view != view:
                self._note(view=view, before=kept.view, first_at=kept.at)
                kept.view = view

    def _note(self, **what: object) -> None:
        self.entries.append(Entry(self.clock.now(), **what))  # type: ignore[arg-type] # the fields of an Entry

    async def writes(self, text: str) -> Letter:
        """Write to the bot, and return what it answers."""
        return await self.does(f"writes «{text}»", text)

    async def does(
        self,
        did: str,
        text: str,
        *,
        reply_to: Letter | None = None,
        forwarded_from: Post | None = None,
        file: tuple[str, bytes] | None = None,
    ) -> Letter:
        """Send the bot something, told as `did`, and return what it answers."""
        self._note(did=did)
        heard = len(self.letters())
        await self.telegram.say(
            self.person,
            self.bot,
            text,
            at=self.clock.now(),
            reply_to=reply_to,
            forwarded_from=forwarded_from,
            file=file,
        )
        await wait_for(lambda: len(self.letters()) > heard, within=20, awaited=f"an answer to {text}")
        await self.settles()
        return self.letters()[heard]

    def sent(self) -> Letter:
        """Return what the person sent last."""
        found = [letter for letter in self.person.letters.values() if isinstance(letter, Letter)]
        return [letter for letter in found if letter.sender is self.person][-1]

    async def presses(self, letter: Letter, words: str) -> None:
        """Press the button whose label has these words."""
        labels = [button.text for row in letter.buttons for button in row]
        label = next((one for one in labels if words in one), None)
        assert label is not None, f"no button with «{words}» among {labels}"
        at = len(self.entries)
        self._note(did=f"presses «{label}»")
        answer = await self.telegram.press(self.person, letter, label, within=20)
        if answer.text:
            self.entries[at] = Entry(self.entries[at].at, did=self.entries[at].did, told=answer.text)
        else:
            await wait_for(lambda: len(self.entries) > at + 1, within=20, awaited=f"what «{label}» brings")
        await self.settles()

    async def settles(self) -> None:
        """Wait until nothing more comes for a while."""
        loop = asyncio.get_running_loop()
        self.look()
        quiet_since, before = loop.time(), len(self.entries)
        while loop.time() - quiet_since < QUIET:
            await asyncio.sleep(LOOKED_EVERY)
            self.look()
            if len(self.entries) != before:
                quiet_since, before = loop.time(), len(self.entries)

    def letters(self) -> list[Letter]:
        """Return what the bot wrote, the oldest first."""
        found = [letter for letter in self.person.letters.values() if isinstance(letter, Letter)]
        return [letter for letter in found if letter.sender is self.bot]

    async def latest(self, words: str, *, within: float = 30) -> Letter:
        """Wait for a message with these words, and return the newest."""
        await wait_for(lambda: self._with(words), within=within, awaited=f"«{words}» for {self.person.name}")
        await self.settles()
        return self._with(words)[-1]

    def _with(self, words: str) -> list[Letter]:
        return [letter for letter in self.letters() if words in letter.text]


def view_of(letter: Letter) -> View:
    """Return a message as it is seen now."""
    buttons = tuple(tuple(button.text for button in row) for row in letter.buttons)
    return View(html.unparse(letter.text, letter.entities), buttons, letter.file.name if letter.file else "")


def label(key: str, language: str, **values: object) -> str:
    """Return what a button says: from its own text, so that renaming it breaks nobody's day."""
    return plain(Texts("en").for_language(language)(key, **values))
