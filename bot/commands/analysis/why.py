"""Operators ask why a post is, nearly is or is not a match."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bot.analysis.ranking import rank_narratives
from bot.analysis.reports.explanation import describe, spans_met
from bot.commands.arguments.channels import read_channel_word
from bot.commands.arguments.numbers import row_number
from bot.commands.arguments.post_links import PostLink, read_post_link
from bot.commands.channels.adding import in_words
from bot.commands.channels.by_name import known_channel
from bot.commands.ports import ChannelNotFound
from bot.commands.request import UsageError
from bot.ui.format import in_quotes, post_link, short_time
from bot.ui.keyboard import page_number, page_of, turns
from bot.ui.markup import Markup, bold, lines, shortened
from bot.ui.message import Button, Message
from bot.ui.quote import quote
from storage.channels import channels
from storage.database import to_moment, to_text
from storage.model.narratives import Level, NarrativeStatus
from storage.narratives import narratives, saved_queries
from storage.narratives.saved_queries import QueryKind
from storage.posts import lookup

if TYPE_CHECKING:
    from bot.analysis.ranking import NarrativeScore
    from bot.commands.request import ButtonAnswer, Request
    from bot.matching import Explanation
    from storage.database import Connection
    from storage.model.channels import Channel
    from storage.model.posts import Post

PAGE = 8
QUOTED = 400  # characters
LONGEST_TITLE = 40
_NUMBERS_A_ROW = 8


@dataclass(frozen=True, slots=True)
class ExplainedText:
    """The text that is asked about, and where it comes from, as far as that is known."""

    text: str
    channel: str | None = None
    link: str | None = None
    at: str | None = None


async def explain_post(request: Request) -> Message:
    """Explain a forwarded post that is answered with the command, or one whose link is given."""
    given = request.arguments.strip()
    answered = None if given or request.answered is None else await request.answered()
    if not given and answered is None:
        raise UsageError("judged-what")
    link = read_post_link(given or (answered.link or "" if answered else ""))
    if given and link is None:
        raise await _no_post(request, given)
    stored = None if link is None else await _stored(request, link)
    if stored is not None:
        return await _explained(request, stored)
    if answered is not None:
        return await _explained(request, ExplainedText(answered.text))
    if link is None:
        raise UsageError("judged-what")
    return await _offer(request, link)


async def _no_post(request: Request, given: str) -> UsageError:
    """Say what was given instead of the link of a post: a channel, or nothing that can be read."""
    word = read_channel_word(given)
    if word is None or word.plain:
        return UsageError("judged-link-wrong", link=given[:80])
    try:
        channel = await known_channel(request.database.reader, given, removed=True)
    except UsageError as error:
        return error
    return UsageError("judged-link-of-channel", channel=bold(shortened(channel.title, LONGEST_TITLE)))


async def _stored(request: Request, link: PostLink) -> ExplainedText | None:
    """Return the stored post that a link leads to, as it is now."""
    connection = request.database.reader
    channel_id = link.channel_id
    if link.name is not None:
        named = await channels.by_name(connection, link.name)
        channel_id = None if named is None else named.id
    found = None if channel_id is None else await lookup.at(connection, channel_id, link.message_id)
    return None if found is None else _judged(found.channel, found.post)


def _judged(channel: Channel, post: Post) -> ExplainedText:
    return ExplainedText(post.text, channel.title, post_link(channel, post), to_text(post.posted_at))


async def _offer(request: Request, link: PostLink) -> Message:
    """Offer to fetch a post that is not stored."""
    if link.channel_id is not None and await channels.get(request.database.reader, link.channel_id) is None:
        return Message(request.say("judged-not-stored-private"))
    number = await _keep(request, json.dumps(asdict(ExplainedText("", link=link.written))))
    return Message(
        request.say("judged-not-stored"), ((Button(request.say("judged-fetch"), data=f"why-fetch:{number}"),),)
    )


async def fetch(request: Request) -> Message | ButtonAnswer:
    """Fetch the post of a link and explain it."""
    judged = await _asked(request, request.arguments)
    link = read_post_link(judged.link or "")
    if link is None:
        raise UsageError("button-stale")
    try:
        found = await request.services.reading.fetch(link.channel, link.message_id)
    except ChannelNotFound as error:
        raise UsageError(error.key, **in_words(request, error.values)) from None
    if found is None:
        return Message(request.say("judged-gone"))
    return await _explained(request, _judged(*found))


async def _explained(request: Request, judged: ExplainedText) -> Message:
    if not judged.text.strip():
        raise UsageError("judged-no-text")
    number = await _keep(request, json.dumps(asdict(judged), ensure_ascii=False))
    return await _page(request, number, judged, 0)


async def _keep(request: Request, text: str) -> int:
    async def work(connection: Connection) -> int:
        return await saved_queries.save(connection, request.recipient.id, QueryKind.WHY, text, request.now)

    return await request.change(work)


async def _asked(request: Request, number: str) -> ExplainedText:
    """Return what a question was about. Raises UsageError for one that is not of this chat, or forgotten."""
    question = await saved_queries.get(request.database.reader, row_number(number), request.recipient.id, QueryKind.WHY)
    if question is None:
        raise UsageError("button-stale")
    return ExplainedText(**json.loads(question.text))


async def turn_page(request: Request) -> Message:
    """Show other narratives."""
    number, _, page = request.arguments.partition(":")
    judged = await _asked(request, number)
    return await _page(request, int(number), judged, page_number(page))


async def word_for_word(request: Request) -> Message:
    """Say of each word of a narrative's nearest phrase what it met."""
    number, _, rest = request.arguments.partition(":")
    page, _, name = rest.partition(":")
    judged = await _asked(request, number)
    found = next((one for one in await _judgements(request, judged) if one.narrative.id == name), None)
    if found is None or found.best is None:
        raise UsageError("button-stale")
    say = request.say
    account = describe(found.best, judged.text, say)
    return Message(
        lines(
            say("judged-detail-title", title=found.narrative.title),
            account.verdict,
            *(f"{line.sign} {line.word} → {line.seen}: {line.why}" for line in account.words),
            *account.remarks,
            _quoted(judged, found.best),
        ),
        ((Button(say("back"), data=f"why-page:{number}:{page_number(page)}"),),),
    )


async def _judgements(request: Request, judged: ExplainedText) -> list[NarrativeScore]:
    every = await narratives.list_all(request.database.reader)
    return await asyncio.to_thread(rank_narratives, judged.text, every, request.services.matcher)


async def _page(request: Request, number: int, judged: ExplainedText, page: int) -> Message:
    say = request.say
    every = await _judgements(request, judged)
    if not every:
        raise UsageError("narrative-none-yet")
    shown, page, pages = page_of(every, page, PAGE)
    numbers = [
        Button(say("judged-in-detail", number=at), data=f"why-word:{number}:{page}:{one.narrative.id}")
        for at, one in enumerate(shown, page * PAGE + 1)
        if one.best is not None and one.best.score
    ]
    return Message(
        lines(
            *_head(request, judged),
            _quoted(judged, every[0].best),
            say("judged-title" if judged.channel else "judged-title-forward"),
            *(_line(request, at, one) for at, one in enumerate(shown, page * PAGE + 1)),
        ),
        (*((one,) for one in numbers[:_NUMBERS_A_ROW]), *turns(f"why-page:{number}", page, pages)),
    )


def _head(request: Request, judged: ExplainedText) -> list[Markup]:
    if judged.channel is None or judged.at is None:
        return []
    time = short_time(to_moment(judged.at), request.say, request.zone, now=request.now)
    channel = shortened(judged.channel, LONGEST_TITLE)
    if judged.link is None:
        return [request.say("judged-post-unlinked", channel=channel, time=time)]
    return [request.say("judged-post", channel=channel, time=time, link=judged.link)]


def _quoted(judged: ExplainedText, best: Explanation | None) -> Markup:
    spans = [] if best is None else spans_met(best)
    return Markup(f"<blockquote>{quote(judged.text, spans, QUOTED)}</blockquote>")


def _line(request: Request, at: int, judgement: NarrativeScore) -> Markup:
    """Say in a line or two how near a narrative comes, and what it lacks."""
    say, best = request.say, judgement.best
    title = shortened(judgement.narrative.title, LONGEST_TITLE)
    paused = say("judged-paused") if judgement.narrative.status is NarrativeStatus.PAUSED else ""
    if best is None:
        return lines(say("judged-no-phrases", number=at, title=title), paused)
    if not best.score:
        return lines(say("judged-nothing", number=at, title=title), paused)
    values = {
        "number": at,
        "title": title,
        "score": round(best.score, 1),
        "threshold": round(best.threshold, 1),
        "phrase": shortened(best.phrase, 60),
    }
    if best.level is Level.ALERT and best.stopped_by is not None:
        return lines(say("judged-stopped", exclusion=shortened(best.stopped_by, 60), **values), paused)
    if best.level is Level.ALERT:
        return lines(say("judged-alert", **values), paused)
    key = "judged-near" if best.level is Level.NEAR else "judged-none"
    return lines(say(key, **values), Markup(f"　{'; '.join(_lacks(request, best))}"), paused)


def _lacks(request: Request, best: Explanation) -> list[Markup]:
    """Say what kept a narrative from being told."""
    say = request.say
    found = []
    if best.failed:
        found.append(say("judged-lacks", words=Markup(", ".join(in_quotes(word, say) for word in best.failed))))
    if not best.in_one_sentence:
        found.append(say("judged-sentence-ends"))
    return found or [say("judged-too-low")]
