"""The desk: takes a message or a pressed button, checks who asks, and has it handled once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands import registry
from bot.commands.channels import offer
from bot.commands.dialogues import go_on
from bot.commands.request import AlreadyHandled, Answer, NeedsArguments, Person, Request, UsageError
from bot.commands.rights import Rights, rights_of
from bot.core.markup import lines
from bot.core.message import Button, Message
from bot.core.wording import local_time
from storage import inbox, people
from storage.model import MessageId, SubscriberStatus

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.commands.command import Command
    from bot.commands.request import Incoming, Press, Surroundings
    from bot.core.markup import Say
    from storage.database import Connection
    from storage.model import ChatId, Subscriber

# A change asked for while the bot was down may no longer be meant.
LATE = timedelta(minutes=10)
# A stranger is answered so often at most, or their messages could use up what Telegram lets the bot send.
STRANGER_ANSWERED_EVERY = timedelta(minutes=1)
STRANGERS_REMEMBERED = 1_000
LATE_YES, LATE_NO = "late-yes", "late-no"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is at the desk: what they may do, whose alerts they ask about, and in which language they are answered."""

    person: Person
    rights: Rights
    recipient: Subscriber
    say: Say


class Desk:
    """Where everything that people write to the bot is taken in."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._answered: dict[ChatId, datetime] = {}

    async def take(self, incoming: Incoming) -> Message | None:
        """Act on a message and return the answer; None where none is due, as for one that was handled before."""
        if await inbox.is_taken(self._around.database.reader, incoming.person.id, incoming.message_id):
            return None
        visitor = await self._recognise(incoming.person)
        if visitor is None:
            return await self._turn_away(incoming, self._around.texts.for_language(incoming.person.language))
        try:
            return await self._act(incoming, visitor)
        except AlreadyHandled:
            return None

    async def press(self, press: Press) -> Answer:
        """Act on a pressed button."""
        visitor = await self._recognise(press.person)
        if visitor is None:
            return Answer(notice=self._around.texts.for_language(press.person.language)("stranger"))
        name, _, rest = press.data.partition(":")
        if name in {LATE_YES, LATE_NO} and rest.isdecimal():
            return await self._decide_late(press, MessageId(int(rest)), visitor)
        found = registry.button(press.data)
        if found is None or found[0].rights > visitor.rights:
            return Answer(notice=visitor.say("button-stale"))
        action, arguments = found
        try:
            done = await action.handler(replace(self._request(visitor, arguments), press=press))
        except UsageError as error:
            return Answer(notice=visitor.say(error.key, **error.values))
        return Answer(done) if isinstance(done, Message) else done

    async def take_up(self, chat: ChatId, text: str) -> Message | None:
        """Act on a command that could not be done at once, as if its sender had just written it; they get the answer.

        None where they may not ask for it any more.
        """
        subscriber = await people.one(self._around.database.reader, chat)
        rights = rights_of(chat, subscriber, self._around.owner_ids)
        found = registry.find(text)
        if subscriber is None or found is None or found[0].rights > rights:
            return None
        person = Person(chat, subscriber.name, subscriber.username, subscriber.telegram_language)
        say = self._around.texts.for_language(subscriber.speaks)
        return await self._handle(found[0], found[1], Visitor(person, rights, subscriber, say), None)

    def apology(self, person: Person) -> Message:
        """Say that a command failed for a reason that is ours; the log has it."""
        return Message(self._around.texts.for_language(person.language)("failed"))

    async def _recognise(self, person: Person) -> Visitor | None:
        """Say who is there, and keep how they are called now; None for a stranger."""
        subscriber = await people.one(self._around.database.reader, person.id)
        rights = rights_of(person.id, subscriber, self._around.owner_ids)
        if subscriber is None or rights is Rights.NONE:
            return None
        came_back = subscriber.status is SubscriberStatus.PAUSED
        known = (subscriber.name, subscriber.username, subscriber.telegram_language)
        if came_back or known != (person.name, person.username, person.language or subscriber.telegram_language):

            async def work(connection: Connection) -> None:
                await people.note_person(
                    connection, person.id, name=person.name, username=person.username, language=person.language
                )
                if came_back:  # they blocked the bot once; who writes to it now does not any more
                    await people.set_status(connection, person.id, SubscriberStatus.ACTIVE)

            await self._around.database.write(work)
            self._around.owed()
        say = self._around.texts.for_language(subscriber.language or person.language)
        return Visitor(person, rights, subscriber, say)

    def _request(
        self, visitor: Visitor, arguments: str, claim: Callable[[Connection], Awaitable[bool]] | None = None
    ) -> Request:
        commands = registry.allowed(visitor.rights)
        return Request(self._around, visitor.person, visitor.recipient, visitor.say, commands, arguments, claim)

    async def _turn_away(self, incoming: Incoming, say: Say) -> Message | None:
        """Remember who knocked; say one neutral line, not more than once a minute."""
        person, now = incoming.person, self._around.clock.now()

        async def work(connection: Connection) -> None:
            await inbox.take(connection, person.id, incoming.message_id, now)
            await people.note_stranger(connection, person.id, name=person.name, username=person.username, now=now)

        await self._around.database.write(work)
        last = self._answered.get(person.id)
        if last is not None and now - last < STRANGER_ANSWERED_EVERY:
            return None
        if len(self._answered) >= STRANGERS_REMEMBERED:
            self._answered.clear()
        self._answered[person.id] = now
        return Message(say("stranger"))

    async def _act(self, incoming: Incoming, visitor: Visitor) -> Message:
        async def claim(connection: Connection) -> bool:
            now = self._around.clock.now()
            return await inbox.take(connection, incoming.person.id, incoming.message_id, now)

        written = incoming.text if incoming.forwarded is None else ""
        found = registry.find(written) if written.startswith("/") else None
        if incoming.forwarded is not None and visitor.rights >= Rights.OPERATOR:
            answer = offer(incoming.forwarded, visitor.say)
        elif (said := await go_on(self._request(visitor, "", claim), incoming)) is not None:
            answer = said
        elif found is None or found[0].rights > visitor.rights:
            answer = self._unknown(written, visitor.rights, visitor.say, found)
        else:
            command, arguments = found
            if command.changes and self._around.clock.now() - incoming.sent_at > LATE:
                return await self._ask_again(incoming, visitor)
            answer = await self._handle(command, arguments, visitor, claim)
        # A change has claimed the message in its own transaction already; for the rest, do it now.
        await self._around.database.write(claim)
        return answer

    async def _handle(
        self,
        command: Command,
        arguments: str,
        visitor: Visitor,
        claim: Callable[[Connection], Awaitable[bool]] | None,
    ) -> Message:
        """Have a command handled; what the typist did wrong comes back as a sentence and an example."""
        say = visitor.say
        try:
            return await command.handler(self._request(visitor, arguments, claim))
        except NeedsArguments:
            return Message(lines(say("needs-arguments", command=command.written(say)), _example(command, say)))
        except UsageError as error:
            return Message(lines(say(error.key, **error.values), _example(command, say)))

    def _unknown(self, text: str, rights: Rights, say: Say, found: tuple[Command, str] | None) -> Message:
        if not text.startswith("/") or not text.removeprefix("/").strip():
            return Message(say("no-command"))
        if found is not None:
            return Message(say("command-not-yours", command=f"/{found[0].words}"))
        family = registry.family(text, rights)
        if family:
            return Message(lines(say("command-choose"), *(command.help_line(say) for command in family)))
        return Message(
            say("command-unknown", command=text.split(maxsplit=1)[0][:40], nearest=f"/{registry.nearest(text, rights)}")
        )

    async def _ask_again(self, incoming: Incoming, visitor: Visitor) -> Message:
        """Hold a late change until its sender says that it is still meant."""

        async def work(connection: Connection) -> None:
            if not await inbox.take(connection, incoming.person.id, incoming.message_id, self._around.clock.now()):
                raise AlreadyHandled
            await inbox.hold(connection, incoming.person.id, incoming.message_id, incoming.text, incoming.sent_at)

        await self._around.database.write(work)
        say = visitor.say
        time = local_time(incoming.sent_at, say, self._request(visitor, "").zone)
        return Message(
            say("late-command", command=incoming.text[:300], time=time),
            (
                (
                    Button(say("late-yes"), data=f"{LATE_YES}:{incoming.message_id}"),
                    Button(say("late-no"), data=f"{LATE_NO}:{incoming.message_id}"),
                ),
            ),
        )

    async def _decide_late(self, press: Press, message_id: MessageId, visitor: Visitor) -> Answer:
        """Act on a held command, or let it go, as the pressed button says; once."""
        say = visitor.say
        held = await inbox.held(self._around.database.reader, press.person.id, message_id)
        if held is None:
            return Answer(notice=say("button-stale"))

        async def claim(connection: Connection) -> bool:
            return await inbox.let_go(connection, press.person.id, message_id)

        found = registry.find(held[0])
        if press.data.startswith(LATE_NO) or found is None or found[0].rights > visitor.rights:
            await self._around.database.write(claim)
            return Answer(Message(say("late-dropped", command=held[0][:300])))
        try:
            answer = await self._handle(found[0], found[1], visitor, claim)
        except AlreadyHandled:
            return Answer(notice=say("button-stale"))
        await self._around.database.write(claim)
        return Answer(answer)


def _example(command: Command, say: Say) -> str:
    return say("example", example=say(f"example-{command.key}")) if command.takes else ""
