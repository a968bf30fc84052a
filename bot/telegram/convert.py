"""Between Telegram's shapes and ours. Marked chat ids are made here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telethon import Button as TelethonButton
from telethon import utils
from telethon.extensions import html
from telethon.tl import functions, types

from bot.commands.request import Forwarded, Person, RepliedTo
from storage.model.channels import Channel
from storage.model.ids import ChannelId, ChatId, MessageId
from storage.model.posts import ForwardOrigin, Post

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.ui.message import Message


def post_of(message: Any, named: Mapping[int, Any] | None = None) -> Post | None:  # noqa: ANN401 - Telethon ships no types
    """Make a Post of a channel's message; None for service messages and deleted ones, which say nothing.

    `named` are the chats and users that came in the same answer, by marked id; a live message brings its own.
    """
    if not isinstance(message, types.Message):
        return None
    return Post(
        channel_id=ChannelId(utils.get_peer_id(message.peer_id)),
        message_id=MessageId(message.id),
        posted_at=message.date,
        text=_text_of(message),
        edited_at=message.edit_date,
        forward=_forward_of(message, named or {}),
        reply_to=_reply_of(message),
        album_id=message.grouped_id,
        views=message.views,
        forwards=message.forwards,
        reactions=_reactions_of(message),
        preview=_preview_of(message),
    )


def _text_of(message: Any) -> str:  # noqa: ANN401
    """Return all that a message says: its text or caption, and the question and answers of a poll or a list."""
    return "\n".join(filter(None, [message.message, *_written_in(message.media)]))


def _written_in(media: Any) -> list[str]:  # noqa: ANN401
    if isinstance(media, types.MessageMediaPoll):
        return [media.poll.question.text, *(answer.text.text for answer in media.poll.answers)]
    if isinstance(media, types.MessageMediaToDo):
        return [media.todo.title.text, *(item.title.text for item in media.todo.list)]
    return []


def _preview_of(message: Any) -> str | None:  # noqa: ANN401
    """Return the title of the link preview. It comes with the post, or later as an edit that is none."""
    page = getattr(message.media, "webpage", None)
    return page.title or None if isinstance(page, types.WebPage) else None


def _reactions_of(message: Any) -> int | None:  # noqa: ANN401
    """Count the reactions of all kinds together; None where Telegram tells of none."""
    return None if message.reactions is None else sum(one.count for one in message.reactions.results)


def _reply_of(message: Any) -> MessageId | None:  # noqa: ANN401
    """Return which message of the same channel is answered; those of other chats and stories have ids of their own."""
    reply = message.reply_to
    if not isinstance(reply, types.MessageReplyHeader) or reply.reply_to_peer_id is not None:
        return None
    if reply.forum_topic and reply.reply_to_top_id is None:  # every message of a topic names its beginning
        return None
    return MessageId(reply.reply_to_msg_id) if reply.reply_to_msg_id else None


def _forward_of(message: Any, named: Mapping[int, Any]) -> ForwardOrigin | None:  # noqa: ANN401
    header = message.fwd_from
    if header is None:
        return None
    channel = header.from_id if isinstance(header.from_id, types.PeerChannel) else None
    return ForwardOrigin(
        title=_forward_title(message, named),
        channel_id=ChannelId(utils.get_peer_id(channel)) if channel is not None else None,
        message_id=MessageId(header.channel_post) if header.channel_post else None,
        posted_at=header.date,
    )


def _forward_title(message: Any, named: Mapping[int, Any]) -> str | None:  # noqa: ANN401
    """Return the name of the origin: of the chat or person where Telegram sent it along, else what the header says."""
    header, forward = message.fwd_from, getattr(message, "forward", None)
    sent_along = named.get(utils.get_peer_id(header.from_id)) if header.from_id is not None else None
    for entity in (sent_along, getattr(forward, "chat", None), getattr(forward, "sender", None)):
        if entity is not None:
            return utils.get_display_name(entity) or None
    return header.from_name or None


def channel_of(entity: Any, *, account: str, newest: int) -> Channel:  # noqa: ANN401
    """Make a Channel of Telegram's as an account sees it, starting at its newest message."""
    return Channel(
        id=ChannelId(utils.get_peer_id(entity)),
        title=entity.title,
        username=username_of(entity),
        account=account,
        access_hash=entity.access_hash,
        is_private=username_of(entity) is None,
        read_to=MessageId(newest),
        newest_seen=MessageId(newest),
    )


def username_of(entity: Any) -> str | None:  # noqa: ANN401
    """Return a channel's main name, without the @; None for a private one."""
    return entity.username or next((one.username for one in entity.usernames or () if one.active), None)


def usernames_of(entity: Any) -> set[str]:  # noqa: ANN401
    """Return all names of a channel that lead to it now, in lower case."""
    active = [one.username for one in getattr(entity, "usernames", None) or () if one.active]
    return {name.casefold() for name in (getattr(entity, "username", None), *active) if name}


def peer_of_channel(channel: Channel) -> Any:  # noqa: ANN401
    """Return the peer to ask about a channel, without asking Telegram for it again."""
    bare, _ = utils.resolve_id(channel.id)
    return types.InputPeerChannel(bare, channel.access_hash or 0)


def history_request(
    channel: Channel, *, limit: int, offset_id: int = 0, offset_date: datetime | None = None, add_offset: int = 0
) -> Any:  # noqa: ANN401
    """Return the request for a page of a channel's history: the newest messages, or those about an offset."""
    return functions.messages.GetHistoryRequest(
        peer=peer_of_channel(channel),
        offset_id=offset_id,
        offset_date=offset_date,
        add_offset=add_offset,
        limit=limit,
        max_id=0,
        min_id=0,
        hash=0,
    )


def input_of_channel(channel: Channel) -> Any:  # noqa: ANN401
    """Return the channel as requests about channels want it named."""
    bare, _ = utils.resolve_id(channel.id)
    return types.InputChannel(bare, channel.access_hash or 0)


def peer_of_chat(chat_id: ChatId) -> Any:  # noqa: ANN401
    """Return the peer to write to. A bot may name people who wrote to it by their id alone."""
    bare, kind = utils.resolve_id(chat_id)
    if kind is types.PeerUser:
        return types.InputPeerUser(bare, 0)
    return types.InputPeerChannel(bare, 0) if kind is types.PeerChannel else types.InputPeerChat(bare)


def person_of(user: Any, user_id: int) -> Person:  # noqa: ANN401
    """Describe who wrote; `user` is None where Telegram did not say more than the id."""
    if user is None:
        return Person(ChatId(user_id), "", None, None)
    return Person(ChatId(user_id), utils.get_display_name(user), user.username, user.lang_code)


def forwarded_of(message: Any) -> Forwarded | None:  # noqa: ANN401
    """Return where a message to the bot was forwarded from, None if its sender wrote it."""
    header = message.fwd_from
    if header is None:
        return None
    chat = message.forward.chat
    if not isinstance(header.from_id, types.PeerChannel) or chat is None:
        return Forwarded()
    names = usernames_of(chat)
    reference = f"@{min(names)}" if names else f"t.me/c/{header.from_id.channel_id}"
    return Forwarded(chat.title, reference, ChannelId(utils.get_peer_id(header.from_id)))


def answered_of(message: Any) -> RepliedTo | None:  # noqa: ANN401
    """Return what a message says that was answered, and the post it tells of; None for one that is gone.

    A forwarded post is told by its header, one of our own cards by its button.
    """
    if not isinstance(message, types.Message):
        return None
    return RepliedTo(_text_of(message), _origin_link(message) or _button_link(message))


def _origin_link(message: Any) -> str | None:  # noqa: ANN401
    header = message.fwd_from
    if header is None or not isinstance(header.from_id, types.PeerChannel) or not header.channel_post:
        return None
    return f"t.me/c/{header.from_id.channel_id}/{header.channel_post}"


def _button_link(message: Any) -> str | None:  # noqa: ANN401
    if not message.out:
        return None
    rows = getattr(message.reply_markup, "rows", ())
    kinds = [button.type for row in rows for button in row.buttons if isinstance(button, types.KeyboardInlineButton)]
    return next((kind.url for kind in kinds if isinstance(kind, types.InlineButtonTypeUrl)), None)


def location_of(message: Any) -> tuple[float, float] | None:  # noqa: ANN401
    """Return the latitude and longitude of a place that was shared, alone, live, or as the place of something."""
    point = getattr(message.media, "geo", None)
    return (point.lat, point.long) if isinstance(point, types.GeoPoint) else None


def text_of(message: Message) -> tuple[str, list[Any]]:
    """Return a message's characters, and its entities with offsets in UTF-16 units, as Telegram counts them."""
    text, entities = html.parse(message.html)
    return text, entities


def is_own_with(message: Any, chat_id: ChatId, links: list[str]) -> bool:  # noqa: ANN401
    """Tell whether this is a message that this account wrote in that chat, with these links on its buttons."""
    if not isinstance(message, types.Message) or not message.out or utils.get_peer_id(message.peer_id) != chat_id:
        return False
    rows = getattr(message.reply_markup, "rows", ())
    kinds = [button.type for row in rows for button in row.buttons if isinstance(button, types.KeyboardInlineButton)]
    return [kind.url for kind in kinds if isinstance(kind, types.InlineButtonTypeUrl)] == links


def buttons_of(message: Message) -> Any:  # noqa: ANN401
    """Return a message's buttons as Telegram's inline keyboard; None where it has none."""
    rows = [
        [
            TelethonButton.url(button.text, button.url)
            if button.url
            else TelethonButton.inline(button.text, (button.data or "").encode())
            for button in row
        ]
        for row in message.buttons
    ]
    return rows or None
