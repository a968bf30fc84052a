"""What came of trying a phrase, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date

from bot.analysis.rules.backtest_summary import sparkline
from bot.matching import unfound
from bot.matching.phrases.phrase import take_marks
from bot.ui.markup import Markup, lines, shortened

if TYPE_CHECKING:
    from datetime import date

    from bot.analysis.rules.backtest_summary import BacktestResult
    from bot.matching import Lexicon
    from bot.ui.markup import Say

OVERLAPS_SHOWN = 6
TOO_COMMON = 30  # hits a day, in the mean
TOO_LARGE_A_SHARE = 0.2  # of all posts, where there are enough to tell
ENOUGH_HITS = 20


def report(phrase: str, trial: BacktestResult, say: Say, lexicon: Lexicon) -> Markup:
    """Sum a trial up; warn of a phrase that does not find its own words."""
    way = unfound(phrase, lexicon)
    warning = "" if way is None else say(f"phrase-unfound-{way}", phrase=phrase)
    return lines(title(phrase, say), warning, *_counts(trial, say), *_overlaps(trial, say), suggestion(trial, say))


def title(phrase: str, say: Say) -> Markup:
    """Name the phrase, and what it would do."""
    excludes, _ = take_marks(phrase)
    return say("try-title-exclusion" if excludes else "try-title", phrase=phrase)


def day_of(moment: date | None, say: Say) -> str:
    """Write a day as people of that language do."""
    return "" if moment is None else format_date(moment, "d MMM y", locale=say.language)


def _counts(trial: BacktestResult, say: Say) -> list[Markup]:
    first, last = day_of(trial.first, say), day_of(trial.last, say)
    rows = [
        say("try-posts", posts=trial.posts, first=first, last=last),
        say("try-hits", threshold=round(trial.default, 1), hits=trial.hits),
    ]
    if trial.busiest is not None and trial.hits > 1:
        day, most = trial.busiest
        often = say("try-a-day", mean=round(trial.a_day, 1))
        if trial.a_day < 1:
            often = say("try-every", days=round(1 / trial.a_day))
        rows.append(say("try-per-day", often=often, day=day_of(day, say), most=most))
    if any(trial.days):
        rows.append(say("try-days", last=last, bars=sparkline(trial.days)))
    if trial.a_day > TOO_COMMON or trial.hits >= max(ENOUGH_HITS, TOO_LARGE_A_SHARE * trial.posts):
        rows.append(say("try-too-common"))
    return rows


def _overlaps(trial: BacktestResult, say: Say) -> list[Markup]:
    if not trial.compared:
        return []
    if not trial.overlaps:
        return [say("try-new-to-all", compared=trial.compared)]
    rows = [say("try-overlap", compared=trial.compared, fresh=trial.fresh)]
    rows += [
        say("try-overlap-line", phrase=shortened(one.phrase, 60), title=shortened(one.title, 40), posts=one.posts)
        for one in trial.overlaps[:OVERLAPS_SHOWN]
    ]
    rest = len(trial.overlaps) - OVERLAPS_SHOWN
    return [*rows, say("try-overlap-rest", count=rest)] if rest > 0 else rows


def suggestion(trial: BacktestResult, say: Say) -> Markup:
    """Name the threshold that the trial speaks for; none where nothing was found."""
    if not any(step.hits for step in trial.steps):
        return Markup("")
    key = "try-suggested-default" if trial.suggested == trial.default else "try-suggested"
    return say(key, threshold=trial.suggested)
