"""Where a play is played: a Telegram, the program, and people who ask again when no answer came."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from bot.app import build_matcher
from tests.app.program import Program
from tests.app.room import Room
from tests.app.story import Story
from tests.chaos.publishers import Published
from tests.crash.revived import Revived

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.crash.stopping import Stop
    from tests.server import Account, Channel, Letter, Post, TelegramServer

PATIENCE = 90.0  # seconds; a machine that has much else to do may need them
LOOK_EVERY = 0.05
CATCHING_UP = 2.0  # seconds in which a command that was not acted on comes again by itself

# How alerts, digests and notices begin, and no answer does.
DELIVERED = ("🔎", "🗞", "🌩", "🌤", "🔕 Поки сповіщення були вимкнені", "📈", "👋")

SETTINGS = {
    "NW_SWEEP_EVERY": "4s",
    "NW_SWEEP_QUIET": "4s",
    "NW_PAGE_PAUSE": "0s",
    "NW_REVISIT_AFTER": "10m,800d",
    "NW_KEEP_UNMATCHED": "1d",
    "NW_BACKUP_EVERY": "20s",
    "NW_BUDGET": "0",
    # Leaps of the clock are no silence of Telegram's.
    "NW_STALL_AFTER": "900d",
    "NW_BLIND_AFTER": "900d",
    "NW_TELL_SUBSCRIBERS_AFTER": "900d",
}


class Stage:
    """All that a play needs; what it says of the program's state it reads from the database, as anybody could."""

    def __init__(self, telegram: TelegramServer, folder: Path, stop: Stop | None) -> None:
        self.telegram = telegram
        self.reader = telegram.add_user("Reader", phone="+380500000001", code="12345")
        self.bot = telegram.add_bot("Watch bot", username="nw_bot", token="1000:secret")
        self.owner = telegram.add_user("Olha", username="olha", language="en")
        self.program = Program(telegram, folder, (self.reader, self.bot), self.owner, build_matcher)
        self.program.variables |= SETTINGS
        self.story = Story(telegram, self.program, self.owner)
        self.revived = Revived(self.program, folder, stop)
        self.clock = self.revived.clock
        # Two days behind the machine: commands carry the machine's time, and one of long ago would be asked about.
        self.clock.wind((datetime.now(UTC) - timedelta(days=3)).replace(hour=9, minute=10))
        self.room = Room(self.story, telegram.add_channel("Newsroom", private=True, megagroup=True, members=[self.bot]))
        self.published: list[Published] = []
        self.asked_again: list[str] = []

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Ask the program's database."""
        return self.program.rows(query, *values)

    async def until(self, condition: Callable[[], object], awaited: str, within: float = PATIENCE) -> None:
        """Wait until something holds."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while not condition():
            if loop.time() > deadline:
                raise AssertionError(f"not within {within:.0f} s: {awaited}")
            await asyncio.sleep(LOOK_EVERY)

    async def calm(self) -> None:
        """Wait until the program is up and owes nothing that is due: what it did late would be of another hour."""
        owing = """
            SELECT 1 FROM outbox
            WHERE (status = 'pending' AND kind NOT IN ('notice', 'summary')) OR (status = 'sent' AND amend_at <= ?)
            UNION ALL SELECT 1 FROM gaps WHERE refilled_at IS NULL
        """

        def is_calm() -> bool:
            return self.revived.is_up and not self.rows(owing, self._now())

        await self.until(is_calm, "nothing to be owed")

    async def wind(self, to: datetime) -> None:
        """Have time pass, once it is calm."""
        await self.calm()
        self.clock.wind(to)

    async def let_pass(self, span: timedelta) -> None:
        """Have so much time pass, once it is calm."""
        await self.calm()
        self.clock.wind(self.clock.now() + span)

    def _now(self) -> str:
        return self.clock.now().astimezone(UTC).isoformat(timespec="milliseconds")

    def answers(self, person: Account) -> list[Letter]:
        """Return what the bot answered somebody."""
        return [letter for letter in self.story.from_bot(person) if not letter.text.startswith(DELIVERED)]

    async def ask(
        self, person: Account, text: str, effect: Callable[[], object], file: tuple[str, bytes] | None = None
    ) -> Letter:
        """Write to the bot, and wait for the answer and the effect; who hears nothing asks again."""
        heard = len(self.answers(person))

        def answered() -> bool:
            return len(self.answers(person)) > heard

        await self._ask(lambda: self.telegram.say(person, self.bot, text, file=file), text, answered, effect)
        return self.answers(person)[heard]

    async def ask_in_room(self, person: Account, text: str, effect: Callable[[], object]) -> Post:
        """Do the same in the group."""
        heard = len(self.room.from_bot())

        def answered() -> bool:
            return len(self.room.from_bot()) > heard

        await self._ask(lambda: self.room.say(person, text), text, answered, effect)
        return cast("Post", self.room.from_bot()[heard])

    async def _ask(
        self,
        say: Callable[[], Awaitable[object]],
        text: str,
        answered: Callable[[], object],
        effect: Callable[[], object],
    ) -> None:
        deaths = self.revived.deaths
        await say()
        await self.until(lambda: (answered() and effect()) or self.revived.deaths > deaths, f"an answer to {text}")
        if not (answered() and effect()):
            await self.revived.until_up()
            with suppress(AssertionError):
                await self.until(lambda: answered() and effect(), "it is acted on by itself", CATCHING_UP)
            if not answered():
                self.asked_again.append(text)
                await say()
            await self.until(lambda: answered() and effect(), f"an answer to {text}, asked again")

    async def press(self, person: Account, letter: Letter | Post, label: str, effect: Callable[[], object]) -> None:
        """Press a button, and wait for its effect; who sees none presses again."""
        await self.until(lambda: data_of(letter, label) or self._has(person, label), f"a button {label}")
        if not (data := data_of(letter, label)):  # another answer came first
            letter = self._has(person, label)[-1]
            data = data_of(letter, label)
        await self.revived.until_up()  # a press that nobody hears is not told later
        deaths = self.revived.deaths
        pressing = asyncio.ensure_future(self.telegram.press(person, letter, data, within=PATIENCE))
        await self.until(lambda: pressing.done() or self.revived.deaths > deaths, f"an answer to the button {label}")
        if not pressing.done():
            pressing.cancel()
            await asyncio.gather(pressing, return_exceptions=True)
        with suppress(AssertionError):
            await self.until(lambda: effect() or self.revived.deaths > deaths, f"what the button {label} does")
        if not effect():
            await self.revived.until_up()
            with suppress(AssertionError):
                await self.until(effect, "it is acted on by itself", CATCHING_UP)
        if not effect():
            self.asked_again.append(label)
            await self.telegram.press(person, letter, data, within=PATIENCE)
        await self.until(effect, f"what the button {label} does")

    def _has(self, person: Account, label: str) -> list[Letter]:
        return [one for one in self.answers(person) if data_of(one, label)]

    async def post(
        self, channel: Channel, text: str, *, silently: bool = False, origin: Post | None = None
    ) -> Published:
        """Post, and wait until the program has it."""
        post = await self.telegram.post(
            channel, text, at=self.clock.now(), silently=silently, forwarded_from=origin, views=1, forwards=0
        )
        one = Published([post], post, [text])
        self.published.append(one)
        await self.kept(one)
        return one

    async def edit(self, one: Published, text: str, *, silently: bool = False) -> None:
        """Change a post."""
        one.texts.append(text)
        await self.telegram.edit(one.channel, one.worded.id, text, at=self.clock.now(), silently=silently)
        if not silently:
            await self.kept(one)

    async def kept(self, one: Published) -> None:
        """Wait until the program has a post as it is now."""
        query = "SELECT 1 FROM posts WHERE channel_id = ? AND message_id = ? AND text = ?"
        key = (one.channel.marked_id, one.messages[0].id, one.texts[-1])
        await self.until(lambda: self.rows(query, *key), f"{one} to be kept")

    async def card(self, person: Account, number: int, *parts: str) -> Letter:
        """Wait for somebody's card of that number, and until it says all that is expected."""
        await self.until(lambda: len(self.story.cards(person)) >= number, f"card {number} of {person.name}")
        card = self.story.cards(person)[number - 1]
        await self.until(lambda: all(part in card.text for part in parts), f"{parts} on card {number} of {person.name}")
        return card

    async def told(self, person: Account, part: str) -> Letter:
        """Wait for a message that is no card."""

        def found() -> list[Letter]:
            return [one for one in self.story.from_bot(person) if part in one.text]

        await self.until(found, f"«{part}» to {person.name}")
        return found()[0]

    async def swept(self) -> None:
        """Wait until every channel has been asked after by the time that it is now."""
        since = (self.clock.now() - timedelta(seconds=30)).astimezone(UTC).isoformat(timespec="milliseconds")
        query = """
            SELECT 1 FROM coverage JOIN channels ON channels.id = channel_id
            WHERE channels.status = 'active' AND coalesce(checked_at, '') < ?
        """
        await self.until(lambda: not self.rows(query, since), "a sweep")


def data_of(letter: Letter | Post, label: str) -> bytes:
    """Return what a button carries; nothing where there is none with such a label."""
    buttons = (button for row in letter.buttons for button in row)
    return next((button.data for button in buttons if label in button.text and button.data is not None), b"")
