"""Digests, storms and the line that all is quiet as Telegram HTML; longer than a message, they come in pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.format import ago, post_link, short_time
from bot.ui.keyboard import turns
from bot.ui.markup import Markup, bold, escaped, lines, shortened
from bot.ui.message import Button, Message
from storage.model.deliveries import LATE_AFTER, Occasion
from storage.model.digests import NARRATIVES_AT_ONCE

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.ui.markup import Say
    from storage.model.channels import CoverageSummary
    from storage.model.digests import Digest, DigestNarrative, DigestStory
    from storage.model.ids import DeliveryId
    from storage.model.stories import Debunk

STORIES_AT_ONCE = 8
TITLE_LENGTH = 64
CHANNEL_LENGTH = 32
SNIPPET_LENGTH = 72
LABEL_LENGTH = 40


def digest_message(digest: Digest, say: Say, zone: ZoneInfo, now: datetime, *, page: int = 0) -> Message:
    """Render a page of a digest; buttons unfold each narrative. One that comes late says so."""
    if digest.occasion is Occasion.ALL_QUIET:
        return Message(all_quiet(digest.reading, say, zone, now))
    html = lines(
        _title(digest, say, zone, now),
        _lateness(digest, say, zone, digest.sent_at or now),
        say("digest-totals", stories=digest.stories, posts=digest.posts),
        *(_narrative(one, say, zone, now) for one in digest.narratives),
        say("digest-late-posts", count=digest.late) if digest.late else "",
        "" if digest.occasion is Occasion.STORM else reading_line(digest.reading, say, zone, now),
    )
    return Message(html, (*_unfolding(digest), *_turning(digest, page)))


def all_quiet(reading: CoverageSummary, say: Say, zone: ZoneInfo, now: datetime) -> Markup:
    """Say that nothing was found, and what that is worth."""
    if reading.until is not None and reading.whole == reading.channels:
        return say("all-quiet", channels=reading.channels, time=short_time(reading.until, say, zone, now=now))
    return lines(say("not-all-read"), reading_line(reading, say, zone, now))


def reading_line(reading: CoverageSummary, say: Say, zone: ZoneInfo, now: datetime) -> Markup:
    """Say how many channels were read without a gap, until when, and which were not."""
    if reading.channels == 0:
        return say("reading-no-channels")
    if reading.until is None:
        return say("reading-none", channels=reading.channels)
    time = short_time(reading.until, say, zone, now=now)
    if reading.whole == reading.channels:
        return say("reading-all", channels=reading.channels, time=time)
    names = [escaped(shortened(one, CHANNEL_LENGTH)) if one else say("reading-private") for one in reading.others]
    rest = reading.channels - reading.whole - len(names)
    return say(
        "reading-some",
        whole=reading.whole,
        channels=reading.channels,
        time=time,
        others=Markup(", ".join(names) + (f" {say('digest-more', count=rest)}" if rest > 0 else "")),
    )


def narrative_page(
    narrative: DigestNarrative,
    digest_id: DeliveryId,
    say: Say,
    zone: ZoneInfo,
    now: datetime,
    *,
    page: int,
    back: bool,
) -> Message:
    """Render a page of the stories of one narrative; `back` offers the way to the digest that it takes the place of."""
    html = lines(_heading(narrative, say), *(_story(one, say, zone, now) for one in narrative.top))
    pages = -(-narrative.stories // STORIES_AT_ONCE)
    rows = [*turns(f"told:{digest_id}:{narrative.id}", page, pages)]
    if back:
        rows.append((Button(f"↩ {say('digest-back')}", data=f"digest-page:{digest_id}:0"),))
    return Message(html, tuple(rows))


def _title(digest: Digest, say: Say, zone: ZoneInfo, now: datetime) -> Markup:
    time = short_time(digest.due_at, say, zone, now=now)
    if digest.occasion is not Occasion.STORM:
        return say(f"digest-{digest.occasion}", time=time)
    if digest.over_at is None:
        return say("storm", time=time)
    return say("storm-over", start=time, end=short_time(digest.over_at, say, zone, now=now))


def _lateness(digest: Digest, say: Say, zone: ZoneInfo, told_at: datetime) -> Markup:
    scheduled = digest.occasion in {Occasion.HOURLY, Occasion.DAILY}
    if not scheduled or told_at - digest.due_at <= LATE_AFTER:
        return escaped("")
    return say(
        "digest-late", time=short_time(digest.due_at, say, zone, now=told_at), ago=ago(told_at - digest.due_at, say)
    )


def _heading(narrative: DigestNarrative, say: Say) -> Markup:
    return say(
        "digest-narrative",
        urgent="❗ " if narrative.urgent else "",
        title=bold(shortened(narrative.title, TITLE_LENGTH)),
        stories=narrative.stories,
        posts=narrative.posts,
        channels=narrative.channels,
    )


def _narrative(narrative: DigestNarrative, say: Say, zone: ZoneInfo, now: datetime) -> Markup:
    more = narrative.stories - len(narrative.top)
    return lines(
        "\u00a0",
        _heading(narrative, say),
        *(_story(one, say, zone, now) for one in narrative.top),
        say("digest-more-stories", count=more) if more > 0 else "",
    )


def _story(story: DigestStory, say: Say, zone: ZoneInfo, now: datetime) -> Markup:
    """Write a line on a story: when and where it was first, what it says, how far it has come."""
    said = shortened(story.post.text, SNIPPET_LENGTH) or "…"
    link = post_link(story.channel, story.post)
    return lines(
        say(
            "digest-story",
            time=short_time(story.post.posted_at, say, zone, now=now),
            channel=shortened(story.channel.title, CHANNEL_LENGTH),
            text=Markup(f'<a href="{escaped(link)}">{escaped(said)}</a>') if link else said,
            channels=story.channels,
        )
        + (f" · {say('digest-deleted')}" if story.deleted else ""),
        _check(story.check, say),
    )


def _check(check: Debunk | None, say: Say) -> Markup | str:
    """Say who checked the story; one that is older than the story did not answer it."""
    if check is None:
        return ""
    channel = check.sighting.channel
    name = shortened(channel.title, CHANNEL_LENGTH) if channel else say("spread-private")
    return say("digest-debunked-before" if check.is_older else "digest-debunked", channel=name)


def _unfolding(digest: Digest) -> list[tuple[Button, ...]]:
    return [
        (Button(f"▸ {shortened(one.title, LABEL_LENGTH)} ({one.stories})", data=f"told:{digest.id}:{one.id}:0"),)
        for one in digest.narratives
    ]


def _turning(digest: Digest, page: int) -> list[tuple[Button, ...]]:
    pages = -(-digest.narratives_in_all // NARRATIVES_AT_ONCE)
    return [*turns(f"digest-page:{digest.id}", page, pages)]
