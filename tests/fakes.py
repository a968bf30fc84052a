"""Stand-ins at the program's own ports: a clock that is set by hand, a sender that keeps what it gets, a matcher."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections import defaultdict, deque
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.alerts.rules.outcome import Sent
from storage.model.narratives import Level, Match, PhraseKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.alerts.rules.outcome import Outcome
    from bot.ui.message import Message
    from storage.model.deliveries import Delivery
    from storage.model.ids import ChatId, DeliveryId, NarrativeId
    from storage.model.narratives import Narrative

START = datetime(2022, 9, 10, 12, tzinfo=UTC)


class HandClock:
    """A Clock that moves only when it is told to."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now
        self._sleepers: list[tuple[datetime, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._now

    def seconds(self) -> float:
        return self._now.timestamp()

    async def sleep(self, seconds: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._now + timedelta(seconds=seconds), woken))
        await woken

    def move(self, span: timedelta) -> None:
        self._now += span
        for at, woken in self._sleepers:
            if at <= self._now and not woken.done():
                woken.set_result(None)
        self._sleepers = [one for one in self._sleepers if not one[1].done()]


class FastClock:
    """A Clock that begins now and runs so many times as fast as the real one."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._begun = datetime.now(UTC)

    def now(self) -> datetime:
        return self._begun + (datetime.now(UTC) - self._begun) * self._speed

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._speed)


class LeapClock:
    """A Clock that begins at some moment, runs as fast as the real one, and leaps ahead when it is told to."""

    def __init__(self, begin: datetime) -> None:
        self._ahead = begin - datetime.now(UTC)
        self._leapt = asyncio.Event()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def leap(self, to: datetime) -> None:
        assert to >= self.now(), "time does not go back"
        self._ahead = to - datetime.now(UTC)
        self._leapt.set()
        self._leapt = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        until = self.now() + timedelta(seconds=seconds)
        while (left := (until - self.now()).total_seconds()) > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._leapt.wait(), left)


class RecordingSender:
    """A Sender that keeps what it is given, and answers with `answers` of the chat while there are any."""

    def __init__(self) -> None:
        self.sent: list[tuple[ChatId, DeliveryId, str]] = []
        self.answers: defaultdict[ChatId, deque[Outcome]] = defaultdict(deque)
        self.open = asyncio.Event()  # closed: sends begin but do not end
        self.open.set()
        self.under_way: list[ChatId] = []
        self.most_in_one_chat = 0

    async def send(self, delivery: Delivery, message: Message) -> Outcome:
        chat = delivery.subscriber.id
        self.sent.append((chat, delivery.id, message.html))
        self.under_way.append(chat)
        self.most_in_one_chat = max(self.most_in_one_chat, self.under_way.count(chat))
        try:
            await self.open.wait()
            await asyncio.sleep(0)
        finally:
            self.under_way.remove(chat)
        return self.answers[chat].popleft() if self.answers[chat] else Sent(1000 + len(self.sent))

    def to(self, chat: ChatId) -> list[DeliveryId]:
        return [delivery for one, delivery, _ in self.sent if one == chat]


class WordMatcher:
    """A Matcher that finds phrases letter for letter, whatever their narrative's status; `nearly` are near misses."""

    def __init__(self, nearly: Collection[str] = ()) -> None:
        self._nearly = nearly
        self._narratives: dict[NarrativeId, Narrative] = {}

    def watch(self, narrative: Narrative) -> None:
        self._narratives[narrative.id] = narrative

    def forget(self, narrative_id: NarrativeId) -> None:
        self._narratives.pop(narrative_id, None)

    def match(self, text: str) -> list[Match]:
        found: list[Match] = []
        for narrative in self._narratives.values():
            for phrase in narrative.phrases:
                spans = tuple(hit.span() for hit in re.finditer(re.escape(phrase.text), text, re.IGNORECASE))
                if spans and phrase.kind is PhraseKind.WATCH:
                    level, score = (Level.NEAR, 60.0) if phrase.text in self._nearly else (Level.ALERT, 100.0)
                    found.append(Match(narrative.id, phrase.id, level, score, spans))
        return found
