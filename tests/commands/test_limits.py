"""What people send and press is refused in a sentence where it is too much."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import bot.narratives.file.schema
from bot.commands.narratives import narratives, phrases
from bot.narratives import importing, starter
from bot.narratives.file import convert
from bot.narratives.rules.diff import difference
from bot.ui.markup import plain
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Narrative, Phrase, PhraseKind
from storage.narratives import narratives as stored
from tests.fakes import START
from tests.fuzz.office import OPERATOR, Office, at_the_desk

if TYPE_CHECKING:
    from storage.database import Connection

FEINT = NarrativeId("feint")
LONG = {
    "/narrative new " + "я" * 121: "The title is too long. Use 120 characters at most.",
    "/narrative rename feint " + "я" * 121: "The title is too long. Use 120 characters at most.",
    "/narrative describe feint " + "я" * 1_001: "The description is too long. Use 1,000 characters at most.",
    "/watch feint " + "я" * 301: "is too long",
    "/watch feint " + "слово " * 13: "is too long",
    "/watch feint" + "\nслово" * 51: "51 lines are too many for one message. Send 50 at most",
    "/try " + "я" * 301: "is too long",
    "/search " + "слово " * 13: "is too long",
    "/why t.me/" + "a" * 300: "is not a link to a post",
    "/channel add @" + "a" * 33: "is not a valid channel name",
    "/" + "a" * 4_000: "Unknown command",
}


def test_what_is_too_long_is_refused_by_name() -> None:
    async def work(office: Office) -> None:
        for written, part in LONG.items():
            (answer,) = await office.write(OPERATOR, written)
            assert part in plain(answer.html)
            assert len(plain(answer.html)) < 600

    at_the_desk(work)


def test_a_narrative_has_so_many_phrases_and_so_many_exclusions() -> None:
    async def work(office: Office) -> None:
        async def fill(connection: Connection) -> None:
            for number in range(phrases.MOST_PHRASES - 2):
                await stored.add_phrase(connection, FEINT, f"слово{number} діло{number}", START)

        await office.database.write(fill)  # one is there
        (taken,) = await office.write(OPERATOR, "/watch feint останнє місце")
        assert "останнє місце" in plain(taken.html)
        (refused,) = await office.write(OPERATOR, "/watch feint зайва фраза\n-зайвий виняток")
        assert "more than 1000 phrases" in plain(refused.html)
        (excluded,) = await office.write(OPERATOR, "/watch feint -зайвий виняток")
        assert "зайвий виняток" in plain(excluded.html)
        narrative = await stored.get(office.database.reader, FEINT)
        assert narrative is not None
        assert len(narrative.phrases) == phrases.MOST_PHRASES + 2

    at_the_desk(work)


def test_there_are_so_many_narratives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narratives, "MOST_NARRATIVES", 3)  # two are there

    async def work(office: Office) -> None:
        await office.write(OPERATOR, "/narrative new Third")
        (refused,) = await office.write(OPERATOR, "/narrative new Fourth")
        assert "You’ve reached the limit of 3 narratives" in plain(refused.html)
        assert len(await stored.list_all(office.database.reader)) == 3

    at_the_desk(work)


def test_commands_and_files_agree_on_how_much_there_may_be() -> None:
    assert importing.MOST_NARRATIVES == bot.narratives.file.schema.MOST_NARRATIVES
    assert phrases.MOST_PHRASES == bot.narratives.file.schema.MOST_PHRASES


def test_data_that_no_button_can_carry_are_not_looked_at() -> None:
    async def work(office: Office) -> None:
        assert (await office.press(OPERATOR, "quality" + ":" * 57)) is not None
        answer = await office.press(OPERATOR, "narrative-list:0" + " " * 49)
        assert answer is not None
        assert "out of date" in answer.notice
        shown = await office.press(OPERATOR, "narrative-list:0")
        assert shown is not None
        assert shown.message is not None

    at_the_desk(work)


def test_files_bring_no_more_narratives_than_commands_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_NARRATIVES", 3)  # two are there

    async def work(office: Office) -> None:
        async def take(*names: str) -> int:
            entries = (f'[[narrative]]\nid = "{name}"\ntitle = "{name}"\nphrases = ["{name} діло"]\n' for name in names)
            _, contents = convert.read("".join(entries).encode(), "a.toml")
            wanted = difference(await stored.list_all(office.database.reader), contents.narratives)
            await office.database.write(
                lambda connection: importing.take_in(connection, OPERATOR, wanted, START, archive_missing=False)
            )
            return len(await stored.list_all(office.database.reader))

        assert await take("one") == 3
        with pytest.raises(importing.TooManyNarratives):
            await take("two")
        assert await take("one", "feint") == 3  # what is there may be changed

    at_the_desk(work)


def test_a_replay_into_one_database_brings_no_more_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starter, "MOST_NARRATIVES", 3)

    async def work(office: Office) -> None:
        entries = "".join(f'[[narrative]]\nid = "n{number}"\ntitle = "T"\n' for number in range(2))
        file = bot.narratives.file.schema.parse_narratives(entries, "a.toml")
        with pytest.raises(bot.narratives.file.schema.InvalidNarratives, match="more than 3 narratives"):
            await office.database.write(lambda connection: starter.add_narratives(connection, file, START))

    at_the_desk(work)


def test_what_is_exported_can_be_imported_however_it_grew() -> None:
    texts = [f"дуже довга фраза про зерно, порт і море, число {number}" for number in range(1_000)]
    phrases_ = tuple(Phrase(PhraseId(0), FEINT, text, PhraseKind.WATCH) for text in texts)
    grown = Narrative(FEINT, "Feint", phrases=phrases_)
    in_a_line = '[[narrative]]\nid = "feint"\ntitle = "Feint"\nphrases = ["хитрий план", "добра воля"]\n'
    _, contents = convert.read(convert.in_a_file([grown], in_a_line).encode(), "narratives.toml")
    assert len(contents.narratives[0].phrases) == 1_000

    desk = [replace(grown, id=NarrativeId(f"n{number}")) for number in range(14)]
    written = convert.in_a_file(desk, None).encode()
    assert 1_200_000 < len(written) < bot.narratives.file.schema.LARGEST
    assert bot.narratives.file.schema.parse_narratives(written.decode(), "narratives.toml")
