"""What the bot account can find out of groups and channels: who decides there, and whether it may write."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from telethon import errors, utils
from telethon.tl import functions, types

from bot.commands.ports import ChannelNotFound, ChatUnreachable, FoundChat, NameHolder
from bot.telegram.connection.client import PASSING, PERMANENT
from bot.telegram.convert import peer_of_chat, username_of
from bot.telegram.reading.references import read_reference
from storage.model.ids import ChatId

if TYPE_CHECKING:
    from datetime import datetime

    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from storage.model.ids import MessageId

BELIEVED = timedelta(minutes=1)
REMEMBERED = 1_000

# The bot is not there, or never was.
CLOSED = (
    errors.ChannelInvalidError,
    errors.ChannelPrivateError,
    errors.ChatIdInvalidError,
    errors.ChatForbiddenError,
    errors.PeerIdInvalidError,
)
# Telegram knows nothing of such a person there.
NOBODY = (errors.UserNotParticipantError, errors.ParticipantIdInvalidError, errors.UserIdInvalidError)
NO_CHANNEL = (errors.UsernameNotOccupiedError, errors.UsernameInvalidError, errors.ChannelInvalidError)

_ADMINS = (
    types.ChannelParticipantCreator,
    types.ChannelParticipantAdmin,
    types.ChatParticipantCreator,
    types.ChatParticipantAdmin,
)


class TelegramChats:
    """Asks Telegram about chats (the Chats of bot.commands.ports). Who decides is believed for a minute."""

    def __init__(self, client: ReconnectingClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._known: dict[tuple[ChatId, ChatId], tuple[bool, datetime]] = {}

    async def is_admin(self, chat: ChatId, person: ChatId) -> bool:
        """Tell whether somebody is an admin of a group or channel. Raises ChatUnreachable."""
        now = self._clock.now()
        known = self._known.get((chat, person))
        if known is not None and now < known[1]:
            return known[0]
        found = isinstance(await self._participant(chat, person), _ADMINS)
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[chat, person] = (found, now + BELIEVED)
        return found

    async def find(self, reference: str) -> FoundChat:
        """Find a channel by its @name or a t.me link. Raises ChatUnreachable."""
        try:
            entity = await self._entity(reference)
        except ChannelNotFound as error:
            raise ChatUnreachable(error.key, **error.values) from error
        except NO_CHANNEL as error:
            raise ChatUnreachable("place-not-found", place=reference[:60]) from error
        except (errors.RPCError, *PASSING) as error:
            raise self._unreachable(error) from error
        if not isinstance(entity, types.Channel):
            raise ChatUnreachable("place-not-found", place=reference[:60])
        return FoundChat(ChatId(utils.get_peer_id(entity)), entity.title, username_of(entity), _writable(entity))

    async def holder(self, name: str) -> NameHolder | None:
        """Say who has a @name now; None where nobody has. Raises ChatUnreachable, also while Telegram asks to wait."""
        try:
            found = await self._client(functions.contacts.ResolveUsernameRequest(name))
        except (errors.UsernameNotOccupiedError, errors.UsernameInvalidError):
            return None
        except (errors.RPCError, *PASSING) as error:
            raise self._unreachable(error) from error
        number = utils.get_peer_id(found.peer)
        entity = next((one for one in (*found.users, *found.chats) if utils.get_peer_id(one) == number), None)
        is_person = isinstance(entity, types.User) and not entity.bot
        return NameHolder(ChatId(number), utils.get_display_name(entity), is_person)

    async def topic_title(self, chat: ChatId, topic: MessageId) -> str:
        """Return how a topic of a forum is called, as far as Telegram tells: a topic begins with a message about it."""
        try:
            answer = await self._client(
                functions.channels.GetMessagesRequest(_channel(chat), [types.InputMessageID(topic)])
            )
        except (errors.RPCError, *PASSING):
            return ""
        actions = [getattr(message, "action", None) for message in answer.messages]
        return next((action.title for action in actions if isinstance(action, types.MessageActionTopicCreate)), "")

    async def _participant(self, chat: ChatId, person: ChatId) -> Any:  # noqa: ANN401 - Telethon ships no types
        """Return what somebody is in a chat, None where they are not in it. Raises ChatUnreachable."""
        try:
            if isinstance(peer_of_chat(chat), types.InputPeerChat):
                return await self._in_basic_group(chat, person)
            # A bot may name people it has met by their id alone.
            asked = functions.channels.GetParticipantRequest(_channel(chat), types.InputPeerUser(person, 0))
            return (await self._client(asked)).participant
        except NOBODY:
            return None
        except (errors.RPCError, *PASSING) as error:
            raise self._unreachable(error) from error

    async def _in_basic_group(self, chat: ChatId, person: ChatId) -> Any:  # noqa: ANN401
        answer = await self._client(functions.messages.GetFullChatRequest(-chat))
        members = getattr(answer.full_chat.participants, "participants", ())
        return next((member for member in members if member.user_id == person), None)

    async def _entity(self, reference: str) -> Any:  # noqa: ANN401
        named = read_reference(reference)
        if named.name is not None:
            found = await self._client(functions.contacts.ResolveUsernameRequest(named.name))
            return next(iter(found.chats), None)
        if named.bare_id is not None:
            asked = functions.channels.GetChannelsRequest([types.InputChannel(named.bare_id, 0)])
            return (await self._client(asked)).chats[0]
        return None  # a bot cannot follow an invite link

    def _unreachable(self, error: Exception) -> ChatUnreachable:
        if isinstance(error, PERMANENT):
            self._client.fail(error)
        if isinstance(error, errors.ChatAdminRequiredError):  # the bot is there, and may not see its members
            return ChatUnreachable("place-members-hidden")
        return ChatUnreachable("place-closed" if isinstance(error, CLOSED) else "place-unreachable")


def _channel(chat: ChatId) -> Any:  # noqa: ANN401
    bare, _ = utils.resolve_id(chat)
    return types.InputChannel(bare, 0)


def _writable(entity: Any) -> bool:  # noqa: ANN401
    """Tell whether the bot may post there: in a channel as an admin who may, in a group as a member."""
    if entity.broadcast:
        return bool(entity.admin_rights and entity.admin_rights.post_messages)
    return not entity.left
