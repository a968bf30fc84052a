"""The menu of all settings, and who takes what is typed and pressed there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.request import UsageError
from bot.commands.settings.card import CARD
from bot.commands.settings.daily import ALL_QUIET, DAILY
from bot.commands.settings.delivery import DELIVERY
from bot.commands.settings.hourly_limit import BUDGET
from bot.commands.settings.language import LANGUAGE
from bot.commands.settings.quiet_hours import QUIET
from bot.commands.settings.time_zone import ZONE
from bot.ui.keyboard import rows_of
from bot.ui.markup import lines, plain
from bot.ui.message import Button, Message
from storage.people import pending_questions

if TYPE_CHECKING:
    from bot.commands.request import Request
    from bot.commands.settings.setting import Subject
    from storage.database import Connection

# In the order that they are shown in.
SUBJECTS: tuple[Subject, ...] = (LANGUAGE, ZONE, QUIET, DELIVERY, DAILY, ALL_QUIET, BUDGET, CARD)


async def settings(request: Request) -> Message:
    """Show all settings with buttons; what follows the command changes one at once."""
    name, _, words = request.arguments.strip().partition(" ")
    if not name:
        return await _menu(request)
    for subject in SUBJECTS:
        if name.casefold() in subject.words:
            return await (_typed(request, subject, words.strip()) if words.strip() else subject.page(request))
    raise UsageError("settings-unknown", words=name[:40])


async def _typed(request: Request, subject: Subject, words: str) -> Message:
    """Set what was typed; an error brings an example of this very setting."""
    try:
        return await subject.read(request, words)
    except UsageError as error:
        error.example = f"settings-{subject.name}"
        raise


async def press(request: Request) -> Message:
    """Show the page that a button names, or change what it says."""
    name, _, value = request.arguments.partition(":")
    subject = next((one for one in SUBJECTS if one.name == name), None)
    if name and subject is None:
        raise UsageError("button-stale")
    if not value:  # whoever goes back or elsewhere answers no question
        await leave_question(request)
    if subject is None:
        return await _menu(request)
    return await (subject.press(request, value) if value else subject.page(request))


async def leave_question(request: Request) -> None:
    """Take nothing more for the answer to what was asked."""
    asked = await pending_questions.get(request.database.reader, request.person.id, request.recipient.id, request.now)
    if asked is None:
        return

    async def work(connection: Connection) -> None:
        await pending_questions.close(connection, request.person.id, request.recipient.id)

    await request.database.write(work)


async def _menu(request: Request) -> Message:
    buttons = [Button(plain(request.say(f"settings-{one.name}")), data=f"set:{one.name}") for one in SUBJECTS]
    mutes = Button(plain(request.say("settings-mutes")), data="mutes")
    return Message(
        lines(request.say("settings-title"), *[await one.line(request) for one in SUBJECTS]),
        rows_of([*buttons, mutes], 2),
    )
