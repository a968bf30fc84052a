"""People who read, ask and press: how long they wait for cards and answers, as they see it."""

from __future__ import annotations

import asyncio
import itertools
import re
import time
from collections import defaultdict
from typing import TYPE_CHECKING

from tests.chaos.reckoning import link_of, links_to
from tests.server import Letter
from tests.soak.newswire import sentence
from tests.soak.verdict import Wait

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.app.story import Story
    from tests.server import Account
    from tests.soak.newswire import Newswire

LOOKED_EVERY = 0.02  # seconds
PATIENCE = 60.0  # seconds
PRESSED_AGAIN_AFTER = 15.0  # seconds: what a press asks for is lost with the connection that it was to come by
STEP = "📈"
ASKED = ("/help", "/narratives", "/missed", "/settings", "/digest", "/mute")
ASKED_BY_OPERATORS = ("/status", "/channels", "/coverage", "/quality", "/people", "/audit", "/export", "/phrases")
_ALERT = re.compile(r"🔎 .+ · \d+$", re.MULTILINE)
BUTTONS = ("Why?", "✅ Relevant")


class Readers:
    """Watches what the bot writes to people, and has some of them write back."""

    def __init__(self, story: Story, wire: Newswire, people: list[Account], dice: Random) -> None:
        self.cards: list[Wait] = []
        self.answers: list[Wait] = []
        self.presses: list[Wait] = []
        self.unanswered: list[str] = []
        self.pressed_again = 0
        self._story = story
        self._wire = wire
        self._people = people
        self._dice = dice
        self._begun = time.monotonic()
        self._heard: defaultdict[int, int] = defaultdict(int)
        self._answered: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)

    async def watch(self) -> None:
        """Note until cancelled what comes to whom, and when."""
        for one in self._everybody():
            self._heard[one.id] = one.last_letter_id
        self._begun = time.monotonic()
        while True:
            await asyncio.sleep(LOOKED_EVERY)
            for one in self._everybody():
                for letter in self._new(one):
                    self._take(one, letter)

    async def ask_on(self, person: Account, every: float) -> None:
        """Have somebody write a command now and then, and press a button of what they have."""
        for command, button in zip(itertools.cycle(ASKED), itertools.cycle(BUTTONS), strict=False):
            await asyncio.sleep(self._dice.uniform(0.5, 1.5) * every)
            await self.ask(person, command)
            await asyncio.sleep(self._dice.uniform(0.5, 1.5) * every)
            await self._press(person, button)

    async def operate_on(self, every: float) -> None:
        """Have the owner look after it: ask how it is, look for posts, change phrases, let strangers knock."""
        owner = self._story.owner
        for number, command in enumerate(itertools.cycle(ASKED_BY_OPERATORS)):
            words = " ".join(sentence(self._dice).split()[-6:-3])
            for text in (
                command,
                f"/search {words}",
                f"/try {words}",
                f"/watch zboku {words}",
                f"/unwatch zboku {words}",
            ):
                await asyncio.sleep(self._dice.uniform(0.5, 1.5) * every)
                await self.ask(owner, text)
            stranger = self._story.person(f"Stranger{number}")
            await self._story.telegram.say(stranger, self._story.program.bot, "/start")

    async def ask(self, person: Account, text: str) -> None:
        """Write to the bot, and note for how long the answer took."""
        answered = self._answered[person.id]
        answered.clear()
        asked = time.monotonic()
        await self._story.telegram.say(person, self._story.program.bot, text)
        try:
            await asyncio.wait_for(answered.wait(), PATIENCE)
        except TimeoutError:
            self.unanswered.append(f"{person.name}: {text}")
        else:
            self.answers.append(Wait(self._minute(asked), time.monotonic() - asked))

    async def _press(self, person: Account, button: str) -> None:
        letters = reversed(person.letters.values())
        card = next((one for one in letters if isinstance(one, Letter) and is_alert(one) and _has(one, button)), None)
        if card is None:
            return
        pressed = time.monotonic()
        for patience in (PRESSED_AGAIN_AFTER, PATIENCE):
            try:
                await self._story.telegram.press(person, card, button, within=patience)
            except AssertionError:
                self.pressed_again += 1
            else:
                self.presses.append(Wait(self._minute(pressed), time.monotonic() - pressed))
                return
        self.unanswered.append(f"{person.name}: the button {button}")

    def _everybody(self) -> list[Account]:
        return [self._story.owner, *self._people]

    def _new(self, person: Account) -> Iterator[Letter]:
        """Yield what the bot wrote to somebody since the last time."""
        before, self._heard[person.id] = self._heard[person.id], person.last_letter_id
        for number in range(before + 1, person.last_letter_id + 1):
            letter = person.letters.get(number)
            if isinstance(letter, Letter) and letter.outgoing_from_bot:
                yield letter

    def _take(self, person: Account, letter: Letter) -> None:
        if not is_alert(letter):
            if not letter.text.startswith(STEP):
                self._answered[person.id].set()
            return
        published = self._published().get(link_of(letter))
        if published is not None:
            self.cards.append(Wait(self._minute(published), time.monotonic() - published))

    def _published(self) -> dict[tuple[str, int], float]:
        """Return when each of the latest posts was published or changed, by how cards link to it."""
        latest = itertools.islice(reversed(self._wire.published), 500)
        return {link: self._wire.changed_at[one] for one in latest for link in links_to(one)}

    def _minute(self, at: float) -> float:
        return (at - self._begun) / 60


def is_alert(letter: Letter) -> bool:
    """Tell an alert from what else begins like one: the answers to /try and /search."""
    return _ALERT.match(letter.text) is not None


def _has(card: Letter, label: str) -> bool:
    return any(button.text == label for row in card.buttons for button in row)
