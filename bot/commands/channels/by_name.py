"""Which of the known channels somebody means.

A channel chooses its title, and may choose another's @name or id for one. So ids and @names are looked for first, over
all channels; a title counts only where it cannot be taken for either, and one channel alone has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.arguments.channels import looks_like_a_channel, read_channel_word
from bot.commands.request import UsageError
from bot.matching.text.tokens import fold
from bot.ui.markup import Markup, escaped, shortened
from storage.channels import channels as stored
from storage.model.channels import ChannelStatus
from storage.model.ids import CHANNEL_IDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.commands.arguments.channels import ChannelWord
    from storage.database import Connection
    from storage.model.channels import Channel

NAMED = 10  # of the channels that a title may mean


async def known_channel(connection: Connection, text: str, *, removed: bool = False) -> Channel:
    """Return the channel that somebody means by its id, @name, link, link of a post, or title.

    One that is watched no longer only if `removed`. Raises UsageError where there is none, or it is not sure which.
    """
    return channel_among(await stored.list_all(connection, removed=True), text, removed=removed)


def channel_among(every: Sequence[Channel], text: str, *, removed: bool = False) -> Channel:
    """Return which of all channels somebody means, as `known_channel` does. Raises UsageError."""
    found = exactly_among(every, text)
    if found is not None and (removed or found.status is not ChannelStatus.REMOVED):
        return found
    titled = [one for one in every if removed or one.status is not ChannelStatus.REMOVED]
    titled = [] if found is not None else [one for one in titled if is_titled(one.title, text)]
    if not titled or looks_like_a_channel(text):
        raise UsageError("channel-not-watched", channel=text.strip()[:60])
    if len(titled) > 1 or read_channel_word(text) is not None:
        names = Markup("; ".join(named(one) for one in titled[:NAMED]))
        raise UsageError("channel-not-sure", channel=text.strip()[:60], count=len(titled), names=names)
    return titled[0]


def exactly_among(every: Sequence[Channel], text: str) -> Channel | None:
    """Return the channel that has this very id, @name or invite link; None where none has."""
    word = read_channel_word(text)
    is_it = None if word is None else _test_of(word)
    return None if is_it is None else next((one for one in every if is_it(one)), None)


def is_titled(title: str, text: str) -> bool:
    """Tell whether a text is a title or looks like one, whatever its case, spaces, invisible signs and alphabets."""
    return _shape(title) == _shape(text)


def _shape(text: str) -> str:
    return " ".join(fold(text).text.split())


def _test_of(word: ChannelWord) -> Callable[[Channel], bool]:
    if word.bare_id is not None:
        wanted = CHANNEL_IDS - word.bare_id
        return lambda one: one.id == wanted
    if word.invite is not None:
        return lambda one: one.invite == word.invite
    name = (word.name or "").casefold()
    return lambda one: (one.username or "").casefold() == name


def named(channel: Channel) -> Markup:
    """Return all that tells a channel from others of its title."""
    name = f" · @{channel.username}" if channel.username else ""
    return Markup(f"{escaped(shortened(channel.title, 40))}{escaped(name)} · <code>{channel.id}</code>")
