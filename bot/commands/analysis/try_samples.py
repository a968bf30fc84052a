"""Posts that a phrase which was tried would have found: at a threshold, or nearly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.analysis.reports.explanation import shortfalls, spans_met
from bot.analysis.reports.post_list import found_post
from bot.commands.analysis.try_phrase import asked_before
from bot.commands.request import UsageError
from bot.matching import explain
from bot.matching.phrases.phrase import take_marks
from bot.ui.markup import Markup, lines
from bot.ui.message import Button, Message
from storage.model.ids import PostId
from storage.posts import lookup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.analysis.rules.backtest_summary import BacktestResult
    from bot.commands.analysis.try_phrase import Tried
    from bot.commands.request import Request


async def at_threshold(request: Request) -> Message:
    """Show the weakest hits at a threshold."""
    number, _, wanted = request.arguments.partition(":")
    tried, trial = await _finished(request, number)
    step = next((step for step in trial.steps if str(step.threshold) == wanted), None)
    if step is None:
        raise UsageError("button-stale")
    say = request.say
    adding = Button(say("try-add-at", threshold=step.threshold), data=f"try-to:{tried.number}:{step.threshold}:0")
    return Message(
        lines(
            say("try-samples", phrase=tried.phrase, threshold=step.threshold, hits=step.hits, near=step.near),
            say("try-weakest") if step.hits else "",
            *await _posts(request, tried.phrase, step.samples, step.threshold, with_reasons=False),
        ),
        ((adding,), (back(request, tried),)),
    )


async def near_misses(request: Request) -> Message:
    """Show near misses, and what each lacks."""
    tried, trial = await _finished(request, request.arguments)
    say = request.say
    return Message(
        lines(
            say("try-near-title", phrase=tried.phrase, threshold=round(trial.default, 1)),
            *(await _posts(request, tried.phrase, trial.near, trial.default, with_reasons=True)),
        ),
        ((back(request, tried),),),
    )


def back(request: Request, tried: Tried) -> Button:
    """Lead back to what came of a trial."""
    return Button(request.say("back"), data=f"try:{tried.number}")


async def _finished(request: Request, number: str) -> tuple[Tried, BacktestResult]:
    tried = await asked_before(request, number)
    if tried.trial is None:
        raise UsageError("button-stale")
    return tried, tried.trial


async def _posts(
    request: Request, phrase: str, ids: Sequence[int], threshold: float, *, with_reasons: bool
) -> list[Markup]:
    """Write the posts as they are now: one that was edited meanwhile may say the phrase no more."""
    rows: list[Markup] = []
    lexicon = request.services.backtest.lexicon
    for number, stored in enumerate(await lookup.read(request.database.reader, [PostId(one) for one in ids]), 1):
        why = explain(stored.post.text, take_marks(phrase)[1], lexicon, threshold=threshold)
        rows.append(
            found_post(number, stored, spans_met(why), request.say, request.zone, now=request.now, score=why.score)
        )
        if with_reasons:
            rows.append(lines(*shortfalls(why, request.say)))
    return rows
