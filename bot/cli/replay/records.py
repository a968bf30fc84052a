"""What the readers of old posts give: posts with their channels, and what could not be read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from storage.model.ids import CHANNEL_IDS, ChannelId

if TYPE_CHECKING:
    from storage.model.channels import Channel
    from storage.model.posts import Post

# Ids of channels of which only a name is known; Telegram's own begin below -1,000,000,000,000.
_NAMED_CHANNELS = 900_000_000_000
LONGEST_TITLE = 255  # characters, of a channel or of whom a post is forwarded from
LONGEST_TEXT = 20_000  # characters; a Telegram post has 4,096 at most
# Telegram counts seconds since 1970, in 32 bits. Times far from these have no local time everywhere.
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2106, 2, 7, tzinfo=UTC)
_MOST_ID = 2**53
_CHANNEL = re.compile(r"(?:channel)?(-?\d{1,16})")


@dataclass(frozen=True, slots=True)
class OldPost:
    """A post and the channel it was in."""

    channel: Channel
    post: Post


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is no channel post: a service message, or a message of a private chat."""

    what: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that cannot be read, or not wholly: where it is, and why. `file` is the name of what it stands in.

    The reason repeats nothing of the file: it may be anybody's words.
    """

    place: str
    reason: str
    file: str = field(default="", compare=False)


Record = OldPost | Skipped | Broken


def named_channel_id(name: str) -> ChannelId:
    """Return an id for a channel known by its name alone, the same for the same name."""
    digest = hashlib.blake2b(name.casefold().encode(), digest_size=8).digest()
    return ChannelId(-1 - int.from_bytes(digest, "big") % _NAMED_CHANNELS)


def channel_id_of(value: object) -> ChannelId | None:
    """Return the id that an export gives a channel, in whichever form: 123, -100123, 100123…, "channel123".

    None for what is no channel's.
    """
    if isinstance(value, float):
        value = int(value) if value.is_integer() else None
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    found = _CHANNEL.fullmatch(str(value)) if not isinstance(value, int) or abs(value) < _MOST_ID else None
    number = int(found[1]) if found is not None else 0
    if not number or abs(number) >= _MOST_ID or CHANNEL_IDS <= number < 0:  # the last are basic groups
        return None
    marked = -abs(number) if abs(number) > -CHANNEL_IDS else CHANNEL_IDS - number
    return ChannelId(marked)


def time_of_post(moment: datetime) -> datetime:
    """Return an aware time in UTC. Raises ValueError for one that no post can have."""
    if not _FIRST <= moment <= _LAST:
        raise ValueError("no post is of such a year")
    return moment.astimezone(UTC)


def text_of_post(text: str) -> str:
    """Return a text that the database takes. Raises ValueError for one that is too long to be a post's."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"the text has more than {LONGEST_TEXT:,} characters, and a Telegram post 4,096 at most")
    return sound(text)


def title_of(text: str) -> str:
    """Return a name that the database takes. Raises ValueError for one that is longer than any of Telegram's."""
    if len(text) > LONGEST_TITLE:
        raise ValueError(f"a name has more than {LONGEST_TITLE} characters")
    return sound(text)


def sound(text: str) -> str:
    """Replace halves of surrogate pairs, which JSON may hold and no database takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
