"""Operators take narratives out as a file, and send one back: the difference is shown, and applied by a button."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.commands.arguments.numbers import row_number
from bot.commands.narratives.edit import undo_button
from bot.commands.request import ButtonAnswer, NotLoaded, UsageError
from bot.narratives.file import convert
from bot.narratives.file.schema import LARGEST, InvalidNarratives
from bot.narratives.importing import MOST_NARRATIVES, TooManyNarratives, is_too_many, take_in, told, unfound_phrases
from bot.narratives.matcher_sync import reload
from bot.narratives.rules.diff import difference
from bot.ui.markup import escaped, lines, shortened
from bot.ui.message import Button, File, Message
from storage.channels import channels
from storage.model.database import Fact
from storage.narratives import narratives as stored
from storage.narratives import uploads
from storage.ops import facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.commands.request import Attachment, Request
    from bot.narratives.file.convert import FileContents
    from bot.narratives.file.schema import FileFault
    from bot.narratives.rules.diff import Difference
    from bot.ui.markup import Markup
    from storage.database import Connection
    from storage.model.narratives import Narrative
    from storage.narratives.uploads import Import

FILE_NAME = "narratives.toml"
APPLY, REPLACE, DROP = "apply", "replace", "drop"
CHANNELS_NAMED = 10
FAULTS_SHOWN = 15


async def export(request: Request) -> Message:
    """Send all narratives as a file, unless it would be larger than one that is taken back."""
    every = await stored.list_all(request.database.reader)
    if not every:
        raise UsageError("narrative-none-yet")
    document = await facts.get(request.database.reader, Fact.NARRATIVES_FILE)
    content = (await asyncio.to_thread(convert.in_a_file, every, document)).encode()
    if len(content) > LARGEST:
        raise UsageError("export-too-large", limit=LARGEST // 1000)
    phrases = sum(len(narrative.phrases) for narrative in every)
    said = request.say("export-done", narratives=len(every), phrases=phrases)
    return Message(said, file=File(FILE_NAME, content))


async def receive(request: Request, file: Attachment) -> Message:
    """Read a narratives file that somebody sent, show what it would change, and keep it until they decide."""
    name = shortened(file.name, 60) or FILE_NAME
    if not file.name.lower().endswith(".toml"):
        raise UsageError("import-no-narratives-file", name=name)
    if file.size > LARGEST:
        raise UsageError("import-too-large", name=name, limit=LARGEST // 1000)
    try:
        text, contents = await asyncio.to_thread(convert.read, await file.fetch(LARGEST + 1), name)
    except NotLoaded:
        raise UsageError("import-not-loaded", name=name) from None
    except InvalidNarratives as error:
        return Message(_faults(request, name, error.faults))
    every = await stored.list_all(request.database.reader)
    wanted = difference(every, contents.narratives)
    if is_too_many(len(every), wanted):
        raise UsageError("import-many", name=name, limit=MOST_NARRATIVES, present=len(every))
    suggested = await _suggested(request, contents)
    if not wanted.differing and not wanted.missing:
        return Message(lines(request.say("import-nothing", name=name, same=wanted.same), suggested))

    async def work(connection: Connection) -> int:
        return await uploads.save(connection, request.person.id, text, wanted.mark, request.now)

    number = await request.change(work)
    return await _question(request, request.say("import-title", name=name), wanted, number, suggested)


async def decide(request: Request) -> Message | ButtonAnswer:
    """Take a file in, leave it, or have the rest archived, too, as the pressed button says."""
    number_word, _, choice = request.arguments.partition(":")
    number = row_number(number_word)
    kept = await uploads.get(request.database.reader, number, request.person.id)
    if kept is None or choice not in {APPLY, REPLACE, DROP}:
        raise UsageError("button-stale")
    if choice == DROP:
        await request.change(lambda connection: uploads.drop(connection, number))
        return Message(request.say("import-dropped"))
    try:
        _, contents = await asyncio.to_thread(convert.read, kept.text.encode(), FILE_NAME)
    except InvalidNarratives:  # a newer version of the program takes less
        raise UsageError("button-stale") from None
    return await _take_in(request, number, kept, contents.narratives, replaces=choice == REPLACE)


async def _take_in(
    request: Request, number: int, kept: Import, narratives: Sequence[Narrative], *, replaces: bool
) -> Message:
    """Take a file in, unless that would now change something else than was shown: then show it anew."""

    async def work(connection: Connection) -> tuple[Difference, int | None, bool]:
        wanted = difference(await stored.list_all(connection), narratives)
        if wanted.mark != kept.shown:
            again = await uploads.save(connection, request.person.id, kept.text, wanted.mark, request.now)
            return wanted, again, False
        if not await uploads.drop(connection, number):
            raise UsageError("button-stale")
        await facts.save(connection, Fact.NARRATIVES_FILE, kept.text)
        try:
            entry = await take_in(connection, request.person.id, wanted, request.now, archive_missing=replaces)
        except TooManyNarratives:
            raise UsageError("narratives-many", limit=str(MOST_NARRATIVES)) from None
        return wanted, entry, True

    wanted, entry, done = await request.change(work)
    if not done:
        return await _question(request, request.say("import-changed-since"), wanted, entry or 0)
    request.services.owed()
    await _track(request, wanted, archive_missing=replaces)
    return Message(_taken_in(request, wanted, archived=replaces), undo_button(request, entry))


async def _track(request: Request, wanted: Difference, *, archive_missing: bool) -> None:
    names = [one.wanted.id for one in wanted.differing]
    names += [narrative.id for narrative in wanted.missing] if archive_missing else []
    for name in names:
        await reload(request.database.reader, request.services.matcher, name)
        await asyncio.sleep(0)  # a file may bring thousands of phrases: posts come in between


def _taken_in(request: Request, wanted: Difference, *, archived: bool) -> Markup:
    new = sum(one.now is None for one in wanted.differing)
    return request.say(
        "import-done",
        new=new,
        changed=len(wanted.differing) - new,
        archived=len(wanted.missing) if archived else 0,
    )


async def _question(request: Request, title: str, wanted: Difference, number: int, note: str = "") -> Message:
    say = request.say
    not_found = await asyncio.to_thread(unfound_phrases, wanted, request.services.lexicon)
    rows = [Button(say("import-apply"), data=f"import:{number}:{APPLY}")] if wanted.differing else []
    if wanted.missing:
        label = say("import-replace", count=len(wanted.missing))
        rows.append(Button(label, data=f"import:{number}:{REPLACE}"))
    rows.append(Button(say("import-drop"), data=f"import:{number}:{DROP}"))
    return Message(lines(title, told(wanted, say, not_found), note), tuple((button,) for button in rows))


async def _suggested(request: Request, contents: FileContents) -> str:
    """Name the channels that the file suggests and nobody watches: they are added one by one, by their own command."""
    watched = {(one.username or "").casefold() for one in await channels.list_all(request.database.reader)}
    names = [f"@{name}" for name in contents.channels if name.casefold() not in watched]
    shown = ", ".join(names[:CHANNELS_NAMED]) + ("…" if len(names) > CHANNELS_NAMED else "")
    return request.say("import-channels", names=shown) if names else ""


def _faults(request: Request, name: str, faults: tuple[FileFault, ...]) -> Markup:
    say = request.say
    rest = len(faults) - FAULTS_SHOWN
    return lines(
        say("import-faults", name=name),
        *(_fault(request, fault) for fault in faults[:FAULTS_SHOWN]),
        say("import-more", count=rest) if rest > 0 else "",
    )


def _fault(request: Request, fault: FileFault) -> str:
    say = request.say
    line = say("import-line", line=fault.line) if fault.line is not None else ""
    place = escaped(fault.place)
    where = ", ".join(filter(None, [line, place]))
    if fault.reason.startswith("phrase-"):
        why = say(f"phrase-{fault.reason.removeprefix('phrase-')}", phrase=shortened(fault.limit, 60))
    else:
        why = say(f"import-fault-{fault.reason}", limit=shortened(fault.limit, 120))
    return f"• {where}: {why}" if where else f"• {why}"
