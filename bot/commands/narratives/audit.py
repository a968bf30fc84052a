"""Operators see who changed what and when, and take changes of narratives back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.arguments.numbers import row_number
from bot.commands.narratives.audit_details import detail_in_words, subject_in_words
from bot.commands.narratives.edit import undo_button
from bot.commands.narratives.narratives import known
from bot.commands.request import ButtonAnswer, UsageError
from bot.narratives.editing import CannotUndo, undo
from bot.narratives.matcher_sync import reload
from bot.narratives.rules.changes import undone
from bot.ui.format import in_quotes, short_time
from bot.ui.keyboard import rows_of
from bot.ui.markup import Markup, escaped, lines, shortened
from bot.ui.message import Button, Message
from storage.model.ids import ChatId, NarrativeId
from storage.narratives import audit, narratives
from storage.people import subscribers
from storage.people.erasure import NOBODY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.commands.request import Request
    from bot.ui.keyboard import Row
    from storage.database import Connection
    from storage.narratives.audit import Entry

AT_ONCE = 8
UNDO_IN_A_ROW = 4
# What is noted of changes, as the texts call it; anything else is shown by its own name.
TOLD = frozenset({
    "narrative.added", "narrative.renamed", "narrative.described", "narrative.threshold", "narrative.urgent",
    "narrative.not-urgent", "narrative.active", "narrative.paused", "narrative.archived", "narrative.imported",
    "phrase.watch", "phrase.exclude", "phrase.removed", "phrase.threshold", "undone",
    "channel.added", "channel.removed", "channel.paused", "channel.resumed", "channel.moved", "channel.renamed",
    "channel.invited", "channel.invitation-withdrawn", "channel.shared", "channel.unshared",
    "person.subscriber", "person.operator", "person.denied", "person.removed",
    "invite.made", "invite.subscriber", "invite.operator", "invite.owner", "alerts.muted",
    "place.subscribed", "place.unsubscribed", "place.shut-out",
    # What readers chose for themselves is left out of the pages, but found in what is asked for by its subject.
    "narrative.followed", "narrative.left", "subscriber.started", "subscriber.stopped", "subscriber.paused",
    "subscriber.resumed", "subscriber.moved",
})  # fmt: skip


async def show(request: Request) -> Message:
    """Show the latest changes, of all or of the narrative that is named."""
    if not request.arguments.strip():
        return await _page(request, await audit.page(request.database.reader, AT_ONCE), None)
    narrative = await known(request, request.words(1, 1)[0])
    return await _page(request, await audit.page(request.database.reader, AT_ONCE, subject=narrative.id), narrative.id)


async def turn(request: Request) -> Message:
    """Show older or newer changes, as the button says: «<12» below entry 12, «>12» above it, of a narrative or all."""
    place, _, name = request.arguments.partition(":")
    subject = NarrativeId(name) if name else None
    number = row_number(place[1:])
    if not number:
        raise UsageError("button-stale")
    reader = request.database.reader
    if place.startswith(">"):
        shown = await audit.page(reader, AT_ONCE, subject=subject, after=number)
    else:
        shown = await audit.page(reader, AT_ONCE, subject=subject, before=number)
    return await _page(request, shown or await audit.page(reader, AT_ONCE, subject=subject), subject)


async def undo_here(request: Request) -> Message:
    """Take back what was changed together, and say so in the place of the answer that told of it."""
    undoing, entries = await _undo(request, row_number(request.arguments), together=True)
    rows = [request.say("undone", title=await _title(request, entry), what=_what(request, entry)) for entry in entries]
    shown = rows[:AT_ONCE]
    rest = len(rows) - len(shown)
    return Message(lines(*shown, request.say("and-more", count=rest) if rest else ""), undo_button(request, undoing))


async def undo_listed(request: Request) -> ButtonAnswer:
    """Take back one change of the list, and show the list as it is now."""
    number, _, name = request.arguments.partition(":")
    _, (entry, *_) = await _undo(request, row_number(number), together=False)
    subject = NarrativeId(name) if name else None
    shown = await audit.page(request.database.reader, AT_ONCE, subject=subject)
    notice = request.say("undone", title=await _title(request, entry), what=_what(request, entry))
    return ButtonAnswer(await _page(request, shown, subject), notice=notice)


async def _undo(request: Request, number: int, *, together: bool) -> tuple[int | None, list[Entry]]:
    """Take back an entry, or all of its batch: all or nothing. Raises UsageError."""

    async def work(connection: Connection) -> tuple[int | None, list[Entry]]:
        found = await audit.together(connection, number) if together else [await audit.get(connection, number)]
        entries = [entry for entry in found if entry is not None]
        if not entries:
            raise UsageError("button-stale")
        batch: int | None = None
        for entry in reversed(entries):
            batch = await undo(connection, request.person.id, entry, request.now, batch=batch)
        return batch, entries

    try:
        undoing, entries = await request.change(work)
    except CannotUndo as refusal:
        raise UsageError(refusal.key, title=shortened(refusal.title, 60)) from None
    request.services.owed()
    for name in dict.fromkeys(entry.subject for entry in entries):
        await reload(request.database.reader, request.services.matcher, NarrativeId(name))
    return undoing, entries


async def _page(request: Request, shown: Sequence[Entry], subject: NarrativeId | None) -> Message:
    say, reader = request.say, request.database.reader
    if not shown:
        return Message(say("audit-none"))
    actors = {one.actor_id: await _actor(request, one.actor_id) for one in shown}
    taken_back = await audit.undone(reader, [entry.id for entry in shown])
    rows = [
        f"<b>{place}.</b> {_row(request, entry, actors[entry.actor_id], subject, taken_back=entry.id in taken_back)}"
        for place, entry in enumerate(shown, 1)
    ]
    title = say("audit-title") if subject is None else say("audit-title-of", id=subject)
    open_ones = {
        place: entry
        for place, entry in enumerate(shown, 1)
        if entry.id not in taken_back and await _can_be_undone(request, entry)
    }
    return Message(
        lines(title, *rows),
        (*_undo_buttons(request, open_ones, subject), *await _turns(request, shown, subject)),
    )


def _undo_buttons(request: Request, entries: Mapping[int, Entry], subject: NarrativeId | None) -> tuple[Row, ...]:
    behind = f":{subject}" if subject else ""
    buttons = (
        Button(request.say("undo-number", number=str(place)), data=f"undo-entry:{one.id}{behind}")
        for place, one in entries.items()
    )
    return rows_of(buttons, UNDO_IN_A_ROW)


async def _turns(request: Request, shown: Sequence[Entry], subject: NarrativeId | None) -> tuple[Row, ...]:
    """Return the row that leads to newer and older entries, as far as there are any."""
    reader, behind = request.database.reader, f":{subject}" if subject else ""
    newest, oldest = shown[0].id, shown[-1].id
    row: list[Button] = []
    if await audit.page(reader, 1, subject=subject, after=newest):
        row.append(Button("◀", data=f"audit:>{newest}{behind}"))
    if await audit.page(reader, 1, subject=subject, before=oldest):
        row.append(Button("▶", data=f"audit:<{oldest}{behind}"))
    return (tuple(row),) if row else ()


async def _can_be_undone(request: Request, entry: Entry) -> bool:
    if entry.change is None:
        return False
    narrative = await narratives.get(request.database.reader, NarrativeId(entry.subject))
    return narrative is not None and undone(narrative, entry.change) not in {None, narrative}


def _row(request: Request, entry: Entry, actor: str, subject: NarrativeId | None, *, taken_back: bool) -> str:
    time = short_time(entry.at, request.say, request.zone, now=request.now)
    back = " ↩️" if taken_back else ""
    return f"{escaped(time)} · {actor}: {_what(request, entry, subject)}{back}"


def _what(request: Request, entry: Entry, known: NarrativeId | None = None) -> Markup:
    """Say what was done, to what unless that is known, in which words."""
    about = "" if entry.subject == known else f" · <code>{escaped(subject_in_words(entry, request.say))}</code>"
    if entry.action == "undone":
        return Markup(f"{request.say('audit-undone', what=_action(request, entry.detail))}{about}")
    words = detail_in_words(entry, request.say, request.zone, request.now)
    detail = f" {in_quotes(shortened(words, 80), request.say)}" if words else ""
    return Markup(f"{_action(request, entry.action)}{about}{detail}")


def _action(request: Request, action: str) -> Markup:
    if action not in TOLD:
        return Markup(f"<code>{escaped(action)}</code>")
    return request.say(f"audit-{action.replace('.', '-')}", what="…")


async def _actor(request: Request, actor: int) -> Markup:
    if actor == 0:
        return request.say("audit-program")
    if actor == NOBODY:
        return request.say("audit-nobody")
    person = await subscribers.get(request.database.reader, ChatId(actor))
    return escaped(shortened(person.name, 30)) if person is not None and person.name else escaped(str(actor))


async def _title(request: Request, entry: Entry) -> str:
    narrative = await narratives.get(request.database.reader, NarrativeId(entry.subject))
    return shortened(narrative.title, 60) if narrative is not None else entry.subject
