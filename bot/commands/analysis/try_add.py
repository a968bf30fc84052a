"""A phrase that was tried is added to a narrative by a button."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.analysis.rules.backtest_summary import STEPS
from bot.commands.analysis.try_phrase import asked_before
from bot.commands.analysis.try_samples import back
from bot.commands.narratives import phrases
from bot.commands.narratives.narratives import known
from bot.commands.request import UsageError
from bot.ui.keyboard import page_number, page_of, turns
from bot.ui.markup import lines, shortened
from bot.ui.message import Button, Message
from storage.model.narratives import NarrativeStatus
from storage.narratives import narratives as stored

if TYPE_CHECKING:
    from bot.commands.request import Request

PAGE = 8


async def choose(request: Request) -> Message:
    """Ask which narrative shall have the phrase; the button carries a threshold, 0 for none, and the page."""
    number, wanted, page_wanted = _three(request.arguments)
    tried = await asked_before(request, number)
    threshold = _threshold(wanted)
    every = [
        one for one in await stored.list_all(request.database.reader) if one.status is not NarrativeStatus.ARCHIVED
    ]
    if not every:
        raise UsageError("narrative-none-yet")
    shown, page, pages = page_of(every, page_number(page_wanted), PAGE)
    rows = [(Button(shortened(one.title, 50), data=f"try-add:{tried.number}:{threshold}:{one.id}"),) for one in shown]
    say = request.say
    asks = say("try-choose-at", phrase=tried.phrase, threshold=threshold) if threshold else ""
    return Message(
        lines(asks or say("try-choose", phrase=tried.phrase)),
        (*rows, *turns(f"try-to:{tried.number}:{threshold}", page, pages), (back(request, tried),)),
    )


async def add(request: Request) -> Message:
    """Add the phrase to the narrative that the button names, as /watch does."""
    number, wanted, name = _three(request.arguments)
    tried = await asked_before(request, number)
    threshold = _threshold(wanted)
    line = f"{tried.phrase} ≥{threshold}" if threshold else tried.phrase
    done = await phrases.add(request, await known(request, name), [line])
    return replace(done, buttons=(*done.buttons, (back(request, tried),)))


def _three(data: str) -> tuple[str, str, str]:
    parts = data.split(":", maxsplit=2)
    if len(parts) != 3:
        raise UsageError("button-stale")
    return parts[0], parts[1], parts[2]


def _threshold(wanted: str) -> int:
    """Return the threshold that a button carries; 0 for none."""
    if wanted not in {"0", *map(str, STEPS)}:
        raise UsageError("button-stale")
    return int(wanted)
