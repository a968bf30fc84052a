"""Compact cards: three or four lines that tell what, where, when, and the words that matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.alerts.rendering.card import spans_in_text
from bot.alerts.rendering.story import spread_in_short
from bot.matching.text.post_text import spans_of_preview
from bot.ui.format import ago, post_link, short_time
from bot.ui.markup import Markup, bold, lines, shortened
from bot.ui.message import Button, Message
from bot.ui.quote import line_of
from bot.ui.word_diff import as_edited, listed
from storage.model.channels import ChannelRole
from storage.model.deliveries import LATE_AFTER, DeliveryKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    from bot.ui.markup import Say
    from bot.ui.word_diff import Reworded
    from storage.model.cards import Card

TITLE_LENGTH = 40
NARRATIVES_NAMED = 2
CHANGES_LISTED = 1
LINE_LENGTH = 120  # characters of the post: two lines or three on a phone


def compact_message(card: Card, say: Say, zone: ZoneInfo, *, now: datetime | None) -> Message:
    """Render the alert about one post in few lines. Times of the day of `now` are written without the date."""
    card, changes = as_edited(card)
    link = post_link(card.channel, card.post)
    html = lines(
        _narratives(card, say),
        _source(card, say, zone, now),
        _happened(card, changes, say, now),
        " · ".join(spread_in_short(card, say)),
        _line(card),
    )
    return Message(html, ((Button(say("card-open"), url=link),),) if link else ())


def _narratives(card: Card, say: Say) -> Markup:
    shown = [bold(shortened(match.title, TITLE_LENGTH)) for match in card.matches[:NARRATIVES_NAMED]]
    more = len(card.matches) - len(shown)
    return say("compact-narratives", titles=Markup(", ".join(shown)), more=more)


def _source(card: Card, say: Say, zone: ZoneInfo, now: datetime | None) -> Markup:
    channel = shortened(card.channel.title, TITLE_LENGTH)
    time = short_time(card.post.posted_at, say, zone, now=now)
    if card.channel.role is ChannelRole.MONITORED:
        return say("card-source", channel=channel, time=time)
    return say("card-source-with-role", channel=channel, role=say(f"role-{card.channel.role}"), time=time)


def _happened(card: Card, changes: Sequence[Reworded], say: Say, now: datetime | None) -> str:
    """Say in a line what is unusual about the post: gone, its words gone, reworded, edited, or late; what came last."""
    posted = card.post.posted_at
    if card.deleted_at is not None:
        return say("compact-deleted", after=ago(card.deleted_at - posted, say))
    if card.removal is not None:
        return say("compact-removed", after=ago(card.removal.at - posted, say))
    if card.rewording is not None:
        return _changed(card.rewording.at - posted, changes, say)
    if card.kind is DeliveryKind.EDIT_ADDED:
        return say("compact-edited", after=ago((card.post.edited_at or posted) - posted, say))
    return _lateness(card, say, now)


def _changed(after: timedelta, changes: Sequence[Reworded], say: Say) -> str:
    return lines(say("compact-changed", after=ago(after, say)), listed(changes, say, CHANGES_LISTED))


def _lateness(card: Card, say: Say, now: datetime | None) -> str:
    if card.held_by is not None:
        return say(f"card-held-{card.held_by}")
    posted = card.post.posted_at
    if now is not None and now - posted > LATE_AFTER:
        return say("compact-late", ago=ago(now - posted, say))
    return ""


def _line(card: Card) -> str:
    """Quote one line about the first matched words; of the link preview if they are there only."""
    spans = spans_in_text(card)
    text = line_of(card.post.text, spans, LINE_LENGTH)
    if card.post.preview and not spans:
        everywhere = [span for match in card.matches for span in match.spans]
        text = line_of(card.post.preview, spans_of_preview(card.post, everywhere), LINE_LENGTH)
    return Markup(f"<blockquote>{text}</blockquote>") if text else ""
