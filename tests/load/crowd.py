"""A crowd that follows one narrative, one post, and people who ask and press meanwhile."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import time
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from telethon.tl.functions.messages import SendMessageRequest

from storage.database import to_text
from tests.server import Letter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from tests.app.program import Program
    from tests.server import Account, TelegramServer

IDEAL = 30.0  # messages a second
ASKERS = 5
ASKED_EVERY = 1.0  # seconds between the questions of one person
COMMANDS = ("/help", "/narratives")
LOOKED_EVERY = 0.02  # seconds
PATIENCE = 300.0  # seconds


@dataclass(slots=True)
class Question:
    """Something that was asked of the bot: when, and when it was answered; seconds of time.monotonic()."""

    begun: float
    ended: float = 0.0

    @property
    def wait(self) -> float:
        """For how long its asker waited."""
        return self.ended - self.begun


class Crowd:
    """People who follow a narrative, and what becomes of them."""

    def __init__(self, telegram: TelegramServer, program: Program, people: int, narrative: str) -> None:
        """Let them in as if each had come by /start; the program is down meanwhile."""
        self.people = [telegram.add_user(f"Reader {number}", language="en") for number in range(people)]
        self.commands: list[Question] = []
        self.presses: list[Question] = []
        self._telegram = telegram
        self._bot = program.bot
        now = to_text(datetime.now(UTC))
        with closing(sqlite3.connect(program.database)) as connection, connection:
            for one in self.people:
                program.bot.heard_from.add(one.id)
                connection.execute(
                    "INSERT INTO subscribers (id, name, role, added_at) VALUES (?, ?, 'subscriber', ?)",
                    (one.id, one.name, now),
                )
                connection.execute(
                    "INSERT INTO subscriptions (subscriber_id, narrative_id, since) VALUES (?, ?, ?)",
                    (one.id, narrative, now),
                )

    def cards(self) -> list[int]:
        """Return how many alerts each of them has."""
        return [sum(is_card(letter) for letter in self._heard(one)) for one in self.people]

    async def until_told(self, share: float = 1.0) -> None:
        """Wait until this share of them has an alert."""
        await looked_for(lambda: sum(map(bool, self.cards())) >= share * len(self.people))

    @asynccontextmanager
    async def asking(self, askers: int) -> AsyncIterator[None]:
        """Have some of them write a command every second or so, and press a button of what they have."""
        tasks = [asyncio.create_task(self._ask_on(one, number)) for number, one in enumerate(self.people[:askers])]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            for found in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(found, AssertionError):
                    raise found

    async def _ask_on(self, person: Account, number: int) -> None:
        await asyncio.sleep(number * ASKED_EVERY / 4)
        pressing = asyncio.create_task(self._press_on(person))
        try:
            for command in itertools.cycle(COMMANDS):
                await self._ask(person, command)
                await asyncio.sleep(ASKED_EVERY)
        finally:
            pressing.cancel()
            await asyncio.gather(pressing, return_exceptions=True)

    async def _press_on(self, person: Account) -> None:
        while True:
            await asyncio.sleep(ASKED_EVERY * 2)
            await self._press(person)

    async def _ask(self, person: Account, command: str) -> None:
        question, heard = Question(time.monotonic()), len(self._answers(person))
        self.commands.append(question)
        await self._telegram.say(person, self._bot, command)
        await looked_for(lambda: len(self._answers(person)) > heard)
        question.ended = time.monotonic()

    async def _press(self, person: Account) -> None:
        """Press a button under a person's newest card, if they have one."""
        card = next((letter for letter in reversed(self._heard(person)) if is_card(letter)), None)
        data = next((button.data for row in card.buttons for button in row if button.data), None) if card else None
        if card is None or data is None:
            return
        question = Question(time.monotonic())
        self.presses.append(question)
        await self._telegram.press(person, card, data, within=PATIENCE)
        question.ended = time.monotonic()

    def _answers(self, person: Account) -> list[Letter]:
        return [letter for letter in self._heard(person) if not is_card(letter)]

    def _heard(self, person: Account) -> list[Letter]:
        found = [letter for letter in person.letters.values() if isinstance(letter, Letter)]
        return [letter for letter in found if letter.sender is self._bot]


async def looked_for(condition: Callable[[], object], within: float = PATIENCE) -> None:
    """Wait for something that takes a while to look for, now and then."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, "the crowd waits in vain"
        await asyncio.sleep(LOOKED_EVERY)


def is_card(letter: Letter) -> bool:
    """Tell an alert from an answer; its buttons may be swapped for those that mute."""
    return is_alert(letter.text)


def is_alert(text: str) -> bool:
    """Tell the text of an alert."""
    return text.startswith("🔎")


def sent_at(telegram: TelegramServer, bot: Account) -> list[float]:
    """Return when the bot asked for each message to be sent, refused ones included."""
    return [one.at for one in telegram.requests if one.account is bot and isinstance(one.request, SendMessageRequest)]


def most_in_a_second(moments: Sequence[float]) -> int:
    """Return how many of these moments lie in one second at most."""
    most, begin = 0, 0
    for end, moment in enumerate(moments):
        while moment - moments[begin] >= 1.0:
            begin += 1
        most = max(most, end - begin + 1)
    return most


@dataclass(frozen=True, slots=True)
class Told:
    """How a crowd was told of one post: in how many seconds, the flood wait apart; and how long its askers waited.

    Answers take their share of what Telegram lets the bot send.
    """

    people: int
    answers: int
    seconds: float
    cards: list[int]
    fastest: int
    commands: list[float]
    presses: list[float]
    in_flood: list[float]
    waited: int
    cards_before_answers: int

    def line(self) -> str:
        """Say it."""
        ideal = (self.people + self.answers) / IDEAL
        return (
            f"people={self.people} answers={self.answers} seconds={self.seconds:.1f} "
            f"ideal={ideal:.1f} ratio={self.seconds / ideal:.2f} "
            f"most_in_a_second={self.fastest} lost={self.cards.count(0)} twice={sum(n > 1 for n in self.cards)} "
            f"commands={len(self.commands)} command_max={max(self.commands, default=0):.2f}s "
            f"presses={len(self.presses)} press_max={max(self.presses, default=0):.2f}s "
            f"presses_in_flood={len(self.in_flood)} press_in_flood_max={max(self.in_flood, default=0):.2f}s "
            f"answers_waiting={self.waited} cards_before_them={self.cards_before_answers}"
        )


async def tell(
    telegram: TelegramServer, bot: Account, crowd: Crowd, post: Callable[[], Awaitable[object]], flood: float
) -> Told:
    """Have a post alert a crowd, some of which ask and press meanwhile, with a flood wait in the middle (0: none)."""
    begun = time.monotonic()
    flood_begun = flood_ended = 0.0
    letters = 0
    async with crowd.asking(ASKERS):
        await post()
        if flood:
            await crowd.until_told(0.5)
            fault = telegram.flood(SendMessageRequest, flood)
            flood_begun = time.monotonic()
            await asyncio.sleep(flood)  # it begins with the next message, so it lasts a moment longer
            letters = len(telegram.world.letters)
            flood_ended = fault.until or 0.0
        await crowd.until_told()
        told_at = time.monotonic()
        seconds = told_at - begun - (flood_ended - flood_begun)
        await asyncio.sleep(2 * ASKED_EVERY)

    def outside(one: Question) -> bool:
        return one.ended > 0 and (one.ended < flood_begun or one.begun > flood_ended)

    waited = sum(one.begun < flood_ended <= one.ended for one in crowd.commands)
    return Told(
        people=len(crowd.people),
        answers=sum(0 < one.ended <= told_at for one in crowd.commands),
        seconds=seconds,
        cards=crowd.cards(),
        fastest=most_in_a_second([at for at in sent_at(telegram, bot) if at >= begun]),
        commands=[one.wait for one in crowd.commands if outside(one)],
        presses=[one.wait for one in crowd.presses if outside(one)],
        in_flood=[one.wait for one in crowd.presses if flood_begun <= one.begun <= flood_ended],
        waited=waited,
        cards_before_answers=_cards_before(telegram, bot, letters, waited),
    )


def _cards_before(telegram: TelegramServer, bot: Account, letters: int, answers: int) -> int:
    """Count the cards that came before so many answers did, among the letters from a number on."""
    cards = 0
    for letter in telegram.world.letters[letters:]:
        if answers == 0:
            break
        if letter.sender is bot and is_card(letter):
            cards += 1
        elif letter.sender is bot:
            answers -= 1
    return cards
