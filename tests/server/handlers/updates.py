"""Catching up: where the sequences stand, and what a client has missed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telethon import functions
from telethon.tl import TLObject, types

from tests.server import rendering
from tests.server.channels import Channel
from tests.server.dispatcher import Call, answers
from tests.server.handlers.peers import readable_channel_at
from tests.server.journal import Change, Entry
from tests.server.messages import Letter, Post, Remark
from tests.server.world import hears, now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.server.accounts import Account


def state_of(account: Account) -> TLObject:
    """Show where an account's private sequence stands."""
    return types.updates.State(pts=account.journal.pts, qts=len(account.standings), date=now(), seq=0, unread_count=0)


@answers(functions.updates.GetStateRequest)
def get_state(call: Call) -> TLObject:
    """Tell where the private sequence stands."""
    return state_of(call.me)


@answers(functions.updates.GetDifferenceRequest)
def get_difference(call: Call) -> TLObject:
    """Tell what happened in private chats since a pts."""
    missed = call.me.journal.since(call.request.pts)
    standings = call.me.standings[call.request.qts :]
    if not missed and not standings:
        return types.updates.DifferenceEmpty(date=now(), seq=0)
    if len(missed) > call.world.difference_limit:
        return types.updates.DifferenceTooLong(pts=call.me.journal.pts)
    found = _difference(call.me, call.me, missed)
    found["other_updates"] += standings
    return types.updates.Difference(**found, new_encrypted_messages=[], state=state_of(call.me))


@answers(functions.updates.GetChannelDifferenceRequest)
def get_channel_difference(call: Call) -> TLObject:
    """Tell what happened in a channel since a pts, unless it is more than the client wants to hear."""
    channel = readable_channel_at(call, call.request.channel)
    missed = channel.journal.since(call.request.pts)
    if not missed:
        return types.updates.ChannelDifferenceEmpty(pts=channel.journal.pts, final=True)
    if len(missed) > min(call.request.limit, call.world.difference_limit):
        return _too_long(call.me, channel)
    return types.updates.ChannelDifference(**_difference(channel, call.me, missed), pts=channel.journal.pts, final=True)


def _difference(place: Account | Channel, viewer: Account, missed: list[Entry]) -> dict[str, list[TLObject]]:
    kept: Mapping[int, Post | Letter | Remark] = place.posts if isinstance(place, Channel) else place.letters
    written, others = [], []
    for entry in missed:
        if entry.change is not Change.WRITTEN:
            others.append(rendering.update(entry, place, viewer))
        elif entry.message_ids[0] in kept and _heard(kept[entry.message_ids[0]], viewer):
            written.append(kept[entry.message_ids[0]])
    touched = [kept[one] for entry in missed for one in entry.message_ids if one in kept]
    users, chats = rendering.cast_of([place, *rendering.named_in(touched)], viewer)
    return {
        "new_messages": [rendering.message(one, viewer) for one in written],
        "other_updates": [update for update in others if update is not None],
        "users": users,
        "chats": chats,
    }


def _heard(message: Post | Letter | Remark, viewer: Account) -> bool:
    return (
        not isinstance(message, Post) or not message.channel.megagroup or hears(viewer, message, message.channel.admins)
    )


def _too_long(viewer: Account, channel: Channel) -> TLObject:
    newest = channel.posts.get(channel.top_message)
    return types.updates.ChannelDifferenceTooLong(
        final=True,
        dialog=rendering.dialog(channel, newest, viewer),
        messages=[rendering.message(newest, viewer)] if newest is not None else [],
        chats=[rendering.chat(channel, viewer)],
        users=[],
    )
