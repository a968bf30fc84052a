"""Operators search the stored posts by words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.analysis.reports.post_list import found_post
from bot.analysis.search import MOST, PostQuery
from bot.commands.arguments.channels import looks_like_a_channel
from bot.commands.arguments.dates import midnight, since_at_end
from bot.commands.arguments.numbers import row_number
from bot.commands.channels.by_name import known_channel
from bot.commands.narratives.phrase_lines import usable
from bot.commands.request import NeedsArguments, UsageError
from bot.ui.keyboard import page_number, page_of, turns
from bot.ui.markup import lines
from bot.ui.message import Message
from storage.narratives import saved_queries
from storage.narratives.saved_queries import QueryKind

if TYPE_CHECKING:
    from bot.commands.request import Request
    from storage.database import Connection
    from storage.model.channels import Channel
    from storage.model.ids import PostId

PAGE = 5


async def search(request: Request) -> Message:
    """Find stored posts with all these words, the newest first."""
    asked = await _read(request, request.arguments)
    found = await request.services.lookup.find(asked)
    if not found:
        return Message(request.say("search-none", words=asked.words))
    text = json.dumps(
        {"words": asked.words, "channel": asked.channel, "since": asked.since and request.arguments.split()[-1]},
        ensure_ascii=False,
    )

    async def work(connection: Connection) -> int:
        return await saved_queries.save(connection, request.recipient.id, QueryKind.SEARCH, text, request.now)

    return await _page(request, await request.change(work), asked, found, 0)


async def turn_page(request: Request) -> Message:
    """Show another page of a search."""
    number, _, page = request.arguments.partition(":")
    question = await saved_queries.get(
        request.database.reader, row_number(number), request.recipient.id, QueryKind.SEARCH
    )
    if question is None:
        raise UsageError("button-stale")
    asked = json.loads(question.text)
    since = midnight(request, asked["since"]) if asked["since"] else None
    again = PostQuery(asked["words"], asked["channel"], since)
    return await _page(request, question.id, again, await request.services.lookup.posts_again(again), page_number(page))


async def _read(request: Request, text: str) -> PostQuery:
    """Read «words [channel] [since DATE]». Raises UsageError, NeedsArguments."""
    since, rest = since_at_end(request, text.split())
    channel: Channel | None = None
    if len(rest) > 1 and looks_like_a_channel(rest[-1]):
        channel = await known_channel(request.database.reader, rest.pop(), removed=True)
    if not rest:
        raise NeedsArguments
    return PostQuery(usable(" ".join(rest)), channel.id if channel else None, since)


async def _page(request: Request, number: int, asked: PostQuery, found: tuple[PostId, ...], page: int) -> Message:
    say = request.say
    if not found:
        raise UsageError("button-stale")
    shown, page, pages = page_of(found, page, PAGE)
    hits = await request.services.lookup.hits(asked, tuple(shown))
    key = "search-title" if len(found) < MOST else "search-title-many"
    return Message(
        lines(
            say(key, words=asked.words, posts=len(found)),
            *(
                found_post(page * PAGE + at, hit.stored, hit.spans, say, request.zone, now=request.now)
                for at, hit in enumerate(hits, 1)
            ),
            say("search-page", page=page + 1, pages=pages) if pages > 1 else "",
        ),
        turns(f"search:{number}", page, pages),
    )
