"""The world in Telegram's own types, as one account sees it."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from telethon.tl import TLObject, types

from tests.server.accounts import Account
from tests.server.channels import Channel
from tests.server.groups import Group
from tests.server.journal import Change, Entry
from tests.server.messages import Content, Forward, Letter, Post, Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FOUNDED = datetime(2020, 1, 1, tzinfo=UTC)


def access_hash(viewer: Account, seen: Account | Channel) -> int:
    """Return the viewer's own access hash for something: no two accounts share one, as on Telegram."""
    digest = sha256(f"{viewer.id}:{type(seen).__name__}:{seen.id}".encode()).digest()
    return int.from_bytes(digest[:8], "little", signed=True)


def user(account: Account, viewer: Account) -> TLObject:
    """Show an account."""
    return types.User(
        id=account.id,
        is_self=account is viewer,
        access_hash=access_hash(viewer, account),
        first_name=None if account.deactivated else account.name,
        username=None if account.deactivated else account.username,
        deleted=account.deactivated,
        phone=account.phone.lstrip("+") if account.phone is not None and account is viewer else None,
        lang_code=account.language,
        bot=account.is_bot,
        bot_info_version=1 if account.is_bot else None,
    )


def group(shown: Group, viewer: Account) -> TLObject:
    """Show a basic group."""
    upgrade = shown.upgraded_to
    return types.Chat(
        id=shown.id,
        title=shown.title,
        photo=types.ChatPhotoEmpty(),
        participants_count=len(shown.members),
        date=_FOUNDED,
        version=1,
        left=viewer not in shown.members,
        deactivated=not shown.is_open,
        migrated_to=None if upgrade is None else types.InputChannel(upgrade.id, access_hash(viewer, upgrade)),
    )


def chat(channel: Channel, viewer: Account) -> TLObject:
    """Show a channel or group; to whom it is closed, hardly more than its title."""
    if channel.restricted is None and not channel.readable_by(viewer):
        return types.ChannelForbidden(
            id=channel.id,
            access_hash=access_hash(viewer, channel),
            title=channel.title,
            broadcast=not channel.megagroup,
            megagroup=channel.megagroup,
        )
    return types.Channel(
        id=channel.id,
        title=channel.title,
        photo=types.ChatPhotoEmpty(),
        date=_FOUNDED,
        access_hash=access_hash(viewer, channel),
        username=channel.username,
        broadcast=not channel.megagroup,
        megagroup=channel.megagroup,
        forum=channel.forum,
        usernames=[types.Username(name, active=True) for name in channel.more_usernames] or None,
        restricted=channel.restricted is not None,
        restriction_reason=[types.RestrictionReason("all", "terms", channel.restricted)]
        if channel.restricted
        else None,
        noforwards=channel.protected,
        left=viewer not in channel.members,
        participants_count=len(channel.members),
        admin_rights=admin_rights() if viewer in channel.admins else None,
    )


def admin_rights() -> TLObject:
    """Show what every admin here may do."""
    return types.ChatAdminRights(post_messages=True, edit_messages=True, delete_messages=True)


def message(shown: Post | Letter | Remark, viewer: Account) -> TLObject:
    """Show a message of any kind."""
    if isinstance(shown, Remark):
        return _remark(shown, viewer)
    return _post(shown, viewer) if isinstance(shown, Post) else _letter(shown, viewer)


def _post(post: Post, viewer: Account) -> TLObject:
    if post.action is not None:
        return types.MessageService(
            id=post.id,
            peer_id=types.PeerChannel(post.channel.id),
            date=post.at,
            action=post.action,
            post=not post.channel.megagroup,
            reply_to=_reply(post),
        )
    # In a channel nobody but the channel itself is seen to write, nor in a group where an admin is anonymous.
    in_group = post.channel.megagroup and not post.anonymous
    counted = post.views is not None or post.forwards is not None
    return types.Message(
        id=post.id,
        peer_id=types.PeerChannel(post.channel.id),
        from_id=types.PeerUser(post.sender.id) if post.sender is not None and in_group else None,
        date=post.at,
        message=post.text,
        entities=post.entities or None,
        reply_markup=post.markup,
        media=_media(post),
        post=not post.channel.megagroup,
        out=post.sender is viewer,
        fwd_from=_forward(post.forward) if post.forward is not None else None,
        reply_to=_reply(post),
        grouped_id=post.album_id,
        # On the wire both counts stand under one flag: one without the other cannot be said.
        views=None if not counted else post.views or 0,
        forwards=None if not counted else post.forwards or 0,
        reactions=_reactions(post),
        edit_date=post.edited_at,
        edit_hide=post.edit_hidden,
        noforwards=post.channel.protected,
    )


def _reply(post: Post) -> TLObject | None:
    """Show what a post answers: in a topic at least the message that it began with."""
    if post.topic is None:
        return None if post.reply_to is None else types.MessageReplyHeader(reply_to_msg_id=post.reply_to)
    if post.id == post.topic:
        return None
    if post.reply_to is None or post.reply_to == post.topic:
        return types.MessageReplyHeader(reply_to_msg_id=post.topic, forum_topic=True)
    return types.MessageReplyHeader(reply_to_msg_id=post.reply_to, reply_to_top_id=post.topic, forum_topic=True)


def _remark(remark: Remark, viewer: Account) -> TLObject:
    shape = {
        "id": remark.ids[viewer.id],
        "peer_id": types.PeerChat(remark.group.id),
        "from_id": types.PeerUser(remark.sender.id) if remark.sender is not None else None,
        "date": remark.at,
    }
    if remark.action is not None:
        return types.MessageService(action=remark.action, **shape)
    reply_to = remark.reply_to.ids.get(viewer.id) if remark.reply_to is not None else None
    return types.Message(
        message=remark.text,
        entities=remark.entities or None,
        reply_markup=remark.markup,
        media=_media(remark),
        fwd_from=_forward(remark.forward) if remark.forward is not None else None,
        out=remark.sender is viewer,
        reply_to=types.MessageReplyHeader(reply_to_msg_id=reply_to) if reply_to is not None else None,
        edit_date=remark.edited_at,
        **shape,
    )


def _reactions(post: Post) -> TLObject | None:
    if not post.reactions:
        return None
    given = [types.ReactionCount(types.ReactionEmoji(emoji), number) for emoji, number in post.reactions.items()]
    return types.MessageReactions(results=given)


def _letter(letter: Letter, viewer: Account) -> TLObject:
    reply_to = letter.reply_to.ids.get(viewer.id) if letter.reply_to is not None else None
    return types.Message(
        id=letter.ids[viewer.id],
        peer_id=types.PeerUser(letter.other_side(viewer).id),
        from_id=types.PeerUser(letter.sender.id),
        date=letter.at,
        message=letter.text,
        entities=letter.entities or None,
        reply_markup=letter.markup,
        media=_media(letter),
        fwd_from=_forward(letter.forward) if letter.forward is not None else None,
        out=letter.sender is viewer,
        reply_to=types.MessageReplyHeader(reply_to_msg_id=reply_to) if reply_to is not None else None,
        edit_date=letter.edited_at,
    )


def _media(content: Content) -> TLObject | None:
    file = content.file
    if file is None:
        return content.media
    document = types.Document(
        id=file.id,
        access_hash=file.id,
        file_reference=b"",
        date=content.at,
        mime_type=file.mime_type,
        size=len(file.content),
        dc_id=1,
        attributes=[types.DocumentAttributeFilename(file.name)],
    )
    return types.MessageMediaDocument(document=document)


def _forward(forward: Forward) -> TLObject:
    origin = None
    if forward.channel is not None:
        origin = types.PeerChannel(forward.channel.id)
    elif forward.person is not None:
        origin = types.PeerUser(forward.person.id)
    return types.MessageFwdHeader(
        date=forward.at, from_id=origin, from_name=forward.hidden_name, channel_post=forward.post_id
    )


def update(entry: Entry, place: Account | Channel, viewer: Account) -> TLObject | None:
    """Show a change in a channel or among an account's letters; None when it is about what is gone."""
    if entry.change is Change.DELETED:
        return _deletion(entry, place)
    kept: Mapping[int, Post | Letter | Remark] = place.posts if isinstance(place, Channel) else place.letters
    found = kept.get(entry.message_ids[0])
    if found is None:
        return None
    kinds = {
        (Change.WRITTEN, True): types.UpdateNewChannelMessage,
        (Change.WRITTEN, False): types.UpdateNewMessage,
        (Change.EDITED, True): types.UpdateEditChannelMessage,
        (Change.EDITED, False): types.UpdateEditMessage,
    }
    kind = kinds[entry.change, isinstance(place, Channel)]
    return kind(message=message(found, viewer), pts=entry.pts, pts_count=entry.pts_count)


def _deletion(entry: Entry, place: Account | Channel) -> TLObject:
    ids = list(entry.message_ids)
    if isinstance(place, Channel):
        return types.UpdateDeleteChannelMessages(
            channel_id=place.id, messages=ids, pts=entry.pts, pts_count=entry.pts_count
        )
    return types.UpdateDeleteMessages(messages=ids, pts=entry.pts, pts_count=entry.pts_count)


def dialog(place: Account | Channel, top: Post | Letter | None, viewer: Account) -> TLObject:
    """Show a line of the list of chats."""
    top_id = 0
    if top is not None:
        top_id = top.id if isinstance(top, Post) else top.ids[viewer.id]
    in_channel = isinstance(place, Channel)
    return types.Dialog(
        peer=types.PeerChannel(place.id) if in_channel else types.PeerUser(place.id),
        top_message=top_id,
        read_inbox_max_id=0,
        read_outbox_max_id=0,
        unread_count=0,
        unread_mentions_count=0,
        unread_reactions_count=0,
        unread_poll_votes_count=0,
        notify_settings=types.PeerNotifySettings(),
        pts=place.journal.pts if in_channel else None,
    )


def updates(changes: Iterable[TLObject], viewer: Account, named: Iterable[Account | Channel | Group] = ()) -> TLObject:
    """Put updates in one parcel, with everybody they name."""
    users, chats = cast_of(named, viewer)
    return types.Updates(updates=list(changes), users=users, chats=chats, date=datetime.now(UTC), seq=0)


def cast_of(named: Iterable[Account | Channel | Group], viewer: Account) -> tuple[list[TLObject], list[TLObject]]:
    """Show everybody once: users and chats."""
    once = dict.fromkeys(named)
    return (
        [user(one, viewer) for one in once if isinstance(one, Account)],
        [
            chat(one, viewer) if isinstance(one, Channel) else group(one, viewer)
            for one in once
            if isinstance(one, Channel | Group)
        ],
    )


def named_in(shown: Iterable[Post | Letter | Remark]) -> list[Account | Channel | Group]:
    """Return everybody that these messages speak of, so that a client can cache them."""
    named: list[Account | Channel | Group] = []
    for one in shown:
        if isinstance(one, Remark):
            named += [one.group, *([one.sender] if one.sender is not None else [])]
            continue
        if isinstance(one, Letter):
            origin = one.forward.channel if one.forward is not None else None
            named += [one.sender, one.receiver, *([origin] if origin is not None else [])]
            continue
        forward = one.forward
        sources = (forward.channel, forward.person) if forward is not None else ()
        named += [found for found in (one.channel, one.sender, *sources) if found is not None]
    return named
