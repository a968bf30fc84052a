"""Send alerts with the bot account, and reduce all that Telegram may answer to an outcome."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from telethon import errors
from telethon.tl import functions, types

from bot.core.outcome import Pause, Refused, Retry, Sent
from bot.telegram.clients import PASSING, PERMANENT
from bot.telegram.convert import buttons_of, is_own_with, peer_of_chat, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from bot.core.message import Message
    from bot.core.outcome import Outcome
    from bot.telegram.clients import ReconnectingClient
    from storage.model import ChatId, Delivery, DeliveryId

LOOKED_AT = 100  # messages; Telegram shows no more at once

# The message that is replied to is gone.
NOTHING_TO_REPLY_TO = {"MESSAGE_ID_INVALID", "REPLY_MESSAGE_ID_INVALID", "REPLY_TO_INVALID"}

# The chat is closed to the bot until somebody opens it again.
CLOSED = {
    errors.UserIsBlockedError: "blocked the bot",
    errors.InputUserDeactivatedError: "account deleted",
    errors.PeerIdInvalidError: "never wrote to the bot",
    errors.UserIdInvalidError: "never wrote to the bot",
    errors.ChatWriteForbiddenError: "writing is forbidden there",
    errors.ChannelPrivateError: "the bot was removed",
    errors.ChatAdminRequiredError: "the bot lost its rights",
    errors.UserBannedInChannelError: "the bot was banned",
}


def random_id(salt: str, delivery_id: DeliveryId) -> int:
    """Return the random_id of a delivery: the same at every attempt, so that Telegram itself refuses a repeat.

    The salt belongs to the database: a new one counts its deliveries from 1 again, and they must not look like repeats.
    """
    digest = hashlib.blake2b(f"{salt}:{delivery_id}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class TelegramSender:
    """Sends messages as the bot (the Sender of bot.delivery)."""

    def __init__(self, client: ReconnectingClient, salt: str, on_lost: Callable[[Exception], None]) -> None:
        """Call `on_lost` with an error that means the bot account is over for good."""
        self._client = client
        self._salt = salt
        self._on_lost = on_lost

    async def send(self, delivery: Delivery, message: Message) -> Outcome:
        """Send a message to the delivery's chat, or put it in the place of the one that was sent.

        Telegram refuses what an earlier attempt had already brought.
        """
        text, entities = text_of(message)
        shape = {
            "peer": peer_of_chat(delivery.subscriber.id),
            "message": text,
            "entities": entities,
            "no_webpage": True,
            "reply_markup": self._client.build_reply_markup(buttons_of(message)),
        }
        if delivery.message_id is None:
            request = functions.messages.SendMessageRequest(
                random_id=random_id(self._salt, delivery.id),
                reply_to=delivery.reply_to and types.InputReplyToMessage(delivery.reply_to),
                **shape,
            )
        else:
            request = functions.messages.EditMessageRequest(id=delivery.message_id, **shape)
        try:
            return Sent(_message_id(await self._ask(request)))
        except (errors.RPCError, *PASSING) as error:
            if isinstance(error, PERMANENT):
                self._on_lost(error)
            return outcome_of(error)

    async def _ask(self, request: Any) -> Any:  # noqa: ANN401 - Telethon ships no types
        """Ask Telegram; what is no reply any more, since its reader deleted the message, comes without being one."""
        try:
            return await self._client(request)
        except errors.BadRequestError as error:
            if getattr(request, "reply_to", None) is None or error.message not in NOTHING_TO_REPLY_TO:
                raise
        request.reply_to = None
        return await self._client(request)

    async def find(self, delivery: Delivery, message: Message, after: int, taken: Collection[int]) -> Outcome:
        """Look for the message that a delivery became, since the answer to its sending got lost: by the link under it.

        It comes soon after the message `after`, and is none of `taken`.
        """
        links = [button.url for row in message.buttons for button in row if button.url]
        try:
            answer = await self._client(_asking_for(delivery.subscriber.id, range(after + 1, after + 1 + LOOKED_AT)))
        except (errors.RPCError, *PASSING) as error:
            return outcome_of(error)
        for one in answer.messages:
            if one.id not in taken and is_own_with(one, delivery.subscriber.id, links):
                return Sent(one.id)
        return Refused("nobody knows its message")


def _asking_for(chat: ChatId, message_ids: Iterable[int]) -> Any:  # noqa: ANN401 - Telethon ships no types
    wanted = [types.InputMessageID(one) for one in message_ids]
    peer = peer_of_chat(chat)
    if isinstance(peer, types.InputPeerChannel):
        return functions.channels.GetMessagesRequest(peer, wanted)
    return functions.messages.GetMessagesRequest(wanted)


def outcome_of(error: Exception) -> Outcome:
    """Reduce what Telegram or the network answered to a send; what is not known here is worth another try."""
    for kinds, outcome in _OUTCOMES:
        if isinstance(error, kinds):
            return outcome(error)
    return Retry(f"{type(error).__name__}: {error}")


# The first that fits counts. Telethon ships no types, hence Any.
_OUTCOMES: tuple[tuple[Any, Callable[[Any], Outcome]], ...] = (
    (errors.RandomIdDuplicateError, lambda _: Sent(None)),  # an attempt before a crash had brought it there
    (errors.MessageNotModifiedError, lambda _: Sent(None)),
    (errors.SlowModeWaitError, lambda error: Pause(error.seconds, chat_only=True)),
    (errors.FloodWaitError, lambda error: Pause(error.seconds)),
    (tuple(CLOSED), lambda error: Refused(CLOSED[type(error)], chat_is_gone=True)),
    (PERMANENT, lambda error: Retry(type(error).__name__)),
    (errors.ForbiddenError, lambda error: Refused(str(error.message), chat_is_gone=True)),
    (errors.BadRequestError, lambda error: Refused(str(error.message))),
)


def _message_id(answer: Any) -> int | None:  # noqa: ANN401 - Telethon ships no types
    """Find which message the sent one became: the short answer says it, the long one lists it among its updates."""
    if isinstance(answer, types.UpdateShortSentMessage):
        return int(answer.id)
    updates = getattr(answer, "updates", ())
    return next((int(update.id) for update in updates if isinstance(update, types.UpdateMessageID)), None)
