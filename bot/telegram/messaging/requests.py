"""What to ask of Telegram to have a message written, and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telethon.tl import functions, types

from bot.telegram.convert import buttons_of, peer_of_chat, text_of

if TYPE_CHECKING:
    from bot.telegram.connection.client import ReconnectingClient
    from bot.ui.message import Message
    from storage.model.ids import ChatId, MessageId


def sending(  # Telethon ships no types, hence Any
    client: ReconnectingClient,
    chat: ChatId,
    message: Message,
    *,
    random_id: int,
    reply_to: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Return the request that writes a new message to a chat."""
    return functions.messages.SendMessageRequest(
        random_id=random_id, reply_to=reply_to, no_webpage=True, **shape(client, chat, message)
    )


def editing(client: ReconnectingClient, chat: ChatId, message: Message, message_id: int) -> Any:  # noqa: ANN401
    """Return the request that puts a message in the place of one that was sent."""
    return functions.messages.EditMessageRequest(id=message_id, no_webpage=True, **shape(client, chat, message))


def reply(topic: MessageId | None, message_id: int | None = None) -> Any:  # noqa: ANN401
    """Return what a new message answers: a message, or the beginning of its topic; None for neither.

    A message goes into a topic as an answer to its beginning (https://core.telegram.org/api/forum#forum-topics).
    """
    if message_id is None and topic is None:
        return None
    return types.InputReplyToMessage(message_id if message_id is not None else topic, top_msg_id=topic)


def written_as(answer: Any) -> int | None:  # noqa: ANN401
    """Find which message the sent one became: the short answer says it, the long one lists it among its updates."""
    if isinstance(answer, types.UpdateShortSentMessage):
        return int(answer.id)
    updates = getattr(answer, "updates", ())
    return next((int(update.id) for update in updates if isinstance(update, types.UpdateMessageID)), None)


def shape(client: ReconnectingClient, chat: ChatId, message: Message) -> dict[str, Any]:
    """Return what requests call the chat, the text and the buttons of a message."""
    text, entities = text_of(message)
    return {
        "peer": peer_of_chat(chat),
        "message": text,
        "entities": entities,
        "reply_markup": client.build_reply_markup(buttons_of(message)),
    }
