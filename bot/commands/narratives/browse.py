"""Narratives and their phrases in pages, with a button for everything that can be done about one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.arguments.numbers import row_number
from bot.commands.narratives.edit import Edited, edit_narrative, undo_button
from bot.commands.narratives.narratives import known, read_threshold, status_steps
from bot.commands.narratives.phrase_lines import in_use, with_threshold
from bot.commands.narratives.phrases import removal
from bot.commands.narratives.urgency import MARK, make_urgent, urgency_said
from bot.commands.request import ButtonAnswer, UsageError
from bot.narratives.editing import Edit
from bot.ui.keyboard import choice, page_number, page_of, rows_of, turns
from bot.ui.markup import bold, escaped, lines, shortened
from bot.ui.message import Button, Message
from storage.model.ids import PhraseId
from storage.model.narratives import NarrativeStatus, PhraseKind
from storage.narratives import hit_counts
from storage.narratives import narratives as stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.commands.request import Request
    from bot.ui.keyboard import Row
    from storage.model.ids import NarrativeId
    from storage.model.narratives import Narrative, Phrase
    from storage.narratives.hit_counts import Hits

NARRATIVES_AT_ONCE = 10
PHRASES_AT_ONCE = 15
BUTTONS_IN_A_ROW = 5
THRESHOLDS = (70, 80, 85, 90, 95)
DEFAULT = "default"


async def show(request: Request) -> Message:
    """Show a narrative with its phrases; without an id, all narratives."""
    if not request.arguments.strip():
        return await _narratives(request, 0)
    return await _narrative(request, await known(request, request.words(1, 1)[0]), 0)


async def turn_narratives(request: Request) -> Message:
    """Show a page of the narratives; the button carries its number."""
    return await _narratives(request, page_number(request.arguments))


async def turn_narrative(request: Request) -> Message:
    """Show a page of a narrative's phrases, as the button says."""
    page, _, name = request.arguments.partition(":")
    return await _narrative(request, await known(request, name), page_number(page))


async def set_status(request: Request) -> ButtonAnswer:
    """Pause, resume or archive the narrative that the button names."""
    word, _, name = request.arguments.partition(":")
    narrative = await known(request, name)
    if word not in set(NarrativeStatus):
        raise UsageError("button-stale")
    status = NarrativeStatus(word)
    done = await edit_narrative(request, narrative.id, lambda now: status_steps(now, status))
    notice = request.say(f"narrative-now-{status}", title=bold(narrative.title))
    return await _narrative_changed(request, done, notice)


async def set_urgent(request: Request) -> ButtonAnswer:
    """Have the alerts of a narrative pass quiet hours, or no more, as the button says."""
    word, _, name = request.arguments.partition(":")
    narrative = await known(request, name)
    done = await make_urgent(request, narrative.id, urgent=word == "yes")
    return await _narrative_changed(request, done, urgency_said(request, done))


async def show_phrase(request: Request) -> Message:
    """Show the phrase that the button names."""
    phrase = await _phrase(request, request.arguments)
    return await _phrase_page(request, phrase)


async def remove(request: Request) -> ButtonAnswer:
    """Remove the phrase that the button names, and show those that are left."""
    phrase = await _phrase(request, request.arguments)
    done = await edit_narrative(request, phrase.narrative_id, lambda now: removal(now, phrase))
    notice = request.say("phrase-removed", phrase=phrase.text, title=bold(done.after.title))
    return await _narrative_changed(request, done, notice)


async def set_threshold(request: Request) -> ButtonAnswer:
    """Give a phrase the threshold that the button says, or leave it to the narrative's."""
    number, _, word = request.arguments.partition(":")
    phrase = await _phrase(request, number)
    threshold = None if word == DEFAULT else read_threshold(word)

    def change(narrative: Narrative) -> Sequence[Edit]:
        becomes = with_threshold(narrative, in_use(narrative, phrase.id), threshold)
        return [Edit("phrase.threshold", becomes, phrase.text)]

    done = await edit_narrative(request, phrase.narrative_id, change)
    page = await _phrase_page(request, replace(phrase, threshold=threshold))
    return ButtonAnswer(replace(page, buttons=(*page.buttons, *undo_button(request, done.entry))))


async def _phrase(request: Request, number: str) -> Phrase:
    phrase = await stored.phrase(request.database.reader, PhraseId(row_number(number)))
    if phrase is None:
        raise UsageError("phrase-gone")
    return phrase


async def _narrative_changed(request: Request, done: Edited, notice: str) -> ButtonAnswer:
    page = await _narrative(request, done.after, 0)
    return ButtonAnswer(replace(page, buttons=(*page.buttons, *undo_button(request, done.entry))), notice=notice)


async def _narratives(request: Request, number: int) -> Message:
    every = await stored.list_all(request.database.reader)
    if not every:
        raise UsageError("narrative-none-yet")
    shown, number, pages = page_of(every, number, NARRATIVES_AT_ONCE)
    rows = [_narrative_line(request, narrative) for narrative in shown]
    buttons = tuple((Button(shortened(one.title, 50), data=f"narrative:0:{one.id}"),) for one in shown)
    title = request.say("phrases-choose", page=number + 1, pages=pages)
    return Message(lines(title, *rows), (*buttons, *turns("narrative-list", number, pages)))


def _narrative_line(request: Request, narrative: Narrative) -> str:
    urgent = f"{MARK} " if narrative.urgent else ""
    line = request.say(
        f"phrases-narrative-{narrative.status}",
        id=narrative.id,
        title=shortened(narrative.title, 50),
        count=len(narrative.phrases),
    )
    return f"{urgent}{line}"


async def _narrative(request: Request, narrative: Narrative, number: int) -> Message:
    say, reader = request.say, request.database.reader
    phrases, number, pages = page_of([*enumerate(narrative.phrases, 1)], number, PHRASES_AT_ONCE)
    found = await hit_counts.of_phrases(reader, narrative.id, request.now)
    posts = await hit_counts.of_narrative(reader, narrative.id, request.now)
    text = lines(
        say("phrases-title", title=bold(narrative.title), count=len(narrative.phrases)),
        escaped(shortened(narrative.description, 400)),
        _state(request, narrative),
        say("narrative-hits", week=posts.week, month=posts.month),
        say("phrases-legend") if phrases else "",
        *(_phrase_line(place, phrase, found.get(phrase.text, hit_counts.Hits())) for place, phrase in phrases),
        say("phrases-hint", id=narrative.id),
    )
    numbers = [Button(str(place), data=f"phrase:{phrase.id}") for place, phrase in phrases]
    buttons = (
        *rows_of(numbers, BUTTONS_IN_A_ROW),
        *turns("narrative", number, pages, narrative.id),
        _status_buttons(request, narrative),
        (Button(say("to-narratives"), data="narrative-list:0"),),
    )
    return Message(text, buttons)


def _state(request: Request, narrative: Narrative) -> str:
    """Say how a narrative is matched: by which threshold, whether at all, and whether it is urgent."""
    say = request.say
    threshold = say("threshold-default") if narrative.threshold is None else round(narrative.threshold, 1)
    return lines(
        say("narrative-state", id=narrative.id, threshold=threshold),
        say("narrative-is-paused") if narrative.status is NarrativeStatus.PAUSED else "",
        say("narrative-is-archived-now") if narrative.status is NarrativeStatus.ARCHIVED else "",
        say("narrative-is-urgent") if narrative.urgent else "",
    )


def _phrase_line(place: int, phrase: Phrase, found: Hits) -> str:
    sign = "− " if phrase.kind is PhraseKind.EXCLUDE else ""
    threshold = f" ≥{phrase.threshold:g}" if phrase.threshold is not None else ""
    count = f" · {found.week} / {found.month}" if phrase.kind is PhraseKind.WATCH else ""
    return f"<b>{place}.</b> {sign}{escaped(shortened(phrase.text, 50))}{threshold}{count}"


def _status_buttons(request: Request, narrative: Narrative) -> tuple[Button, ...]:
    say = request.say
    urgent = "no" if narrative.urgent else "yes"
    others = [status for status in NarrativeStatus if _leads_to(narrative.status, status)]
    return (
        *(Button(say(f"make-{status}"), data=f"status:{status}:{narrative.id}") for status in others),
        Button(say(f"make-urgent-{urgent}"), data=f"urgent:{urgent}:{narrative.id}"),
    )


def _leads_to(status: NarrativeStatus, other: NarrativeStatus) -> bool:
    """Tell whether a button leads from one status to the other: what is archived is brought back first."""
    return other is not status and (status is not NarrativeStatus.ARCHIVED or other is NarrativeStatus.ACTIVE)


async def _phrase_page(request: Request, phrase: Phrase) -> Message:
    say = request.say
    narrative = await known(request, phrase.narrative_id)
    found = (await hit_counts.of_phrases(request.database.reader, phrase.narrative_id, request.now)).get(
        phrase.text, hit_counts.Hits()
    )
    own = phrase.threshold if phrase.threshold is not None else narrative.threshold
    key = "threshold-own" if phrase.threshold is not None else "threshold-of-narrative"
    text = lines(
        say(f"phrase-page-{phrase.kind}", phrase=phrase.text, title=bold(narrative.title)),
        say(key, threshold=say("threshold-default") if own is None else round(own, 1)),
        say("phrase-hits", week=found.week, month=found.month) if phrase.kind is PhraseKind.WATCH else "",
        say("threshold-hint"),
    )
    return Message(text, _phrase_buttons(request, phrase, narrative.id))


def _phrase_buttons(request: Request, phrase: Phrase, narrative_id: NarrativeId) -> tuple[Row, ...]:
    say = request.say
    values = [
        choice(f"≥{value}", f"threshold:{phrase.id}:{value}", chosen=phrase.threshold == value) for value in THRESHOLDS
    ]
    return (
        tuple(values),
        (choice(say("threshold-usual"), f"threshold:{phrase.id}:{DEFAULT}", chosen=phrase.threshold is None),),
        (Button(say("phrase-remove"), data=f"unwatch:{phrase.id}"),),
        (Button(say("to-phrases"), data=f"narrative:0:{narrative_id}"),),
    )
