"""What people do on this Telegram, spoken for by a test: they exist, write, post and press buttons."""

from __future__ import annotations

import asyncio
import base64
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telethon.tl import types

from tests.server.accounts import Account
from tests.server.channels import Channel
from tests.server.groups import Group, Topic
from tests.server.handlers.members import standing_in
from tests.server.media import photo
from tests.server.messages import Forward, Letter, Post, Remark
from tests.server.password import Password
from tests.server.waiting import PATIENCE
from tests.server.world import FIRST_ALBUM_ID, FIRST_CHANNEL_ID, FIRST_GROUP_ID, FIRST_USER_ID, World, now

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from telethon.tl import TLObject


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What a bot said to a pressed button."""

    text: str | None
    alert: bool
    url: str | None


class Population:
    """The people, bots and channels of one world, as a test moves them; none needs a client."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._user_ids = itertools.count(FIRST_USER_ID)
        self._channel_ids = itertools.count(FIRST_CHANNEL_ID)
        self._group_ids = itertools.count(FIRST_GROUP_ID)
        self._album_ids = itertools.count(FIRST_ALBUM_ID)

    # Who exists

    def add_user(
        self,
        name: str,
        *,
        username: str | None = None,
        phone: str | None = None,
        code: str | None = None,
        password: str | None = None,
        language: str | None = None,
    ) -> Account:
        """Register a person; a phone and a code let a client sign in as them."""
        account = Account(
            id=next(self._user_ids),
            name=name,
            username=username,
            phone=phone,
            code=code,
            password=Password(password) if password is not None else None,
            language=language,
        )
        self.world.accounts[account.id] = account
        return account

    def add_bot(self, name: str, *, username: str, token: str) -> Account:
        """Register a bot; as on Telegram, the token begins with its id."""
        account = Account(id=int(token.partition(":")[0]), name=name, username=username, token=token)
        self.world.accounts[account.id] = account
        return account

    def add_channel(
        self,
        title: str,
        *,
        username: str | None = None,
        private: bool = False,
        megagroup: bool = False,
        forum: bool = False,
        protected: bool = False,
        join_by_request: bool = False,
        invite: str | None = None,
        about: str = "",
        members: Iterable[Account] = (),
        admins: Iterable[Account] = (),
    ) -> Channel:
        """Found a channel, or with megagroup or forum a group; `invite` is the hash in t.me/+hash."""
        channel = Channel(
            id=next(self._channel_ids),
            title=title,
            username=username,
            private=private,
            megagroup=megagroup or forum,
            forum=forum,
            protected=protected,
            join_by_request=join_by_request,
            invite=invite,
            about=about,
        )
        self.world.channels[channel.id] = channel
        for member in members:
            self.world.join(channel, member)
        for admin in admins:
            self.world.join(channel, admin, admin=True)
        return channel

    def add_member(self, channel: Channel, account: Account, *, admin: bool = False) -> None:
        """Bring somebody into a channel or group."""
        before = standing_in(channel, account)
        if account in channel.banned:
            channel.banned.remove(account)
        self.world.join(channel, account, admin=admin)
        self.world.tell_standing(channel, account, before, standing_in(channel, account))

    def kick(self, channel: Channel, account: Account) -> None:
        """Throw somebody out for good."""
        before = standing_in(channel, account)
        channel.banned.append(account)
        self.world.expel(channel, [account])
        self.world.tell_standing(channel, account, before, None)

    def demote(self, channel: Channel, account: Account) -> None:
        """Make an admin a plain member."""
        before = standing_in(channel, account)
        channel.admins.remove(account)
        self.world.tell_standing(channel, account, before, standing_in(channel, account))

    def silence(self, channel: Channel, account: Account) -> None:
        """Let a member of a group read only."""
        before = standing_in(channel, account)
        channel.silenced.append(account)
        self.world.tell_standing(channel, account, before, standing_in(channel, account))

    def unsilence(self, channel: Channel, account: Account) -> None:
        """Let a member of a group write again."""
        before = standing_in(channel, account)
        channel.silenced.remove(account)
        self.world.tell_standing(channel, account, before, standing_in(channel, account))

    def turn_private(self, channel: Channel) -> None:
        """Take a channel's name from it and put everybody out but its admins."""
        channel.private, channel.username = True, None
        self.world.expel(channel, [member for member in channel.members if member not in channel.admins])

    def turn_public(self, channel: Channel, username: str) -> None:
        """Open a channel to all, under a name; who was a member before has to join again."""
        channel.private, channel.username = False, username

    def rename(self, channel: Channel, *, title: str | None = None, username: str | None = None) -> None:
        """Give a channel another title or name, and let its members know."""
        channel.title, channel.username = title or channel.title, username or channel.username
        self.world.tell_of(channel, channel.members)

    def close_down(self, channel: Channel) -> None:
        """Delete a channel for good."""
        del self.world.channels[channel.id]

    def admit(self, channel: Channel, account: Account) -> None:
        """Let in somebody who asked for it."""
        channel.requests.remove(account)
        self.world.join(channel, account)
        self.world.tell_of(channel, [account])

    def block(self, person: Account, other: Account) -> None:
        """Let a person hear nothing more from another account."""
        person.blocked.add(other.id)

    def unblock(self, person: Account, other: Account) -> None:
        """Let a person hear from another account again."""
        person.blocked.discard(other.id)

    def scan(self, person: Account, url: str) -> None:
        """Scan the QR code of a client that signs in, with the app of a person."""
        token = base64.urlsafe_b64decode(url.partition("token=")[2] + "==")
        connection = self.world.login_tokens.pop(token)
        if connection.key is not None:
            connection.key.scanned_by = person
            connection.push(types.UpdateShort(update=types.UpdateLoginToken(), date=now()))

    def expire_code(self, account: Account) -> None:
        """Make the sign-in code that was sent last too old."""
        account.code_hash = None

    # Channels

    async def post(
        self,
        channel: Channel,
        text: str,
        *,
        sender: Account | None = None,
        silently: bool = False,
        forwarded_from: Channel | Post | Account | str | None = None,
        reply_to: int | Post | None = None,
        album_id: int | None = None,
        views: int | None = None,
        forwards: int | None = None,
        at: datetime | None = None,
        entities: Sequence[TLObject] = (),
        media: TLObject | None = None,
        topic: Topic | None = None,
        anonymous: bool = False,
    ) -> Post:
        """Post in a channel, or as a person in a group; silently means that the update gets lost."""
        post = Post(
            channel=channel,
            id=channel.next_post_id(),
            sender=sender,
            text=text,
            at=at or now(),
            entities=list(entities),
            media=media,
            forward=_forward(forwarded_from),
            reply_to=reply_to.id if isinstance(reply_to, Post) else reply_to,
            album_id=album_id,
            views=views,
            forwards=forwards,
            topic=topic.id if topic is not None else None,
            anonymous=anonymous,
        )
        return self.world.publish(post, silently=silently)

    async def post_album(self, channel: Channel, *captions: str, pause: float = 0.0) -> list[Post]:
        """Post an album of pictures, one for each caption, with so many seconds before each late member."""
        album_id = next(self._album_ids)
        members = []
        for number, caption in enumerate(captions):
            if number and pause:
                await asyncio.sleep(pause)
            members.append(await self.post(channel, caption, album_id=album_id, media=photo()))
        return members

    async def announce(self, channel: Channel, title: str = "", *, silently: bool = False) -> Post:
        """Leave a service message in a channel: that its title was changed."""
        action = types.MessageActionChatEditTitle(title=title or channel.title)
        post = Post(channel=channel, id=channel.next_post_id(), text="", at=now(), action=action)
        return self.world.publish(post, silently=silently)

    async def edit(
        self,
        channel: Channel,
        post_id: int,
        text: str | None = None,
        *,
        entities: Sequence[TLObject] = (),
        views: int | None = None,
        at: datetime | None = None,
        hidden: bool = False,
        silently: bool = False,
    ) -> Post:
        """Change a post; without a text only its counters move, which also arrives as an edit."""
        post = channel.posts[post_id]
        if text is not None:
            post.text, post.entities = text, list(entities)
        post.views = views if views is not None else post.views
        post.edit_hidden = hidden
        self.world.revise(post, at=at, silently=silently)
        return post

    def recount(
        self,
        channel: Channel,
        post_id: int,
        *,
        views: int | None = None,
        forwards: int | None = None,
        reactions: dict[str, int] | None = None,
    ) -> Post:
        """Change how often a post was seen, forwarded and reacted to; only an `edit` without text tells it."""
        post = channel.posts[post_id]
        post.views = views if views is not None else post.views
        post.forwards = forwards if forwards is not None else post.forwards
        post.reactions = reactions if reactions is not None else post.reactions
        return post

    async def delete(self, channel: Channel, *post_ids: int, silently: bool = False) -> None:
        """Delete posts."""
        self.world.withdraw([channel.posts[post_id] for post_id in post_ids], silently=silently)

    # Topics of a forum

    def open_topic(self, forum: Channel, title: str, sender: Account | None = None) -> Topic:
        """Begin a topic, which is known by its first message."""
        began = types.MessageActionTopicCreate(title=title, icon_color=0)
        topic = Topic(id=forum.last_post_id + 1, title=title)
        forum.topics[topic.id] = topic
        self._serve(forum, began, topic.id, sender)
        return topic

    def change_topic(self, forum: Channel, topic: Topic, *, closed: bool | None = None, title: str = "") -> None:
        """Close a topic, open it again, or give it another title."""
        topic.closed, topic.title = topic.closed if closed is None else closed, title or topic.title
        self._serve(forum, types.MessageActionTopicEdit(title=title or None, closed=closed), topic.id)

    def delete_topic(self, forum: Channel, topic: Topic) -> None:
        """Delete a topic with all that is in it."""
        del forum.topics[topic.id]
        self.world.withdraw([post for post in forum.posts.values() if post.topic == topic.id])

    def entitle(self, channel: Channel, title: str) -> None:
        """Give a group another title, which a service message tells there."""
        channel.title = title
        self._serve(channel, types.MessageActionChatEditTitle(title))

    def _serve(
        self, channel: Channel, action: TLObject, topic: int | None = None, sender: Account | None = None
    ) -> None:
        post = Post(
            channel=channel, id=channel.next_post_id(), sender=sender, text="", at=now(), action=action, topic=topic
        )
        self.world.publish(post)

    # Basic groups

    def add_group(self, title: str, *, members: Iterable[Account] = (), admins: Iterable[Account] = ()) -> Group:
        """Found a basic group."""
        group = Group(id=next(self._group_ids), title=title)
        self.world.groups[group.id] = group
        for one in (*admins, *members):
            self.add_to(group, one)
        group.admins += admins
        return group

    def add_to(self, group: Group, account: Account) -> None:
        """Bring somebody into a basic group."""
        group.members.append(account)
        self.world.tell_standing(group, account, None, _group_standing(account))

    def remove_from(self, group: Group, account: Account) -> None:
        """Put somebody out of a basic group; they still hear that they were."""
        action = types.MessageActionChatDeleteUser(account.id)
        self.world.speak(Remark(group=group, text="", at=now(), action=action))
        group.members.remove(account)
        self.world.tell_standing(group, account, _group_standing(account), None)

    async def remark(self, group: Group, sender: Account, text: str, *, reply_to: Remark | None = None) -> Remark:
        """Write in a basic group."""
        return self.world.speak(Remark(group=group, sender=sender, text=text, at=now(), reply_to=reply_to))

    def upgrade(self, group: Group, *, silently: bool = False) -> Channel:
        """Make a basic group a supergroup; silently means that nobody is told."""
        channel = self.add_channel(group.title, private=True, megagroup=True)
        for member in group.members:
            self.world.join(channel, member, admin=member in group.admins)
        group.upgraded_to, channel.upgraded_from = channel, group.id
        if not silently:
            action = types.MessageActionChatMigrateTo(channel.id)
            self.world.speak(Remark(group=group, text="", at=now(), action=action))
            self._serve(channel, types.MessageActionChannelMigrateFrom(group.title, group.id))
        return channel

    def remarks(self, group: Group) -> list[Remark]:
        """Return what was written in a basic group, oldest first."""
        return [one for one in self.world.remarks if one.group is group]

    # Private chats

    async def say(
        self,
        sender: Account,
        receiver: Account,
        text: str,
        *,
        at: datetime | None = None,
        reply_to: Letter | None = None,
        forwarded_from: Channel | Post | Account | str | None = None,
        entities: Sequence[TLObject] = (),
        file: tuple[str, bytes] | None = None,
        media: TLObject | None = None,
    ) -> Letter:
        """Write privately to somebody; `file` is the name and the content of one to send along."""
        return self.world.send(
            Letter(
                sender=sender,
                receiver=receiver,
                text=text,
                at=at or now(),
                reply_to=reply_to,
                forward=_forward(forwarded_from),
                entities=list(entities),
                file=self.world.keep_file(*file, "application/octet-stream") if file is not None else None,
                media=media,
            )
        )

    def chat(self, one: Account, other: Account) -> list[Letter]:
        """Return the private chat of two accounts as it reads now, oldest first."""
        return self.world.chat(one, other)

    async def press(
        self, person: Account, message: Letter | Post | Remark, button: str | bytes, *, within: float = PATIENCE
    ) -> CallbackAnswer:
        """Press an inline button, named by its text or its data, and return what the bot says to it."""
        data = _data_of(message, button)
        try:
            said = await asyncio.wait_for(self.world.press(person, message, data), within)
        except TimeoutError:
            raise AssertionError(f"the bot did not answer the button {button!r} within {within} s") from None
        return CallbackAnswer(text=said.message, alert=bool(said.alert), url=said.url)


def _data_of(message: Letter | Post | Remark, wanted: str | bytes) -> bytes:
    buttons = [button for row in message.buttons for button in row]
    for button in buttons:
        if button.data is not None and wanted in (button.text, button.data):
            return button.data
    raise AssertionError(f"no button {wanted!r} to press among {[button.text for button in buttons]}")


def _group_standing(account: Account) -> TLObject:
    return types.ChatParticipant(user_id=account.id, inviter_id=account.id, date=now())


def _forward(source: Channel | Post | Account | str | None) -> Forward | None:
    if isinstance(source, Post):
        return Forward(at=source.at, channel=source.channel, post_id=source.id)
    if isinstance(source, Channel):
        return Forward(at=now(), channel=source)
    if isinstance(source, Account):
        return Forward(at=now(), person=source)
    return Forward(at=now(), hidden_name=source) if source is not None else None
