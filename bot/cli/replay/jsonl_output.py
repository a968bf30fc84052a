"""Print matches as JSON Lines: one object for each post and narrative."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from storage.model.narratives import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.alerts.rules.outcome import Outcome
    from bot.ingest.pipeline import Ingested
    from bot.ui.message import Message
    from storage.model.channels import Channel
    from storage.model.deliveries import Delivery
    from storage.model.ids import NarrativeId, PhraseId
    from storage.model.narratives import Match

from bot.alerts.rules.outcome import Sent


class RowPrinter:
    """Prints what was found in each post, as soon as it is kept."""

    def __init__(self, write: Callable[[str], None], phrases: Mapping[PhraseId, str], *, near: bool) -> None:
        """Print near misses too if `near`."""
        self._write = write
        self._phrases = phrases
        self._near = near

    def show(self, channel: Channel, ingested: Ingested) -> None:
        """Print a row for each narrative found in a post, the surest first."""
        for match in best_of_each(ingested.matches):
            if match.level is Level.ALERT or self._near:
                self._write(json.dumps(self._row(channel, ingested, match), ensure_ascii=False))

    def _row(self, channel: Channel, ingested: Ingested, match: Match) -> dict[str, object]:
        text = ingested.post.text
        return {
            "channel": channel.title,
            "message_id": ingested.post.message_id,
            "narrative": match.narrative_id,
            "phrase": self._phrases[match.phrase_id],
            "score": match.score,
            "level": match.level,
            "spans": [list(span) for span in match.spans],
            "matched": [text[start:end] for start, end in match.spans],
        }

    async def send(self, delivery: Delivery, message: Message) -> Outcome:  # noqa: ARG002 - the port's shape
        """Take a card as delivered: its rows were printed when its post was kept."""
        return Sent(None)


def best_of_each(matches: tuple[Match, ...]) -> Iterator[Match]:
    """Yield the best match of each narrative: alerts before near misses, then by score."""
    best: dict[NarrativeId, Match] = {}
    for match in matches:
        if match.narrative_id not in best or _rank(match) < _rank(best[match.narrative_id]):
            best[match.narrative_id] = match
    yield from sorted(best.values(), key=lambda match: (*_rank(match), match.narrative_id))


def _rank(match: Match) -> tuple[bool, float]:
    return match.level is not Level.ALERT, -match.score
