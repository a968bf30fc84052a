"""Why a card came, put into words for a phone: what was found, what nearly was, and what would have stopped it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.analysis.reports.explanation import MET, describe
from bot.matching.text.post_text import matched_text
from bot.ui.format import in_quotes
from bot.ui.markup import Markup, bold, escaped, lines, plain, shortened
from bot.ui.message import Message
from storage.model.narratives import Level, PhraseKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.analysis.reports.explanation import WordLine
    from bot.matching import ExplainingMatcher, Explanation
    from bot.ui.markup import Say
    from storage.model.cards import CardEvidence
    from storage.model.ids import NarrativeId
    from storage.model.narratives import Match, Narrative

NARRATIVES_EXPLAINED = 3
PHRASES_EXPLAINED = 2  # of each narrative, the best first
WORDS_EXPLAINED = 6  # of each phrase: those that stand there in another form
NEAR_MISSES = 4
EXCLUSIONS_NAMED = 8
TITLE_LENGTH = 64
PHRASE_LENGTH = 100
WORD_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """A phrase that was found or nearly found, with what the text makes of it; its narrative has no other phrases."""

    narrative: Narrative
    match: Match
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Reasons:
    """All that is told: what was found, by narrative, what nearly was, and the evidence that it is a part of."""

    evidence: CardEvidence
    text: str
    found: Mapping[NarrativeId, Sequence[Finding]]
    nearly: Sequence[Finding]


def reasons_of(evidence: CardEvidence, matcher: ExplainingMatcher) -> Reasons:
    """Explain the best of what was found and nearly found. It may take a while: for a thread of its own."""
    length = len(evidence.post.text)
    in_preview = any(end > length for match in evidence.matches for _, end in match.spans)
    text = matched_text(evidence.post) if in_preview else evidence.post.text

    def explained(matches: Sequence[Match]) -> list[Finding]:
        return [_finding(evidence, match, text, matcher) for match in matches]

    told = evidence.told[:NARRATIVES_EXPLAINED]
    found = {name: explained(_alerts(evidence, name)[:PHRASES_EXPLAINED]) for name in told}
    return Reasons(evidence, text, found, explained(_near(evidence)[:NEAR_MISSES]))


def _alerts(evidence: CardEvidence, name: NarrativeId) -> list[Match]:
    return [match for match in evidence.matches if match.narrative_id == name and match.level is Level.ALERT]


def _near(evidence: CardEvidence) -> list[Match]:
    return [match for match in evidence.matches if match.level is Level.NEAR]


def _finding(evidence: CardEvidence, match: Match, text: str, matcher: ExplainingMatcher) -> Finding:
    narrative = evidence.narratives[match.narrative_id]
    phrase = next(phrase for phrase in narrative.phrases if phrase.id == match.phrase_id)
    alone = replace(narrative, phrases=(phrase,))
    return Finding(alone, match, matcher.explain_phrases(text, alone)[0])


def reasons_message(reasons: Reasons, say: Say) -> Message:
    """Put the reasons into words, the most useful first."""
    evidence = reasons.evidence
    blocks = [_narrative(reasons, name, say) for name in reasons.found]
    unnamed = len(evidence.told) - len(reasons.found)
    return Message(
        Markup(
            "\n\n".join(
                filter(
                    None,
                    [
                        say("why-title"),
                        *blocks,
                        say("card-more-narratives", count=unnamed) if unnamed else "",
                        _nearly(reasons, say),
                        _exclusions(reasons, say),
                    ],
                )
            )
        )
    )


def _narrative(reasons: Reasons, name: NarrativeId, say: Say) -> Markup:
    findings = reasons.found[name]
    left_out = len(_alerts(reasons.evidence, name)) - len(findings)
    return lines(
        bold(shortened(reasons.evidence.narratives[name].title, TITLE_LENGTH)),
        *(_phrase(reasons, finding, say) for finding in findings),
        say("why-more-phrases", count=left_out) if left_out else "",
    )


def _phrase(reasons: Reasons, finding: Finding, say: Say) -> Markup:
    """Tell of one phrase: its score, and how each of its words was met."""
    told = finding.explanation
    score, threshold = round(finding.match.score), _number(told.threshold)
    enough = finding.match.score >= told.threshold
    words = describe(told, reasons.text, say).words
    changed = [line for line in words if line.sign == MET and not _is_alike(line)]
    return lines(
        say(
            "why-phrase" if enough else "why-phrase-then",
            phrase=shortened(finding.narrative.phrases[0].text, PHRASE_LENGTH),
            score=score,
            threshold=threshold,
        ),
        _alike(words, say),
        *(_word(line, say) for line in changed[:WORDS_EXPLAINED]),
        say("and-more", count=len(changed) - WORDS_EXPLAINED) if len(changed) > WORDS_EXPLAINED else "",
        _order(told, say),
        say("why-removed") if finding.match.phrase_id in reasons.evidence.removed else "",
    )


def _order(told: Explanation, say: Say) -> str:
    """Say what else cost the phrase some of its score: words between its own, or another order."""
    if not told.inserted and told.in_order:
        return ""
    return say(
        "why-order", order=say("match-inserted", count=told.inserted, order="same" if told.in_order else "changed")
    )


def _alike(words: Sequence[WordLine], say: Say) -> str:
    """Name together the words that stand in the text as they stand in the phrase."""
    alike = [_short(line.word) for line in words if line.sign == MET and _is_alike(line)]
    return say("why-alike", words=Markup(", ".join(alike))) if alike else ""


def _is_alike(line: WordLine) -> bool:
    return line.word.casefold() == line.seen.casefold()


def _word(line: WordLine, say: Say) -> Markup:
    return say("why-word", word=_short(line.word), seen=_short(line.seen), why=line.why)


def _nearly(reasons: Reasons, say: Say) -> str:
    if not reasons.nearly:
        return ""
    left_out = len(_near(reasons.evidence)) - len(reasons.nearly)
    return lines(
        say("why-nearly"),
        *(_near_miss(reasons, finding, say) for finding in reasons.nearly),
        say("and-more", count=left_out) if left_out else "",
    )


def _near_miss(reasons: Reasons, finding: Finding, say: Say) -> Markup:
    """Say what a phrase lacked; the narrative is named where it is another than the card's."""
    told, title = finding.explanation, shortened(finding.narrative.title, TITLE_LENGTH)
    values: dict[str, object] = {
        "phrase": shortened(finding.narrative.phrases[0].text, PHRASE_LENGTH),
        "title": "" if finding.narrative.id in reasons.found else f" ({title})",
    }
    if told.failed:
        words = Markup(", ".join(in_quotes(shortened(word, WORD_LENGTH), say) for word in told.failed))
        return say("why-near-lacks", words=words, **values)
    if not told.in_one_sentence:
        return say("why-near-sentence", **values)
    return say("why-near-score", score=round(finding.match.score), threshold=_number(told.threshold), **values)


def _exclusions(reasons: Reasons, say: Say) -> Markup:
    """Name the exclusions of the card's narratives: none of them was in the text, or there would be no card."""
    tried = list(_tried(reasons.evidence))
    if not tried:
        return say("why-no-exclusions")
    named = Markup(", ".join(in_quotes(shortened(text, WORD_LENGTH), say) for text in tried[:EXCLUSIONS_NAMED]))
    left_out = len(tried) - len(tried[:EXCLUSIONS_NAMED])
    return lines(say("why-exclusions", phrases=named), say("and-more", count=left_out) if left_out else "")


def _tried(evidence: CardEvidence) -> Iterator[str]:
    for name in evidence.told:
        for phrase in evidence.narratives[name].phrases:
            if phrase.kind is PhraseKind.EXCLUDE:
                yield phrase.text


def _short(word: Markup) -> Markup:
    """Cut a word of the phrase or the text, which may be as long as a post."""
    return escaped(shortened(plain(word), WORD_LENGTH))


def _number(threshold: float) -> float:
    """Return what Fluent writes as the reader's language does: 87.5, or 87,5."""
    return round(threshold, 1)
