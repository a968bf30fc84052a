"""Operators say which narratives cannot wait: their alerts pass quiet hours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.arguments.times import is_off
from bot.commands.narratives.edit import Edited, edit_narrative, undo_button
from bot.commands.narratives.narratives import known
from bot.commands.request import UsageError
from bot.narratives.editing import Edit
from bot.ui.markup import bold
from bot.ui.message import Message

if TYPE_CHECKING:
    from bot.commands.request import Request
    from bot.ui.markup import Markup
    from storage.model.ids import NarrativeId

MARK = "❗"


async def urgent(request: Request) -> Message:
    """Mark a narrative as urgent, or with «off» as one like the others."""
    name, *more = request.words(1, 2)
    if more and not is_off(more[0]):
        raise UsageError("urgent-off-only", word=more[0][:40])
    narrative = await known(request, name)
    done = await make_urgent(request, narrative.id, urgent=not more)
    return Message(urgency_said(request, done), undo_button(request, done.entry))


async def make_urgent(request: Request, narrative_id: NarrativeId, *, urgent: bool) -> Edited:
    """Have the alerts of a narrative pass quiet hours, or no more."""
    action = "narrative.urgent" if urgent else "narrative.not-urgent"
    done = await edit_narrative(request, narrative_id, lambda now: [Edit(action, replace(now, urgent=urgent))])
    request.services.owed()
    return done


def urgency_said(request: Request, done: Edited) -> Markup:
    """Say whether a narrative is urgent now."""
    key = "narrative-urgent" if done.after.urgent else "narrative-not-urgent"
    return request.say(key, title=bold(done.after.title))
