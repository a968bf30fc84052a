from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Narrative, NarrativeStatus, Phrase, PhraseKind
from storage.narratives import narratives
from tests.fakes import START

if TYPE_CHECKING:
    from storage.database import Connection

FEINT = NarrativeId("feint")


async def test_a_narrative_is_kept_with_its_phrases(connection: Connection) -> None:
    assert await narratives.add(connection, Narrative(FEINT, "Feint", "A ruse", threshold=85), START)
    first = await narratives.add_phrase(connection, FEINT, "a ruse", START)
    second = await narratives.add_phrase(connection, FEINT, "in chess", START, kind=PhraseKind.EXCLUDE, threshold=90)
    assert first is not None
    assert second is not None
    phrases = (Phrase(first, FEINT, "a ruse"), Phrase(second, FEINT, "in chess", PhraseKind.EXCLUDE, 90))
    expected = Narrative(FEINT, "Feint", "A ruse", threshold=85, phrases=phrases)
    assert await narratives.get(connection, FEINT) == expected
    assert await narratives.list_all(connection) == [expected]
    assert await narratives.get(connection, NarrativeId("other")) is None


async def test_an_id_that_is_taken_changes_nothing(connection: Connection) -> None:
    await narratives.add(connection, Narrative(FEINT, "Feint"), START)
    assert not await narratives.add(connection, Narrative(FEINT, "Another"), START)
    (kept,) = await narratives.list_all(connection)
    assert kept.title == "Feint"


async def test_a_phrase_is_kept_once_for_each_kind(connection: Connection) -> None:
    await narratives.add(connection, Narrative(FEINT, "Feint"), START)
    assert await narratives.add_phrase(connection, FEINT, "ruse", START) is not None
    assert await narratives.add_phrase(connection, FEINT, "ruse", START) is None
    assert await narratives.add_phrase(connection, FEINT, "ruse", START, kind=PhraseKind.EXCLUDE) is not None


async def test_a_removed_phrase_is_out_of_use_keeps_its_text_and_may_come_back(connection: Connection) -> None:
    await narratives.add(connection, Narrative(FEINT, "Feint"), START)
    first = await narratives.add_phrase(connection, FEINT, "ruse", START)
    assert first is not None
    await narratives.remove_phrase(connection, first, START)
    (kept,) = await narratives.list_all(connection)
    assert kept.phrases == ()
    assert await narratives.phrase_texts(connection) == {first: "ruse"}
    again = await narratives.add_phrase(connection, FEINT, "ruse", START)
    assert again not in {None, first}


async def test_active_narratives_come_first_then_paused_then_archived(connection: Connection) -> None:
    for title, status in [
        ("Archived", NarrativeStatus.ARCHIVED),
        ("Paused", NarrativeStatus.PAUSED),
        ("b active", NarrativeStatus.ACTIVE),
        ("A active", NarrativeStatus.ACTIVE),
    ]:
        await narratives.add(connection, Narrative(NarrativeId(title), title, status=status), START)
    titles = [narrative.title for narrative in await narratives.list_all(connection)]
    assert titles == ["A active", "b active", "Paused", "Archived"]


async def test_a_narrative_is_put_as_it_is_given_and_phrases_keep_their_numbers(connection: Connection) -> None:
    phrases = tuple(Phrase(PhraseId(0), FEINT, text) for text in ("ruse", "trap", "trick"))
    await narratives.put(connection, Narrative(FEINT, "Feint", phrases=phrases), START)
    first = await narratives.get(connection, FEINT)
    assert first is not None
    numbers = {phrase.text: phrase.id for phrase in first.phrases}

    kept, raised, _ = first.phrases
    exclusion = Phrase(PhraseId(0), FEINT, "trick", PhraseKind.EXCLUDE)
    wanted = Narrative(FEINT, "The feint", "A ruse", NarrativeStatus.PAUSED, 80.0, urgent=True)
    wanted = replace(wanted, phrases=(kept, replace(raised, threshold=90.0), exclusion))
    await narratives.put(connection, wanted, START)

    second = await narratives.get(connection, FEINT)
    assert second is not None
    assert replace(second, phrases=()) == replace(wanted, phrases=())
    assert [(one.text, one.kind, one.threshold) for one in second.phrases] == [
        ("ruse", PhraseKind.WATCH, None),
        ("trap", PhraseKind.WATCH, 90),
        ("trick", PhraseKind.EXCLUDE, None),
    ]
    assert [one.id for one in second.phrases[:2]] == [numbers["ruse"], numbers["trap"]]
