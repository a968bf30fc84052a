"""What becomes of the groups and channels that the bot is in: put out, let in again, upgraded, renamed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from telethon import events, utils
from telethon.tl import types

from bot.alerts import reachability
from bot.telegram.messaging.incoming import topic_of
from storage.model.ids import ChatId
from storage.model.subscribers import PlaceTrouble
from storage.people import places

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from storage.database import Connection, Database
    from storage.model.ids import MessageId
    from storage.model.subscribers import Subscriber

_MEMBERS = (types.UpdateChannelParticipant, types.UpdateChatParticipant)
_MESSAGES = (types.UpdateNewMessage, types.UpdateNewChannelMessage)
# What the bot's own standing in a chat can mend. A closed topic is another matter.
_MENDED = (PlaceTrouble.REMOVED, PlaceTrouble.NO_RIGHT)
BETWEEN = " › "  # a group and its topic, in the name of the latter

log = structlog.get_logger("places")


class Memberships:
    """Keeps what is stored of groups, channels and topics in step with Telegram."""

    def __init__(self, client: ReconnectingClient, database: Database, clock: Clock, owed: Callable[[], None]) -> None:
        """Call `owed` when something may be sent that could not before."""
        self._client = client
        self._database = database
        self._clock = clock
        self._owed = owed

    def listen(self) -> None:
        """Hear of changes from now on."""
        self._client.add_event_handler(self._on_member, events.Raw(_MEMBERS, func=self._is_about_me))
        self._client.add_event_handler(self._on_message, events.Raw(_MESSAGES, func=_is_service))

    def _is_about_me(self, update: Any) -> bool:  # noqa: ANN401 - Telethon ships no types
        return bool(update.user_id == self._client._self_id)  # noqa: SLF001 - it would ask Telegram each time

    async def _on_member(self, update: Any) -> None:  # noqa: ANN401
        if isinstance(update, types.UpdateChatParticipant):
            chat = ChatId(-update.chat_id)
        else:
            chat = ChatId(utils.get_peer_id(types.PeerChannel(update.channel_id)))
        trouble = _trouble_with(update.new_participant, _is_broadcast(update))
        await self._change(partial(self._stand, chat=chat, trouble=trouble))

    async def _stand(self, connection: Connection, chat: ChatId, trouble: PlaceTrouble | None) -> None:
        for place in await places.within(connection, chat):
            if trouble is not None:
                await reachability.pause_chat(connection, place.id, trouble, self._clock.now())
            elif place.paused_reason in _MENDED:
                await reachability.resume_chat(connection, place.id, self._clock.now())

    async def _on_message(self, update: Any) -> None:  # noqa: ANN401
        message = update.message
        chat, action = ChatId(utils.get_peer_id(message.peer_id)), message.action
        work: Callable[[Connection], Awaitable[object]] | None = None
        match action:
            case types.MessageActionChatMigrateTo():
                new = ChatId(utils.get_peer_id(types.PeerChannel(action.channel_id)))
                work = partial(reachability.migrate_chat, old=chat, new=new, now=self._clock.now())
            case types.MessageActionChannelMigrateFrom():
                work = partial(reachability.migrate_chat, old=ChatId(-action.chat_id), new=chat, now=self._clock.now())
            case types.MessageActionChatEditTitle():
                work = partial(_rename, chat=chat, title=action.title)
            case types.MessageActionTopicEdit():
                work = partial(self._edit_topic, chat=chat, topic=topic_of(message), action=action)
            case types.MessageActionChatDeleteUser(user_id=self._client._self_id):  # noqa: SLF001
                work = partial(self._stand, chat=chat, trouble=PlaceTrouble.REMOVED)
        if work is not None:
            await self._change(work)

    async def _edit_topic(self, connection: Connection, chat: ChatId, topic: MessageId | None, action: Any) -> None:  # noqa: ANN401
        place = await places.at(connection, chat, topic)
        if place is None or topic is None:
            return
        if action.title:
            await places.rename(connection, place.id, f"{place.name.partition(BETWEEN)[0]}{BETWEEN}{action.title}")
        if action.closed is False and place.paused_reason == PlaceTrouble.TOPIC_CLOSED:
            await reachability.resume_chat(connection, place.id, self._clock.now())

    async def _change(self, work: Callable[[Connection], Awaitable[object]]) -> None:
        await self._database.write(work)
        self._owed()


async def _rename(connection: Connection, chat: ChatId, title: str) -> None:
    for place in await places.within(connection, chat):
        await places.rename(connection, place.id, _renamed(place, title))


def _renamed(place: Subscriber, title: str) -> str:
    _, between, topic = place.name.partition(BETWEEN)
    return f"{title}{between}{topic}" if place.topic_id is not None else title


def _is_service(update: Any) -> bool:  # noqa: ANN401
    return isinstance(update.message, types.MessageService)


def _is_broadcast(update: Any) -> bool:  # noqa: ANN401
    entities = getattr(update, "_entities", {}).values()
    return any(isinstance(one, types.Channel) and one.broadcast for one in entities)


def _trouble_with(participant: Any, is_broadcast: bool) -> PlaceTrouble | None:  # noqa: ANN401, FBT001
    """Tell what keeps the bot from writing where it stands so; None where it may."""
    match participant:
        case None | types.ChannelParticipantLeft():
            return PlaceTrouble.REMOVED
        case types.ChannelParticipantBanned(banned_rights=rights):
            if participant.left or rights.view_messages:
                return PlaceTrouble.REMOVED
            return PlaceTrouble.NO_RIGHT if rights.send_messages or rights.send_plain else None
        case types.ChannelParticipantAdmin(admin_rights=rights):
            return PlaceTrouble.NO_RIGHT if is_broadcast and not rights.post_messages else None
    return PlaceTrouble.NO_RIGHT if is_broadcast else None
