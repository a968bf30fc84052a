"""Why a text is a match for a phrase, or how nearly, told in a person's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.matching import MatchReason
from bot.ui.format import in_quotes
from bot.ui.markup import Markup, escaped
from storage.model.narratives import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.matching import Explanation, WordResult
    from bot.ui.markup import Say
    from storage.model.ids import Span

MET, NOT_MET, NOT_NEEDED = "✓", "✗", "·"


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word of the phrase, the text it met or that stands in its place, and why that is so."""

    sign: str
    word: Markup
    seen: Markup
    why: Markup


@dataclass(frozen=True, slots=True)
class ExplanationText:
    """An explanation in words: the verdict, a line for each word of the phrase, and what else counted."""

    verdict: Markup
    words: tuple[WordLine, ...]
    remarks: tuple[Markup, ...]


def describe(explanation: Explanation, text: str, say: Say, *, excludes: bool = False) -> ExplanationText:
    """Put an explanation of `text` into words; `excludes` tells that the phrase is an exclusion."""
    return ExplanationText(
        verdict=_verdict(explanation, say, excludes=excludes),
        words=tuple(_word_line(fate, explanation.words, say) for fate in explanation.words),
        remarks=tuple(_remarks(explanation, text, say)),
    )


def spans_met(explanation: Explanation) -> list[Span]:
    """Return where the words stand that the phrase met, in characters of the text."""
    return [fate.span for fate in explanation.words if fate.met and fate.span is not None]


def _verdict(explanation: Explanation, say: Say, *, excludes: bool) -> Markup:
    values = {"phrase": explanation.phrase, "score": explanation.score, "threshold": explanation.threshold}
    is_alert = explanation.level is Level.ALERT
    if excludes:
        return say("match-exclusion-found" if is_alert else "match-exclusion-absent", **values)
    if is_alert and explanation.stopped_by is not None:
        return say("match-stopped", exclusion=explanation.stopped_by, **values)
    if explanation.level is None:
        return say("match-none", **values)
    return say("match-alert" if is_alert else "match-near", **values)


def _word_line(fate: WordResult, fates: Sequence[WordResult], say: Say) -> WordLine:
    sign = MET if fate.met else NOT_MET if fate.needed else NOT_NEEDED
    return WordLine(sign, escaped(fate.word), escaped(fate.seen or "–"), _why(fate, fates, say))


def _why(fate: WordResult, fates: Sequence[WordResult], say: Say) -> Markup:
    if not fate.needed and not fate.met:
        return say("match-small-word-lacks")
    if fate.met and any(other.span == fate.span for other in fates if other is not fate):
        return say("match-written-together")
    if fate.why is MatchReason.SAME_FORM and fate.seen is not None and fate.seen.casefold() != fate.word.casefold():
        return say("match-written-otherwise")
    return say(f"match-why-{why_name(fate.why)}", likeness=round(fate.similarity))


def why_name(why: MatchReason) -> str:
    """Return a rule's name as it stands in the names of texts."""
    return why.name.lower().replace("_", "-")


def _remarks(explanation: Explanation, text: str, say: Say) -> Iterator[Markup]:
    spans = spans_met(explanation)
    met = sum(fate.met and fate.needed for fate in explanation.words)
    if not met:
        yield say("match-no-part")
        return
    if explanation.level is None:
        stretch = text[min(spans)[0] : max(end for _, end in spans)]
        yield say("match-best-part", stretch=stretch, score=explanation.score)
    yield from shortfalls(explanation, say)
    if met > 1:
        order = "same" if explanation.in_order else "changed"
        yield say("match-inserted", count=explanation.inserted, order=order)


def shortfalls(explanation: Explanation, say: Say) -> Iterator[Markup]:
    """Say what kept the best stretch from being an alert."""
    if explanation.failed:
        yield say("match-failed", words=Markup(", ".join(in_quotes(word, say) for word in explanation.failed)))
    if not explanation.in_one_sentence:
        yield say("match-sentence-ends")
    if not explanation.failed and explanation.score < explanation.threshold:
        yield say("match-too-low")
