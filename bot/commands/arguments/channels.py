"""Read what people write for a channel: a @name, an id, an invite link, or any link of a channel or post."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from storage.model.ids import CHANNEL_IDS, MessageId

# Prose around a link: what opens before it, and what ends a sentence behind it.
_BEFORE, _BEHIND = "<([{«“„\"'", ">)]}»”“\"'.,;:!?…"
_SITE = r"(?:https?://)?(?:www\.)?(?:t|telegram)\.(?:me|dog)/"
_NAME = r"[A-Za-z]\w{3,31}"
_TAIL = r"/?(?:[?#]\S*)?"
# Of a post in a topic, the topic's number stands before the message's; of a story, an s.
_MESSAGE = r"((?:/\d{1,19})*)(?:/s/\d{1,10})?"
_FLAGS = re.ASCII | re.IGNORECASE
_PLAIN = re.compile(_NAME, _FLAGS)
_PUBLIC = re.compile(rf"(?:@|{_SITE}(?:s/)?@?)({_NAME}){_MESSAGE}{_TAIL}", _FLAGS)
_SUBDOMAIN = re.compile(rf"(?:https?://)?({_NAME})\.t\.me{_MESSAGE}{_TAIL}", _FLAGS)
_PRIVATE = re.compile(rf"{_SITE}c/(\d{{1,12}}){_MESSAGE}{_TAIL}", _FLAGS)
_INVITE = re.compile(rf"{_SITE}(?:\+|joinchat/)([\w-]{{8,64}}){_TAIL}", _FLAGS)
_MARKED = re.compile(r"-(1\d{12})", re.ASCII)
_NUMBER = re.compile(r"\d{1,12}", re.ASCII)
_APP = re.compile(r"tg:(?://)?(resolve|privatepost|join)/?\?(\S+)", _FLAGS)
_WEB = re.compile(r"(?:https?://)?web[akz]?\.telegram\.org/(?:[akz]/?)?(?:\?[^#\s]*)?#(\S+)", _FLAGS)
_WEB_PEER = re.compile(
    rf"(?:/?im\?p=)?(?:@({_NAME})|-1(\d{{12}})|[c-](\d{{1,12}}))(?:_\d+)?{_MESSAGE}(?:[?&]\S*)?", _FLAGS
)
# First words of addresses of t.me that are not names.
_NO_NAMES = frozenset({"joinchat", "addlist", "addstickers", "addemoji", "share", "proxy", "socks", "login", "boost"})
_LONGEST_MESSAGE = 10  # digits


class ChannelWord(NamedTuple):
    """A channel as it was written: one of a public name, an invite's hash, a bare id; and of a post, its number.

    A `plain` one is a word or number without any sign that a channel is meant: it may as well be a title.
    """

    name: str | None = None
    invite: str | None = None
    bare_id: int | None = None
    message_id: MessageId | None = None
    plain: bool = False


def read_channel_word(text: str) -> ChannelWord | None:
    """Read a channel's name, id or link, or the link of one of its posts; None for any other text."""
    text = text.strip().lstrip(_BEFORE).rstrip(_BEHIND)
    if found := _APP.fullmatch(text):
        return _of_app(found[1].lower(), dict(parse_qsl(found[2])))
    if found := _WEB.fullmatch(text):
        return _of_web(unquote(found[1]))
    if found := _INVITE.fullmatch(text):
        return ChannelWord(invite=found[1])
    return _of_site(text) or _plain(text)


def looks_like_a_channel(text: str) -> bool:
    """Tell whether a word can only be meant for a channel: by its @, as a link, or by the form of its id."""
    word = read_channel_word(text)
    return (word is not None and not word.plain) or text.strip().lstrip(_BEFORE).startswith("@") or "://" in text


def _of_site(text: str) -> ChannelWord | None:
    if found := _PRIVATE.fullmatch(text):
        return ChannelWord(bare_id=int(found[1]), message_id=_message(found[2]))
    if found := _MARKED.fullmatch(text):
        return ChannelWord(bare_id=int(found[1]) + CHANNEL_IDS)
    found = _PUBLIC.fullmatch(text) or _SUBDOMAIN.fullmatch(text)
    if found is None or found[1].lower() in _NO_NAMES:
        return None
    return ChannelWord(name=found[1], message_id=_message(found[2]))


def _plain(text: str) -> ChannelWord | None:
    if _PLAIN.fullmatch(text):
        return ChannelWord(name=text, plain=True)
    return ChannelWord(bare_id=int(text), plain=True) if _NUMBER.fullmatch(text) else None


def _of_app(what: str, values: dict[str, str]) -> ChannelWord | None:
    """Read the query of tg://resolve?domain=…&post=…, tg://privatepost?channel=…&post=… or tg://join?invite=…."""
    message = _message(f"/{values.get('post', '')}")
    if what == "resolve" and _PLAIN.fullmatch(name := values.get("domain", "").removeprefix("@")):
        return ChannelWord(name=name, message_id=message)
    if what == "privatepost" and _NUMBER.fullmatch(number := values.get("channel", "")):
        return ChannelWord(bare_id=int(number), message_id=message)
    if what == "join" and re.fullmatch(r"[\w-]{8,64}", invite := values.get("invite", ""), re.ASCII):
        return ChannelWord(invite=invite)
    return None


def _of_web(fragment: str) -> ChannelWord | None:
    """Read what follows the # in an address of web.telegram.org: @name, an id of one of two forms, or a tg:// link."""
    address = dict(parse_qsl(fragment.removeprefix("?"))).get("tgaddr", "")
    if found := _APP.fullmatch(address):
        return _of_app(found[1].lower(), dict(parse_qsl(found[2])))
    found = _WEB_PEER.fullmatch(fragment)
    if found is None:
        return None
    if found[1]:
        return ChannelWord(name=found[1], message_id=_message(found[4]))
    return ChannelWord(bare_id=int(found[2] or found[3]), message_id=_message(found[4]))


def _message(path: str) -> MessageId | None:
    number = path.rpartition("/")[2]
    readable = number.isascii() and number.isdecimal() and len(number) <= _LONGEST_MESSAGE
    return MessageId(int(number)) if readable else None
