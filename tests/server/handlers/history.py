"""Reading what was written: histories page by page, and messages by id."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from telethon import functions
from telethon.tl import TLObject, TLRequest, types

from tests.server import rendering
from tests.server.channels import Channel
from tests.server.dispatcher import Call, answers
from tests.server.groups import Group
from tests.server.handlers.peers import channel_at, place_at, readable_channel_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.server.accounts import Account
    from tests.server.messages import Letter, Post, Remark

PAGE_LIMIT = 100
# How "no date" reads when it comes over the wire.
_NO_DATE = datetime.fromtimestamp(0, UTC)


@answers(functions.messages.GetHistoryRequest, for_bots=False)
def get_history(call: Call) -> TLObject:
    """Show a page of a history, newest first."""
    place = place_at(call, call.request.peer)
    history: list[tuple[int, Post | Letter | Remark]]
    history = list(place.posts.items()) if isinstance(place, Channel) else _private(call, place)
    page = _page(sorted(history, key=lambda known: -known[0]), call.request)
    named = [place, *rendering.named_in(page)]
    users, chats = rendering.cast_of(named, call.me)
    shown = [rendering.message(one, call.me) for one in page]
    if isinstance(place, Channel):
        return types.messages.ChannelMessages(
            pts=place.journal.pts, count=len(history), messages=shown, topics=[], chats=chats, users=users
        )
    if len(page) == len(history):
        return types.messages.Messages(messages=shown, topics=[], chats=chats, users=users)
    return types.messages.MessagesSlice(count=len(history), messages=shown, topics=[], chats=chats, users=users)


def _private(call: Call, place: Account | Group) -> list[tuple[int, Post | Letter | Remark]]:
    if isinstance(place, Group):
        return [(one.ids[call.me.id], one) for one in call.world.remarks if one.group is place and call.me in one.sides]
    return [(letter.ids[call.me.id], letter) for letter in call.world.chat(call.me, place)]


def _page(history: list[tuple[int, Post | Letter | Remark]], asked: TLRequest) -> list[Post | Letter | Remark]:
    """Cut a page out of a history that is sorted newest first. Source: core.telegram.org/api/offsets."""
    start = 0
    # The id goes before the date when both are given: Telethon sends both from its second page on.
    if asked.offset_id:
        start = sum(known_id >= asked.offset_id for known_id, _ in history)
    elif asked.offset_date > _NO_DATE:
        start = sum(one.at >= asked.offset_date for _, one in history)
    first = start + asked.add_offset
    last = first + min(asked.limit, PAGE_LIMIT)
    # The bounds only filter the page that the offsets chose; they never make it reach further.
    return [
        one
        for known_id, one in history[max(first, 0) : max(last, 0)]
        if known_id > asked.min_id and (not asked.max_id or known_id < asked.max_id)
    ]


@answers(functions.channels.GetMessagesRequest)
def get_channel_messages(call: Call) -> TLObject:
    """Show posts by id."""
    channel = readable_channel_at(call, call.request.channel)
    found = _by_ids(call, channel.posts, types.PeerChannel(channel.id))
    posts = [post for post in map(channel.posts.get, _ids(call.request)) if post is not None]
    users, chats = rendering.cast_of([channel, *rendering.named_in(posts)], call.me)
    return types.messages.ChannelMessages(
        pts=channel.journal.pts, count=len(found), messages=found, topics=[], chats=chats, users=users
    )


@answers(functions.messages.GetMessagesRequest)
def get_messages(call: Call) -> TLObject:
    """Show private messages by id."""
    found = _by_ids(call, call.me.letters, None)
    letters = [letter for letter in map(call.me.letters.get, _ids(call.request)) if letter is not None]
    users, chats = rendering.cast_of(rendering.named_in(letters), call.me)
    return types.messages.Messages(messages=found, topics=[], chats=chats, users=users)


def _ids(request: TLRequest) -> list[int]:
    return [asked.id for asked in request.id]


def _by_ids(call: Call, kept: Mapping[int, Post | Letter | Remark], peer: TLObject) -> list[TLObject]:
    shown = []
    for message_id in _ids(call.request):
        found = kept.get(message_id)
        if found is not None:
            shown.append(rendering.message(found, call.me))
        elif not call.world.omits_deleted:
            shown.append(types.MessageEmpty(id=message_id, peer_id=peer))
    return shown


@answers(functions.messages.ReadHistoryRequest, for_bots=False)
def read_history(call: Call) -> TLObject:
    """Hear that a private chat was read, and forget it."""
    return types.messages.AffectedMessages(pts=call.me.journal.pts, pts_count=0)


@answers(functions.channels.ReadHistoryRequest, for_bots=False)
def read_channel_history(call: Call) -> bool:
    """Hear that a channel was read, and forget it."""
    return channel_at(call, call.request.channel) is not None
