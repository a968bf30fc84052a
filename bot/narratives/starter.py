"""Put the narratives of a file into storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.matching import unfound
from bot.narratives.file.convert import MANY, narrative_of, unusable
from bot.narratives.file.schema import MOST_NARRATIVES, InvalidNarratives, NarrativesFile, parse_narratives
from bot.ui.locale import Speaker
from bot.ui.markup import plain
from config.starter import starter_text
from storage.narratives import audit
from storage.narratives import narratives as stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.matching import Lexicon
    from bot.narratives.file.schema import NarrativeEntry
    from storage.database import Connection


def check(file: NarrativesFile) -> None:
    """Check that every phrase of a file can work. Raises InvalidNarratives naming all that cannot, and why."""
    say = Speaker("en")  # like all that is wrong with a file, it is said on a terminal
    faults = [
        f"narrative {file.narrative[number].id}: {plain(say(f'phrase-{error.reason}', phrase=error.text))}"
        for number, _, _, error in unusable(file)
    ]
    if faults:
        raise InvalidNarratives("\n".join(faults))


def warnings(file: NarrativesFile, lexicon: Lexicon) -> Iterator[str]:
    """Yield a sentence for each phrase of a file that would not find its own words, and say in which writing."""
    say = Speaker("en")
    for entry in file.narrative:
        for phrase in narrative_of(entry).phrases:
            way = unfound(phrase.text, lexicon, threshold=phrase.threshold)
            if way is not None:
                yield f"narrative {entry.id}: {plain(say(f'phrase-unfound-{way}', phrase=phrase.text))}"


async def add_narratives(connection: Connection, file: NarrativesFile, now: datetime) -> int:
    """Add what storage does not have yet, and return how many narratives were new; nothing stored is changed.

    Raises InvalidNarratives where there would be too many.
    """
    ids = {narrative.id for narrative in await stored.list_all(connection)}
    if len(ids | {entry.id for entry in file.narrative}) > max(MOST_NARRATIVES, len(ids)):
        raise InvalidNarratives(MANY.format(limit=MOST_NARRATIVES).capitalize())
    return sum([await _add(connection, entry, now) for entry in file.narrative])


async def _add(connection: Connection, entry: NarrativeEntry, now: datetime) -> bool:
    narrative = narrative_of(entry)
    is_new = await stored.add(connection, narrative, now)
    for phrase in narrative.phrases:
        await stored.add_phrase(
            connection, narrative.id, phrase.text, now, kind=phrase.kind, threshold=phrase.threshold
        )
    if is_new:
        await audit.record(connection, 0, "narrative.added", narrative.id, now, narrative.title)
    return is_new


def starter_narratives() -> NarrativesFile:
    """Return the narratives that the program ships."""
    return parse_narratives(starter_text(), "narratives.toml")
