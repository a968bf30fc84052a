"""Change narratives so that every change is written down and can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.narratives.rules.changes import change_of, undone
from storage.model.ids import NarrativeId
from storage.narratives import audit, narratives

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import ChatId
    from storage.model.narratives import Narrative
    from storage.narratives.audit import Entry


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a narrative, as the audit log tells it: what it becomes, by which action, in which words."""

    action: str
    becomes: Narrative
    detail: str = ""


class CannotUndo(Exception):
    """A change cannot be taken back; `key` names the sentence that says why, `title` is the narrative's."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key)
        self.key = key
        self.title = title


async def apply_edits(
    connection: Connection,
    actor: ChatId | int,
    before: Narrative | None,
    steps: Sequence[Edit],
    now: datetime,
    *,
    batch: int | None = None,
    undoes: int | None = None,
) -> int | None:
    """Put a narrative through one change after the other, in the caller's transaction; note each.

    Return the first entry of what was changed together (`batch`, where it began before); None if nothing changed.
    """
    state = before
    for step in steps:
        change = change_of(state, step.becomes)
        if change is None:
            continue
        state = step.becomes
        entry = await audit.record(
            connection, actor, step.action, state.id, now, step.detail, change=change, batch=batch, undoes=undoes
        )
        batch = entry if batch is None else batch
    if state is not None and state is not before:
        await narratives.put(connection, state, now)
    return batch


async def undo(
    connection: Connection, actor: ChatId | int, entry: Entry, now: datetime, *, batch: int | None = None
) -> int | None:
    """Take one change back; return the first entry of what was taken back together. Raises CannotUndo."""
    narrative = await narratives.get(connection, NarrativeId(entry.subject))
    if narrative is None or entry.change is None:
        raise CannotUndo("undo-no-change", entry.subject)
    was = undone(narrative, entry.change)
    if was is None or was == narrative:
        again = await audit.undone(connection, [entry.id])
        raise CannotUndo("undo-already" if again or was is not None else "undo-changed-since", narrative.title)
    step = Edit("undone", was, entry.action)
    return await apply_edits(connection, actor, narrative, [step], now, batch=batch, undoes=entry.id)
