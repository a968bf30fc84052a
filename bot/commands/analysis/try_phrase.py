"""Operators try a phrase on the stored posts before it is watched."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter

from bot.analysis.backtest import BacktestProgress, BacktestRequest
from bot.analysis.reports.backtest import report
from bot.analysis.rules.backtest_summary import BacktestResult
from bot.commands.arguments.dates import midnight, since_at_start
from bot.commands.arguments.numbers import row_number
from bot.commands.narratives.phrase_lines import usable
from bot.commands.request import ButtonAnswer, UsageError
from bot.matching.phrases.phrase import take_marks
from bot.ui.keyboard import rows_of
from bot.ui.markup import Markup, lines
from bot.ui.message import Button, Message
from storage.narratives import saved_queries
from storage.narratives.saved_queries import QueryKind
from storage.posts import lookup

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.commands.request import Request
    from storage.database import Connection

LOOK = 1.5  # seconds between two words on how far it is
_STEPS_A_ROW = 4
_TRIALS = TypeAdapter(BacktestResult)


class Tried(NamedTuple):
    """A phrase that was tried, by the number of its question, and what came of it, if that is known."""

    number: int
    phrase: str
    since: str | None
    trial: BacktestResult | None


async def try_phrase(request: Request) -> Message:
    """Try a phrase on the stored posts; say how far that is, and then what came of it."""
    since, rest = since_at_start(request, request.arguments)
    excludes, body = take_marks(rest)
    phrase = ("-" if excludes else "") + usable(body)
    day = None if since is None else request.arguments.split(maxsplit=2)[1]
    _, first, _ = await lookup.span(request.database.reader, since=since)
    if first is None:
        raise UsageError("posts-none") if since is None else UsageError("posts-none-since", day=day)
    asked = json.dumps({"phrase": phrase, "since": day}, ensure_ascii=False)

    async def work(connection: Connection) -> int:
        return await saved_queries.save(connection, request.recipient.id, QueryKind.TRY, asked, request.now)

    return _at_work(request, Tried(await request.change(work), phrase, day, None))


async def show(request: Request) -> Message | ButtonAnswer:
    """Show what came of a trial; try again where that was never worked out."""
    tried = await asked_before(request, request.arguments)
    return _at_work(request, tried) if tried.trial is None else outcome(request, tried)


async def stop(request: Request) -> Message | ButtonAnswer:
    """Stop a trial."""
    tried = await asked_before(request, request.arguments)
    if request.services.backtest.stop(tried.number):
        return ButtonAnswer(notice=request.say("try-stopping"))
    if tried.trial is not None:
        return outcome(request, tried)
    again = Button(request.say("try-again"), data=f"try:{tried.number}")
    return Message(request.say("try-broken-off", phrase=tried.phrase), ((again,),))


async def asked_before(request: Request, number: str) -> Tried:
    """Return the trial of that number. Raises UsageError for one that is not of this chat, or forgotten."""
    question = await saved_queries.get(request.database.reader, row_number(number), request.recipient.id, QueryKind.TRY)
    if question is None:
        raise UsageError("button-stale")
    asked = json.loads(question.text)
    trial = None if question.answer is None else _TRIALS.validate_json(question.answer)
    return Tried(question.id, asked["phrase"], asked["since"], trial)


def _at_work(request: Request, tried: Tried) -> Message:
    """Say that a phrase is being tried, and go on saying how far that is until it is done."""
    stopping = ((Button(request.say("try-stop"), data=f"try-stop:{tried.number}"),),)

    async def later() -> AsyncIterator[Message]:
        told: list[BacktestProgress] = []
        task = _start(request, tried, told)
        try:
            while not await _is_done(request, task):
                if told:
                    yield Message(_how_far(request, tried.phrase, told[-1]), stopping)
            yield await _ended(request, tried, task)
            if not task.cancelled():
                task.result()  # what went wrong is for the log
        finally:
            task.cancel()

    return Message(request.say("try-looking", phrase=tried.phrase), stopping, later=later)


def _start(request: Request, tried: Tried, told: list[BacktestProgress]) -> asyncio.Task[BacktestResult]:
    backtest = request.services.backtest
    since = None if tried.since is None else midnight(request, tried.since)
    attempt = BacktestRequest(tried.phrase, request.zone, since)
    return backtest.start(tried.number, backtest.run(attempt, told.append))


async def _is_done(request: Request, task: asyncio.Task[BacktestResult]) -> bool:
    """Wait until a trial is done, but not long."""
    pause = asyncio.ensure_future(request.services.clock.sleep(LOOK))
    try:
        await asyncio.wait((task, pause), return_when=asyncio.FIRST_COMPLETED)
    finally:
        pause.cancel()
    return task.done()


def _how_far(request: Request, phrase: str, progress: BacktestProgress) -> Markup:
    key = "try-noting" if progress.noting else "try-at-work"
    return request.say(key, phrase=phrase, done=progress.done, of=progress.of)


async def _ended(request: Request, tried: Tried, task: asyncio.Task[BacktestResult]) -> Message:
    again = Button(request.say("try-again"), data=f"try:{tried.number}")
    if task.cancelled():
        return Message(request.say("try-stopped", phrase=tried.phrase), ((again,),))
    if task.exception() is not None:
        return Message(request.say("failed"), ((again,),))
    trial = task.result()
    answer = _TRIALS.dump_json(trial).decode()
    await request.database.write(lambda connection: saved_queries.answer(connection, tried.number, answer))
    return outcome(request, tried._replace(trial=trial))


def outcome(request: Request, tried: Tried) -> Message:
    """Say what came of a trial, with buttons to look closer and to add the phrase."""
    say, trial = request.say, tried.trial
    if trial is None:
        raise UsageError("button-stale")
    steps = [
        Button(
            say("try-step", threshold=step.threshold, hits=step.hits), data=f"try-at:{tried.number}:{step.threshold}"
        )
        for step in trial.steps
        if step.hits
    ]
    rows = list(rows_of(steps, _STEPS_A_ROW))
    if trial.near:
        rows.append((Button(say("try-near"), data=f"try-near:{tried.number}"),))
    rows.append((Button(say("try-add"), data=f"try-to:{tried.number}:0:0"),))
    return Message(
        lines(report(tried.phrase, trial, say, request.services.lexicon), say("try-see") if steps else ""), tuple(rows)
    )
