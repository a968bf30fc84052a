"""What a card tells of its story: how far it has come, where it was first, and who answered it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ui.format import ago, message_link, post_link, short_time
from bot.ui.markup import Markup, bold, escaped, shortened
from bot.ui.message import Button, Message

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.ui.markup import Say
    from storage.model.cards import Card, Milestone
    from storage.model.stories import Debunk, Sighting, Spread

NAME_LENGTH = 40  # of one channel among others
STEP_TITLE_LENGTH = 120
_MINUTE = timedelta(minutes=1)


def spread_lines(card: Card, say: Say, zone: ZoneInfo, now: datetime | None) -> list[Markup]:
    """Return the lines about the story of a card; none where nobody else tells it or answers it."""
    found = [_reach(card.spread, say), *_where(card, card.spread, say, zone, now)] if card.spread else []
    return [*found, *(_debunk(one, say, zone, now) for one in card.debunks)]


def spread_in_short(card: Card, say: Say) -> list[Markup]:
    """Return the same for a card with little room."""
    found = []
    if card.spread is not None and card.spread.channels > 1:
        span = _span(card.spread.span, say)
        found.append(say("spread-in-short", channels=card.spread.channels, span=span))
    if card.debunks:
        channel = _name(card.debunks[0].sighting, say)
        found.append(say("debunk-before-in-short" if card.debunks[0].is_older else "debunk-in-short", channel=channel))
    return found


def step_message(step: Milestone, say: Say) -> Message:
    """Render the word that a story has come far, with a button to its post."""
    title, *more = step.titles
    html = say(
        "step",
        channels=step.channels,
        span=_span(step.span, say),
        title=bold(shortened(title, STEP_TITLE_LENGTH)),
        more=len(more),
    )
    link = post_link(step.channel, step.post)
    return Message(html, ((Button(say("card-open"), url=link),),) if link else ())


def _reach(spread: Spread, say: Say) -> Markup:
    views = Markup(f" · {say('spread-views', views=spread.views)}") if spread.views else ""
    if spread.channels == 1:
        return Markup(say("spread-again", posts=spread.posts) + views)
    ways = [
        say(key, count=number)
        for key, number in (("spread-forwarded", spread.forwarded), ("spread-retyped", spread.retyped))
        if number
    ]
    reach = say("spread", channels=spread.channels, span=_span(spread.span, say), ways=Markup(", ".join(ways)))
    return Markup(reach + views)


def _where(card: Card, spread: Spread, say: Say, zone: ZoneInfo, now: datetime | None) -> list[Markup]:
    """Say where the story was first, if that is not the card's own post; where else it is; and what became of it."""
    first = spread.first
    is_own = first.channel is not None and (first.channel.id, first.message_id) == (
        card.channel.id,
        card.post.message_id,
    )
    found = []
    if not is_own:
        found.append(say("spread-first", channel=_name(first, say), time=short_time(first.at, say, zone, now=now)))
    if spread.others or spread.others_unnamed:
        found.append(_others(spread, say))
    if spread.deleted:
        found.append(say("spread-deleted", count=spread.deleted))
    if spread.changed:
        found.append(say("spread-changed", count=spread.changed))
    return found


def _others(spread: Spread, say: Say) -> Markup:
    names = Markup(", ".join(_name(one, say) for one in spread.others))
    if not names:
        return say("spread-others-unnamed", count=spread.others_unnamed)
    return say("spread-others", names=names, more=spread.others_unnamed)


def _debunk(debunk: Debunk, say: Say, zone: ZoneInfo, now: datetime | None) -> Markup:
    channel, time = _name(debunk.sighting, say), short_time(debunk.sighting.at, say, zone, now=now)
    if debunk.is_older:
        return say("debunk-before", channel=channel, time=time)
    return say("debunk", channel=channel, time=time, after=_span(debunk.after, say))


def _name(sighting: Sighting, say: Say) -> Markup:
    """Name a channel, as a link to its post; one that the reader may not know is only called private."""
    if sighting.channel is None:
        return say("spread-private")
    name = escaped(shortened(sighting.channel.title, NAME_LENGTH))
    link = message_link(sighting.channel, sighting.message_id)
    return Markup(f'<a href="{link}">{name}</a>') if link else name


def _span(span: timedelta, say: Say) -> Markup:
    """Say how long something took; what was quicker is a minute."""
    return ago(max(span, _MINUTE), say)
