"""Change a narrative by a command or a button: in one transaction, written down, felt by the next post."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.commands.request import UsageError
from bot.narratives.editing import apply_edits
from bot.narratives.matcher_sync import reload
from bot.ui.message import Button
from storage.narratives import narratives

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.commands.request import Request
    from bot.narratives.editing import Edit
    from storage.database import Connection
    from storage.model.ids import NarrativeId
    from storage.model.narratives import Narrative


class Edited(NamedTuple):
    """A narrative before a change and after it, and the number that it is undone by; None where nothing changed."""

    before: Narrative
    after: Narrative
    entry: int | None


async def edit_narrative(
    request: Request, narrative_id: NarrativeId, steps: Callable[[Narrative], Sequence[Edit]]
) -> Edited:
    """Put a narrative, as it stands when its turn comes, through what `steps` makes of it.

    `steps` may raise UsageError, and nothing is changed then.
    """

    async def work(connection: Connection) -> Edited:
        before = await narratives.get(connection, narrative_id)
        if before is None:
            raise UsageError("button-stale")
        entry = await apply_edits(connection, request.person.id, before, steps(before), request.now)
        return Edited(before, await narratives.get(connection, narrative_id) or before, entry)

    amended = await request.change(work)
    if amended.entry is not None:
        await reload(request.database.reader, request.services.matcher, narrative_id)
    return amended


def undo_button(request: Request, entry: int | None) -> tuple[tuple[Button, ...], ...]:
    """Return the row with the button that takes a change back; none where nothing changed."""
    return () if entry is None else ((Button(request.say("undo"), data=f"undo:{entry}"),),)
