"""Who is at the desk: a person in the private chat, or an admin of a group who speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.ports import ChatUnreachable
from bot.commands.request import Place, UsageError
from bot.commands.rights import Rights, rights_of
from storage.model.subscribers import Role, Subscriber, SubscriberStatus
from storage.people import places, subscribers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.commands.ports import Chats
    from bot.commands.request import Person, RepliedTo, Services
    from bot.ui.markup import Say
    from storage.database import Connection
    from storage.model.ids import ChatId

SEEN_EVERY = timedelta(minutes=10)  # to the ten minutes is near enough to know who is still there


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is at the desk: what they may do, whose alerts they ask about, and in which language they are answered.

    `place` is where they are. In a group where nothing is set up, `recipient` is what it would be, and not `is_set_up`.
    `answered` asks for the message that theirs is a reply to.
    """

    person: Person
    rights: Rights
    recipient: Subscriber
    say: Say
    place: Place
    is_set_up: bool = True
    answered: Callable[[], Awaitable[RepliedTo | None]] | None = None


class Authorizer:
    """Recognises those who write and press."""

    def __init__(self, around: Services) -> None:
        self._around = around

    async def person(self, person: Person) -> Caller | None:
        """Say who is there, and keep how they are called now; None for a stranger."""
        subscriber = await subscribers.get(self._around.database.reader, person.id)
        rights = rights_of(person.id, subscriber, self._around.owner_ids)
        if subscriber is None or rights is Rights.NONE:
            return None
        now = self._around.clock.now()
        came_back = subscriber.status is SubscriberStatus.PAUSED
        known = (subscriber.name, subscriber.username, subscriber.telegram_language)
        is_known = known == (person.name, person.username, person.language or subscriber.telegram_language)
        seen_lately = subscriber.seen_at is not None and now - subscriber.seen_at < SEEN_EVERY
        if came_back or not is_known or not seen_lately:

            async def work(connection: Connection) -> None:
                await subscribers.record_person(
                    connection, person.id, name=person.name, username=person.username, language=person.language
                )
                await subscribers.record_seen(connection, person.id, now)
                if came_back:  # they blocked the bot once; who writes to it now does not any more
                    await subscribers.come_back(connection, person.id)

            await self._around.database.write(work)
            self._around.owed()
        say = self._around.texts.for_language(subscriber.language or person.language)
        return Caller(person, rights, subscriber, say, Place(person.id))

    async def member(self, person: Person, place: Place) -> Caller:
        """Say who is there in a group: somebody whose rights do not count, since what they ask changes nothing."""
        recipient = await self.recipient(place)
        wanted = recipient or _wanted(person, place)
        say = self._around.texts.for_language(wanted.speaks)
        return Caller(person, Rights.NONE, wanted, say, place, is_set_up=recipient is not None)

    async def admin(self, person: Person, place: Place) -> Caller | None:
        """Let an admin speak for a group; None for somebody who is not let in to the bot.

        Raises UsageError for others who may not.
        """
        stored = await subscribers.get(self._around.database.reader, person.id)
        rights = rights_of(person.id, stored, self._around.owner_ids)
        if rights is Rights.NONE:
            return None
        visitor = await self.member(person, place)
        if await self._is_shut_out(place, visitor.recipient):
            raise UsageError("place-shut-out", place=place.title or visitor.recipient.name)
        await self._check_decides(place.chat, person)
        # Here everybody reads along: what is for operators is not for this place.
        return Caller(person, Rights.SUBSCRIBER, visitor.recipient, visitor.say, place, visitor.is_set_up)

    async def looking_after(self, visitor: Caller, number: ChatId) -> Caller:
        """Let a visitor of the private chat speak for a group, channel or topic. Raises UsageError if they may not."""
        recipient = await subscribers.get(self._around.database.reader, number)
        if recipient is None or not recipient.is_place or recipient.status is SubscriberStatus.DENIED:
            raise UsageError("button-stale")
        if not await looks_after(self._around.chats, recipient, visitor.person.id):
            raise UsageError("group-admins-only")
        return Caller(visitor.person, Rights.SUBSCRIBER, recipient, visitor.say, visitor.place)

    async def is_let_in(self, person: Person) -> bool:
        """Tell whether somebody may use the bot at all."""
        stored = await subscribers.get(self._around.database.reader, person.id)
        return rights_of(person.id, stored, self._around.owner_ids) is not Rights.NONE

    async def may_judge(self, person: Person, place: Place) -> bool:
        """Tell whether somebody may press what is for anybody in a group.

        In a closed group that is each of its members who was not shut out; where anybody can come in and press, who is
        let in to the bot.
        """
        stored = await subscribers.get(self._around.database.reader, person.id)
        if rights_of(person.id, stored, self._around.owner_ids) is not Rights.NONE:
            return True
        is_denied = stored is not None and stored.status is SubscriberStatus.DENIED
        return not is_denied and not place.is_open

    async def recipient(self, place: Place) -> Subscriber | None:
        """Return the group or topic that alerts go to at this place, None where they go to none."""
        return await places.at(self._around.database.reader, place.chat, place.topic)

    async def _is_shut_out(self, place: Place, recipient: Subscriber) -> bool:
        """Tell whether a place is shut out, by itself or with the group that it is a topic of."""
        is_denied = recipient.status is SubscriberStatus.DENIED
        return is_denied or await places.is_shut_out(self._around.database.reader, place.chat)

    async def is_set_up(self, chat: ChatId) -> bool:
        """Tell whether alerts go to a group, or to any topic of it, and it was not shut out."""
        within = await places.within(self._around.database.reader, chat)
        return any(place.status is not SubscriberStatus.DENIED for place in within)

    async def _check_decides(self, chat: ChatId, person: Person) -> None:
        try:
            if await self._around.chats.is_admin(chat, person.id):
                return
        except ChatUnreachable as error:
            raise UsageError(error.key, **error.values) from None
        raise UsageError("group-admins-only")


async def looks_after(chats: Chats, place: Subscriber, person: ChatId) -> bool:
    """Tell whether a person decides for a group, channel or topic: an admin; or who set it up, if the bot is gone."""
    try:
        return await chats.is_admin(place.chat, person)
    except ChatUnreachable:
        return place.set_up_by == person


def _wanted(person: Person, place: Place) -> Subscriber:
    """Describe the subscriber that a place would be if this person set it up."""
    return Subscriber(
        place.chat,
        Role.SUBSCRIBER,
        place.title,
        status=SubscriberStatus.STOPPED,
        telegram_language=person.language,
        forum_id=place.chat if place.topic else None,
        topic_id=place.topic,
        set_up_by=person.id,
    )
