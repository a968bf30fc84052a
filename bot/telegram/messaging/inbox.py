"""Take in what people write to the bot and press, and send the answers."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import structlog
from telethon import errors, events
from telethon.helpers import generate_random_long
from telethon.tl import functions

from bot.alerts.rules.outcome import backoff
from bot.commands.request import ButtonAnswer, ButtonPress, Place
from bot.telegram.connection.client import (
    PASSING,
    PERMANENT,
    connect,
    is_signed_in,
    lost,
    retry_in_other_dc,
    with_retries,
)
from bot.telegram.convert import answered_of, buttons_of, peer_of_chat, person_of
from bot.telegram.messaging.files import file_of, sending_file
from bot.telegram.messaging.incoming import incoming_of, place_of
from bot.telegram.messaging.requests import reply, sending, written_as
from bot.ui.account_names import BOT
from bot.ui.markup import Markup, plain
from bot.ui.message import Message, parts
from storage.database import asked_by
from storage.model.ids import ChatId, MessageId

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine

    from bot.alerts.rules.rate_limit import RateLimiter
    from bot.commands.dispatcher import Dispatcher
    from bot.commands.request import RepliedTo
    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from bot.telegram.messaging.memberships import Memberships

NOTICE_LENGTH = 200  # characters in the line that answers a pressed button
MOST_ATTEMPTS = 5  # at changing an answer: what comes later says more
# An answer that fails is tried again for so long, as its asker waits; it is not kept over a restart.
TRIED_FOR = timedelta(minutes=10)
MOST_WAITING = 20  # answers in one chat
AT_WORK = 2  # messages and presses of one group
MOST_HEARD = 100  # of one group, those at work included; what its members ask meanwhile is left alone

log = structlog.get_logger("inbox")


class Inbox:
    """Hears what is written to the bot account, and answers."""

    def __init__(
        self,
        client: ReconnectingClient,
        token: str,
        desk: Dispatcher,
        memberships: Memberships,
        pacer: RateLimiter,
        clock: Clock,
    ) -> None:
        self._client = client
        self._token = token
        self._desk = desk
        self._memberships = memberships
        self._pacer = pacer
        self._clock = clock
        # What one person writes is answered in order; nobody waits for another's long command.
        self._turns: WeakValueDictionary[ChatId, asyncio.Lock] = WeakValueDictionary()
        self._voices: WeakValueDictionary[ChatId, asyncio.Lock] = WeakValueDictionary()
        self._following: set[asyncio.Task[None]] = set()
        self._answering: set[asyncio.Task[None]] = set()
        self._waiting: Counter[ChatId] = Counter()
        self._crowds: WeakValueDictionary[int, asyncio.Semaphore] = WeakValueDictionary()
        self._heard: Counter[int] = Counter()
        # What messages are to say by the newest press, until they do.
        self._wanted: dict[tuple[ChatId, int], ButtonAnswer] = {}
        self._name = ""

    @property
    def username(self) -> str:
        """The bot's @name, without the @, once it is signed in."""
        return self._name

    @property
    def connected(self) -> bool:
        """Whether the account has a connection now."""
        return bool(self._client.is_connected())

    async def run(self, ready: Callable[[], None] | None = None) -> None:
        """Hear until cancelled; `ready` is called once signed in. Raises AccountLost when it is over for good."""
        self._client.add_event_handler(self._on_message, events.NewMessage(incoming=True, func=_is_written))
        self._client.add_event_handler(self._on_press, events.CallbackQuery())
        self._memberships.listen()
        await connect(self._client, self._clock, BOT)
        try:
            await self._sign_in()
            if ready is not None:
                ready()
            await self._client.until_over(BOT, self._clock)
        except PERMANENT as error:
            raise lost(BOT, error) from error
        finally:
            for task in self._following | self._answering:
                task.cancel()
            await self._client.disconnect()

    async def finish(self) -> None:
        """Hear no more; wait until what was heard is handled and answered."""
        await self._client.finish()
        while self._answering:
            await asyncio.wait(self._answering)

    async def _sign_in(self) -> None:
        """Sign in by the token, however often Telegram fails. Raises what ends the account."""
        if not await with_retries(lambda: is_signed_in(self._client), BOT, self._clock):
            await with_retries(lambda: retry_in_other_dc(self._client.sign_in, bot_token=self._token), BOT, self._clock)
            await self._client.keep_place()
        me = await with_retries(self._client.get_me, BOT, self._clock)
        self._name = (me and me.username) or ""

    async def _on_message(self, event: Any) -> None:  # noqa: ANN401 - Telethon ships no types
        await self._in_turn(event, self._take)

    async def _on_press(self, event: Any) -> None:  # noqa: ANN401
        await self._in_turn(event, self._take_press)

    async def _in_turn(self, event: Any, take: Callable[[Any], Awaitable[None]]) -> None:  # noqa: ANN401
        """Deal with what came from a chat, on its behalf; leave what a group asks beyond what is dealt with at once."""
        chat = event.chat_id
        if chat > 0:
            with asked_by(chat):
                await take(event)
            return
        if self._heard[chat] >= MOST_HEARD:
            log.debug("left alone: too much at once", chat=chat)
            return
        self._heard[chat] += 1
        try:
            async with self._crowds.setdefault(chat, asyncio.Semaphore(AT_WORK)):
                with asked_by(chat):
                    await take(event)
        finally:
            self._heard[chat] -= 1
            if not self._heard[chat]:
                del self._heard[chat]

    async def _take(self, event: Any) -> None:  # noqa: ANN401
        place = place_of(event.chat_id, await event.get_chat(), event.message)
        incoming = incoming_of(event.message, await event.get_sender(), place, self._name)
        if incoming is None:
            return
        incoming = replace(
            incoming, file=file_of(self._client, event.message), answered=self._answered(place, event.message)
        )
        person, reply_to = incoming.person, None if place.is_private else incoming.message_id
        async with self._turn(person.id):
            try:
                answer = await self._desk.handle_message(incoming)
            except Exception:  # the edge: one person's command must not silence the bot for all
                log.exception("command failed", person=person.id, message=incoming.message_id)
                answer = self._desk.failure_message(person)
        if answer is not None:
            self._say(place, answer, reply_to)

    def _answered(self, place: Place, message: Any) -> Callable[[], Awaitable[RepliedTo | None]] | None:  # noqa: ANN401
        """Return how to ask for the message that this one is a reply to."""
        answered_id = message.reply_to_msg_id
        if answered_id is None:
            return None

        async def ask() -> RepliedTo | None:
            return answered_of(await self._client.get_messages(peer_of_chat(place.chat), ids=answered_id))

        return ask

    async def _take_press(self, event: Any) -> None:  # noqa: ANN401
        person = person_of(await event.get_sender(), event.sender_id)
        data = (event.data or b"").decode(errors="replace")
        async with self._turn(person.id):
            press = ButtonPress(person, Place(ChatId(event.chat_id)), MessageId(event.message_id), data)
            try:
                press = replace(press, place=await self._place_of_press(event))
                answer = await self._desk.handle_press(press)
            except Exception:
                log.exception("button failed", person=person.id)
                answer = ButtonAnswer(notice=self._desk.failure_message(person).html)
            if answer is None:
                return
            self._show(press, answer)
            await self._pop_up(event, answer.notice)

    async def _place_of_press(self, event: Any) -> Place:  # noqa: ANN401
        """Return where a button was pressed. Telegram does not say in which topic: the message has to be looked at."""
        chat = await event.get_chat()
        message = await event.get_message() if getattr(chat, "forum", False) else None
        return place_of(event.chat_id, chat, message)

    @staticmethod
    async def _pop_up(event: Any, notice: str) -> None:  # noqa: ANN401
        """Tell who pressed that it was heard, in a line or none. What else comes of it does not hang on that."""
        try:
            await event.answer(plain(notice)[:NOTICE_LENGTH] or None)
        except errors.QueryIdInvalidError:
            pass  # so old a press that Telegram takes no answer any more
        except (errors.RPCError, *PASSING) as error:
            log.warning("press not answered", error=type(error).__name__)

    def _show(self, press: ButtonPress, answer: ButtonAnswer) -> None:
        """Have the message that a button is under changed, as the answer says, or answered."""
        if answer.message is not None or answer.keyboard is not None:
            self._change(press.place.chat, press.message_id, answer)
        if answer.reply is not None:
            self._say(press.place, answer.reply, press.message_id)

    def _change(self, chat: ChatId, message_id: int, answer: ButtonAnswer) -> None:
        """Have a message changed in a task of its own; while it waits for Telegram, later presses change what it says.

        Who pressed waits for it no more than others do: there or in another chat.
        """
        before = self._wanted.get((chat, message_id))
        if before is not None and answer.message is None:
            answer = replace(answer, message=before.message)
        self._wanted[chat, message_id] = answer
        if before is None:
            self._begin(self._keep_changing(chat, message_id))

    async def _keep_changing(self, chat: ChatId, message_id: int) -> None:
        """Change a message until it is what was wanted last."""
        shown: ButtonAnswer | None = None

        async def change() -> None:
            nonlocal shown
            shown = self._wanted[chat, message_id]
            await self._rewrite(chat, message_id, shown)

        try:
            while self._wanted[chat, message_id] is not shown:
                await self._try_edit(chat, change)
        except Exception:  # nobody waits for this task
            log.exception("button failed", chat=chat)
        finally:
            del self._wanted[chat, message_id]

    async def _rewrite(self, chat: ChatId, message_id: int, answer: ButtonAnswer) -> None:
        """Ask once for a message to be changed: all of it, or the buttons only."""
        message = answer.message
        if message is not None:
            await self._overwrite(
                chat, message_id, message if answer.keyboard is None else replace(message, buttons=answer.keyboard)
            )
            self._follow(chat, message_id, message)
            return
        markup = self._client.build_reply_markup(buttons_of(Message(Markup(""), answer.keyboard or ())))
        await self._client(functions.messages.EditMessageRequest(peer_of_chat(chat), message_id, reply_markup=markup))

    async def _overwrite(self, chat: ChatId, message_id: int, message: Message) -> None:
        await self._client.edit_message(
            peer_of_chat(chat),
            message_id,
            message.html,
            parse_mode="html",
            buttons=buttons_of(message),
            link_preview=False,
        )

    def _say(self, place: Place, message: Message, reply_to: int | None) -> None:
        """Have an answer sent in a task of its own: while it waits for Telegram, buttons and commands work on."""
        if self._waiting[place.chat] >= MOST_WAITING or (message.dispensable and self._waiting[place.chat]):
            log.warning("answer dropped: others wait", chat=place.chat)
            return
        self._waiting[place.chat] += 1
        task = self._begin(self._speak(place, message, reply_to))
        task.add_done_callback(lambda _: self._has_spoken(place.chat))

    def _begin(self, answering: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(answering)
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)
        return task

    def _has_spoken(self, chat: ChatId) -> None:
        self._waiting[chat] -= 1
        if not self._waiting[chat]:
            del self._waiting[chat]

    async def _speak(self, place: Place, message: Message, reply_to: int | None) -> None:
        async with self._voices.setdefault(place.chat, asyncio.Lock()):  # answers come in order
            try:
                await self.answer_at(place, message, reply_to=reply_to)
            except Exception:  # nobody waits for this task
                log.exception("answer failed", chat=place.chat)

    def _turn(self, person: ChatId) -> asyncio.Lock:
        return self._turns.setdefault(person, asyncio.Lock())

    async def answer(self, chat: ChatId, message: Message) -> None:
        """Send a message to a person, in as many parts as Telegram needs, and keep it up to date."""
        await self.answer_at(Place(chat), message)

    async def answer_at(self, place: Place, message: Message, *, reply_to: int | None = None) -> None:
        """Send a message to a chat, or into its topic, as an answer to one that is there."""
        sent: int | None = None
        for part in parts(message):
            sent = await self._send(place, part, reply_to)
        if sent is not None:
            self._follow(place.chat, sent, message)

    def _follow(self, chat: ChatId, message_id: int, message: Message) -> None:
        """Have an answer that goes on changing edited, in a task of its own."""
        if message.later is not None:
            task = asyncio.get_running_loop().create_task(self._edit_on(chat, message_id, message.later()))
            self._following.add(task)
            task.add_done_callback(self._following.discard)

    async def _edit_on(self, chat: ChatId, message_id: int, later: AsyncIterator[Message]) -> None:
        try:
            async for message in later:
                await self._try_edit(chat, partial(self._overwrite, chat, message_id, message))
        except Exception:  # the edge, as for the command itself
            log.exception("answer not kept up to date", chat=chat)

    async def _try_edit(self, chat: ChatId, change: Callable[[], Awaitable[None]]) -> None:
        """Edit an answer; one edit that fails does not keep the next from being tried."""
        try:
            await self._edit(chat, change)
        except errors.MessageNotModifiedError:
            pass  # it shows this already
        except (errors.RPCError, *PASSING) as error:
            log.warning("answer not kept up to date", chat=chat, error=type(error).__name__)

    async def _edit(self, chat: ChatId, change: Callable[[], Awaitable[None]]) -> None:
        """Edit an answer, after the wait that Telegram may ask for."""
        for _ in range(MOST_ATTEMPTS):
            await self._await_turn(chat)
            try:
                await change()
            except errors.FloodWaitError as error:
                log.warning("telegram asks to wait", request="edit", seconds=error.seconds)
                await self._clock.sleep(error.seconds)
            else:
                return

    async def _await_turn(self, chat: ChatId) -> None:
        """Wait until Telegram's limits have room for an answer to this chat."""
        while wait := self._pacer.wait_to_answer(chat):
            await self._clock.sleep(wait)
        self._pacer.note_answer(chat)

    async def _send(self, place: Place, message: Message, reply_to: int | None) -> int | None:
        """Send one message, again and again where it fails; return its id, None where it could not be sent.

        All attempts have one random_id, so Telegram itself refuses to take it twice.
        """
        shape = {"random_id": generate_random_long(), "reply_to": reply(place.topic, reply_to)}
        until, failures = self._clock.now() + TRIED_FOR, 0
        while True:
            await self._await_turn(place.chat)
            try:
                return written_as(await self._client(await self._request(place.chat, message, shape)))
            except errors.RandomIdDuplicateError:  # an attempt that was never answered had brought it
                return None
            except PERMANENT:
                raise
            except (errors.RPCError, *PASSING) as error:
                wait = _pause_after(error, failures)
                if wait is None and place.is_private:
                    raise
                log.warning("answer not taken", chat=place.chat, error=type(error).__name__, seconds=wait)
            if wait is None or message.dispensable or self._clock.now() + timedelta(seconds=wait) > until:
                log.error("answer not sent", chat=place.chat)
                return None
            failures += 1
            await self._clock.sleep(wait)

    async def _request(self, chat: ChatId, message: Message, shape: dict[str, Any]) -> Any:  # noqa: ANN401
        if message.file is None:
            return sending(self._client, chat, message, **shape)
        return await sending_file(self._client, chat, message, **shape)


def _pause_after(error: Exception, failures: int) -> float | None:
    """Return the seconds until a message that failed may be tried again; None where that is of no use."""
    if isinstance(error, (errors.FloodWaitError, errors.SlowModeWaitError)):
        return float(error.seconds)
    return backoff(failures).total_seconds() if isinstance(error, PASSING) else None


def _is_written(event: Any) -> bool:  # noqa: ANN401
    """Tell what people write from the posts of a channel."""
    return not event.message.post
