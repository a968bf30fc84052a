"""Mute everything or one narrative for a while, see what is muted, and end it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.alerts.gate import reconsider_held
from bot.commands.alerts.mute_spans import next_morning
from bot.commands.arguments.times import Ending, read_ending
from bot.commands.narratives.by_title import exactly_named, named
from bot.commands.request import NeedsArguments, UsageError
from bot.commands.settings.setting import afresh, back
from bot.runtime.wall_time import next_time
from bot.ui.format import short_time
from bot.ui.keyboard import page_number, page_of, rows_of, turns
from bot.ui.markup import bold, lines, plain, shortened
from bot.ui.message import Button, Message
from storage.model.ids import FOR_EVER, NarrativeId
from storage.people import preferences, subscriptions

if TYPE_CHECKING:
    from datetime import datetime

    from bot.commands.request import Request
    from bot.ui.keyboard import Row
    from bot.ui.markup import Markup
    from storage.database import Connection
    from storage.people.subscriptions import Subscription

PAGE = 8  # narratives at once
PICK, ONE, END = "pick", "one", "end"
# What the buttons offer. Their data have room for short names only.
SPANS = {
    "1h": Ending(after=timedelta(hours=1)),
    "8h": Ending(after=timedelta(hours=8)),
    "dawn": Ending(tomorrow=True),
    "ever": Ending(),
}
SHORT_SPANS = ("1h", "8h", "dawn")


async def mute(request: Request) -> Message:
    """Mute all, or the narrative that is named, for as long as is said; without arguments show what is muted."""
    words = request.arguments.split()
    if not words:
        return await _page(request)
    read = await _read(request, words)
    if read is None:
        titled, ending = await _titled(request, words)
        if len(titled) > 1:
            return _which(request, titled, ending)
        read = titled[0].narrative_id, ending
    narrative, ending = read
    return await _muted(await _set(request, narrative, ending), narrative, ending)


async def press(request: Request) -> Message:
    """Show what is muted, or mute and end as the button says."""
    word, _, rest = request.arguments.partition(":")
    if not word:
        return await _page(request)
    if word == PICK:
        return await _pick(request, page_number(rest))
    if word == ONE:
        return await _one(request, rest)
    ending = Ending(now=True) if word == END else SPANS.get(word)
    if ending is None:
        raise UsageError("button-stale")
    return await _page(await _set(request, NarrativeId(rest) if rest else None, ending))


async def _read(request: Request, words: list[str]) -> tuple[NarrativeId | None, Ending] | None:
    """Read what is to be muted and until when: the longest beginning that names a narrative is its name.

    None where no narrative is called so.
    """
    whole = read_ending(" ".join(words))
    if whole is not None:
        return None, whole
    for length in range(len(words), 0, -1):
        narrative = await exactly_named(request, " ".join(words[:length]))
        if narrative is not None:
            rest = " ".join(words[length:])
            return narrative, Ending() if not rest else _ending(rest)
    return None


async def _titled(request: Request, words: list[str]) -> tuple[list[Subscription], Ending]:
    """Return what is followed and has the words in its title, at least one, and the ending. Raises UsageError."""
    followed = await subscriptions.of(request.database.reader, request.recipient.id)
    for length in range(len(words), 0, -1):
        ending = read_ending(" ".join(words[length:])) if words[length:] else Ending()
        asked = _words_of(" ".join(words[:length]))
        titled = [one for one in followed if asked <= _words_of(one.title)]
        if ending is not None and titled and not all(word.isdecimal() for word in asked):
            return titled, ending
    await _refuse(request, words)
    raise NeedsArguments


def _words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _which(request: Request, titled: list[Subscription], ending: Ending) -> Message:
    """Ask which of several narratives is meant."""
    shown = titled[:PAGE]
    if ending.now:
        return Message(request.say("mutes-which-end"), tuple(_end_of(request, one) for one in shown))
    buttons = ((Button(shortened(one.title, 50), data=f"mutes:{ONE}:{one.narrative_id}"),) for one in shown)
    return Message(request.say("mutes-which"), tuple(buttons))


async def _refuse(request: Request, words: list[str]) -> None:
    """Raise UsageError that says what is wrong: the name or the time."""
    for length in range(len(words) - 1, 0, -1):  # the time is right, so the name is not
        if read_ending(" ".join(words[length:])) is not None:
            await named(request, " ".join(words[:length]))
    if words[0][0].isdecimal():
        raise UsageError("mutes-unknown-time", words=" ".join(words)[:40])
    await named(request, words[0])


def _ending(words: str) -> Ending:
    ending = read_ending(words)
    if ending is None:
        raise UsageError("mutes-unknown-time", words=words[:40])
    return ending


def _until(request: Request, ending: Ending) -> datetime | None:
    """Return when a mute ends; None where it is ended now."""
    if ending.now:
        return None
    if ending.after is not None:
        return request.now + ending.after
    if ending.at is not None:
        return next_time(request.now, ending.at, request.zone)
    return next_morning(request.now, request.zone, request.recipient) if ending.tomorrow else FOR_EVER


async def _set(request: Request, narrative: NarrativeId | None, ending: Ending) -> Request:
    """Mute or end a mute. Raises UsageError for a narrative that is not followed."""
    until = _until(request, ending)

    async def work(connection: Connection) -> None:
        if narrative is None:
            await preferences.mute(connection, request.recipient.id, until)
        elif not await preferences.mute_narrative(connection, request.recipient.id, narrative, until):
            raise UsageError("settings-not-followed")
        await reconsider_held(connection, request.recipient.id, request.now, request.services.defaults)

    await request.change(work)
    request.services.owed()
    return await afresh(request)


async def _muted(request: Request, narrative: NarrativeId | None, ending: Ending) -> Message:
    """Say what a typed mute did."""
    followed = await subscriptions.of(request.database.reader, request.recipient.id)
    title = next((bold(one.title) for one in followed if one.narrative_id == narrative), None)
    until = _until(request, ending)
    if until is None:
        said = request.say("mutes-ended", title=title) if title else request.say("mutes-ended-all")
        return Message(said)
    rest = f":{narrative}" if narrative else ""
    button = (Button(plain(request.say("mutes-end")), data=f"mutes:{END}{rest}"),)
    if until == FOR_EVER:
        said = request.say("mutes-set-forever", title=title) if title else request.say("mutes-set-all-forever")
    else:
        time = short_time(until, request.say, request.zone, now=request.now)
        said = request.say("mutes-set", title=title, time=time) if title else request.say("mutes-set-all", time=time)
    return Message(lines(said, request.say("mutes-kept")), (button,))


async def _page(request: Request) -> Message:
    followed = await subscriptions.of(request.database.reader, request.recipient.id)
    muted = [one for one in followed if one.muted_until is not None and one.muted_until > request.now]
    shown = muted[:PAGE]
    until = request.recipient.muted_until
    is_muted = until is not None and until > request.now
    rows: list[Row] = [tuple(_span(request, span, "") for span in SHORT_SPANS)]
    if is_muted:
        rows.append((Button(plain(request.say("mutes-end-all")), data=f"mutes:{END}"),))
    rows += [_end_of(request, one) for one in shown]
    if followed:
        rows.append((Button(plain(request.say("mutes-pick")), data=f"mutes:{PICK}:0"),))
    text = lines(
        _state(request, until) if is_muted and until is not None else request.say("mutes-none"),
        *(_narrative_line(request, one) for one in shown),
        request.say("and-more", count=len(muted) - len(shown)) if len(muted) > len(shown) else "",
        request.say("mutes-how"),
    )
    return Message(text, (*rows, back(request)))


def _end_of(request: Request, one: Subscription) -> Row:
    text = plain(request.say("mutes-end-one", title=shortened(one.title, 40)))
    return (Button(text, data=f"mutes:{END}:{one.narrative_id}"),)


def _state(request: Request, until: datetime) -> Markup:
    if until == FOR_EVER:
        return request.say("mutes-all-forever")
    return request.say("mutes-all", time=short_time(until, request.say, request.zone, now=request.now))


def _narrative_line(request: Request, one: Subscription) -> Markup:
    title = bold(shortened(one.title, 60))
    if one.muted_until is None or one.muted_until == FOR_EVER:
        return request.say("mutes-one-forever", title=title)
    return request.say(
        "mutes-one", title=title, time=short_time(one.muted_until, request.say, request.zone, now=request.now)
    )


def _span(request: Request, span: str, rest: str) -> Button:
    return Button(plain(request.say(f"mutes-span-{span}")), data=f"mutes:{span}{rest}")


async def _pick(request: Request, number: int) -> Message:
    """Show the narratives that are followed, each to be muted."""
    followed = await subscriptions.of(request.database.reader, request.recipient.id)
    if not followed:
        return Message(request.say("settings-delivery-none"), (back(request, "mutes"),))
    shown, number, pages = page_of(followed, number, PAGE)
    rows = [(Button(shortened(one.title, 50), data=f"mutes:{ONE}:{one.narrative_id}"),) for one in shown]
    row = turns(f"mutes:{PICK}", number, pages)
    return Message(request.say("mutes-which"), (*rows, *row, back(request, "mutes")))


async def _one(request: Request, name: str) -> Message:
    """Ask for how long one narrative is to be muted."""
    followed = await subscriptions.of(request.database.reader, request.recipient.id)
    one = next((one for one in followed if one.narrative_id == name), None)
    if one is None:
        raise UsageError("settings-not-followed")
    spans = rows_of((_span(request, span, f":{name}") for span in SPANS), 2)
    return Message(request.say("mutes-how-long", title=bold(one.title)), (*spans, back(request, f"mutes:{PICK}:0")))
