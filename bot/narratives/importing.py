"""Take the narratives of a file in, and say beforehand what that would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.matching import unfound
from bot.narratives.editing import Edit, apply_edits
from bot.narratives.rules.changes import FIELDS, PHRASES, phrase_changes
from bot.narratives.rules.diff import archived
from bot.ui.format import in_quotes
from bot.ui.markup import Markup, bold, lines, shortened
from storage.model.narratives import PhraseKind
from storage.narratives import narratives

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.matching import Lexicon, Unfound
    from bot.narratives.rules.diff import Difference, Differing
    from bot.ui.markup import Say
    from storage.database import Connection
    from storage.model.ids import ChatId
    from storage.model.narratives import Change, Phrase

MOST_NARRATIVES = 5_000  # in all, archived ones included
MOST_ROWS = 24  # so that the longest fit one message, which takes the place of another
PHRASES_SHOWN = 6  # of a narrative, of each kind of change
NAMES_SHOWN = 10


class TooManyNarratives(Exception):
    """With those of a file there would be more narratives than there may be."""


def is_too_many(present: int, wanted: Difference) -> bool:
    """Tell whether a file would bring more narratives than there is room for beside those that are `present`."""
    new = sum(one.now is None for one in wanted.differing)
    return new > 0 and present + new > MOST_NARRATIVES


async def take_in(
    connection: Connection, actor: ChatId | int, wanted: Difference, now: datetime, *, archive_missing: bool
) -> int | None:
    """Change all narratives that differ, in the caller's transaction; return the entry that it is undone by.

    Raises TooManyNarratives.
    """
    if is_too_many(len(await narratives.list_all(connection)), wanted):
        raise TooManyNarratives
    batch: int | None = None
    for one in wanted.differing:
        action = "narrative.imported" if one.now is not None else "narrative.added"
        step = Edit(action, one.wanted, _in_short(one.change, one.wanted.title))
        batch = await apply_edits(connection, actor, one.now, [step], now, batch=batch)
    for narrative in wanted.missing if archive_missing else ():
        step = Edit("narrative.archived", archived(narrative))
        batch = await apply_edits(connection, actor, narrative, [step], now, batch=batch)
    return batch


def _in_short(change: Change, title: str) -> str:
    """Say for the audit log what a file changed: the title of what is new, or the fields and how many phrases."""
    if change.before is None:
        return title
    fields = [name for name in change.after if name in FIELDS]
    phrases = phrase_changes(change)
    counts = [f"+{len(phrases.added)}", f"−{len(phrases.removed)}", f"≥{len(phrases.other)}"]
    return ", ".join([*fields, " ".join(counts)] if PHRASES in change.after else fields)


def unfound_phrases(wanted: Difference, lexicon: Lexicon) -> list[tuple[Phrase, Unfound]]:
    """Return the new phrases that would not find their own words, and in which writing. Any thread may ask."""
    new = [phrase for one in wanted.differing for phrase in _new_phrases(one)]
    ways = [(phrase, unfound(phrase.text, lexicon, threshold=phrase.threshold)) for phrase in new]
    return [(phrase, way) for phrase, way in ways if way is not None]


def told(wanted: Difference, say: Say, not_found: Sequence[tuple[Phrase, Unfound]]) -> Markup:
    """Say what taking a file in would change, narrative by narrative, as far as a message has room.

    `not_found` are the new phrases that would not find their own words.
    """
    new = sum(one.now is None for one in wanted.differing)
    rows = [row for one in wanted.differing for row in _rows(one, say)]
    shown = rows[:MOST_ROWS]
    rest = len(rows) - len(shown)
    return lines(
        say("import-counts", new=new, changed=len(wanted.differing) - new, same=wanted.same),
        *shown,
        say("import-more", count=rest) if rest else "",
        *_warnings(not_found, say),
        _missing(wanted, say),
    )


def _warnings(not_found: Sequence[tuple[Phrase, Unfound]], say: Say) -> Iterator[str]:
    for phrase, way in not_found[:PHRASES_SHOWN]:
        yield say(f"phrase-unfound-{way}", phrase=shortened(phrase.text, 60))
    if len(not_found) > PHRASES_SHOWN:
        yield say("import-more", count=len(not_found) - PHRASES_SHOWN)


def _new_phrases(one: Differing) -> Sequence[Phrase]:
    return one.wanted.phrases if one.now is None else phrase_changes(one.change).added


def _rows(one: Differing, say: Say) -> Iterator[str]:
    title = bold(shortened(one.wanted.title, 50))
    if one.now is None:
        count = sum(phrase.kind is PhraseKind.WATCH for phrase in one.wanted.phrases)
        yield say("import-new", title=title, id=one.wanted.id, count=count)
        return
    yield say("import-changed", title=title, id=one.wanted.id)
    before = one.change.before or {}
    for name in FIELDS:
        if name in one.change.after:
            was, becomes = (_value(name, value, say) for value in (before[name], one.change.after[name]))
            yield say("import-field", name=say(f"field-{name}"), was=was, becomes=becomes)
    phrases = phrase_changes(one.change)
    yield from _phrase_rows("+", phrases.added, say)
    yield from _phrase_rows("−", phrases.removed, say)
    for old, phrase in phrases.other[:PHRASES_SHOWN]:
        was, becomes = (_value("threshold", value, say) for value in (old.threshold, phrase.threshold))
        yield say("import-threshold", phrase=shortened(phrase.text, 60), was=was, becomes=becomes)
    if len(phrases.other) > PHRASES_SHOWN:
        yield say("import-more", count=len(phrases.other) - PHRASES_SHOWN)


def _phrase_rows(sign: str, phrases: list[Phrase], say: Say) -> Iterator[str]:
    for phrase in phrases[:PHRASES_SHOWN]:
        mark = "-" if phrase.kind is PhraseKind.EXCLUDE else ""
        threshold = "" if phrase.threshold is None else f" ≥{phrase.threshold:g}"
        yield Markup(f"   {sign} {in_quotes(mark + shortened(phrase.text, 60), say)}{threshold}")
    if len(phrases) > PHRASES_SHOWN:
        yield Markup(f"   {sign} {say('import-more', count=len(phrases) - PHRASES_SHOWN)}")


def _value(name: str, value: object, say: Say) -> str:
    if name == "status":
        return say(f"status-word-{value}")
    if isinstance(value, bool):
        return say("word-yes" if value else "word-no")
    if isinstance(value, int | float):
        return f"{value:g}"
    return say("threshold-default") if value is None else in_quotes(shortened(str(value), 60), say)


def _missing(wanted: Difference, say: Say) -> str:
    if not wanted.missing:
        return ""
    names = ", ".join(narrative.id for narrative in wanted.missing[:NAMES_SHOWN])
    more = "…" if len(wanted.missing) > NAMES_SHOWN else ""
    return say("import-missing", count=len(wanted.missing), names=f"{names}{more}")
