"""Send alerts with the bot account, and reduce all that Telegram may answer to an outcome."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from telethon import errors, utils
from telethon.tl import functions, types

from bot.alerts.rules.outcome import Moved, Pause, Refused, Retry, Sent
from bot.telegram.connection.client import PASSING, PERMANENT, error_name
from bot.telegram.convert import is_own_with, peer_of_chat
from bot.telegram.messaging.incoming import topic_of
from bot.telegram.messaging.requests import editing, reply, sending, written_as
from storage.model.subscribers import PlaceTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from bot.alerts.rules.outcome import Outcome
    from bot.telegram.connection.client import ReconnectingClient
    from bot.ui.message import Message
    from storage.model.deliveries import Delivery
    from storage.model.ids import ChatId, DeliveryId, MessageId

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
    """Sends messages as the bot (the Sender of bot.alerts.delivery)."""

    def __init__(self, client: ReconnectingClient, salt: str, on_lost: Callable[[Exception], None]) -> None:
        """Call `on_lost` with an error that means the bot account is over for good."""
        self._client = client
        self._salt = salt
        self._on_lost = on_lost

    async def send(self, delivery: Delivery, message: Message) -> Outcome:
        """Send a message to the delivery's chat, or put it in the place of the one that was sent.

        Telegram refuses what an earlier attempt had already brought.
        """
        chat, topic = delivery.subscriber.chat, delivery.subscriber.topic_id
        if delivery.message_id is None:
            number, answers = random_id(self._salt, delivery.id), reply(topic, delivery.reply_to)
            request = sending(self._client, chat, message, random_id=number, reply_to=answers)
        else:
            request = editing(self._client, chat, message, delivery.message_id)
        try:
            return Sent(written_as(await self._ask(request, topic)))
        except (errors.RPCError, *PASSING) as error:
            if isinstance(error, PERMANENT):
                self._on_lost(error)
            if isinstance(error, errors.FloodWaitError):
                return Pause(error.seconds, chat_only=not self._client.waits_with(request))
            return await self._outcome(delivery, error)

    async def _outcome(self, delivery: Delivery, error: Exception) -> Outcome:
        """Say what became of a delivery that failed. A group may have become a supergroup, which no error tells."""
        place = delivery.subscriber
        trouble = trouble_of(error, in_topic=place.topic_id is not None) if place.chat < 0 else None
        if trouble is None:
            return outcome_of(error)
        if isinstance(peer_of_chat(place.chat), types.InputPeerChat):
            return await self._moved(place.chat) or Refused(trouble, chat_is_gone=True)
        return Refused(trouble, chat_is_gone=True)

    async def _moved(self, chat: ChatId) -> Outcome | None:
        """Ask what became of a basic group that cannot be written to."""
        try:
            answer = await self._client(functions.messages.GetChatsRequest([-chat]))
        except (errors.RPCError, *PASSING):
            return None
        group = answer.chats[0]
        if isinstance(getattr(group, "migrated_to", None), types.InputChannel):
            return Moved(utils.get_peer_id(types.PeerChannel(group.migrated_to.channel_id)))
        return Refused(PlaceTrouble.GONE, chat_is_gone=True) if getattr(group, "deactivated", False) else None

    async def _ask(self, request: Any, topic: MessageId | None) -> Any:  # noqa: ANN401 - Telethon ships no types
        """Ask Telegram; what is no reply any more, since its reader deleted the message, comes without being one."""
        try:
            return await self._client(request)
        except errors.BadRequestError as error:
            if getattr(request, "reply_to", None) is None or error_name(error) not in NOTHING_TO_REPLY_TO:
                raise
        request.reply_to = reply(topic)
        return await self._client(request)

    async def find(self, delivery: Delivery, message: Message, after: int, taken: Collection[int]) -> Outcome:
        """Look for the message that a delivery became, since the answer to its sending got lost: by the link under it.

        It comes soon after the message `after`, and is none of `taken`.
        """
        links = [button.url for row in message.buttons for button in row if button.url]
        try:
            answer = await self._client(_asking_for(delivery.subscriber.chat, range(after + 1, after + 1 + LOOKED_AT)))
        except (errors.RPCError, *PASSING) as error:
            return outcome_of(error)
        for one in answer.messages:
            if one.id not in taken and _is_it(one, delivery, links):
                return Sent(one.id)
        return Refused("nobody knows its message")


def _is_it(message: Any, delivery: Delivery, links: list[str]) -> bool:  # noqa: ANN401
    place = delivery.subscriber
    return is_own_with(message, place.chat, links) and topic_of(message) == place.topic_id


def _asking_for(chat: ChatId, message_ids: Iterable[int]) -> Any:  # noqa: ANN401 - Telethon ships no types
    wanted = [types.InputMessageID(one) for one in message_ids]
    peer = peer_of_chat(chat)
    if isinstance(peer, types.InputPeerChannel):
        return functions.channels.GetMessagesRequest(peer, wanted)
    return functions.messages.GetMessagesRequest(wanted)


# What keeps the bot from writing to a group, channel or topic.
TROUBLES: dict[type[Exception], PlaceTrouble] = {
    errors.TopicDeletedError: PlaceTrouble.TOPIC_DELETED,
    errors.ChatWriteForbiddenError: PlaceTrouble.NO_RIGHT,
    errors.ChatAdminRequiredError: PlaceTrouble.NO_RIGHT,
    errors.ChatRestrictedError: PlaceTrouble.NO_RIGHT,
    errors.UserBannedInChannelError: PlaceTrouble.NO_RIGHT,
    errors.ChannelPrivateError: PlaceTrouble.REMOVED,
    errors.ChannelInvalidError: PlaceTrouble.REMOVED,
    errors.ChatForbiddenError: PlaceTrouble.REMOVED,
    errors.ChatIdInvalidError: PlaceTrouble.REMOVED,
    errors.PeerIdInvalidError: PlaceTrouble.REMOVED,
}
# Telethon knows these by their names only; the latter two are said of a topic whose first message is gone.
_NAMED = {
    "TOPIC_CLOSED": PlaceTrouble.TOPIC_CLOSED,
    "TOPIC_ID_INVALID": PlaceTrouble.TOPIC_DELETED,
    "REPLY_MESSAGE_ID_INVALID": PlaceTrouble.TOPIC_DELETED,
}


def trouble_of(error: Exception, *, in_topic: bool) -> PlaceTrouble | None:
    """Say what is the matter with a group, channel or topic that a message was refused for; None for another reason."""
    named = _NAMED.get(error_name(error))
    if named is not None and (in_topic or named is PlaceTrouble.TOPIC_CLOSED):
        return named
    if type(error) in TROUBLES:
        return TROUBLES[type(error)]
    return PlaceTrouble.NO_RIGHT if isinstance(error, errors.ForbiddenError) else None


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
    (errors.ForbiddenError, lambda error: Refused(error_name(error), chat_is_gone=True)),
    (errors.BadRequestError, lambda error: Refused(error_name(error))),
)
