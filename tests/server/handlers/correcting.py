"""Editing and deleting what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telethon import functions
from telethon.tl import TLObject, TLRequest, types

from tests.server import rendering
from tests.server.channels import Channel
from tests.server.dispatcher import Call, answers
from tests.server.handlers.limits import check_markup, check_text
from tests.server.handlers.peers import channel_at, place_at
from tests.server.messages import Content, Letter, Post, Remark
from tests.server.refusals import RequestRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping


@answers(functions.messages.EditMessageRequest)
def edit_message(call: Call) -> TLObject:
    """Change the text, the entities or the buttons of one's own message."""
    place = place_at(call, call.request.peer)
    kept: Mapping[int, Post | Letter | Remark] = place.posts if isinstance(place, Channel) else call.me.letters
    found = kept.get(call.request.id)
    if found is None:
        raise RequestRefusedError("MESSAGE_ID_INVALID")
    if found.sender is not call.me:
        raise RequestRefusedError("MESSAGE_AUTHOR_REQUIRED")
    _change(found, call.request)
    if isinstance(found, Post):
        call.world.revise(found, origin=call.connection)
        change = types.UpdateEditChannelMessage(
            message=rendering.message(found, call.me), pts=found.channel.journal.pts, pts_count=1
        )
    else:
        call.world.rewrite(found, origin=call.connection)
        change = types.UpdateEditMessage(
            message=rendering.message(found, call.me), pts=call.me.journal.pts, pts_count=1
        )
    return rendering.updates([change], call.me, rendering.named_in([found]))


def _change(found: Content, asked: TLRequest) -> None:
    check_markup(asked.reply_markup)
    before = (found.text, found.entities, found.markup)
    text, entities = found.text, found.entities
    if asked.message is not None:
        text, entities = asked.message, asked.entities or []
        if not text.strip() and found.file is None:
            raise RequestRefusedError("MESSAGE_EMPTY")
        check_text(text, entities)
    # An edit that names no buttons takes them away.
    if (text, entities, asked.reply_markup) == before:
        raise RequestRefusedError("MESSAGE_NOT_MODIFIED")
    found.text, found.entities, found.markup = text, entities, asked.reply_markup


@answers(functions.messages.DeleteMessagesRequest)
def delete_messages(call: Call) -> TLObject:
    """Delete private messages for both sides."""
    doomed = [call.me.letters[known] for known in call.request.id if known in call.me.letters]
    for letter in doomed:
        if isinstance(letter, Letter):
            call.world.unsend(letter, origin=call.connection)
    return types.messages.AffectedMessages(pts=call.me.journal.pts, pts_count=len(doomed))


@answers(functions.channels.DeleteMessagesRequest)
def delete_channel_messages(call: Call) -> TLObject:
    """Delete posts: an admin any, others their own."""
    channel = channel_at(call, call.request.channel)
    doomed = [channel.posts[known] for known in call.request.id if known in channel.posts]
    if call.me not in channel.admins and any(post.sender is not call.me for post in doomed):
        raise RequestRefusedError("MESSAGE_DELETE_FORBIDDEN")
    call.world.withdraw(doomed, origin=call.connection)
    return types.messages.AffectedMessages(pts=channel.journal.pts, pts_count=len(doomed))
