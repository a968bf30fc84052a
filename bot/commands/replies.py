"""Take a message that is no command for the answer to what the bot asked, or for a place on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.request import UsageError
from bot.commands.settings.menu import SUBJECTS, leave_question
from bot.commands.settings.setting import back
from bot.commands.settings.time_zone import at_location
from bot.ui.markup import lines
from bot.ui.message import Message
from storage.people import pending_questions

if TYPE_CHECKING:
    from bot.commands.request import IncomingMessage, Request


async def go_on(request: Request, incoming: IncomingMessage) -> Message | None:
    """Answer what somebody wrote to what they were asked; None where nothing was asked.

    A command ends the question: what is written after it is meant for something else.
    """
    if incoming.text.startswith("/"):
        await leave_question(request)
    elif incoming.forwarded is None and incoming.location is not None and request.recipient.id == request.person.id:
        try:
            return await at_location(request, *incoming.location)
        except UsageError as error:
            return Message(request.say(error.key, **error.values))
    elif incoming.forwarded is None and incoming.text.strip():
        return await _answered(request, incoming.text.strip())
    return None


async def _answered(request: Request, words: str) -> Message | None:
    about = await pending_questions.get(request.database.reader, request.person.id, request.recipient.id, request.now)
    subject = next((one for one in SUBJECTS if one.name == about), None)
    if subject is None:
        return None
    try:
        return await subject.read(request, words)
    except UsageError as error:  # the question stays open
        text = lines(request.say(error.key, **error.values), request.say("settings-ask-again"))
        return Message(text, (back(request, f"set:{subject.name}"),))
