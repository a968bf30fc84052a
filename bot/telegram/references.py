"""What an operator may write for a channel."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.commands.ports import ChannelNotFound
from bot.commands.post_links import SITE
from storage.model import CHANNEL_IDS

_TAIL = r"/?(?:\?\S*)?"
_NAME = re.compile(rf"(?:@|{SITE}(?:s/)?)?([A-Za-z]\w{{3,31}})(?:/\d+)*{_TAIL}", re.ASCII)
_SUBDOMAIN = re.compile(rf"(?:https?://)?([A-Za-z]\w{{3,31}})\.t\.me(?:/\d+)*{_TAIL}", re.ASCII)
_INVITE = re.compile(rf"(?:{SITE}(?:\+|joinchat/)|tg://join\?invite=)([\w-]{{8,64}}){_TAIL}", re.ASCII)
_PRIVATE = re.compile(rf"{SITE}c/(\d{{1,12}})(?:/\d+)*{_TAIL}", re.ASCII)
_MARKED = re.compile(r"-1\d{12}")


class Reference(NamedTuple):
    """A channel as it was written: exactly one of a public name, an invite's hash, a bare id."""

    name: str | None = None
    invite: str | None = None
    bare_id: int | None = None


def read_reference(text: str) -> Reference:
    """Read @name, t.me/name, t.me/+hash, t.me/joinchat/hash, t.me/c/id or -100…id. Raises ChannelNotFound."""
    text = text.strip()
    if found := _INVITE.fullmatch(text):
        return Reference(invite=found[1])
    if found := _PRIVATE.fullmatch(text):
        return Reference(bare_id=int(found[1]))
    if found := _MARKED.fullmatch(text):
        return Reference(bare_id=CHANNEL_IDS - int(found[0]))
    if found := _NAME.fullmatch(text) or _SUBDOMAIN.fullmatch(text):
        return Reference(name=found[1])
    raise ChannelNotFound("channel-name-wrong", channel=text[:80])
