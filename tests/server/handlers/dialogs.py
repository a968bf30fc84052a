"""The list of chats, with the newest message of each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from telethon import functions
from telethon.tl import TLObject, types

from tests.server import rendering
from tests.server.channels import Channel
from tests.server.dispatcher import Call, answers
from tests.server.groups import Group
from tests.server.handlers.peers import place_at
from tests.server.handlers.updates import state_of
from tests.server.messages import Letter

if TYPE_CHECKING:
    from tests.server.accounts import Account
    from tests.server.messages import Post


@answers(functions.messages.GetPeerDialogsRequest, for_bots=False)
def get_peer_dialogs(call: Call) -> TLObject:
    """Show chosen chats."""
    found = [place_at(call, asked.peer) for asked in call.request.peers]
    places = [place for place in found if not isinstance(place, Group)]
    return types.messages.PeerDialogs(**_shown(call, places), state=state_of(call.me))


@answers(functions.messages.GetDialogsRequest, for_bots=False)
def get_dialogs(call: Call) -> TLObject:
    """Show a page of all chats, the liveliest first."""
    joined = [channel for channel in call.world.channels.values() if call.me in channel.members]
    written = [letter for letter in call.me.letters.values() if isinstance(letter, Letter)]
    partners = dict.fromkeys(letter.other_side(call.me) for letter in written)
    everywhere: list[Account | Channel] = [*joined, *partners]
    places = sorted(everywhere, key=lambda place: _moved_at(call, place), reverse=True)
    offset = call.request.offset_peer
    if not isinstance(offset, types.InputPeerEmpty):
        places = places[[*map(id, places)].index(id(place_at(call, offset))) + 1 :]
    page = places[: call.request.limit]
    if len(page) == len(places):
        return types.messages.Dialogs(**_shown(call, page))
    return types.messages.DialogsSlice(count=len(everywhere), **_shown(call, page))


def _shown(call: Call, places: list[Account | Channel]) -> dict[str, list[TLObject]]:
    tops = [top for top in (_top(call, place) for place in places) if top is not None]
    users, chats = rendering.cast_of([*places, *rendering.named_in(tops)], call.me)
    return {
        "dialogs": [rendering.dialog(place, _top(call, place), call.me) for place in places],
        "messages": [rendering.message(top, call.me) for top in tops],
        "chats": chats,
        "users": users,
    }


def _top(call: Call, place: Account | Channel) -> Post | Letter | None:
    if isinstance(place, Channel):
        return place.posts.get(place.top_message)
    chat: list[Letter] = call.world.chat(call.me, place)
    return chat[-1] if chat else None


def _moved_at(call: Call, place: Account | Channel) -> datetime:
    top = _top(call, place)
    return top.at if top is not None else datetime.min.replace(tzinfo=UTC)
