"""Cards and summaries as Telegram HTML, in the reader's language and time zone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.alerts.rendering.story import spread_lines
from bot.matching.text.post_text import spans_of_preview
from bot.ui.format import TITLE_LENGTH, ago, post_link, short_time
from bot.ui.markup import Markup, bold, escaped, lines, shortened
from bot.ui.message import Button, Message
from bot.ui.quote import LONGEST, quote
from bot.ui.word_diff import as_edited, listed
from storage.model.channels import ChannelRole
from storage.model.deliveries import LATE_AFTER, DeliveryKind, TextName

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from bot.ui.markup import Say
    from bot.ui.word_diff import Reworded
    from storage.model.cards import Card, SummaryLine
    from storage.model.deliveries import Notice
    from storage.model.ids import Span
    from storage.model.posts import Post

# Characters of what a post says now, and of the title of its link preview; a card has to stay below 4,096.
LONGEST_NOW = 300
LONGEST_PREVIEW = 150
BOLD_IN_PREVIEW = 12
NARRATIVES_NAMED = 8
LINES_SUMMED_UP = 18  # so many fit one message even if every title is made of signs that count twice


def card_message(card: Card, say: Say, zone: ZoneInfo, *, now: datetime | None) -> Message:
    """Render the alert about one post. Without `now` it is never called late: a replay tells of old posts only."""
    card, changes = as_edited(card)
    post = card.post
    link = post_link(card.channel, post)
    since = post.edited_at if card.kind is DeliveryKind.EDIT_ADDED and post.edited_at else post.posted_at
    late = now is not None and now - since > LATE_AFTER
    html = lines(
        *_headline(card, say),
        _source(card, say, zone, now),
        say("card-edited", time=short_time(since, say, zone, now=now)) if card.kind is DeliveryKind.EDIT_ADDED else "",
        *(_lateness(card, since, now, say, zone) if now is not None and late else ()),
        _origin(post, say, zone, now),
        _deletion(card, say, zone, now),
        _removal(card, say),
        _changes(card, changes, say),
        *spread_lines(card, say, zone, now),
        _text(card),
        _preview(card, say),
        _text_now(card, say),
    )
    return Message(html, ((Button(say("card-open"), url=link),),) if link else ())


def _text(card: Card) -> str:
    """Quote the text, shorter where what it says now follows, or what changed in it is listed."""
    if not card.post.text.strip():
        return ""
    is_shorter = card.removal or card.rewording or card.post.preview
    longest = LONGEST - LONGEST_NOW - LONGEST_PREVIEW if is_shorter else LONGEST
    return Markup(f"<blockquote>{quote(card.post.text, spans_in_text(card), longest)}</blockquote>")


def _deletion(card: Card, say: Say, zone: ZoneInfo, now: datetime | None) -> str:
    if card.deleted_at is None:
        return ""
    after = ago(card.deleted_at - card.post.posted_at, say)
    return say("card-deleted", time=short_time(card.deleted_at, say, zone, now=now), after=after)


def _removal(card: Card, say: Say) -> str:
    if card.removal is None:
        return ""
    first, *more = card.removal.titles
    after = ago(card.removal.at - card.post.posted_at, say)
    return say("card-removed", title=shortened(first, TITLE_LENGTH), more=len(more), after=after)


def _changes(card: Card, changes: Sequence[Reworded], say: Say) -> str:
    """List the words that an edit changed in the text that is quoted below."""
    if card.rewording is None:
        return ""
    after = ago(card.rewording.at - card.post.posted_at, say)
    return lines(say("card-changed", after=after), listed(changes, say))


def _text_now(card: Card, say: Say) -> str:
    """Quote what the post says since an edit took the words out."""
    if card.removal is None:
        return ""
    if not card.removal.text_now.strip():
        return say("card-text-gone")
    now = quote(card.removal.text_now, (), LONGEST_NOW)
    return lines(say("card-text-now"), Markup(f"<blockquote>{now}</blockquote>"))


def _lateness(card: Card, since: datetime, now: datetime, say: Say, zone: ZoneInfo) -> list[Markup]:
    """Say how late an alert comes, and whether reading or sending is to blame, or the reader wanted it so."""
    held = [say(f"card-held-{card.held_by}")] if card.held_by else []
    if held and card.noticed_at is not None and card.noticed_at - since <= LATE_AFTER:
        return held
    rows = [*held, say("card-late", ago=ago(now - since, say))]
    if card.noticed_at is None:
        return rows
    time = short_time(card.noticed_at, say, zone, now=now)
    if card.noticed_at - since <= LATE_AFTER:
        return [*rows, say("card-late-sending", time=time)]
    why = say(f"gap-{card.missed_by}" if card.missed_by else "card-late-found-later")
    return [*rows, say("card-late-noticed", time=time, why=why)]


def _headline(card: Card, say: Say) -> list[str]:
    shown = card.matches[:NARRATIVES_NAMED]
    rows = [
        say("card-narrative", title=bold(shortened(match.title, TITLE_LENGTH)), score=str(round(match.score)))
        for match in shown
    ]
    if len(card.matches) > len(shown):
        rows.append(say("card-more-narratives", count=len(card.matches) - len(shown)))
    return list(rows)


def _source(card: Card, say: Say, zone: ZoneInfo, now: datetime | None) -> Markup:
    channel = bold(shortened(card.channel.title, TITLE_LENGTH))
    time = short_time(card.post.posted_at, say, zone, now=now)
    if card.channel.role is ChannelRole.MONITORED:
        return say("card-source", channel=channel, time=time)
    return say("card-source-with-role", channel=channel, role=say(f"role-{card.channel.role}"), time=time)


def _origin(post: Post, say: Say, zone: ZoneInfo, now: datetime | None) -> str:
    origin = post.forward
    if origin is None:
        return ""
    if not origin.title:
        return say("card-forwarded-hidden")
    title = shortened(origin.title, TITLE_LENGTH)
    if origin.posted_at is None:
        return say("card-forwarded", origin=title)
    return say("card-forwarded-from-time", origin=title, time=short_time(origin.posted_at, say, zone, now=now))


def spans_in_text(card: Card) -> list[Span]:
    """Return the matched words of the text; behind it are those of the preview."""
    return [span for match in card.matches for span in match.spans if span[0] < len(card.post.text)]


def _preview(card: Card, say: Say) -> str:
    """Quote the title of the link preview if something was matched in it."""
    spans = spans_of_preview(card.post, [span for match in card.matches for span in match.spans])[:BOLD_IN_PREVIEW]
    if not card.post.preview or not spans:
        return ""
    return say("card-preview", title=quote(card.post.preview, spans, LONGEST_PREVIEW))


def summary_message(summary: Sequence[SummaryLine], say: Say, zone: ZoneInfo, now: datetime | None) -> Message:
    """Render the count of old posts that owe no alert of their own, one line a narrative."""
    rows = [
        say(
            "summary-line",
            title=bold(shortened(line.title, TITLE_LENGTH)),
            posts=line.posts,
            channels=line.channels,
            first=short_time(line.first, say, zone, now=now),
            last=short_time(line.last, say, zone, now=now),
        )
        for line in summary[:LINES_SUMMED_UP]
    ]
    rest = len(summary) - len(rows)
    return Message(lines(say("summary-title"), *rows, say("card-more-narratives", count=rest) if rest else escaped("")))


def notice_message(notice: Notice, say: Say, zone: ZoneInfo, now: datetime) -> Message:
    """Render something that the program says of itself."""
    plain = {
        name: short_time(value, say, zone, now=now) if isinstance(value, datetime) else value
        for name, value in notice.values.items()
        if not isinstance(value, TextName)
    }
    said = {name: say(value, **plain) for name, value in notice.values.items() if isinstance(value, TextName)}
    return Message(say(notice.name, **plain, **said))
