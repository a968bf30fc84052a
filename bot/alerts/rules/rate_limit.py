"""Keep below Telegram's sending limits before Telegram has to say so.

About 30 messages a second in all, one a second to a person, 20 a minute to a group or channel
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). Telegram does not promise these
numbers; the wait that it names is obeyed on top of them.

An alert is paced twice: when it is begun, and again when it is written and asked for, since that takes some longer than
others. All that is asked for is asked for one after another, and no second ever has more than its number, whatever was
begun when. That is below Telegram's, because on the way some catch up with others, too.

Alerts go before answers: while one waits to be asked for, answers get a share of the seconds and no more. In a group,
answers and changed cards leave room for new cards.
"""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Limit(NamedTuple):
    """So many messages in so many seconds."""

    messages: int
    seconds: float


EVERYBODY = Limit(25, 1.0)
PERSON = Limit(1, 1.0)
GROUP = Limit(20, 60.0)
BESIDE_ALERTS = Limit(12, 60.0)  # of a group's 20: answers and changed cards
WHILE_ALERTS_WAIT = Limit(5, 1.0)  # of everybody's 25: answers
APART = 0.9  # of an even distance: nobody wakes up to the moment, and what that costs is made up for
LEFT_FOR_ANSWERS = 15  # one in so many messages
BURSTS = 3  # in the span of the limit at least: alerts are not begun all at once


class RateLimiter:
    """Remembers what was sent when, and says how long the next message has to wait. Times are seconds of any clock."""

    def __init__(self, seconds: Callable[[], float], *, everybody: Limit = EVERYBODY, person: Limit = PERSON) -> None:
        self._seconds = seconds
        self._everybody = everybody
        self._person = person
        self._alerts = Limit(everybody.messages - everybody.messages // LEFT_FOR_ANSWERS, everybody.seconds)
        self._burst = Limit(self._alerts.messages // BURSTS + 1, everybody.seconds / (BURSTS + 1))
        self._apart = Limit(1, everybody.seconds / everybody.messages * APART)
        self._asked: deque[float] = deque(maxlen=everybody.messages)
        self._answered: deque[float] = deque(maxlen=WHILE_ALERTS_WAIT.messages)
        self._alerts_waiting = 0
        self._begun: deque[float] = deque(maxlen=everybody.messages)
        self._chats: dict[int, deque[float]] = {}
        self._beside: dict[int, deque[float]] = {}

    def wait(self, chat_id: int) -> float:
        """Return the seconds until an alert to this chat may be begun; 0 for now."""
        return max(self.wait_for_anybody(), self._left(self._chats.get(chat_id, ()), self._limit(chat_id)))

    def wait_for_anybody(self) -> float:
        """Return the seconds until any alert may be begun; 0 for now."""
        return max(self._left(self._begun, self._alerts), self._left(self._begun, self._burst))

    def wait_to_change(self, chat_id: int) -> float:
        """Return the seconds until a card in this chat may be changed; 0 for now."""
        return max(self.wait(chat_id), self._left_beside(chat_id))

    def wait_to_answer(self, chat_id: int) -> float:
        """Return the seconds until an answer to this chat, or a change of one, may be asked for; 0 for now."""
        wait = self.wait_to_send()
        if self._alerts_waiting:
            wait = max(wait, self._left(self._answered, WHILE_ALERTS_WAIT))
        if chat_id > 0:
            return wait
        return max(wait, self._left(self._chats.get(chat_id, ()), GROUP), self._left_beside(chat_id))

    def wait_to_send(self) -> float:
        """Return the seconds until an alert that is written may be asked for; 0 for now."""
        return max(self._left(self._asked, self._everybody), self._left(self._asked, self._apart))

    def note_sent(self) -> None:
        """Remember that Telegram is asked now to send or change a message."""
        self._asked.append(self._seconds())

    @contextmanager
    def alert_waiting(self) -> Iterator[None]:
        """Have answers hold back for as long as an alert waits to be asked for."""
        self._alerts_waiting += 1
        try:
            yield
        finally:
            self._alerts_waiting -= 1

    def note(self, chat_id: int) -> None:
        """Remember that an alert to this chat is begun now."""
        self._begun.append(self._seconds())
        self._note_in(chat_id)

    def note_change(self, chat_id: int) -> None:
        """Remember that the change of a card in this chat is begun now."""
        self.note(chat_id)
        self._note_beside(chat_id)

    def note_answer(self, chat_id: int) -> None:
        """Remember that Telegram is asked now for an answer to this chat, or for a change of one."""
        self.note_sent()
        self._answered.append(self._seconds())
        self._note_in(chat_id)
        self._note_beside(chat_id)

    def _note_in(self, chat_id: int) -> None:
        self._chats.setdefault(chat_id, deque(maxlen=self._limit(chat_id).messages)).append(self._seconds())
        self._chats = self._kept(self._chats)

    def _note_beside(self, chat_id: int) -> None:
        if chat_id < 0:
            self._beside.setdefault(chat_id, deque(maxlen=BESIDE_ALERTS.messages)).append(self._seconds())
            self._beside = self._kept(self._beside)

    def _limit(self, chat_id: int) -> Limit:
        return self._person if chat_id > 0 else GROUP

    def _left_beside(self, chat_id: int) -> float:
        return self._left(self._beside.get(chat_id, ()), BESIDE_ALERTS)

    def _left(self, sent: Sequence[float], limit: Limit) -> float:
        if len(sent) < limit.messages:
            return 0.0
        return max(sent[-limit.messages] + limit.seconds - self._seconds(), 0.0)

    def _kept(self, chats: dict[int, deque[float]]) -> dict[int, deque[float]]:
        """Drop chats that no limit holds any more, so that memory does not grow with everybody ever written to."""
        if len(chats) <= 1_000:
            return chats
        return {chat: sent for chat, sent in chats.items() if self._seconds() - sent[-1] < GROUP.seconds}
