"""Narratives to and from files: what a file says, checked, and what storage has, written into a file."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from bot.matching import UnusablePhrase, check_phrase
from bot.matching.phrases.phrase import take_marks
from bot.narratives.file.positions import lines_of
from bot.narratives.file.schema import (
    FAULTS_NAMED,
    LARGEST,
    FileFault,
    InvalidNarratives,
    NarrativeEntry,
    PhraseEntry,
    parse_narratives,
    too_large,
)
from bot.narratives.file.writer import written
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Narrative, NarrativeStatus, Phrase, PhraseKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.narratives.file.schema import NarrativesFile


MANY = "the database would have more than {limit} narratives, including archived ones."


@dataclass(frozen=True, slots=True)
class FileContents:
    """What a narratives file says. `channels` are those it suggests, by @name without the @."""

    narratives: tuple[Narrative, ...]
    channels: tuple[str, ...] = ()


def read(content: bytes, name: str) -> tuple[str, FileContents]:
    """Read a narratives file: return its text, and what it says. Raises InvalidNarratives naming every fault."""
    if len(content) > LARGEST:
        raise too_large(name)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _invalid(name, [FileFault(line, "", "not-text", "it is not UTF-8 text")]) from None
    return text, understood(text, name)


def understood(text: str, name: str) -> FileContents:
    """Return what the text of a narratives file says. Raises InvalidNarratives naming every fault."""
    file = parse_narratives(text, name)
    faults = list(islice(unusable(file), FAULTS_NAMED))
    if faults:
        lines = lines_of(text, [("narrative", number, key, place) for number, key, place, _ in faults])
        raise _invalid(name, [_phrase_fault(line, file, *one) for line, one in zip(lines, faults, strict=True)])
    return FileContents(tuple(map(narrative_of, file.narrative)), tuple(one.username for one in file.channel))


def narrative_of(entry: NarrativeEntry) -> Narrative:
    """Return the narrative that an entry of a file says: a phrase that begins with a hyphen is an exclusion."""
    name = NarrativeId(entry.id)
    phrases: dict[tuple[PhraseKind, str], Phrase] = {}
    for one, kind in [*((one, PhraseKind.WATCH) for one in entry.phrases), *_exclusions(entry)]:
        excludes, text = take_marks(one.text)
        kind = PhraseKind.EXCLUDE if excludes else kind  # noqa: PLW2901 - its mark says so
        phrase = Phrase(PhraseId(0), name, " ".join(text.split()), kind, one.threshold)
        phrases.setdefault((kind, phrase.text), phrase)
    return Narrative(
        name,
        " ".join(entry.title.split()),
        entry.description,
        NarrativeStatus(entry.status),
        entry.threshold,
        tuple(phrases.values()),
        entry.urgent,
    )


def _exclusions(entry: NarrativeEntry) -> Iterator[tuple[PhraseEntry, PhraseKind]]:
    return ((one, PhraseKind.EXCLUDE) for one in entry.exclude)


def in_a_file(narratives: Sequence[Narrative], document: str | None) -> str:
    """Return a file with these narratives, in the form and with the comments of `document` if there is one."""
    return written([_entry(narrative) for narrative in sorted(narratives, key=lambda one: one.id)], document)


def _entry(narrative: Narrative) -> NarrativeEntry:
    def of(kind: PhraseKind) -> tuple[PhraseEntry, ...]:
        return tuple(
            PhraseEntry.model_construct(text=one.text, threshold=one.threshold)
            for one in narrative.phrases
            if one.kind is kind
        )

    return NarrativeEntry.model_construct(
        id=narrative.id,
        title=narrative.title,
        description=narrative.description,
        status=narrative.status.value,
        urgent=narrative.urgent,
        threshold=narrative.threshold,
        phrases=of(PhraseKind.WATCH),
        exclude=of(PhraseKind.EXCLUDE),
    )


def unusable(file: NarrativesFile) -> Iterator[tuple[int, str, int, UnusablePhrase]]:
    """Find every phrase of a file that cannot work: number of the narrative, name of the list, place there, why."""
    for number, entry in enumerate(file.narrative):
        for name, entries in (("phrases", entry.phrases), ("exclude", entry.exclude)):
            for place, one in enumerate(entries):
                try:
                    check_phrase(" ".join(one.text.split()))
                except UnusablePhrase as error:
                    yield number, name, place, error


def _phrase_fault(
    line: int | None, file: NarrativesFile, number: int, name: str, place: int, error: UnusablePhrase
) -> FileFault:
    where = f"narrative {number + 1} ({file.narrative[number].id}), {name} {place + 1}"
    return FileFault(
        line, where, f"phrase-{error.reason}", f"“{error.text}” can't be watched: {error.reason}", error.text
    )


def _invalid(name: str, faults: Sequence[FileFault]) -> InvalidNarratives:
    return InvalidNarratives("\n".join(f"{name}: {fault}" for fault in faults), tuple(faults))
