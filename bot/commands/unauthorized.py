"""Those who are not let in: what they are told, how seldom, and what is kept of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.throttle import Admission, Throttle
from bot.ui.markup import lines
from bot.ui.message import Message
from storage.alerts import notices
from storage.people import subscribers

if TYPE_CHECKING:
    from datetime import datetime

    from bot.commands.request import Person, Place, Services
    from bot.ui.markup import Markup
    from storage.model.ids import ChatId

# A chat of theirs is answered so often at most, or their messages could use up what Telegram lets the bot send …
ANSWERED_EVERY = timedelta(minutes=1)
# … and all of them together: there can be any number of them.
ANSWERS_A_MINUTE = 30
REMEMBERED = 1_000
COUNTED_FOR = timedelta(days=7)  # groups that nobody set up


class Outsiders:
    """Turns away who is not let in: one neutral line a minute, which is dropped where it would have to wait."""

    def __init__(self, around: Services) -> None:
        self._around = around
        self._together = Throttle(ANSWERS_A_MINUTE)
        self._answered: dict[ChatId, datetime] = {}
        self._noted: dict[ChatId, datetime] = {}
        self._groups: dict[ChatId, datetime] = {}

    async def turn_away(self, person: Person, place: Place, *, is_set_up: bool = True) -> Message | None:
        """Remember who knocked; return the line that says no more than that. None where nothing is set up."""
        now = self._around.clock.now()
        if _passes(self._noted, person.id, now):
            await self._around.database.write(
                lambda connection: subscribers.record_stranger(
                    connection, person.id, name=person.name, username=person.username, now=now
                )
            )
        if not is_set_up:
            return None
        return self.seldom(place, Message(await self._neutral(person, place)))

    async def _neutral(self, person: Person, place: Place) -> Markup:
        """Say that the bot is private; as long as it has no owner, who writes first may well be the one to be."""
        say = self._around.texts.for_language(person.language)
        has_owner = self._around.owner_ids or await notices.owners(self._around.database.reader)
        return lines(say("stranger"), say("stranger-unclaimed") if place.is_private and not has_owner else "")

    def seldom(self, place: Place, answer: Message) -> Message | None:
        """Return an answer to somebody who may not ask, if the chat was told none lately; None otherwise."""
        now = self._around.clock.now()
        if not _passes(self._answered, place.chat, now):
            return None
        if self._together.admit(0, now) is not Admission.FREE:
            return None
        return Message(answer.html, dispensable=True)

    def note_group(self, chat: ChatId, *, is_set_up: bool) -> None:
        """Remember that something was asked in a group, and whether it has subscribed."""
        if is_set_up:
            self._groups.pop(chat, None)
        elif chat in self._groups or len(self._groups) < REMEMBERED:
            self._groups[chat] = self._around.clock.now()

    def groups_not_set_up(self) -> int:
        """Count the groups that something was asked in lately and nobody has set up."""
        since = self._around.clock.now() - COUNTED_FOR
        return sum(at >= since for at in self._groups.values())


def _passes(last: dict[ChatId, datetime], one: ChatId, now: datetime) -> bool:
    """Tell whether somebody's turn has come again, and if so remember that it has."""
    if one in last and now - last[one] < ANSWERED_EVERY:
        return False
    if len(last) >= REMEMBERED:
        for gone in [other for other, at in last.items() if now - at >= ANSWERED_EVERY]:
            del last[gone]
    if len(last) >= REMEMBERED:
        return False
    last[one] = now
    return True
