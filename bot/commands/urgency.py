"""Operators say which narratives cannot wait: their alerts pass quiet hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.narratives import known
from bot.commands.request import UsageError
from bot.core.markup import bold
from bot.core.message import Message
from bot.core.spoken_times import is_off
from storage import narratives as stored

if TYPE_CHECKING:
    from bot.commands.request import Request
    from storage.database import Connection

MARK = "❗"


async def urgent(request: Request) -> Message:
    """Mark a narrative as urgent, or with «off» as one like the others."""
    name, *more = request.words(1, 2)
    if more and not is_off(more[0]):
        raise UsageError("urgent-off-only", word=more[0][:40])
    narrative = await known(request, name)
    on = not more

    async def work(connection: Connection) -> None:
        await stored.set_urgent(connection, narrative.id, urgent=on)
        await request.note(connection, "narrative.urgent" if on else "narrative.not-urgent", narrative.id)

    await request.change(work)
    request.around.owed()
    return Message(request.say("narrative-urgent" if on else "narrative-not-urgent", title=bold(narrative.title)))
