"""What needs a hand: sentences that each name a trouble and the command that helps."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.alerts.delivery import NOTHING_LEFT
from bot.ui.account_names import account_title, account_trouble
from bot.ui.markup import Markup, escaped, shortened
from storage.channels import channels, coverage
from storage.model.channels import ChannelStatus
from storage.model.narratives import NarrativeStatus, PhraseKind
from storage.narratives import narratives
from storage.ops import attention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.commands.request import Request

A_DAY = timedelta(days=1)
KNOCKS_COUNT_FOR = timedelta(days=7)
NAMED = 5
TITLE_LENGTH = 40


async def needs(request: Request) -> list[Markup]:
    """Write a sentence for each thing that somebody has to see to, the gravest first; none where all is well."""
    return [
        *_accounts(request),
        *await _channels(request),
        *await _refused(request),
        *await _unread(request),
        *await _given_up(request),
        *await _unreachable(request),
        *await _narratives(request),
        *await _at_the_door(request),
        *_groups_not_set_up(request),
    ]


def _accounts(request: Request) -> list[Markup]:
    say = request.say
    return [
        say(
            "needs-account",
            account=account_title(account.name, say),
            trouble=account_trouble(account.name, account.trouble, say),
        )
        for account in request.services.health.accounts()
        if account.trouble is not None
    ]


async def _channels(request: Request) -> list[Markup]:
    every = await channels.list_all(request.database.reader)
    if not every:
        return [request.say("needs-channels")]
    paused = [one for one in every if one.status is ChannelStatus.PAUSED]
    names = [Markup(f"{_title(one.title)} ({request.say(f'paused-{one.paused_reason}')})") for one in paused]
    return _told(request, "needs-channels-paused", names)


async def _refused(request: Request) -> list[Markup]:
    ranges = await coverage.list_all(request.database.reader)
    names = [
        Markup(f"{_title(one.channel.title)} ({escaped(one.trouble.error)})")
        for one in ranges
        if one.trouble is not None
    ]
    return _told(request, "needs-channels-refused", names)


async def _unread(request: Request) -> list[Markup]:
    unread = await attention.unread(request.database.reader, request.now - A_DAY)
    return _told(request, "needs-channels-unread", [_title(one.title) for one in unread])


async def _given_up(request: Request) -> list[Markup]:
    reasons = await attention.given_up(request.database.reader, request.now - A_DAY)
    reasons.pop(NOTHING_LEFT, None)
    names = [Markup(f"{escaped(reason)} ({number})") for reason, number in reasons.items()]
    return _told(request, "needs-given-up", names, sum(reasons.values()))


async def _unreachable(request: Request) -> list[Markup]:
    names = [_title(one.name or str(one.id)) for one in await attention.unreachable(request.database.reader)]
    return _told(request, "needs-unreachable", names)


async def _narratives(request: Request) -> list[Markup]:
    every = await narratives.list_all(request.database.reader)
    active = [one for one in every if one.status is NarrativeStatus.ACTIVE]
    if not active:
        return [request.say("needs-narratives")]
    empty = [one for one in active if all(phrase.kind is not PhraseKind.WATCH for phrase in one.phrases)]
    names = [Markup(f"<code>{escaped(one.id)}</code>") for one in empty]
    followed = await attention.is_followed(request.database.reader)
    return [*_told(request, "needs-phrases", names), *([] if followed else [request.say("needs-followers")])]


async def _at_the_door(request: Request) -> list[Markup]:
    door = await attention.at_the_door(request.database.reader, request.now - KNOCKS_COUNT_FOR)
    return [] if door is None else [request.say("needs-door", count=door.people, name=_title(door.latest))]


def _groups_not_set_up(request: Request) -> list[Markup]:
    count = request.services.health.groups_not_set_up()
    return [request.say("needs-groups-not-set-up", count=count)] if count else []


def _told(request: Request, key: str, names: Sequence[Markup], count: int | None = None) -> list[Markup]:
    """Say what is the matter with those that are named; nothing where there are none."""
    if not names:
        return []
    return [request.say(key, count=len(names) if count is None else count, names=_some(request, names))]


def _some(request: Request, names: Sequence[Markup]) -> Markup:
    """Name the first few, and say how many more there are."""
    rest = len(names) - NAMED
    return _joined([*names[:NAMED], *([request.say("and-more", count=rest)] if rest > 0 else [])])


def _joined(names: Iterable[Markup]) -> Markup:
    return Markup(", ".join(names))


def _title(text: str) -> Markup:
    return escaped(shortened(text, TITLE_LENGTH))
