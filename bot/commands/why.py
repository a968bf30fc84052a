"""Operators ask why a post is, nearly is or is not a match."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bot.commands.channels import in_words
from bot.commands.ports import ChannelNotFound
from bot.commands.post_links import PostLink, read_post_link
from bot.commands.request import UsageError
from bot.core.markup import Markup, lines, shortened
from bot.core.message import Button, Message
from bot.core.quote import quote
from bot.core.render import local_time, post_link
from bot.explaining import account_of, spans_met
from bot.reasons import reasons
from storage import archive, channels, narratives, questions
from storage.database import to_moment, to_text
from storage.model import Level, NarrativeStatus
from storage.questions import Asked

if TYPE_CHECKING:
    from bot.commands.request import Answer, Request
    from bot.core.matching import Explanation
    from bot.reasons import Reason
    from storage.database import Connection
    from storage.model import Channel, Post

PAGE = 8
QUOTED = 400  # characters
LONGEST_TITLE = 40
_NUMBERS_A_ROW = 8


@dataclass(frozen=True, slots=True)
class Judged:
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
        raise UsageError("why-what")
    link = read_post_link(given or (answered.link or "" if answered else ""))
    if given and link is None:
        raise UsageError("why-link-wrong", link=given[:80])
    stored = None if link is None else await _stored(request, link)
    if stored is not None:
        return await _explained(request, stored)
    if answered is not None:
        return await _explained(request, Judged(answered.text))
    if link is None:
        raise UsageError("why-what")
    return await _offer(request, link)


async def _stored(request: Request, link: PostLink) -> Judged | None:
    """Return the stored post that a link leads to, as it is now."""
    connection = request.database.reader
    channel_id = link.channel_id
    if link.name is not None:
        named = await channels.by_name(connection, link.name)
        channel_id = None if named is None else named.id
    found = None if channel_id is None else await archive.at(connection, channel_id, link.message_id)
    return None if found is None else _judged(found.channel, found.post)


def _judged(channel: Channel, post: Post) -> Judged:
    return Judged(post.text, channel.title, post_link(channel, post), to_text(post.posted_at))


async def _offer(request: Request, link: PostLink) -> Message:
    """Offer to fetch a post that is not stored."""
    if link.channel_id is not None and await channels.one(request.database.reader, link.channel_id) is None:
        return Message(request.say("why-not-stored-private"))
    number = await _keep(request, json.dumps(asdict(Judged("", link=link.written))))
    return Message(request.say("why-not-stored"), ((Button(request.say("why-fetch"), data=f"why-fetch:{number}"),),))


async def fetch(request: Request) -> Message | Answer:
    """Fetch the post of a link and explain it."""
    judged = await _asked(request, request.arguments)
    link = read_post_link(judged.link or "")
    if link is None:
        raise UsageError("button-stale")
    try:
        found = await request.around.reading.fetch(link.channel, link.message_id)
    except ChannelNotFound as error:
        raise UsageError(error.key, **in_words(request, error.values)) from None
    if found is None:
        return Message(request.say("why-gone"))
    return await _explained(request, _judged(*found))


async def _explained(request: Request, judged: Judged) -> Message:
    if not judged.text.strip():
        raise UsageError("why-no-text")
    number = await _keep(request, json.dumps(asdict(judged), ensure_ascii=False))
    return await _page(request, number, judged, 0)


async def _keep(request: Request, text: str) -> int:
    async def work(connection: Connection) -> int:
        return await questions.ask(connection, request.recipient.id, Asked.WHY, text, request.now)

    return await request.change(work)


async def _asked(request: Request, number: str) -> Judged:
    """Return what a question was about. Raises UsageError for one that is not of this chat, or forgotten."""
    question = None
    if number.isdecimal() and len(number) < 16:
        question = await questions.one(request.database.reader, int(number), request.recipient.id, Asked.WHY)
    if question is None:
        raise UsageError("button-stale")
    return Judged(**json.loads(question.text))


async def turn_page(request: Request) -> Message:
    """Show other narratives."""
    number, _, page = request.arguments.partition(":")
    judged = await _asked(request, number)
    return await _page(request, int(number), judged, int(page) if page.isdecimal() and len(page) < 6 else 0)


async def word_for_word(request: Request) -> Message:
    """Say of each word of a narrative's nearest phrase what it met."""
    number, _, rest = request.arguments.partition(":")
    page, _, name = rest.partition(":")
    judged = await _asked(request, number)
    found = next((one for one in await _reasons(request, judged) if one.narrative.id == name), None)
    if found is None or found.best is None or not page.isdecimal() or len(page) > 5:
        raise UsageError("button-stale")
    say = request.say
    account = account_of(found.best, judged.text, say)
    return Message(
        lines(
            say("why-detail-title", title=found.narrative.title),
            account.verdict,
            *(f"{line.sign} {line.word} → {line.seen}: {line.why}" for line in account.words),
            *account.remarks,
            _quoted(judged, found.best),
        ),
        ((Button(say("back"), data=f"why:{number}:{page}"),),),
    )


async def _reasons(request: Request, judged: Judged) -> list[Reason]:
    backtest = request.around.backtest
    every = await narratives.every(request.database.reader)
    return await asyncio.to_thread(reasons, judged.text, every, backtest.lexicon, backtest.default_threshold)


async def _page(request: Request, number: int, judged: Judged, page: int) -> Message:
    say = request.say
    every = await _reasons(request, judged)
    if not every:
        raise UsageError("narrative-none-yet")
    pages = (len(every) + PAGE - 1) // PAGE
    page = min(page, pages - 1)
    shown = every[page * PAGE : (page + 1) * PAGE]
    numbers = [
        Button(say("why-in-detail", number=at), data=f"why-word:{number}:{page}:{one.narrative.id}")
        for at, one in enumerate(shown, page * PAGE + 1)
        if one.best is not None and one.best.score
    ]
    turns = tuple(
        Button(arrow, data=f"why:{number}:{to}") for arrow, to in (("◀", page - 1), ("▶", page + 1)) if 0 <= to < pages
    )
    return Message(
        lines(
            *_head(request, judged),
            _quoted(judged, every[0].best),
            say("why-title" if judged.channel else "why-title-forward"),
            *(_line(request, at, one) for at, one in enumerate(shown, page * PAGE + 1)),
        ),
        (*((one,) for one in numbers[:_NUMBERS_A_ROW]), *([turns] if turns else [])),
    )


def _head(request: Request, judged: Judged) -> list[Markup]:
    if judged.channel is None or judged.at is None:
        return []
    time = local_time(to_moment(judged.at), request.say, request.zone)
    channel = shortened(judged.channel, LONGEST_TITLE)
    if judged.link is None:
        return [request.say("why-post-unlinked", channel=channel, time=time)]
    return [request.say("why-post", channel=channel, time=time, link=judged.link)]


def _quoted(judged: Judged, best: Explanation | None) -> Markup:
    spans = [] if best is None else spans_met(best)
    return Markup(f"<blockquote>{quote(judged.text, spans, QUOTED)}</blockquote>")


def _line(request: Request, at: int, reason: Reason) -> Markup:
    """Say in a line or two how near a narrative comes, and what it lacks."""
    say, best = request.say, reason.best
    title = shortened(reason.narrative.title, LONGEST_TITLE)
    paused = say("why-paused") if reason.narrative.status is NarrativeStatus.PAUSED else ""
    if best is None:
        return lines(say("why-no-phrases", number=at, title=title), paused)
    if not best.score:
        return lines(say("why-nothing", number=at, title=title), paused)
    values = {
        "number": at,
        "title": title,
        "score": f"{best.score:g}",
        "threshold": f"{best.threshold:g}",
        "phrase": shortened(best.phrase, 60),
    }
    if best.level is Level.ALERT and best.stopped_by is not None:
        return lines(say("why-stopped", exclusion=shortened(best.stopped_by, 60), **values), paused)
    if best.level is Level.ALERT:
        return lines(say("why-alert", **values), paused)
    key = "why-near" if best.level is Level.NEAR else "why-none"
    return lines(say(key, **values), Markup(f"　{'; '.join(_lacks(request, best))}"), paused)


def _lacks(request: Request, best: Explanation) -> list[Markup]:
    """Say what kept a narrative from being told."""
    say = request.say
    found = []
    if best.failed:
        found.append(say("why-lacks", words=", ".join(f"«{word}»" for word in best.failed)))
    if not best.in_one_sentence:
        found.append(say("why-sentence-ends"))
    return found or [say("why-too-low")]
