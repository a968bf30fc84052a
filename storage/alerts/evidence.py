"""What a card was sent for: the phrases that were found in its post, nearly found, and the exclusions that were not."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from storage.database import to_text
from storage.model.cards import CardEvidence
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Match, Narrative, Phrase, PhraseKind

if TYPE_CHECKING:
    import sqlite3

    from storage.database import Connection
    from storage.model.cards import Card
    from storage.model.deliveries import Delivery

# Phrases gone since are there, too; an exclusion counts if it was in use when the post was matched.
_FOUND = """
    SELECT matches.*, phrases.text, phrases.threshold, phrases.removed_at, narratives.title,
        narratives.threshold AS narrative_threshold
    FROM matches
    JOIN phrases ON phrases.id = matches.phrase_id
    JOIN narratives ON narratives.id = matches.narrative_id
    JOIN subscriptions ON subscriptions.narrative_id = matches.narrative_id AND subscriptions.subscriber_id = ?
    WHERE matches.post_id = ? AND matches.revision = ?
    ORDER BY matches.score DESC, matches.phrase_id
"""
_TRIED = """
    SELECT id, narrative_id, text, threshold FROM phrases
    WHERE kind = 'exclude' AND narrative_id IN (SELECT value FROM json_each(?1))
        AND added_at <= ?2 AND (removed_at IS NULL OR removed_at > ?2)
    ORDER BY id
"""


async def of_card(connection: Connection, delivery: Delivery, card: Card) -> CardEvidence:
    """Gather what was found in the text that a card tells of, in the narratives that its subscriber follows."""
    told = [match.narrative_id for match in card.matches]
    cursor = await connection.execute(_FOUND, (delivery.subscriber.id, delivery.post_id, delivery.revision))
    rows = list(await cursor.fetchall())
    noticed = to_text(card.noticed_at or delivery.owed_at)
    cursor = await connection.execute(_TRIED, (json.dumps(told), noticed))
    exclusions: defaultdict[NarrativeId, list[Phrase]] = defaultdict(list)
    for row in await cursor.fetchall():
        exclusions[NarrativeId(row["narrative_id"])].append(_phrase(row, PhraseKind.EXCLUDE))
    titles = {NarrativeId(row["narrative_id"]): row for row in rows}
    return CardEvidence(
        post=card.post,
        told=tuple(told),
        narratives={
            name: Narrative(
                name,
                row["title"],
                threshold=row["narrative_threshold"],
                phrases=(*_found_in(rows, name), *exclusions[name]),
            )
            for name, row in titles.items()
        },
        matches=tuple(_match(row) for row in rows),
        removed=frozenset(PhraseId(row["phrase_id"]) for row in rows if row["removed_at"] is not None),
    )


def _found_in(rows: list[sqlite3.Row], narrative_id: NarrativeId) -> list[Phrase]:
    return [
        Phrase(PhraseId(row["phrase_id"]), narrative_id, row["text"], threshold=row["threshold"])
        for row in rows
        if row["narrative_id"] == narrative_id
    ]


def _phrase(row: sqlite3.Row, kind: PhraseKind) -> Phrase:
    return Phrase(PhraseId(row["id"]), NarrativeId(row["narrative_id"]), row["text"], kind, row["threshold"])


def _match(row: sqlite3.Row) -> Match:
    spans = tuple((start, end) for start, end in json.loads(row["spans"]))
    return Match(NarrativeId(row["narrative_id"]), PhraseId(row["phrase_id"]), Level(row["level"]), row["score"], spans)
