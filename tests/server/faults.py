"""Injected faults: requests that are refused, answered late or not at all, and updates that get lost or come late."""

from __future__ import annotations

import math
import time
from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeAlias

from telethon import utils
from telethon.tl import functions

if TYPE_CHECKING:
    from collections.abc import Callable

    from telethon.tl import TLObject

    from tests.server.accounts import Account

When: TypeAlias = "Callable[[TLObject, Account | None], bool]"


class Cut(Enum):
    """Where an answer ends because the connection does."""

    BEFORE = auto()
    WITHIN = auto()


@dataclass(eq=False, slots=True)
class Fault:
    """A rule for some requests, or for some updates; `times` None means until it is lifted."""

    kind: type[TLObject]
    times: int | None
    when: When | None
    reason: str = ""
    seconds: float = 0.0
    met: int = field(default=0)
    """How often the rule was applied so far."""

    def lift(self) -> None:
        """End the fault: what it held up goes through again."""
        self.times = self.met

    def applies(self, one: TLObject, account: Account | None) -> bool:
        """Tell whether this request or update falls under the rule, and count it if so."""
        if self.times is not None and self.met >= self.times:
            return False
        if not isinstance(one, self.kind) or (self.when is not None and not self.when(one, account)):
            return False
        self.met += 1
        return True

    def refusal(self) -> str:
        """Return the RPC error that a request under the rule is answered with."""
        return self.reason


@dataclass(eq=False, slots=True)
class Flood(Fault):
    """A flood wait as Telegram keeps it: it begins with the first request, and holds however often one asks again."""

    until: float | None = None

    def applies(self, one: TLObject, account: Account | None) -> bool:
        """Tell whether this request has to wait; whoever obeys to the second is counted once."""
        if self.until is not None and time.monotonic() >= self.until:
            return False
        # Two arguments, since super() alone does not find its class where slots made it anew.
        return super(Flood, self).applies(one, account)

    def refusal(self) -> str:
        """Return the error that names the seconds still to wait."""
        now = time.monotonic()
        self.until = self.until or now + self.seconds
        return f"FLOOD_WAIT_{math.ceil(self.until - now)}"


@dataclass(eq=False, slots=True)
class ChatLimits(Fault):
    """What Telegram lets an account write in one chat: what is more makes this chat wait, and no other.

    20 messages a minute in a group or channel, one a second to a person as long as it goes on.
    """

    written: dict[int, deque[float]] = field(default_factory=dict)
    until: dict[int, float] = field(default_factory=dict)
    waits: list[tuple[int, float]] = field(default_factory=list)
    """Each refused request: its chat, and when that was, in seconds of time.monotonic()."""

    def applies(self, one: TLObject, account: Account | None) -> bool:
        """Count what is written, and tell whether its chat has to wait."""
        if not isinstance(one, WRITING) or account is None or not account.is_bot:
            return False
        chat, now = utils.get_peer_id(one.peer), time.monotonic()
        most, span, wait = (30, 30.0, 10.0) if chat > 0 else (20, 60.0, 35.0)
        written = self.written.setdefault(chat, deque(maxlen=most))
        if now >= self.until.get(chat, now) and not (len(written) == most and now - written[0] < span):
            written.append(now)
            return False
        if now >= self.until.get(chat, now):
            self.until[chat] = now + wait
        self.waits.append((chat, now))
        self.seconds = self.until[chat] - now
        return True

    def refusal(self) -> str:
        """Return the error that names the seconds still to wait."""
        return f"FLOOD_WAIT_{math.ceil(self.seconds)}"


WRITING = (
    functions.messages.SendMessageRequest,
    functions.messages.SendMediaRequest,
    functions.messages.EditMessageRequest,
)


@dataclass(slots=True)
class Faults:
    """All rules in force, the oldest first."""

    refusals: list[Fault] = field(default_factory=list)
    delays: list[Fault] = field(default_factory=list)
    cuts_before_answer: list[Fault] = field(default_factory=list)
    cuts_within_answer: list[Fault] = field(default_factory=list)
    losses: list[Fault] = field(default_factory=list)
    late_updates: list[Fault] = field(default_factory=list)

    def clear(self) -> None:
        """End all of them."""
        for rules in (
            self.refusals,
            self.delays,
            self.cuts_before_answer,
            self.cuts_within_answer,
            self.losses,
            self.late_updates,
        ):
            rules.clear()

    def refusal(self, request: TLObject, account: Account | None) -> str | None:
        """Return the RPC error to answer with, if any."""
        return next((fault.refusal() for fault in self.refusals if fault.applies(request, account)), None)

    def lateness(self, request: TLObject, account: Account | None) -> float:
        """Return for how many seconds to hold the answer back."""
        return _seconds(self.delays, request, account)

    def cut(self, request: TLObject, account: Account | None) -> Cut | None:
        """Tell whether the connection dies before or within the answer."""
        if any(fault.applies(request, account) for fault in self.cuts_before_answer):
            return Cut.BEFORE
        return Cut.WITHIN if any(fault.applies(request, account) for fault in self.cuts_within_answer) else None

    def loses(self, update: TLObject, account: Account) -> bool:
        """Tell whether an update never reaches anybody."""
        return any(fault.applies(update, account) for fault in self.losses)

    def update_lateness(self, update: TLObject, account: Account) -> float:
        """Return for how many seconds to hold an update back."""
        return _seconds(self.late_updates, update, account)


def _seconds(rules: list[Fault], one: TLObject, account: Account | None) -> float:
    return next((fault.seconds for fault in rules if fault.applies(one, account)), 0.0)
