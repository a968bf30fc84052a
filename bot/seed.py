"""Put the narratives of a file into storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.markup import plain
from bot.core.matching import UnusablePhrase, check_phrase
from bot.locale import Speaker
from config.narratives import InvalidNarratives
from storage import audit
from storage import narratives as stored
from storage.model import Narrative, NarrativeId, PhraseKind

if TYPE_CHECKING:
    from datetime import datetime

    from config.narratives import NarrativeEntry, NarrativesFile
    from storage.database import Connection


def check(file: NarrativesFile) -> None:
    """Check that every phrase of a file can work. Raises InvalidNarratives naming all that cannot, and why."""
    say = Speaker("en")  # like all that is wrong with a file, it is said on a terminal
    faults: list[str] = []
    for entry in file.narrative:
        for text in (*(phrase.text for phrase in entry.phrases), *entry.exclude):
            try:
                check_phrase(text)
            except UnusablePhrase as error:
                faults.append(f"narrative {entry.id}: {plain(say(f'phrase-{error.reason}', phrase=text))}")
    if faults:
        raise InvalidNarratives("\n".join(faults))


async def add_narratives(connection: Connection, file: NarrativesFile, now: datetime) -> int:
    """Add what storage does not have yet, and return how many narratives were new; nothing stored is changed."""
    return sum([await _add(connection, entry, now) for entry in file.narrative])


async def _add(connection: Connection, entry: NarrativeEntry, now: datetime) -> bool:
    name = NarrativeId(entry.id)
    narrative = Narrative(name, entry.title, entry.description, threshold=entry.threshold, urgent=entry.urgent)
    is_new = await stored.add(connection, narrative, now)
    for phrase in entry.phrases:
        await stored.add_phrase(connection, name, phrase.text, now, threshold=phrase.threshold)
    for text in entry.exclude:
        await stored.add_phrase(connection, name, text, now, kind=PhraseKind.EXCLUDE)
    if is_new:
        await audit.note(connection, 0, "narrative.added", name, now, entry.title)
    return is_new
