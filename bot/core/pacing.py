"""Keep below Telegram's sending limits before Telegram has to say so.

About 30 messages a second in all, one a second to a person, 20 a minute to a group or channel
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). Telegram does not promise these
numbers; the wait that it names is obeyed on top of them.

An alert is paced twice: when it is begun, and again when it is written and asked for, since that takes some longer than
others. All that is asked for is asked for one after another, and no second ever has more than its number, whatever was
begun when. That is below Telegram's, because on the way some catch up with others, too.

Answers go before alerts: alerts leave them some of the limit, and hold back while an answer has to wait.
"""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Limit(NamedTuple):
    """So many messages in so many seconds."""

    messages: int
    seconds: float


EVERYBODY = Limit(25, 1.0)
PERSON = Limit(1, 1.0)
GROUP = Limit(20, 60.0)
APART = 0.9  # of an even distance: nobody wakes up to the moment, and what that costs is made up for
LEFT_FOR_ANSWERS = 15  # one in so many messages
WHILE_ANSWERS_WAIT = 0.1  # seconds between looks
BURSTS = 3  # in the span of the limit at least: alerts are not begun all at once


class Pacer:
    """Remembers what was sent when, and says how long the next message has to wait. Times are seconds of any clock."""

    def __init__(self, seconds: Callable[[], float], *, everybody: Limit = EVERYBODY, person: Limit = PERSON) -> None:
        self._seconds = seconds
        self._everybody = everybody
        self._person = person
        self._alerts = Limit(everybody.messages - everybody.messages // LEFT_FOR_ANSWERS, everybody.seconds)
        self._burst = Limit(self._alerts.messages // BURSTS + 1, everybody.seconds / (BURSTS + 1))
        self._apart = Limit(1, everybody.seconds / everybody.messages * APART)
        self._asked: deque[float] = deque(maxlen=everybody.messages)
        self._answers_waiting = 0
        self._all: deque[float] = deque()
        self._chats: dict[int, deque[float]] = {}

    def wait(self, chat_id: int) -> float:
        """Return the seconds until an alert to this chat may go; 0 for now."""
        return max(self.wait_for_anybody(), self._left(self._chats.get(chat_id, deque()), self._limit(chat_id)), 0.0)

    def wait_for_anybody(self) -> float:
        """Return the seconds until any alert may go; 0 for now."""
        wait = max(self._left(self._all, self._alerts), self._left(self._all, self._burst), 0.0)
        return max(wait, WHILE_ANSWERS_WAIT) if self._answers_waiting else wait

    def wait_to_answer(self) -> float:
        """Return the seconds until an answer, or a change of one, may be asked for; 0 for now."""
        return max(self._left(self._asked, self._everybody), self._left(self._asked, self._apart), 0.0)

    def wait_to_send(self) -> float:
        """Return the seconds until an alert that is written may be asked for; 0 for now."""
        wait = self.wait_to_answer()
        return max(wait, WHILE_ANSWERS_WAIT) if self._answers_waiting else wait

    def note_sent(self) -> None:
        """Remember that Telegram is asked now to send or change a message."""
        self._asked.append(self._seconds())

    @contextmanager
    def answer_waiting(self) -> Iterator[None]:
        """Hold alerts back for as long as an answer has to wait."""
        self._answers_waiting += 1
        try:
            yield
        finally:
            self._answers_waiting -= 1

    def note(self, chat_id: int) -> None:
        """Remember that a message to this chat is begun now."""
        now = self._seconds()
        for sent, limit in (
            (self._all, self._everybody),
            (self._chats.setdefault(chat_id, deque()), self._limit(chat_id)),
        ):
            sent.append(now)
            while len(sent) > limit.messages:
                sent.popleft()
        self._forget_idle(now)

    def _limit(self, chat_id: int) -> Limit:
        return self._person if chat_id > 0 else GROUP

    def _left(self, sent: deque[float], limit: Limit) -> float:
        if len(sent) < limit.messages:
            return 0.0
        return sent[-limit.messages] + limit.seconds - self._seconds()

    def _forget_idle(self, now: float) -> None:
        """Drop chats that no limit holds any more, so that memory does not grow with everybody ever written to."""
        if len(self._chats) > 1_000:
            self._chats = {chat: sent for chat, sent in self._chats.items() if now - sent[-1] < GROUP.seconds}
