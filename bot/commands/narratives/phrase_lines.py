"""Phrases as operators write them: one a line, each with its marks, each answered on its own."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from bot.commands.narratives.narratives import read_threshold
from bot.commands.request import UsageError
from bot.matching import Unfound, UnusablePhrase, check_phrase, found_already, unfound
from bot.matching.phrases.phrase import take_marks
from bot.narratives.editing import Edit
from bot.ui.markup import Markup, lines, shortened
from storage.model.ids import PhraseId
from storage.model.narratives import Phrase, PhraseKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.matching import Lexicon
    from bot.ui.markup import Say
    from storage.model.ids import NarrativeId
    from storage.model.narratives import Narrative

LONGEST = 300  # characters of a phrase
SHOWN = 60  # characters of a phrase in an answer
# > and => stand in ordinary text, too (arrows, tags): they set a threshold only before a number
_THRESHOLD = re.compile(r"\s*(?:≥|⩾|>=|(?:=>|>)(?=\s*\d[\d.,]*%?\s*$))\s*(\S+)\s*$")


class LineResult(NamedTuple):
    """A line, and what it comes to: a phrase to be taken in (`other` is the same in use, with another threshold).

    `unfound` is a way to write its own words in which it would not be found.
    Or a phrase that is not, with the name of the text that says why and its values.
    """

    phrase: Phrase | None
    key: str = ""
    values: Mapping[str, object] = MappingProxyType({})
    other: Phrase | None = None
    unfound: Unfound | None = None


def usable(text: str) -> str:
    """Return a phrase on one line. Raises UsageError saying why it cannot work."""
    phrase = " ".join(text.split())
    if len(phrase) > LONGEST:
        raise UsageError("phrase-too-long", phrase=shortened(phrase, SHOWN))
    try:
        check_phrase(phrase)
    except UnusablePhrase as error:
        raise UsageError(f"phrase-{error.reason}", phrase=shortened(phrase, SHOWN)) from None
    return phrase


def read_line(line: str, narrative_id: NarrativeId) -> Phrase:
    """Read «phrase», «-exclusion», «"exact words"», each with «≥90» behind it or not. Raises UsageError."""
    found = _THRESHOLD.search(line)
    threshold = None if found is None else read_threshold(found[1])
    excludes, text = take_marks(line if found is None else line[: found.start()])
    kind = PhraseKind.EXCLUDE if excludes else PhraseKind.WATCH
    return Phrase(PhraseId(0), narrative_id, usable(text), kind, threshold)


def judge(written: Sequence[str], narrative: Narrative, lexicon: Lexicon) -> list[LineResult]:
    """Say of each line what it comes to beside the phrases in use and the lines before it."""
    judged: list[LineResult] = []
    present = list(narrative.phrases)
    for line in written:
        one = _judge(line, narrative.id, present, lexicon)
        judged.append(one)
        if one.phrase is not None and one.other is None:
            present.append(one.phrase)
    return judged


def _judge(line: str, narrative_id: NarrativeId, present: Sequence[Phrase], lexicon: Lexicon) -> LineResult:
    try:
        phrase = read_line(line, narrative_id)
    except UsageError as error:
        return LineResult(None, error.key, error.values)
    same = _same(phrase, present)
    if same is not None and phrase.threshold in {None, same.threshold}:
        return LineResult(None, "phrase-there-already", {"phrase": _shown(phrase)})
    if same is not None:
        return LineResult(phrase, other=same)
    way = unfound(phrase.text, lexicon, threshold=phrase.threshold)
    if way is Unfound.AS_WRITTEN:
        return LineResult(None, f"phrase-unfound-{way}", {"phrase": _shown(phrase)})
    close = found_already(phrase, present, lexicon)
    if close is not None:
        values = {"phrase": _shown(phrase), "other": _shown(close)}
        return LineResult(None, "phrase-found-already" if close.id else "phrase-line-above", values)
    return LineResult(phrase, unfound=way)


def steps(judged: Sequence[LineResult], narrative: Narrative) -> list[Edit]:
    """Return the changes that take the judged phrases in, one after the other."""
    taken: list[Edit] = []
    for phrase in (one.phrase for one in judged if one.phrase is not None):
        same = _same(phrase, narrative.phrases)
        if same is None:
            narrative = replace(narrative, phrases=(*narrative.phrases, phrase))
            taken.append(Edit(f"phrase.{phrase.kind}", narrative, phrase.text))
        else:  # or somebody else added it just now
            narrative = with_threshold(narrative, same, phrase.threshold or same.threshold)
            taken.append(Edit("phrase.threshold", narrative, phrase.text))
    return taken


def in_use(narrative: Narrative, phrase_id: PhraseId) -> Phrase:
    """Return a phrase as the narrative has it now. Raises UsageError where it was removed."""
    phrase = next((one for one in narrative.phrases if one.id == phrase_id), None)
    if phrase is None:
        raise UsageError("phrase-gone")
    return phrase


def with_threshold(narrative: Narrative, phrase: Phrase, threshold: float | None) -> Narrative:
    """Return the narrative with another threshold for one phrase."""
    phrases = (replace(one, threshold=threshold) if one is phrase else one for one in narrative.phrases)
    return replace(narrative, phrases=tuple(phrases))


def without(narrative: Narrative, phrase: Phrase) -> Narrative:
    """Return the narrative without one phrase."""
    return replace(narrative, phrases=tuple(one for one in narrative.phrases if one is not phrase))


def answer(one: LineResult, title: Markup, say: Say, *, alone: bool) -> Markup:
    """Say what became of a line: in full where it was the only one."""
    if one.phrase is None:
        refused = say(one.key, title=title, **one.values)
        return refused if alone else Markup(f"❌ {refused}")
    shown = _shown(one.phrase)
    if one.other is not None:
        threshold = round(one.phrase.threshold or 0, 1)
        return say("phrase-threshold-changed", phrase=shown, threshold=threshold)
    warning = "" if one.unfound is None else say(f"phrase-unfound-{one.unfound}", phrase=shown)
    if not alone:
        return lines(say(f"phrase-line-{one.phrase.kind}", phrase=shown), warning)
    return lines(say(f"phrase-added-{one.phrase.kind}", phrase=shown, title=title), warning)


def _same(phrase: Phrase, present: Sequence[Phrase]) -> Phrase | None:
    return next((one for one in present if (one.kind, one.text) == (phrase.kind, phrase.text)), None)


def _shown(phrase: Phrase) -> str:
    threshold = "" if phrase.threshold is None else f" ≥{phrase.threshold:g}"
    return f"{shortened(phrase.text, SHOWN)}{threshold}"
