"""How right phrases are, by what readers say: the noisiest, near misses, and what could be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.analysis.quality import of_phrase, overview
from bot.analysis.reports.post_list import found_post
from bot.commands.arguments.numbers import row_number
from bot.commands.narratives.narratives import known
from bot.commands.request import UsageError
from bot.ui.format import in_quotes, post_link, short_time
from bot.ui.markup import Markup, bold, lines, plain, shortened
from bot.ui.message import Button, Message
from bot.ui.quote import line_of
from storage.channels import channels
from storage.model.ids import PhraseId
from storage.model.narratives import PhraseKind
from storage.narratives import narratives as stored

if TYPE_CHECKING:
    from bot.analysis.quality import Overview, PhraseQuality
    from bot.analysis.rules.precision import FeedbackCounts
    from bot.analysis.rules.tuning import Effect
    from bot.commands.request import Request
    from storage.model.narratives import Phrase
    from storage.narratives.quality import NearMiss
    from storage.posts.lookup import StoredPost

PHRASES_SHOWN = 5
CHANNELS_SHOWN = 5
NEAR_MISSES_SHOWN = 3
SAMPLES = 3
PHRASE_LENGTH = 50
TITLE_LENGTH = 30
ON_A_BUTTON = 30  # characters
QUOTED = 120  # characters of a near miss


async def show(request: Request) -> Message:
    """Show what readers said of late, and the phrases that are worth a look."""
    found = await overview(
        request.database.reader, request.services.backtest, request.now, near_misses=NEAR_MISSES_SHOWN
    )
    blocks = (_judged(request, found), await _noisy_channels(request, found), _near_misses(request, found))
    buttons = [
        *(
            (Button(f"❌ {place} {_on_button(request, one.phrase)}", data=f"quality-phrase:{one.phrase.id}"),)
            for place, one in enumerate(found.phrases[:PHRASES_SHOWN], 1)
        ),
        *(
            (Button(f"≈ {place} {_on_button(request, one)}", data=f"phrase:{one.id}"),)
            for place, (_, one, _) in enumerate(found.missed, 1)
        ),
    ]
    return Message(Markup("\n\n".join(filter(None, blocks))), tuple(buttons))


def _judged(request: Request, found: Overview) -> Markup:
    say = request.say
    if not found.verdicts:
        return lines(say("quality-title"), say("quality-none-yet"))
    noisy = [
        say(
            "quality-phrase-line",
            number=str(place),
            phrase=shortened(one.phrase.text, PHRASE_LENGTH),
            title=shortened(one.narrative.title, TITLE_LENGTH),
            told=_told(request, one.tally),
        )
        for place, one in enumerate(found.phrases[:PHRASES_SHOWN], 1)
    ]
    return lines(
        say("quality-title"),
        say("quality-posts", count=found.posts.judged, verdicts=found.verdicts),
        _told(request, found.posts),
        _after_a_gap(say("quality-noisiest")),
        *(noisy or [say("quality-no-noise")]),
    )


async def _noisy_channels(request: Request, found: Overview) -> Markup:
    if not found.channels:
        return Markup("")
    every = {one.id: one.title for one in await channels.list_all(request.database.reader, removed=True)}
    rows = [
        request.say(
            "quality-channel-line",
            channel=shortened(every.get(channel, str(channel)), TITLE_LENGTH),
            told=_told(request, tally),
        )
        for channel, tally in found.channels[:CHANNELS_SHOWN]
    ]
    return lines(request.say("quality-channels"), *rows)


def _near_misses(request: Request, found: Overview) -> Markup:
    if not found.missed:
        return Markup("")
    rows = [_near_miss(request, place, *one) for place, one in enumerate(found.missed, 1)]
    return lines(request.say("quality-near"), *rows)


def _near_miss(request: Request, place: int, missed: NearMiss, phrase: Phrase, found: StoredPost) -> Markup:
    quoted = line_of(request.services.backtest.matched_text(found.post), missed.spans, QUOTED)
    values: dict[str, object] = {
        "number": str(place),
        "phrase": shortened(phrase.text, PHRASE_LENGTH),
        "score": round(missed.score, 1),
        "channel": shortened(found.channel.title, TITLE_LENGTH),
        "time": short_time(found.post.posted_at, request.say, request.zone, now=request.now),
    }
    link = post_link(found.channel, found.post)
    said = request.say("quality-near-line", **values)
    if link is not None:
        said = request.say("quality-near-line-linked", link=link, **values)
    return lines(said, Markup(f"<blockquote>{quoted}</blockquote>") if quoted else "")


def _told(request: Request, tally: FeedbackCounts) -> Markup:
    """Say how many posts are right and wrong, and which part that is."""
    return request.say(
        "quality-told",
        relevant=tally.relevant,
        false=tally.false_alarms,
        undecided=tally.undecided,
        precision=round(100 * tally.precision) if tally.decided else "–",
    )


def _after_a_gap(said: Markup) -> Markup:
    return Markup(f"\n{said}")


def _on_button(request: Request, phrase: Phrase) -> str:
    return plain(in_quotes(_short(phrase), request.say))


def _short(phrase: Phrase) -> str:
    return shortened(phrase.text, ON_A_BUTTON)


# ---- one phrase


async def show_phrase(request: Request) -> Message:
    """Show what readers say of the phrase that the button names, and what could be mended."""
    return page(request, await quality_of(request, request.arguments))


async def quality_of(request: Request, number: str) -> PhraseQuality:
    """Find out how right a phrase is. Raises UsageError for one that is not in use."""
    reader = request.database.reader
    phrase = await stored.phrase(reader, PhraseId(row_number(number)))
    if phrase is None or phrase.kind is not PhraseKind.WATCH:
        raise UsageError("phrase-gone")
    narrative = await known(request, phrase.narrative_id)
    return await of_phrase(reader, request.services.backtest, phrase, narrative, request.now)


def page(request: Request, found: PhraseQuality) -> Message:
    """Write the page of a phrase, with a button for each proposal."""
    say, number = request.say, found.phrase.id
    mended = found.then.false_alarms - found.now.false_alarms
    text = lines(
        say(
            "quality-page",
            phrase=found.phrase.text,
            title=bold(shortened(found.narrative.title, TITLE_LENGTH)),
            threshold=round(found.threshold, 1),
        ),
        say("quality-posts-of-phrase", count=found.then.judged),
        _told(request, found.then) if found.then.judged else "",
        say("quality-mended", count=mended) if mended else "",
        say("quality-others", count=found.others) if found.others else "",
        *_samples(request, found),
        *_proposals(request, found),
    )
    return Message(
        text,
        (
            *_proposal_buttons(request, found),
            (Button(plain(say("quality-to-phrase")), data=f"phrase:{number}"),),
            (Button(plain(say("quality-back")), data="quality"),),
        ),
    )


def _samples(request: Request, found: PhraseQuality) -> list[Markup]:
    if not found.false_alarms:
        return []
    rows = [
        found_post(number, post, ruled.spans, request.say, request.zone, now=request.now, score=ruled.score)
        for number, (post, ruled) in enumerate(found.false_alarms[:SAMPLES], 1)
    ]
    return [_after_a_gap(request.say("quality-samples")), *rows]


def _proposals(request: Request, found: PhraseQuality) -> list[Markup]:
    say, rows = request.say, []
    if found.threshold_proposal is not None:
        threshold, effect = found.threshold_proposal
        rows.append(say("quality-threshold-would", threshold=threshold, changed=_changed(request, effect)))
    for word, effect in found.exclusions:
        rows.append(say("quality-exclusion-would", word=word, changed=_changed(request, effect)))
    if rows:
        return [_after_a_gap(say("quality-proposals")), *rows]
    return [_after_a_gap(say("quality-no-proposals"))] if found.now.false_alarms else []


def _changed(request: Request, effect: Effect) -> Markup:
    return request.say("quality-would-have", false=effect.false_alarms, relevant=effect.relevant, others=effect.others)


def _proposal_buttons(request: Request, found: PhraseQuality) -> list[tuple[Button, ...]]:
    say, number = request.say, found.phrase.id
    rows: list[tuple[Button, ...]] = []
    if found.threshold_proposal is not None:
        threshold = found.threshold_proposal.value
        rows.append((Button(plain(say("quality-set", threshold=threshold)), data=f"quality-set:{number}:{threshold}"),))
    for word, _ in found.exclusions:
        rows.append((Button(plain(say("quality-exclude", word=word)), data=f"quality-not:{number}:{word}"),))
    return rows
