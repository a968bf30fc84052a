"""Sending messages and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from telethon import functions
from telethon.tl import TLObject, TLRequest, types

from tests.server import rendering
from tests.server.channels import Channel
from tests.server.dispatcher import Call, answers
from tests.server.groups import Group
from tests.server.handlers.files import uploaded
from tests.server.handlers.limits import CAPTION_LIMIT, ENTITY_LIMIT, check_markup, check_text
from tests.server.handlers.peers import place_at
from tests.server.messages import File, Letter, Post, Remark
from tests.server.refusals import RequestRefusedError
from tests.server.world import now

if TYPE_CHECKING:
    from tests.server.accounts import Account

_Answered = TypeVar("_Answered", Letter, Remark)


@answers(functions.messages.SendMessageRequest)
def send_message(call: Call) -> TLObject:
    """Send a text to a person, a channel or a group."""
    asked = call.request
    if not asked.message.strip():
        raise RequestRefusedError("MESSAGE_EMPTY")
    check_text(asked.message, asked.entities or [])
    sent = _send(call, None)
    if not isinstance(sent, Letter):
        return _told(call, sent)
    # This is what Telegram answers for private chats: no message, only what the server made up.
    return types.UpdateShortSentMessage(
        out=True,
        id=sent.ids[call.me.id],
        pts=call.me.journal.pts,
        pts_count=1,
        date=sent.at,
        entities=sent.entities or None,
    )


@answers(functions.messages.SendMediaRequest)
def send_media(call: Call) -> TLObject:
    """Send a file with a caption."""
    check_text(call.request.message, call.request.entities or [], CAPTION_LIMIT)
    return _told(call, _send(call, uploaded(call, call.request.media)))


def _send(call: Call, file: File | None) -> Post | Letter | Remark:
    place = place_at(call, call.request.peer)
    check_markup(call.request.reply_markup)
    if call.request.random_id in call.me.random_ids:
        raise RequestRefusedError("RANDOM_ID_DUPLICATE")
    sent: Post | Letter | Remark
    if isinstance(place, Group):
        sent = _speak(call, place, file)
    else:
        sent = _post(call, place, file) if isinstance(place, Channel) else _write(call, place, file)
    call.me.random_ids.add(call.request.random_id)
    return sent


def _write(call: Call, receiver: Account, file: File | None) -> Letter:
    if call.me.is_bot and receiver.is_bot:
        raise RequestRefusedError("USER_IS_BOT")
    if call.me.is_bot and not call.me.has_heard_from(receiver):
        raise RequestRefusedError("PEER_ID_INVALID")
    if receiver.deactivated:
        raise RequestRefusedError("INPUT_USER_DEACTIVATED")
    if call.me.id in receiver.blocked:
        raise RequestRefusedError("USER_IS_BLOCKED")
    letter = Letter(
        sender=call.me,
        receiver=receiver,
        reply_to=_answered(call, Letter),
        file=file,
        **_content(call.request),
    )
    return call.world.send(letter, origin=call.connection)


def _speak(call: Call, group: Group, file: File | None) -> Remark:
    if not group.is_open:
        raise RequestRefusedError("CHAT_ID_INVALID")
    if call.me not in group.members:
        raise RequestRefusedError("CHAT_FORBIDDEN")
    remark = Remark(group=group, sender=call.me, reply_to=_answered(call, Remark), file=file, **_content(call.request))
    return call.world.speak(remark, origin=call.connection)


def _answered(call: Call, kind: type[_Answered]) -> _Answered | None:
    wanted = _reply_to(call.request)
    if wanted is None:
        return None
    found = call.me.letters.get(wanted)
    if found is None:
        raise RequestRefusedError("REPLY_MESSAGE_ID_INVALID")
    return found if isinstance(found, kind) else None


def _post(call: Call, channel: Channel, file: File | None) -> Post:
    if not channel.writable_by(call.me):
        raise RequestRefusedError("CHAT_WRITE_FORBIDDEN")
    post = Post(
        channel=channel,
        topic=_topic(call, channel),
        id=channel.next_post_id(),
        sender=call.me,
        reply_to=_reply_to(call.request),
        file=file,
        **_content(call.request),
    )
    return call.world.publish(post, origin=call.connection)


def _topic(call: Call, channel: Channel) -> int | None:
    """Return the topic that a message goes to; one that is closed takes nothing but from its admins."""
    asked = call.request.reply_to
    if asked is None or not channel.forum:
        return None
    topic_id = asked.top_msg_id or asked.reply_to_msg_id
    topic = channel.topics.get(topic_id)
    if topic is None:
        answered = channel.posts.get(asked.reply_to_msg_id)
        if answered is None or asked.top_msg_id is not None:
            raise RequestRefusedError("TOPIC_DELETED")
        return answered.topic
    if topic.closed and call.me not in channel.admins:
        raise RequestRefusedError("TOPIC_CLOSED")
    return topic.id


def _content(asked: TLRequest) -> dict[str, TLObject]:
    entities = (asked.entities or [])[:ENTITY_LIMIT]
    return {"text": asked.message, "at": now(), "entities": entities, "markup": asked.reply_markup}


def _reply_to(asked: TLRequest) -> int | None:
    return asked.reply_to.reply_to_msg_id if asked.reply_to is not None else None


def _told(call: Call, sent: Post | Letter | Remark) -> TLObject:
    """Show the sender what was sent, and by which random id it was asked for."""
    shown = rendering.message(sent, call.me)
    if isinstance(sent, Post):
        new = types.UpdateNewChannelMessage(message=shown, pts=sent.channel.journal.pts, pts_count=1)
    else:
        new = types.UpdateNewMessage(message=shown, pts=call.me.journal.pts, pts_count=1)
    known_as = types.UpdateMessageID(id=shown.id, random_id=call.request.random_id)
    return rendering.updates([known_as, new], call.me, rendering.named_in([sent]))


@answers(functions.messages.SetTypingRequest)
def set_typing(call: Call) -> bool:
    """Hear that somebody is typing, and forget it."""
    return place_at(call, call.request.peer) is not None
