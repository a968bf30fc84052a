"""Everything that exists on this Telegram, and the rules by which it changes."""

from __future__ import annotations

import asyncio
import itertools
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from telethon.tl import TLObject, types

from tests.server import rendering
from tests.server.groups import Group
from tests.server.journal import Change
from tests.server.keys import KeyRing
from tests.server.messages import File, Letter, Post, Remark
from tests.server.refusals import RequestRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.server.accounts import Account
    from tests.server.channels import Channel
    from tests.server.connection import Connection

FIRST_USER_ID = 700_000_001
FIRST_CHANNEL_ID = 1_500_000_001
FIRST_GROUP_ID = 4_000_001
FIRST_ALBUM_ID = 13_000_000_000_000_001


_clocks: list[Callable[[], datetime]] = [lambda: datetime.now(UTC)]


def now() -> datetime:
    """Return the time as Telegram tells it: whole seconds."""
    return _clocks[-1]().replace(microsecond=0)


@contextmanager
def by_clock(clock: Callable[[], datetime]) -> Iterator[None]:
    """Have it be the time of another clock here, during the block."""
    _clocks.append(clock)
    try:
        yield
    finally:
        _clocks.pop()


class World:
    """Accounts, channels and private chats; whatever changes is pushed to whom it concerns."""

    def __init__(self, push: Callable[[Account, TLObject, Connection | None], None]) -> None:
        self.keys = KeyRing()
        self.accounts: dict[int, Account] = {}
        self.channels: dict[int, Channel] = {}
        self.groups: dict[int, Group] = {}
        self.letters: list[Letter] = []
        self.remarks: list[Remark] = []
        self.presses: dict[int, asyncio.Future[TLObject]] = {}
        """Inline buttons that were pressed and wait for the bot's answer, by query id."""
        self.files: dict[int, File] = {}
        self.uploads: dict[int, dict[int, bytes]] = {}
        """Parts of files that were not sent yet, by file id and number."""
        self.login_tokens: dict[bytes, Connection] = {}
        """QR codes that may still be scanned, and which client shows each."""
        self.login_tokens_live = timedelta(seconds=30)
        self.omits_deleted = False
        """Leave deleted ids out of an answer instead of showing them as empty messages; Telegram does both."""
        self.difference_limit = 10_000
        """How many missed changes a difference tells at most; more are too long."""
        self._push = push
        self._query_ids = itertools.count(1)

    def named(self, username: str) -> Account | Channel | None:
        """Return who has this username, in whatever case it is written."""
        everybody: Iterable[Account | Channel] = itertools.chain(self.accounts.values(), self.channels.values())
        wanted = username.casefold()
        return next((one for one in everybody if wanted in _names(one)), None)

    def chat(self, one: Account, other: Account) -> list[Letter]:
        """Return the private chat of two accounts, oldest first."""
        return [letter for letter in self.letters if {letter.sender, letter.receiver} == {one, other}]

    def keep_file(self, name: str, content: bytes, mime_type: str) -> File:
        """Keep a file, so that those it is sent to can fetch it."""
        file = File(len(self.files) + 1, name, content, mime_type)
        self.files[file.id] = file
        return file

    # Private chats

    def send(self, letter: Letter, *, origin: Connection | None = None) -> Letter:
        """Deliver a private message to both sides; `origin` is the client that sent it."""
        self.letters.append(letter)
        letter.receiver.heard_from.add(letter.sender.id)
        self._hand_out(letter, origin)
        return letter

    def speak(self, remark: Remark, *, origin: Connection | None = None) -> Remark:
        """Deliver a message to the members of a basic group, as far as bots are told of it."""
        self.remarks.append(remark)
        remark.sides = [one for one in remark.group.members if hears(one, remark, remark.group.admins)]
        self._hand_out(remark, origin)
        return remark

    def _hand_out(self, letter: Letter | Remark, origin: Connection | None) -> None:
        for side in letter.sides:
            side.last_letter_id += 1
            letter.ids[side.id] = side.last_letter_id
            side.letters[side.last_letter_id] = letter
        self._tell_both(Change.WRITTEN, letter, origin)

    def rewrite(self, letter: Letter | Remark, *, origin: Connection | None = None) -> None:
        """Tell both sides that a letter reads differently now."""
        letter.edited_at = now()
        self._tell_both(Change.EDITED, letter, origin)

    def unsend(self, letter: Letter, *, origin: Connection | None = None) -> None:
        """Delete a letter for both sides."""
        self.letters.remove(letter)
        for side_id, letter_id in letter.ids.items():
            del self.accounts[side_id].letters[letter_id]
        self._tell_both(Change.DELETED, letter, origin)

    def _tell_both(self, change: Change, letter: Letter | Remark, origin: Connection | None) -> None:
        for side in letter.sides:
            entry = side.journal.record(change, letter.ids[side.id])
            update = rendering.update(entry, side, side)
            self._push(side, rendering.updates([update], side, rendering.named_in([letter])), origin)

    # Channels and groups

    def publish(self, post: Post, *, silently: bool = False, origin: Connection | None = None) -> Post:
        """Put a post into its channel; silently means that no update reaches anybody."""
        post.channel.posts[post.id] = post
        self._tell_members(post.channel, Change.WRITTEN, [post], silently=silently, origin=origin)
        return post

    def revise(
        self,
        post: Post,
        *,
        at: datetime | None = None,
        silently: bool = False,
        origin: Connection | None = None,
    ) -> None:
        """Tell the members that a post reads differently now."""
        post.edited_at = at or now()
        self._tell_members(post.channel, Change.EDITED, [post], silently=silently, origin=origin)

    def withdraw(self, posts: list[Post], *, silently: bool = False, origin: Connection | None = None) -> None:
        """Delete posts of one channel."""
        for post in posts:
            del post.channel.posts[post.id]
        if posts:
            self._tell_members(posts[0].channel, Change.DELETED, posts, silently=silently, origin=origin)

    def _tell_members(
        self, channel: Channel, change: Change, posts: list[Post], *, silently: bool, origin: Connection | None
    ) -> None:
        entry = channel.journal.record(change, *(post.id for post in posts))
        told = [] if silently else [one for one in channel.members if _is_told(one, channel, posts)]
        for member in told:
            update = rendering.update(entry, channel, member)
            self._push(member, rendering.updates([update], member, rendering.named_in(posts)), origin)

    def join(self, channel: Channel, account: Account, *, admin: bool = False) -> None:
        """Make an account a member."""
        if account not in channel.members:
            channel.members.append(account)
        if admin and account not in channel.admins:
            channel.admins.append(account)

    def expel(self, channel: Channel, accounts: Iterable[Account]) -> None:
        """End memberships and let the expelled know."""
        expelled = list(accounts)
        for account in expelled:
            self.leave(channel, account)
        self.tell_of(channel, expelled)

    def tell_of(self, channel: Channel, accounts: Iterable[Account]) -> None:
        """Let accounts know that a channel looks otherwise to them now."""
        for account in accounts:
            changed = types.UpdateChannel(channel.id)
            self._push(account, rendering.updates([changed], account, [channel]), None)

    def tell_standing(self, place: Channel | Group, account: Account, before: TLObject, after: TLObject) -> None:
        """Tell a bot how it stands in a channel or group now; people are not told so."""
        if not account.is_bot:
            return
        shape = {
            "date": now(),
            "actor_id": FIRST_USER_ID,
            "user_id": account.id,
            "qts": len(account.standings) + 1,
            "prev_participant": before,
            "new_participant": after,
        }
        if isinstance(place, Group):
            update = types.UpdateChatParticipant(chat_id=place.id, **shape)
        else:
            update = types.UpdateChannelParticipant(channel_id=place.id, **shape)
        account.standings.append(update)
        self._push(account, rendering.updates([update], account, [place]), None)

    def leave(self, channel: Channel, account: Account) -> None:
        """End a membership."""
        for group in (channel.members, channel.admins):
            if account in group:
                group.remove(account)

    # Buttons

    def press(self, person: Account, message: Letter | Post | Remark, data: bytes) -> asyncio.Future[TLObject]:
        """Tell the bot that a person pressed a button under its message; the future is its answer."""
        bot = message.sender
        if bot is None or not bot.is_bot:
            raise RequestRefusedError("BOT_RESPONSE_TIMEOUT")
        if isinstance(message, Letter):
            peer, place_id, message_id = types.PeerUser(person.id), person.id, message.ids[bot.id]
        elif isinstance(message, Remark):
            place_id, message_id = message.group.id, message.ids[bot.id]
            peer = types.PeerChat(place_id)
        else:
            place_id, message_id = message.channel.id, message.id
            peer = types.PeerChannel(place_id)
        query_id = next(self._query_ids)
        pressed = types.UpdateBotCallbackQuery(
            query_id=query_id,
            user_id=person.id,
            peer=peer,
            msg_id=message_id,
            chat_instance=place_id,
            data=data,
        )
        self.presses[query_id] = asyncio.get_running_loop().create_future()
        named = [person, *rendering.named_in([message])]
        self._push(bot, rendering.updates([pressed], bot, named), None)
        return self.presses[query_id]


def hears(account: Account, message: Post | Remark, admins: Iterable[Account]) -> bool:
    """Tell whether a member is told of a message in a group: a bot in privacy mode hears what concerns it only.

    Source: https://core.telegram.org/bots/features#privacy-mode.
    """
    if not account.is_bot or account.hears_all or account in admins or message.action is not None:
        return True
    if message.sender is account:
        return True
    command, _, addressee = message.text.partition(" ")[0].partition("@")
    if command.startswith("/") and addressee.casefold() in {"", (account.username or "").casefold()}:
        return True
    answered = message.reply_to
    if isinstance(message, Post):
        found = message.channel.posts.get(message.reply_to or 0)
        return found is not None and found.sender is account
    return isinstance(answered, Remark) and answered.sender is account


def _is_told(member: Account, channel: Channel, posts: list[Post]) -> bool:
    return not channel.megagroup or any(hears(member, post, channel.admins) for post in posts)


def _names(one: Account | Channel) -> set[str]:
    return {name.casefold() for name in (one.username, *getattr(one, "more_usernames", ())) if name}
