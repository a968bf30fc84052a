"""How right phrases are by what readers say, and how they could be mended: judged posts matched again as of now.

A false alarm that a phrase would not find any more, since it was mended, does not speak against it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from bot.analysis.rules.precision import FeedbackCounts, ruling, tally
from bot.analysis.rules.tuning import MOST_BYTES, Ruled, best_exclusions, better_threshold, candidates
from bot.matching import Engine, UnusablePhrase, check_phrase
from storage.model.deliveries import ReaderVerdict
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Narrative, NarrativeStatus, Phrase, PhraseKind
from storage.narratives import narratives, quality
from storage.narratives.hit_counts import MONTH, WEEK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.analysis.backtest import Backtest
    from bot.analysis.rules.tuning import Proposal
    from bot.matching import Lexicon
    from storage.database import Connection
    from storage.model.ids import ChannelId, PostId
    from storage.model.narratives import Match
    from storage.narratives.quality import JudgedFind, NearMiss
    from storage.posts.lookup import StoredPost

MOST_JUDGED = 300  # posts, the newest, that are matched again
MOST_UNJUDGED = 200
_Matches = dict["tuple[PhraseId, PostId]", "Match"]


class PhraseTally(NamedTuple):
    """A phrase with its narrative, and what readers say of the posts that it would still find."""

    phrase: Phrase
    narrative: Narrative
    tally: FeedbackCounts


@dataclass(frozen=True, slots=True)
class Overview:
    """What readers say of all posts, of those that each phrase would still find, and of each channel's.

    `missed` has near misses with their phrases and posts. What is worst or best comes first.
    """

    posts: FeedbackCounts
    verdicts: int
    phrases: Sequence[PhraseTally]
    channels: Sequence[tuple[ChannelId, FeedbackCounts]]
    missed: Sequence[tuple[NearMiss, Phrase, StoredPost]]


@dataclass(frozen=True, slots=True)
class PhraseQuality:
    """What readers say of the posts that a phrase found, and how it could be mended.

    `then` counts all that it found, `now` what it would still find; `others` are posts that it would still find and
    nobody judged, at most MOST_UNJUDGED. `false_alarms` are those that would still come, the newest first.
    """

    phrase: Phrase
    narrative: Narrative
    threshold: float
    then: FeedbackCounts
    now: FeedbackCounts
    others: int
    false_alarms: Sequence[tuple[StoredPost, Ruled]]
    threshold_proposal: Proposal[int] | None
    exclusions: Sequence[Proposal[str]]


async def overview(connection: Connection, backtest: Backtest, now: datetime, *, near_misses: int) -> Overview:
    """Sum up what readers said of the posts of the last 30 days, and find near misses of the last 7."""
    every = {one.id: one for one in await narratives.list_all(connection) if one.status is not NarrativeStatus.ARCHIVED}
    judged_posts = await quality.posts(connection, now - MONTH)
    phrases = await _phrase_tallies(connection, backtest, list(every.values()), now)
    channels: dict[ChannelId, list[ReaderVerdict | None]] = {}
    for one in judged_posts:
        channels.setdefault(one.channel_id, []).append(ruling(one.verdicts))
    tallies = [(channel, tally(rulings)) for channel, rulings in channels.items()]
    return Overview(
        posts=tally(ruling(one.verdicts) for one in judged_posts),
        verdicts=sum(one.verdicts.relevant + one.verdicts.false_alarms for one in judged_posts),
        phrases=phrases,
        channels=sorted(
            (one for one in tallies if one[1].false_alarms),
            key=lambda one: (-one[1].false_alarms, -one[1].noise, one[0]),
        ),
        missed=await _missed(connection, every.values(), now, near_misses),
    )


async def _phrase_tallies(
    connection: Connection, backtest: Backtest, every: Sequence[Narrative], now: datetime
) -> list[PhraseTally]:
    """Return what is said of each phrase with false alarms, the noisiest first."""
    finds = await quality.finds(connection, now - MONTH, MOST_JUDGED)
    asked = {find.phrase_id for find in finds}
    concerned = [_with_phrases(one, asked) for one in every if any(phrase.id in asked for phrase in one.phrases)]
    texts = await _texts(connection, backtest, [(find.post_id, find.revision) for find in finds])
    matches = await asyncio.to_thread(_matched, backtest, concerned, texts)
    tallies = [
        PhraseTally(phrase, narrative, _tally_now(phrase, finds, matches))
        for narrative in concerned
        for phrase in narrative.phrases
        if phrase.kind is PhraseKind.WATCH
    ]
    noisy = [one for one in tallies if one.tally.false_alarms]
    return sorted(noisy, key=lambda one: (-one.tally.noise, -one.tally.false_alarms, one.phrase.id))


def _tally_now(phrase: Phrase, finds: Iterable[JudgedFind], matches: _Matches) -> FeedbackCounts:
    mine = (find for find in finds if find.phrase_id == phrase.id and (phrase.id, find.post_id) in matches)
    return tally(ruling(find.verdicts) for find in mine)


async def _missed(
    connection: Connection, every: Iterable[Narrative], now: datetime, most: int
) -> list[tuple[NearMiss, Phrase, StoredPost]]:
    phrases = {phrase.id: phrase for narrative in every for phrase in narrative.phrases}
    missed = await quality.near_misses(connection, now - WEEK, most)
    stored = await quality.as_they_were(connection, [(one.post_id, one.revision) for one in missed])
    return [
        (one, phrases[one.phrase_id], stored[one.post_id])
        for one in missed
        if one.phrase_id in phrases and one.post_id in stored
    ]


async def of_phrase(
    connection: Connection, backtest: Backtest, phrase: Phrase, narrative: Narrative, now: datetime
) -> PhraseQuality:
    """Find out how right a phrase is, and how it could be mended."""
    finds = await quality.finds(connection, now - MONTH, MOST_JUDGED, narrative=narrative.id)
    mine = [find for find in finds if find.phrase_id == phrase.id]
    rulings = {find.post_id: ruling(find.verdicts) for find in mine}
    newest = await quality.found(connection, narrative.id, phrase.id, now - MONTH, MOST_UNJUDGED)
    unjudged = [one for one in newest if one[0] not in rulings]
    # An exclusion stops the whole narrative: what readers call relevant stays, whichever phrase finds it.
    revisions = {find.post_id: find.revision for find in (*finds, *mine)} | dict(unjudged)
    texts = await _texts(connection, backtest, list(revisions.items()))
    relevant = {find.post_id for find in finds if ruling(find.verdicts) is ReaderVerdict.RELEVANT}

    def look() -> tuple[list[Ruled], Proposal[int] | None, list[Proposal[str]]]:
        matches = _matched(backtest, [_with_phrases(narrative, {phrase.id})], texts)
        posts = [
            Ruled(post_id, texts[post_id], match.score, match.spans, rulings.get(post_id))
            for (_, post_id), match in matches.items()
            if post_id in rulings or post_id in dict(unjudged)
        ]
        guarded = [texts[post_id] for post_id in relevant if post_id in texts]
        exclusions = best_exclusions(posts, _words_found(backtest, narrative, posts, guarded))
        return posts, better_threshold(posts, _threshold(backtest, phrase, narrative)), exclusions

    posts, threshold_proposal, exclusions = await asyncio.to_thread(look)
    false_alarms = [one for one in posts if one.verdict is ReaderVerdict.FALSE_ALARM]
    stored = await quality.as_they_were(connection, [(one.post_id, revisions[one.post_id]) for one in false_alarms])
    return PhraseQuality(
        phrase=phrase,
        narrative=narrative,
        threshold=_threshold(backtest, phrase, narrative),
        then=tally(rulings.values()),
        now=tally(one.verdict for one in posts if one.post_id in rulings),
        others=sum(one.post_id not in rulings for one in posts),
        false_alarms=[(stored[one.post_id], one) for one in false_alarms if one.post_id in stored],
        threshold_proposal=threshold_proposal,
        exclusions=exclusions,
    )


def _with_phrases(narrative: Narrative, asked: set[PhraseId]) -> Narrative:
    """Return a narrative with some of its watch phrases and all exclusions, as if it were active."""
    phrases = [one for one in narrative.phrases if one.kind is PhraseKind.EXCLUDE or one.id in asked]
    return replace(narrative, status=NarrativeStatus.ACTIVE, phrases=tuple(phrases))


def _threshold(backtest: Backtest, phrase: Phrase, narrative: Narrative) -> float:
    given = (phrase.threshold, narrative.threshold, backtest.default_threshold)
    return next(threshold for threshold in given if threshold is not None)


async def _texts(
    connection: Connection, backtest: Backtest, revisions: Sequence[tuple[PostId, int]]
) -> dict[PostId, str]:
    stored = await quality.as_they_were(connection, revisions)
    return {post_id: backtest.matched_text(stored[post_id].post) for post_id, _ in revisions if post_id in stored}


def _matched(backtest: Backtest, asked: Iterable[Narrative], texts: Mapping[PostId, str]) -> _Matches:
    """Return what phrases find in texts, well enough to alert."""
    engine = Engine(backtest.lexicon, default_threshold=backtest.default_threshold)
    for narrative in asked:
        engine.watch(narrative)
    return {
        (match.phrase_id, post_id): match
        for post_id, text in texts.items()
        for match in engine.match(text)
        if match.level is Level.ALERT
    }


def _words_found(
    backtest: Backtest, narrative: Narrative, posts: Sequence[Ruled], guarded: Sequence[str]
) -> dict[str, set[PostId]]:
    """Return in which posts each candidate stands, in whatever form; without those that must not be excluded.

    These are words of the narrative's phrases, and of texts that have to get through.
    """
    headwords = dict.fromkeys(_headword(word, backtest.lexicon) for word in candidates(posts))
    words = [word for word in headwords if _is_usable(word)]
    scratch = NarrativeId("")
    phrases = tuple(Phrase(PhraseId(number), scratch, word) for number, word in enumerate(words))
    engine = Engine(backtest.lexicon, default_threshold=backtest.default_threshold)
    engine.watch(Narrative(scratch, "", threshold=narrative.threshold, phrases=phrases))

    def those_in(text: str) -> set[str]:
        return {words[match.phrase_id] for match in engine.match(text) if match.level is Level.ALERT}

    watched = [phrase.text for phrase in narrative.phrases if phrase.kind is PhraseKind.WATCH]
    kept = set[str]().union(*(those_in(text) for text in (*watched, *guarded)))
    found: dict[str, set[PostId]] = {word: set() for word in words if word not in kept}
    for one in posts:
        for word in those_in(one.text) - kept:
            found[word].add(one.post_id)
    return found


def _headword(word: str, lexicon: Lexicon) -> str:
    """Return a word as dictionaries list it, where there is no doubt what that is."""
    lemmas = lexicon.lemmas(word) if lexicon.languages(word) else ()
    headwords = {lemma.partition(":")[2] for lemma in lemmas}
    return headwords.pop() if len(headwords) == 1 else word


def _is_usable(word: str) -> bool:
    if len(word.encode()) > MOST_BYTES:
        return False
    try:
        check_phrase(word)
    except UnusablePhrase:
        return False
    return True
