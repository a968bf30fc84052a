"""How a phrase can be mended: a threshold or a word that keeps false alarms out and lets relevant posts through."""

from __future__ import annotations

from collections import Counter
from math import floor
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from bot.matching.text.tokens import tokenise
from storage.model.deliveries import ReaderVerdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from storage.model.ids import PostId, Span

Value = TypeVar("Value", int, str)

ENOUGH = 2  # false alarms that a proposal has to keep out: one may be chance
MOST_EXCLUSIONS = 2
MOST_CANDIDATES = 200
THRESHOLDS = range(50, 101)
_FEWEST_LETTERS = 4
MOST_BYTES = 40  # a button carries the word


class Ruled(NamedTuple):
    """A post that a phrase finds, how well, by which words, and what readers say of it; None where they do not say."""

    post_id: PostId
    text: str
    score: float
    spans: tuple[Span, ...]
    verdict: ReaderVerdict | None


class Effect(NamedTuple):
    """How many posts a change would have kept out, and how many of those are false alarms and relevant."""

    false_alarms: int
    relevant: int
    others: int


class Proposal(NamedTuple, Generic[Value]):
    """A threshold or a word to exclude, and what it would have changed."""

    value: Value
    effect: Effect


def better_threshold(posts: Sequence[Ruled], present: float) -> Proposal[int] | None:
    """Return the lowest threshold above the present one that keeps out most false alarms and no relevant post."""
    weakest = min((one.score for one in posts if one.verdict is ReaderVerdict.RELEVANT), default=100.0)
    allowed = [threshold for threshold in THRESHOLDS if present < threshold <= floor(weakest)]
    proposals = [Proposal(threshold, effect(one for one in posts if one.score < threshold)) for threshold in allowed]
    best = max(proposals, key=lambda one: (one.effect.false_alarms, -one.value), default=None)
    return best if best is not None and best.effect.false_alarms >= ENOUGH else None


def effect(kept_out: Iterable[Ruled]) -> Effect:
    """Count what a change would have kept out."""
    verdicts = Counter(one.verdict for one in kept_out)
    return Effect(verdicts[ReaderVerdict.FALSE_ALARM], verdicts[ReaderVerdict.RELEVANT], verdicts[None])


def candidates(posts: Iterable[Ruled]) -> list[str]:
    """Return words of false alarms that may tell them from the rest, the frequent ones first.

    The words that the phrase itself met are none of them.
    """
    counted = Counter(
        word for one in posts if one.verdict is ReaderVerdict.FALSE_ALARM for word in {*_telling_words(one)}
    )
    return sorted(counted, key=lambda word: (-counted[word], word))[:MOST_CANDIDATES]


def _telling_words(one: Ruled) -> Iterator[str]:
    for token in tokenise(one.text):
        is_word = len(token.text) >= _FEWEST_LETTERS and token.text.replace("'", "").isalpha()
        if not is_word or len(token.text.encode()) > MOST_BYTES or token.mention or token.is_function_word:
            continue
        if not any(start < token.end and token.start < end for start, end in one.spans):
            yield token.text


def best_exclusions(posts: Sequence[Ruled], found: Mapping[str, Collection[PostId]]) -> list[Proposal[str]]:
    """Return the words that keep out most false alarms and no relevant post, each some that those before it do not.

    `found` tells for each word, the frequent ones first, in which posts it stands, in whatever form.
    """
    chosen: list[Proposal[str]] = []
    left = {one.post_id for one in posts if one.verdict is ReaderVerdict.FALSE_ALARM}
    while len(chosen) < MOST_EXCLUSIONS:
        proposals = [
            Proposal(word, effect(one for one in posts if one.post_id in where))
            for word, where in found.items()
            if not left.isdisjoint(where)
        ]
        fit = [one for one in proposals if not one.effect.relevant and one.effect.false_alarms >= ENOUGH]
        if not fit:
            break
        best = max(fit, key=lambda one: (len(left.intersection(found[one.value])), -one.effect.others))
        chosen.append(best)
        left.difference_update(found[best.value])
    return chosen
