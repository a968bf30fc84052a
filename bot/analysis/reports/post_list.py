"""Stored posts in a list: where and when each was written, and its text with the words found in bold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.format import post_link, short_time
from bot.ui.markup import Markup, lines, shortened
from bot.ui.quote import quote

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.ui.markup import Say
    from storage.model.ids import Span
    from storage.posts.lookup import StoredPost

SHOWN = 280  # characters of each post
LONGEST_TITLE = 40


def found_post(
    number: int,
    stored: StoredPost,
    spans: Iterable[Span],
    say: Say,
    zone: ZoneInfo,
    *,
    now: datetime,
    score: float | None = None,
) -> Markup:
    """Write one post of a list, with the words that `spans` bound in bold."""
    post = stored.post
    bold = [span for span in spans if span[1] <= len(post.text)]
    quoted = quote(post.text, bold, SHOWN)
    points = say("found-score", score=round(score, 1)) if score is not None else ""
    head = " ".join(filter(None, [headline(number, stored, say, zone, now), points]))
    return lines(Markup(head), Markup(f"<blockquote>{quoted}</blockquote>") if quoted else "")


def headline(number: int, stored: StoredPost, say: Say, zone: ZoneInfo, now: datetime | None) -> Markup:
    """Say where and when a post was written, with a link to it where there is one."""
    channel = shortened(stored.channel.title, LONGEST_TITLE)
    time = short_time(stored.post.posted_at, say, zone, now=now)
    link = post_link(stored.channel, stored.post)
    if link is None:
        return say("found-post-unlinked", number=number, channel=channel, time=time)
    return say("found-post", number=number, channel=channel, time=time, link=link)
