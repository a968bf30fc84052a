"""The desk: takes a message or a pressed button, checks who asks, and has it handled once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands import button_target, registry
from bot.commands.arguments.numbers import row_number
from bot.commands.caller import Authorizer, Caller
from bot.commands.channels import channels
from bot.commands.menu import menu_of
from bot.commands.narratives.files import receive
from bot.commands.people import invites, places
from bot.commands.replies import go_on
from bot.commands.request import AlreadyHandled, ButtonAnswer, NeedsArguments, Person, Place, Request, UsageError
from bot.commands.rights import Rights, rights_of
from bot.commands.throttle import Admission, Throttle
from bot.commands.unauthorized import Outsiders
from bot.ui.format import short_time
from bot.ui.markup import lines
from bot.ui.message import Button, Message
from storage.model.ids import MessageId
from storage.people import inbox, subscribers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.commands.command import ButtonAction, Command
    from bot.commands.request import Attachment, ButtonPress, IncomingMessage, Services
    from bot.ui.markup import Say
    from storage.database import Connection
    from storage.model.ids import ChatId

# A change asked for while the bot was down may no longer be meant.
LATE = timedelta(minutes=10)
# Of the 20 messages a minute that Telegram lets the bot send to a group, so many may be answers.
REPLIES_A_MINUTE = 12
LONGEST_DATA = 64  # bytes, of a button (https://core.telegram.org/bots/api#inlinekeyboardbutton)
LATE_YES, LATE_NO = "late-yes", "late-no"


class Dispatcher:
    """Where everything that people write to the bot is taken in."""

    def __init__(self, around: Services) -> None:
        self._around = around
        self._reception = Authorizer(around)
        self._turnstile = Throttle(around.commands_a_minute)
        self._crowds = Throttle(REPLIES_A_MINUTE)
        self._guests = Throttle(REPLIES_A_MINUTE // 2)
        self._outsiders = Outsiders(around)

    def groups_not_set_up(self) -> int:
        """Count the groups that something was asked in lately and nobody has set up."""
        return self._outsiders.groups_not_set_up()

    async def handle_message(self, incoming: IncomingMessage) -> Message | None:
        """Act on a message and return the answer; None where none is due, as for one that was handled before."""
        if not self._around.database.is_in_place():
            return await self._without_database(incoming.person, incoming.place)
        if await inbox.is_handled(self._around.database.reader, incoming.place.chat, incoming.message_id):
            return None
        if not incoming.place.is_private and not await self._is_meant(incoming):
            return None
        admission = self._turnstile.admit(incoming.person.id, self._around.clock.now())
        if admission is not Admission.FREE:
            return await self._too_much(incoming) if admission is Admission.TOLD else None
        try:
            take = self._take_privately if incoming.place.is_private else self._take_in_group
            return await take(incoming)
        except AlreadyHandled:
            return None

    async def _take_privately(self, incoming: IncomingMessage) -> Message | None:
        spoken = self._around.texts.for_language(incoming.person.language)
        welcome = await invites.take_up(self._around, incoming, spoken)
        visitor = await self._reception.person(incoming.person)
        if welcome is not None:
            return welcome
        if visitor is None:
            return await self._outsiders.turn_away(incoming.person, incoming.place)
        menu = menu_of(visitor.rights, visitor.say)
        if menu.mark != visitor.recipient.menu:
            self._around.show_menu(visitor.person.id, menu)
        return await self._act(incoming, replace(visitor, answered=incoming.answered))

    async def _is_meant(self, incoming: IncomingMessage) -> bool:
        """Tell whether something written in a group is a command of this bot: there may be other bots."""
        if incoming.forwarded is not None or not incoming.text.startswith("/"):
            return False
        if incoming.addressed:
            return True
        found = registry.find(incoming.text)
        return found is not None and (found[0].founds or await self._reception.recipient(incoming.place) is not None)

    async def _take_in_group(self, incoming: IncomingMessage) -> Message | None:
        """Act on a command in a group, where only admins who are let in may say anything.

        All others share a line a minute. Where nothing is set up they are told nothing: anybody can add the bot to a
        group.
        """
        place, found = incoming.place, registry.find(incoming.text)
        is_set_up = await self._reception.is_set_up(place.chat)
        self._outsiders.note_group(place.chat, is_set_up=is_set_up)
        if incoming.person.id == place.chat:
            visitor = await self._reception.member(incoming.person, place)
            if not is_set_up and (found is None or not found[0].founds):
                return None
            return self._outsiders.seldom(place, Message(visitor.say("group-anonymous")))
        if not await self._reception.is_let_in(incoming.person):
            return await self._outsiders.turn_away(incoming.person, place, is_set_up=is_set_up)
        room = self._crowds.admit(place.chat, self._around.clock.now())
        if room is not Admission.FREE:
            say = self._around.texts.for_language(incoming.person.language)
            return Message(say("too-much-here")) if room is Admission.TOLD else None
        return await self._take_from_member(incoming, found)

    async def _take_from_member(self, incoming: IncomingMessage, found: tuple[Command, str] | None) -> Message | None:
        """Act on a command in a group by somebody who is let in."""
        try:
            visitor = await self._reception.admin(incoming.person, incoming.place)
            if visitor is None:  # the group itself is shut out
                return None
            _check_place(found, visitor)
        except UsageError as error:
            say = self._around.texts.for_language(incoming.person.language)
            return await self._claimed(incoming, Message(say(error.key, **error.values)))
        return await self._act(incoming, visitor)

    async def handle_press(self, press: ButtonPress) -> ButtonAnswer | None:
        """Act on a pressed button; None where even that needs no answer."""
        if not self._around.database.is_in_place():
            return ButtonAnswer(notice=self._around.texts.for_language(press.person.language)("database-moved-briefly"))
        return await self._press(press)

    async def _press(self, press: ButtonPress) -> ButtonAnswer | None:
        say = self._around.texts.for_language(press.person.language)
        admission = self._turnstile.admit(press.person.id, self._around.clock.now())
        if admission is not Admission.FREE:
            return ButtonAnswer(notice=say("too-much")) if admission is Admission.TOLD else None
        if len(press.data.encode()) > LONGEST_DATA:
            return ButtonAnswer(notice=say("button-stale"))
        number, data = button_target.split(press.data)
        try:
            visitor = await self._visitor_at(press, data, number)
            if visitor is None:
                return ButtonAnswer(notice=say("stranger"))
            done = await self._act_on_press(replace(press, data=data), visitor)
        except NeedsArguments:  # what no button of ours says
            return ButtonAnswer(notice=say("button-stale"))
        except UsageError as error:
            return ButtonAnswer(notice=say(error.key, **error.values))
        return done if number is None else button_target.pointed(done, number)

    async def _visitor_at(self, press: ButtonPress, data: str, number: ChatId | None) -> Caller | None:
        """Say who presses, and about whose alerts; None for somebody who is not let in. Raises UsageError."""
        if press.place.is_private:
            visitor = await self._reception.person(press.person)
            if visitor is None or number is None:
                return visitor
            return await self._reception.looking_after(visitor, number)
        found = registry.button(data)
        if number is not None:
            raise UsageError("button-stale")
        if found is None or not found[0].anybody:
            return await self._reception.admin(press.person, press.place)
        if not await self._reception.may_judge(press.person, press.place):
            return None
        return await self._reception.member(press.person, press.place)

    async def _act_on_press(self, press: ButtonPress, visitor: Caller) -> ButtonAnswer:
        name, _, rest = press.data.partition(":")
        if name in {LATE_YES, LATE_NO} and row_number(rest):
            return await self._decide_late(press, MessageId(row_number(rest)), visitor)
        found = registry.button(press.data)
        if found is None or not visitor.is_set_up or not _may_press(found[0], visitor):
            return ButtonAnswer(notice=visitor.say("button-stale"))
        action, arguments = found
        if action.replies and not press.place.is_private and not await self._has_room(press):
            return ButtonAnswer(notice=visitor.say("too-much-here"))
        done = await action.handler(replace(self._request(visitor, arguments), press=press))
        return ButtonAnswer(done) if isinstance(done, Message) else done

    async def _has_room(self, press: ButtonPress) -> bool:
        """Tell whether a group may be sent another answer: all its members share what Telegram lets in.

        Those who are not let in to the bot have half of it, so that they leave something to the others.
        """
        chat, now = press.place.chat, self._around.clock.now()
        if not await self._reception.is_let_in(press.person) and self._guests.admit(chat, now) is not Admission.FREE:
            return False
        return self._crowds.admit(chat, now) is Admission.FREE

    async def resume(self, chat: ChatId, text: str) -> Message | None:
        """Act on a command that could not be done at once, as if its sender had just written it; they get the answer.

        None where they may not ask for it any more.
        """
        subscriber = await subscribers.get(self._around.database.reader, chat)
        rights = rights_of(chat, subscriber, self._around.owner_ids)
        found = registry.find(text)
        if subscriber is None or found is None or found[0].rights > rights:
            return None
        person = Person(chat, subscriber.name, subscriber.username, subscriber.telegram_language)
        say = self._around.texts.for_language(subscriber.speaks)
        return await self._handle(found[0], found[1], Caller(person, rights, subscriber, say, Place(chat)), None)

    async def _without_database(self, person: Person, place: Place) -> Message | None:
        """Say that nothing can be kept, to those who are let in; for /status, too, this is all that matters now."""
        subscriber = await subscribers.get(self._around.database.reader, person.id)
        rights = rights_of(person.id, subscriber, self._around.owner_ids)
        if not place.is_private or rights is Rights.NONE:
            return None
        say = self._around.texts.for_language(subscriber.speaks if subscriber else person.language)
        if rights < Rights.OPERATOR:
            return Message(say("database-moved-briefly"))
        return Message(say("database-moved", path=str(self._around.database.path)))

    def failure_message(self, person: Person) -> Message:
        """Say that a command failed for a reason that is ours; the log has it."""
        return Message(self._around.texts.for_language(person.language)("failed"))

    def _request(
        self, visitor: Caller, arguments: str, claim: Callable[[Connection], Awaitable[bool]] | None = None
    ) -> Request:
        commands = registry.allowed(visitor.rights, in_group=not visitor.place.is_private)
        return Request(
            self._around,
            visitor.person,
            visitor.recipient,
            visitor.say,
            commands,
            arguments,
            visitor.place,
            claim,
            answered=visitor.answered,
        )

    async def _too_much(self, incoming: IncomingMessage) -> Message | None:
        """Say that somebody asks too much; an outsider is told nothing, nor is it said where others read along."""
        person = incoming.person
        if not incoming.place.is_private or not await self._reception.is_let_in(person):
            return None
        return Message(self._around.texts.for_language(person.language)("too-much"))

    async def _claimed(self, incoming: IncomingMessage, answer: Message) -> Message:
        """Note that a message was answered which changed nothing."""

        async def claim(connection: Connection) -> bool:
            return await inbox.mark_handled(
                connection, incoming.place.chat, incoming.message_id, self._around.clock.now()
            )

        await self._around.database.write(claim)
        return answer

    async def _act(self, incoming: IncomingMessage, visitor: Caller) -> Message:
        async def claim(connection: Connection) -> bool:
            now = self._around.clock.now()
            return await inbox.mark_handled(connection, incoming.place.chat, incoming.message_id, now)

        written = incoming.text if incoming.forwarded is None else ""
        found = registry.find(written) if written.startswith("/") else None
        if incoming.forwarded is not None and visitor.rights >= Rights.OPERATOR:
            answer = await channels.offer(incoming.forwarded, self._around.database.reader, visitor.say)
        elif incoming.forwarded is not None and incoming.forwarded.reference is not None:
            answer = places.offer(incoming.forwarded, visitor.say)
        elif incoming.file is not None and found is None and visitor.rights >= Rights.OPERATOR:
            answer = await self._receive(incoming.file, visitor, claim)
        elif (said := await go_on(self._request(visitor, "", claim), incoming)) is not None:
            answer = said
        elif found is None or found[0].rights > visitor.rights:
            answer = self._unknown(written, visitor, found)
        else:
            command, arguments = found
            if command.changes and self._around.clock.now() - incoming.sent_at > LATE:
                return await self._ask_again(incoming, visitor)
            answer = await self._handle(command, arguments, visitor, claim)
        # A change has claimed the message in its own transaction already; for the rest, do it now.
        await self._around.database.write(claim)
        return answer

    async def _receive(
        self, file: Attachment, visitor: Caller, claim: Callable[[Connection], Awaitable[bool]]
    ) -> Message:
        """Take a file in that somebody sent."""
        try:
            return await receive(self._request(visitor, "", claim), file)
        except UsageError as error:
            return Message(visitor.say(error.key, **error.values))

    async def _handle(
        self,
        command: Command,
        arguments: str,
        visitor: Caller,
        claim: Callable[[Connection], Awaitable[bool]] | None,
    ) -> Message:
        """Have a command handled; what the typist did wrong comes back as a sentence and an example."""
        say = visitor.say
        try:
            return await command.handler(self._request(visitor, arguments, claim))
        except NeedsArguments:
            return Message(lines(say("needs-arguments", command=command.written(say)), _example(command, say)))
        except UsageError as error:
            return Message(lines(say(error.key, **error.values), _example(command, say, error.example)))

    def _unknown(self, text: str, visitor: Caller, found: tuple[Command, str] | None) -> Message:
        rights, say, in_group = visitor.rights, visitor.say, not visitor.place.is_private
        if not text.startswith("/") or not text.removeprefix("/").strip():
            return Message(say("no-command"))
        if found is not None:
            return Message(say("command-not-yours", command=f"/{found[0].words}"))
        family = registry.family(text, rights, in_group=in_group)
        if family:
            return Message(lines(say("command-choose"), *(command.help_line(say) for command in family)))
        nearest = registry.nearest(text, rights, in_group=in_group)
        return Message(say("command-unknown", command=text.split(maxsplit=1)[0][:40], nearest=f"/{nearest}"))

    async def _ask_again(self, incoming: IncomingMessage, visitor: Caller) -> Message:
        """Hold a late change until its sender says that it is still meant."""

        async def work(connection: Connection) -> None:
            if not await inbox.mark_handled(
                connection, incoming.place.chat, incoming.message_id, self._around.clock.now()
            ):
                raise AlreadyHandled
            await inbox.hold(connection, incoming.place.chat, incoming.message_id, incoming.text, incoming.sent_at)

        await self._around.database.write(work)
        say, request = visitor.say, self._request(visitor, "")
        time = short_time(incoming.sent_at, say, request.zone, now=request.now)
        return Message(
            say("late-command", command=incoming.text[:300], time=time),
            (
                (
                    Button(say("late-yes"), data=f"{LATE_YES}:{incoming.message_id}"),
                    Button(say("late-no"), data=f"{LATE_NO}:{incoming.message_id}"),
                ),
            ),
        )

    async def _decide_late(self, press: ButtonPress, message_id: MessageId, visitor: Caller) -> ButtonAnswer:
        """Act on a held command, or let it go, as the pressed button says; once."""
        say = visitor.say
        held = await inbox.held(self._around.database.reader, press.place.chat, message_id)
        if held is None:
            return ButtonAnswer(notice=say("button-stale"))

        async def claim(connection: Connection) -> bool:
            return await inbox.let_go(connection, press.place.chat, message_id)

        found = registry.find(held[0])
        if press.data.startswith(LATE_NO) or found is None or found[0].rights > visitor.rights:
            await self._around.database.write(claim)
            return ButtonAnswer(Message(say("late-dropped", command=held[0][:300])))
        try:
            answer = await self._handle(found[0], found[1], visitor, claim)
        except AlreadyHandled:
            return ButtonAnswer(notice=say("button-stale"))
        await self._around.database.write(claim)
        return ButtonAnswer(answer)


def _check_place(found: tuple[Command, str] | None, visitor: Caller) -> None:
    """Raise UsageError for a command that is not for groups, or not before the group has subscribed."""
    if found is not None and not found[0].in_groups:
        raise UsageError("group-private-only", command=f"/{found[0].words}")
    if found is not None and not found[0].founds and not visitor.is_set_up:
        raise UsageError("group-not-subscribed")


def _may_press(action: ButtonAction, visitor: Caller) -> bool:
    return visitor.rights >= action.rights or (action.anybody and not visitor.place.is_private)


def _example(command: Command, say: Say, nearer: str = "") -> str:
    return say("example", example=say(f"example-{nearer or command.key}")) if command.takes else ""
