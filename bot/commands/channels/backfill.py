"""How far back a new channel is read: what the typist wishes, and how the reading goes on."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from bot.commands.arguments.channels import looks_like_a_channel
from bot.commands.arguments.numbers import row_number
from bot.commands.ports import BackfillDepth
from bot.commands.request import NeedsArguments, UsageError
from bot.ui.markup import lines
from bot.ui.message import Message
from storage.channels import channels
from storage.model.channels import ChannelRole, ChannelStatus
from storage.posts import posts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.commands.request import Request
    from bot.ui.markup import Markup
    from storage.model.ids import ChannelId, MessageId

MOST_POSTS = 10_000
MOST_AT_ONCE = 20  # channels: each may cost the reading account a look-up, of which it has few
DEPTHS = frozenset({"last", "since"})
OPTIONS = DEPTHS | {*ChannelRole}
_BETWEEN = re.compile(r"[\s,;|]+")
_BULLET = re.compile(r"^\s*(?:[-–—•*]\s+|\d{1,3}[.)]\s+)")
FIRST_LOOK, LONGEST_WAIT = 3.0, 30.0  # seconds between two looks at how far the reading is, longer each time


class AddRequest(NamedTuple):
    """What `/channel add` asks for of one channel, which `written` says alone.

    Without a role it keeps the one it has. Without a depth, reading begins after the newest post.
    """

    reference: str
    role: ChannelRole | None
    depth: BackfillDepth | None
    written: str


def parse_add_requests(request: Request) -> list[AddRequest]:
    """Read «@name… [role] [last N | since DATE]», a line or several. Raises NeedsArguments, UsageError."""
    wishes = [wish for words in _lines_of(request.arguments) for wish in _wishes_of(request, words)]
    if not wishes:
        raise NeedsArguments
    if len(wishes) > MOST_AT_ONCE:
        raise UsageError("channels-many-at-once", count=len(wishes), most=MOST_AT_ONCE)
    return wishes


def _lines_of(text: str) -> list[list[str]]:
    """Split into lines of words, without bullets before them; a line of options belongs to the one above."""
    found: list[list[str]] = []
    for line in text.splitlines():
        words = [word for word in _BETWEEN.split(_BULLET.sub("", line)) if word]
        if words and found and words[0].lower() in OPTIONS:
            found[-1] += words
        elif words:
            found.append(words)
    return found


def _wishes_of(request: Request, words: list[str]) -> Iterator[AddRequest]:
    names = [words[0], *takewhile(looks_like_a_channel, words[1:])]
    rest = words[len(names) :]
    options = " ".join(rest)
    role = _role(rest.pop(0)) if rest and rest[0].lower() not in DEPTHS else None
    depth = _depth(request, rest) if rest else None
    for name in names:
        yield AddRequest(name, role, depth, f"{name} {options}".strip())


def _role(word: str) -> ChannelRole:
    try:
        return ChannelRole(word.lower())
    except ValueError:
        raise UsageError("role-unknown", role=word[:40]) from None


def _depth(request: Request, words: list[str]) -> BackfillDepth:
    match [words[0].lower(), *words[1:]]:
        case ["last", number] if 0 < row_number(number) <= MOST_POSTS:
            return BackfillDepth(last=row_number(number))
        case ["since", day]:
            return BackfillDepth(since=_moment(request, day))
    raise UsageError("depth-unknown", depth=" ".join(words)[:60], most=MOST_POSTS)


def _moment(request: Request, day: str) -> datetime:
    """Read a date such as 2022-09-01 as midnight in the zone that times are shown in."""
    try:
        moment = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=request.zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError("depth-unknown", depth=f"since {day}"[:60], most=MOST_POSTS) from None
    if moment > request.now:
        raise UsageError("depth-in-future", day=day)
    return moment


def reading_back(
    request: Request, said: Markup, channel_id: ChannelId, stretch: tuple[MessageId, MessageId], since: datetime
) -> Message:
    """Say that old posts are being read, and go on saying how far it is until it is done.

    The posts are those after the first of `stretch` up to the second; any kept before `since` were known.
    """
    mark, newest = stretch

    async def progress() -> AsyncIterator[Message]:
        wait = FIRST_LOOK
        while True:
            await request.services.clock.sleep(wait)
            wait = min(wait * 1.5, LONGEST_WAIT)
            connection = request.database.reader
            channel = await channels.get(connection, channel_id)
            if channel is None or channel.status is not ChannelStatus.ACTIVE:
                return
            found = await posts.count_between(connection, channel_id, mark, newest, since=since)
            if channel.read_to >= newest:
                key = "channel-read-back-known" if found.known else "channel-read-back"
                yield Message(lines(said, request.say(key, **found._asdict())))
                return
            share = round(100 * (channel.read_to - mark) / (newest - mark))
            yield Message(lines(said, request.say("channel-reading-back", posts=found.posts, percent=share)))

    return Message(lines(said, request.say("channel-reading-back", posts=0, percent=0)), later=progress)
