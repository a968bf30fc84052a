"""Take in what people write to the bot and press, and send the answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import structlog
from telethon import errors, events
from telethon.tl import functions

from bot.account_names import BOT
from bot.commands.request import Incoming, Place, Press
from bot.core.markup import Markup, plain
from bot.core.message import Message, parts
from bot.telegram.clients import PASSING, PERMANENT, connect, is_signed_in, lost, once_more_if_moved, patiently
from bot.telegram.convert import buttons_of, forwarded_of, location_of, peer_of_chat, person_of
from storage.model import ChatId, MessageId

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.clock import Clock
    from bot.commands.desk import Desk
    from bot.commands.request import Answer
    from bot.core.pacing import Pacer
    from bot.telegram.clients import ReconnectingClient

NOTICE_LENGTH = 200  # characters in the line that answers a pressed button
MOST_ATTEMPTS = 5

log = structlog.get_logger("inbox")


class Inbox:
    """Hears what is written to the bot account, and answers."""

    def __init__(self, client: ReconnectingClient, token: str, desk: Desk, pacer: Pacer, clock: Clock) -> None:
        self._client = client
        self._token = token
        self._desk = desk
        self._pacer = pacer
        self._clock = clock
        # What one person writes is answered in order; nobody waits for another's long command.
        self._turns: WeakValueDictionary[ChatId, asyncio.Lock] = WeakValueDictionary()
        self._following: set[asyncio.Task[None]] = set()

    @property
    def connected(self) -> bool:
        """Whether the account has a connection now."""
        return bool(self._client.is_connected())

    async def run(self, ready: Callable[[], None] | None = None) -> None:
        """Hear until cancelled; `ready` is called once signed in. Raises AccountLost when it is over for good."""
        self._client.add_event_handler(self._on_message, events.NewMessage(incoming=True, func=_is_private))
        self._client.add_event_handler(self._on_press, events.CallbackQuery())
        await connect(self._client, self._clock, BOT)
        try:
            await self._sign_in()
            if ready is not None:
                ready()
            await self._client.until_over(BOT, self._clock)
        except PERMANENT as error:
            raise lost(BOT, error) from error
        finally:
            for task in self._following:
                task.cancel()
            await self._client.disconnect()

    async def _sign_in(self) -> None:
        """Sign in by the token, however often Telegram fails. Raises what ends the account."""
        if not await patiently(lambda: is_signed_in(self._client), BOT, self._clock):
            await patiently(lambda: once_more_if_moved(self._client.sign_in, bot_token=self._token), BOT, self._clock)

    async def _on_message(self, event: Any) -> None:  # noqa: ANN401 - Telethon ships no types
        person = person_of(await event.get_sender(), event.chat_id)
        incoming = Incoming(
            person,
            Place(ChatId(event.chat_id)),
            MessageId(event.message.id),
            event.message.message or "",
            event.message.date,
            forwarded_of(event.message),
            location_of(event.message),
        )
        async with self._turn(person.id):
            try:
                answer = await self._desk.take(incoming)
                if answer is not None:
                    await self.answer(person.id, answer)
            except Exception:  # the edge: one person's command must not silence the bot for all
                log.exception("command failed", person=person.id, message=incoming.message_id)
                await self.answer(person.id, self._desk.apology(person))

    async def _on_press(self, event: Any) -> None:  # noqa: ANN401
        person = person_of(await event.get_sender(), event.sender_id)
        data = (event.data or b"").decode(errors="replace")
        press = Press(person, Place(ChatId(event.chat_id)), MessageId(event.message_id), data)
        async with self._turn(person.id):
            try:
                answer = await self._desk.press(press)
                await event.answer(plain(answer.notice)[:NOTICE_LENGTH] or None)
                await self._show(press, answer)
            except (errors.MessageNotModifiedError, errors.QueryIdInvalidError):
                pass  # it shows this already; or the press is so old that Telegram takes no answer any more
            except Exception:
                log.exception("button failed", person=person.id)

    async def _show(self, press: Press, answer: Answer) -> None:
        """Change the message that a button is under, as the answer says, or answer it."""
        chat, message = press.place.chat, answer.message
        if message is not None:
            await self._client.edit_message(
                peer_of_chat(chat),
                press.message_id,
                message.html,
                parse_mode="html",
                buttons=buttons_of(message),
                link_preview=False,
            )
            self._follow(chat, press.message_id, message)
        if answer.keyboard is not None:
            markup = self._client.build_reply_markup(buttons_of(Message(Markup(""), answer.keyboard)))
            await self._client(
                functions.messages.EditMessageRequest(peer_of_chat(chat), press.message_id, reply_markup=markup)
            )
        if answer.reply is not None:
            await self.answer(chat, answer.reply, reply_to=press.message_id)

    def _turn(self, person: ChatId) -> asyncio.Lock:
        return self._turns.setdefault(person, asyncio.Lock())

    async def answer(self, chat: ChatId, message: Message, *, reply_to: int | None = None) -> None:
        """Send a message to a chat, in as many parts as Telegram needs, and keep it up to date."""
        sent: int | None = None
        for part in parts(message):
            sent = await self._send(chat, part, reply_to)
        if sent is not None:
            self._follow(chat, sent, message)

    def _follow(self, chat: ChatId, message_id: int, message: Message) -> None:
        """Have an answer that goes on changing edited, in a task of its own."""
        if message.later is not None:
            task = asyncio.get_running_loop().create_task(self._edit_on(chat, message_id, message.later()))
            self._following.add(task)
            task.add_done_callback(self._following.discard)

    async def _edit_on(self, chat: ChatId, message_id: int, later: AsyncIterator[Message]) -> None:
        try:
            async for message in later:
                await self._edit(chat, message_id, message)
        except (errors.RPCError, *PASSING) as error:  # nothing hangs on it: what was asked for goes on
            log.warning("answer not kept up to date", chat=chat, error=type(error).__name__)

    async def _edit(self, chat: ChatId, message_id: int, message: Message) -> None:
        self._pacer.note(chat)
        try:
            await self._client.edit_message(
                peer_of_chat(chat), message_id, message.html, parse_mode="html", link_preview=False
            )
        except errors.MessageNotModifiedError:
            pass
        except errors.FloodWaitError as error:
            log.warning("telegram asks to wait", request="edit", seconds=error.seconds)
            await self._clock.sleep(error.seconds)

    async def _send(self, chat: ChatId, message: Message, reply_to: int | None) -> int | None:
        """Send one message; return its id, None where it could not be sent."""
        for _ in range(MOST_ATTEMPTS):
            self._pacer.note(chat)
            try:
                sent = await self._client.send_message(
                    peer_of_chat(chat),
                    message.html,
                    parse_mode="html",
                    buttons=buttons_of(message),
                    link_preview=False,
                    reply_to=reply_to,
                )
            except errors.FloodWaitError as error:
                log.warning("telegram asks to wait", request="answer", seconds=error.seconds)
                await self._clock.sleep(error.seconds)
            except TimeoutError:
                log.warning("no answer to an answer", chat=chat)
            else:
                return int(sent.id)
        log.error("answer not sent", chat=chat)
        return None


def _is_private(event: Any) -> bool:  # noqa: ANN401
    return bool(event.is_private)
