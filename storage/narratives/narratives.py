"""Narratives and their phrases."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from storage.database import to_text
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Narrative, NarrativeStatus, Phrase, PhraseKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from storage.database import Connection


async def list_all(connection: Connection) -> list[Narrative]:
    """List all narratives with their phrases in use: active first, then paused, then archived, by title."""
    phrases: dict[str, list[Phrase]] = defaultdict(list)
    cursor = await connection.execute("SELECT * FROM phrases WHERE removed_at IS NULL ORDER BY id")
    for row in await cursor.fetchall():
        phrases[row["narrative_id"]].append(_phrase(row))
    cursor = await connection.execute(
        """
        SELECT * FROM narratives
        ORDER BY CASE status WHEN 'active' THEN 0 WHEN 'paused' THEN 1 ELSE 2 END, lower(title), id
        """
    )
    return [_narrative(row, phrases[row["id"]]) for row in await cursor.fetchall()]


async def get(connection: Connection, narrative_id: NarrativeId) -> Narrative | None:
    """Return the narrative of that id with its phrases in use."""
    cursor = await connection.execute("SELECT * FROM narratives WHERE id = ?", (narrative_id,))
    row = await cursor.fetchone()
    if row is None:
        return None
    cursor = await connection.execute(
        "SELECT * FROM phrases WHERE narrative_id = ? AND removed_at IS NULL ORDER BY id", (narrative_id,)
    )
    return _narrative(row, [_phrase(phrase) for phrase in await cursor.fetchall()])


async def phrase(connection: Connection, phrase_id: PhraseId) -> Phrase | None:
    """Return a phrase that is in use."""
    cursor = await connection.execute("SELECT * FROM phrases WHERE id = ? AND removed_at IS NULL", (phrase_id,))
    row = await cursor.fetchone()
    return None if row is None else _phrase(row)


async def phrase_texts(connection: Connection) -> dict[PhraseId, str]:
    """Return the text of every phrase by its id, those out of use too."""
    cursor = await connection.execute("SELECT id, text FROM phrases")
    return {PhraseId(row["id"]): row["text"] for row in await cursor.fetchall()}


async def add(connection: Connection, narrative: Narrative, now: datetime) -> bool:
    """Keep a new narrative without its phrases; False if the id is taken, and nothing changes then."""
    cursor = await connection.execute(
        "INSERT INTO narratives VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            narrative.id,
            narrative.title,
            narrative.description,
            narrative.status,
            narrative.threshold,
            to_text(now),
            narrative.urgent,
        ),
    )
    return cursor.rowcount == 1


async def put(connection: Connection, narrative: Narrative, now: datetime) -> None:
    """Make a narrative what is given here, its phrases in use too; a new one is added.

    Phrases are told apart by kind and words: the numbers of those given here do not count.
    """
    if await add(connection, narrative, now):
        return await _put_phrases(connection, narrative, {}, now)
    await connection.execute(
        "UPDATE narratives SET title = ?, description = ?, status = ?, threshold = ?, urgent = ? WHERE id = ?",
        (
            narrative.title,
            narrative.description,
            narrative.status,
            narrative.threshold,
            narrative.urgent,
            narrative.id,
        ),
    )
    stored = await get(connection, narrative.id)
    present = {(phrase.kind, phrase.text): phrase for phrase in stored.phrases} if stored else {}
    return await _put_phrases(connection, narrative, present, now)


async def _put_phrases(
    connection: Connection, narrative: Narrative, present: dict[tuple[PhraseKind, str], Phrase], now: datetime
) -> None:
    wanted = {(phrase.kind, phrase.text): phrase for phrase in narrative.phrases}
    await connection.executemany(
        "INSERT INTO phrases (narrative_id, text, kind, threshold, added_at) VALUES (?, ?, ?, ?, ?)",
        [
            (narrative.id, phrase.text, phrase.kind, phrase.threshold, to_text(now))
            for key, phrase in wanted.items()
            if key not in present
        ],
    )
    await connection.executemany(
        "UPDATE phrases SET threshold = ? WHERE id = ?",
        [(wanted[key].threshold, phrase.id) for key, phrase in present.items() if key in wanted],
    )
    for key, phrase in present.items():
        if key not in wanted:
            await remove_phrase(connection, phrase.id, now)


async def add_phrase(
    connection: Connection,
    narrative_id: NarrativeId,
    text: str,
    now: datetime,
    *,
    kind: PhraseKind = PhraseKind.WATCH,
    threshold: float | None = None,
) -> PhraseId | None:
    """Add a phrase to a narrative and return its id; None if the narrative has it already."""
    cursor = await connection.execute(
        """
        INSERT INTO phrases (narrative_id, text, kind, threshold, added_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING RETURNING id
        """,
        (narrative_id, text, kind, threshold, to_text(now)),
    )
    row = await cursor.fetchone()
    return None if row is None else PhraseId(row["id"])


async def remove_phrase(connection: Connection, phrase_id: PhraseId, now: datetime) -> None:
    """Take a phrase out of use; its old matches stay explained."""
    await connection.execute(
        "UPDATE phrases SET removed_at = ? WHERE id = ? AND removed_at IS NULL", (to_text(now), phrase_id)
    )


def _narrative(row: sqlite3.Row, phrases: Iterable[Phrase]) -> Narrative:
    return Narrative(
        id=NarrativeId(row["id"]),
        title=row["title"],
        description=row["description"],
        status=NarrativeStatus(row["status"]),
        threshold=row["threshold"],
        phrases=tuple(phrases),
        urgent=bool(row["urgent"]),
    )


def _phrase(row: sqlite3.Row) -> Phrase:
    return Phrase(
        id=PhraseId(row["id"]),
        narrative_id=NarrativeId(row["narrative_id"]),
        text=row["text"],
        kind=PhraseKind(row["kind"]),
        threshold=row["threshold"],
    )
