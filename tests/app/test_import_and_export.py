from __future__ import annotations

import asyncio
import tomllib
from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.upload import GetFileRequest
from typer.testing import CliRunner

from bot.cli import narratives
from bot.cli.main import app
from bot.commands.narratives import files
from bot.narratives import importing
from tests.app.test_narratives_in_full import labels, operator, phrases, pressed
from tests.server import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.story import Story
    from tests.server import Account, Letter

MINE = """
# Kept by hand.

[[narrative]]
id = "test-story"
title = "Test story"  # as it is told
phrases = [
  "жест доброї волі",
  # from the Kharkiv front
  { text = "обстріл Харкова", threshold = 90 },
]
exclude = ["навчання"]

[[narrative]]
id = "ruse"
title = "A ruse"
urgent = true
phrases = ["deceptive manoeuvre"]
"""


async def send(story: Story, person: Account, name: str, content: bytes) -> Letter:
    """Send the bot a file and wait for the answer."""
    heard = len(story.from_bot(person))
    await story.telegram.say(person, story.program.bot, "", file=(name, content))
    await wait_for(lambda: len(story.from_bot(person)) > heard, awaited=f"an answer to {name}")
    return story.from_bot(person)[heard]


async def exported(story: Story, person: Account) -> bytes:
    letter = await story.ask(person, "/export")
    assert letter.file is not None
    assert letter.file.name == "narratives.toml"
    return letter.file.content


def ids(story: Story, status: str = "active") -> set[object]:
    return {row[0] for row in story.program.rows("SELECT id FROM narratives WHERE status = ?", status)}


async def test_what_is_exported_says_all_there_is_and_importing_it_changes_nothing(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі", "обстріл Харкова ≥90", "-навчання")
        await story.ask(story.owner, "/narrative describe test-story As «it» is told\nin two lines")
        await story.ask(story.owner, "/narrative threshold test-story 82.5")
        await story.ask(story.owner, "/narrative urgent test-story")
        await story.ask(story.owner, "/narrative new Put <away>")
        await story.ask(story.owner, "/narrative archive put-away")
        content = await exported(story, story.owner)
        again = await send(story, story.owner, "narratives.toml", content)
        assert await exported(story, story.owner) == content

    assert "No changes." in again.text
    entries = {entry["id"]: entry for entry in tomllib.loads(content.decode())["narrative"]}
    assert entries["test-story"] == {
        "id": "test-story",
        "title": "Test story",
        "description": "As «it» is told\nin two lines",
        "threshold": 82.5,
        "urgent": True,
        "phrases": ["жест доброї волі", {"text": "обстріл Харкова", "threshold": 90}],
        "exclude": ["навчання"],
    }
    assert entries["put-away"] == {"id": "put-away", "title": "Put <away>", "status": "archived", "phrases": []}
    assert "# What makes a good phrase" in content.decode()  # the comments of the file that the program began with


async def test_a_file_that_is_sent_shows_the_difference_and_is_applied_by_a_button(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі", "тиха ніч")
        shown = await send(story, story.owner, "mine.toml", MINE.encode())
        assert "1 new, 1 changed, 0 unchanged" in shown.text
        assert "A ruse (ruse), 1 phrase" in shown.text
        for row in ("+ “обстріл Харкова” ≥90", "+ “-навчання”", "− “тиха ніч”"):
            assert row in shown.text
        assert phrases(story) == [("жест доброї волі", "watch", None), ("тиха ніч", "watch", None)]

        done = await pressed(story, story.owner, shown, "✅ Apply")
        assert "1 new, 1 changed, 0 archived" in done
        assert sorted(phrases(story)) == [
            ("жест доброї волі", "watch", None),
            ("навчання", "exclude", None),
            ("обстріл Харкова", "watch", 90),
        ]
        assert len(ids(story)) == 15  # the thirteen that the program ships are left as they are
        await story.telegram.post(channel, "Почався обстріл Харкова")
        assert "обстріл Харкова" in (await story.card(story.owner)).text

        kept = (await exported(story, story.owner)).decode()
        for comment in ("# Kept by hand.", "# as it is told", "# from the Kharkiv front"):
            assert comment in kept
        await pressed(story, story.owner, shown, "↩️ Undo")
        assert "ruse" in ids(story, "archived")
        assert phrases(story) == [("жест доброї волі", "watch", None), ("тиха ніч", "watch", None)]


async def test_narratives_that_are_not_in_the_file_are_archived_only_on_that_button(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/start")
        shown = await send(story, story.owner, "mine.toml", MINE.encode())
        assert "Not in the file, and kept unless you archive them (13)" in shown.text
        assert "2 new, 0 changed, 13 archived" in await pressed(
            story, story.owner, shown, "✅ Apply, archive the 13 others"
        )
        assert ids(story) == {"test-story", "ruse"}
        await pressed(story, story.owner, shown, "↩️ Undo")
        assert len(ids(story)) == 13


async def test_a_file_waits_for_its_button_across_a_restart_and_can_be_left(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/start")
        first = await send(story, story.owner, "mine.toml", MINE.encode())
        second = await send(story, story.owner, "mine.toml", MINE.replace("A ruse", "Ruse").encode())
    async with story.program.running():
        assert "out of date" in ((await story.press(story.owner, first, "✅ Apply")).text or "")
        await pressed(story, story.owner, second, "✅ Apply")
        assert story.program.rows("SELECT title FROM narratives WHERE id = 'ruse'") == [("Ruse",)]
        third = await send(story, story.owner, "mine.toml", MINE.encode())
        assert "title: “Ruse” → “A ruse”" in third.text
        assert "Nothing was changed" in await pressed(story, story.owner, third, "Cancel")
        assert story.program.rows("SELECT title FROM narratives WHERE id = 'ruse'") == [("Ruse",)]
    assert story.program.rows("SELECT * FROM imports") == []


async def test_what_another_operator_changed_meanwhile_is_shown_before_it_is_overwritten(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        oleh = await operator(story, "Oleh", language="uk")
        shown = await send(story, oleh, "mine.toml", MINE.encode())
        assert "Нових: 1, змінених: 1" in shown.text
        await story.ask(story.owner, "/watch test-story тиха ніч")
        assert "out of date" in ((await story.press(story.owner, shown, "✅ Застосувати")).text or "")
        assert "Тим часом" in await pressed(story, oleh, shown, "✅ Застосувати")
        assert "− «тиха ніч»" in shown.text
        assert ("тиха ніч", "watch", None) in phrases(story)
        assert "Файл застосовано" in await pressed(story, oleh, shown, "✅ Застосувати")
        assert ("тиха ніч", "watch", None) not in phrases(story)


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("photo.jpg", b"\xff\xd8", "names end in .toml"),
        ("a.toml", b"", "no [[narrative]]"),
        ("a.toml", b"\xff\xfe\x00", "line 1: Not UTF-8"),
        ("a.toml", b"[[narrative]\n", "line 1: Not valid TOML"),
        ("a.toml", b"x = [\n1,\n2", "line 3: Not valid TOML"),
        ("a.toml", b"a = " + b"[" * 15_000, "Too many nested brackets"),
        ("a.toml", b"a = " + b"1" * 30_000, "line 1: The line has more than 20000"),
        ("a.toml", b"x" * 10_000_001, "10,000 kB at most"),
        ("a.toml", MINE.replace('"ruse"', '"Ruse <b>!"').encode(), "line 15, narrative 2 (Ruse <b>!), id: Only a-z"),
        ("a.toml", MINE.replace('"ruse"', '"test-story"').encode(), "line 15, narrative test-story: The id"),
        ("a.toml", MINE.replace('title = "A ruse"', "").encode(), "narrative 2 (ruse), title: This is missing"),
        ("a.toml", MINE.replace("= 90", "= 900").encode(), "line 10, narrative 1 (test-story), phrases 2, threshold"),
        ("a.toml", MINE.replace("urgent =", "urgnet =").encode(), "line 17, narrative 2 (ruse), urgnet: Unknown key"),
        ("a.toml", MINE.replace("true", '"perhaps"').encode(), "line 17, narrative 2 (ruse), urgent: Wrong type"),
        ("a.toml", MINE.replace("навчання", "і в на").encode(), "line 12, narrative 1 (test-story), exclude 1: “і"),
    ],
)  # fmt: skip
async def test_a_bad_file_is_answered_with_every_fault_its_line_and_what_to_do(
    story: Story, name: str, content: bytes, answer: str
) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/start")
        said = await send(story, story.owner, name, content)
    assert answer in said.text
    assert said.buttons == []
    assert len(ids(story)) == 13


async def test_a_file_of_somebody_who_is_no_operator_is_never_loaded(story: Story) -> None:
    async with story.program.running():
        oksana = story.person("Oksana")
        await story.ask(story.owner, f"/allow {oksana.id}")
        assert "only understand commands" in (await send(story, oksana, "a.toml", MINE.encode())).text
        stranger = story.person("Stranger")
        assert "private" in (await send(story, stranger, "a.toml", MINE.encode())).text
        assert story.telegram.count(GetFileRequest, story.program.bot) == 0


async def test_a_file_that_telegram_does_not_hand_over_gets_a_sentence(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/start")
        story.telegram.fail(GetFileRequest, "FILE_REFERENCE_EXPIRED")
        assert "Send it again" in (await send(story, story.owner, "mine.toml", MINE.encode())).text
        assert "2 new" in (await send(story, story.owner, "mine.toml", MINE.encode())).text


async def test_a_file_of_many_parts_is_read_whole(story: Story) -> None:
    title = "Story " * 18
    many = "".join(
        f'[[narrative]]\nid = "n{number}"\ntitle = "{title}"\nphrases = ["подія {number}00", "слово {number}00"]\n'
        for number in range(1, 1_501)
    )
    assert len(many.encode()) > 2 * 128 * 1024
    async with story.program.running():
        await story.ask(story.owner, "/start")
        shown = await send(story, story.owner, "many.toml", many.encode())
        assert "1,500 new" in shown.text
        assert "and 1,476 more" in shown.text
        assert len(shown.text) < 4_096
        slow = asyncio.create_task(story.telegram.press(story.owner, shown, "✅ Apply"))
        oleh = story.person("Oleh")
        assert "private" in (await story.ask(oleh, "/start")).text
        await slow
        await wait_for(lambda: len(ids(story)) == 1_513)


def command(story: Story, *words: str, given: str | None = None) -> tuple[int, str]:
    variables = {"NW_DATABASE": str(story.program.database), "NW_LANGUAGE": "en"}
    done = CliRunner().invoke(app, ["narratives", *words], env=variables, input=given)
    return done.exit_code, done.output


async def test_the_command_line_exports_and_imports_and_the_running_service_follows(
    story: Story, tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(MINE, encoding="utf-8")
    story.program.variables["NW_SWEEP_EVERY"] = "2s"
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "тиха ніч")
        code, output = await asyncio.to_thread(command, story, "import", str(file), given="n\n")
        assert (code, "1 new, 1 changed" in output, "Nothing was changed" in output) == (1, True, True)
        assert phrases(story) == [("тиха ніч", "watch", None)]
        code, output = await asyncio.to_thread(command, story, "import", str(file), "--yes")
        assert code == 0, output
        code, output = await asyncio.to_thread(command, story, "import", str(file), "--yes")
        assert "0 new, 0 changed, 2 unchanged" in output
        for number in range(10):  # until the service has looked
            await story.telegram.post(channel, f"Почався обстріл Харкова, {number}")
            await asyncio.sleep(1)
            if story.cards(story.owner):
                break
        assert "обстріл Харкова" in (await story.card(story.owner)).text
        assert "the program: changed by a file" in (await story.ask(story.owner, "/audit test-story")).text

    code, output = await asyncio.to_thread(command, story, "export")
    assert code == 0
    assert output.startswith("\n# Kept by hand.")
    assert len(tomllib.loads(output)["narrative"]) == 15
    code, _ = await asyncio.to_thread(command, story, "import", "-", "--yes", "--archive-missing", given=MINE)
    assert code == 0
    assert ids(story) == {"test-story", "ruse"}
    file.write_text(MINE.replace("A ruse", "Another") + "# the end\n", encoding="utf-8")
    code, output = await asyncio.to_thread(command, story, "export", str(file))
    assert code == 0, output
    text = file.read_text(encoding="utf-8")
    assert "# the end" in text
    assert 'title = "A ruse"' in text


def test_the_command_line_names_what_it_cannot_use(tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["narratives", *words], env={"NW_DATABASE": str(tmp_path / "none.db")})
        return done.exit_code, done.output

    file = tmp_path / "mine.toml"
    advice = "The service creates it at its first start. To use another file, set NW_DATABASE."
    assert run("export") == (1, f"There is no database {tmp_path}/none.db. {advice}\n")
    assert run("import", str(file)) == (2, f"{file}: there is no such file.\n")
    assert run("import", "-")[0] == 2
    file.write_text("x =", encoding="utf-8")
    assert "not valid TOML" in run("import", str(file))[1]
    assert "not valid TOML" in run("export", str(file))[1]
    assert file.read_text(encoding="utf-8") == "x ="


async def test_a_message_with_a_command_and_a_file_is_the_command(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/start")
        heard = len(story.from_bot(story.owner))
        await story.telegram.say(story.owner, story.program.bot, "/help", file=("mine.toml", MINE.encode()))
        await wait_for(lambda: len(story.from_bot(story.owner)) > heard)
        assert "What I can do" in story.from_bot(story.owner)[heard].text
        assert labels(story.from_bot(story.owner)[heard]) == []


async def test_files_bring_no_more_narratives_than_there_is_room_for(
    story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        ((present,),) = story.program.rows("SELECT count(*) FROM narratives")
        monkeypatch.setattr(importing, "MOST_NARRATIVES", present)
        answer = await send(story, story.owner, "mine.toml", MINE.encode())
    assert "“mine.toml” has too many narratives" in answer.text
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    command = ["narratives", "import", str(tmp_path / "mine.toml"), "--yes", "--db", str(story.program.database)]
    refused = await asyncio.to_thread(CliRunner().invoke, app, command)
    assert "would have more than 5000 narratives" in refused.output
    assert story.program.rows("SELECT count(*) FROM narratives") == [(present,)]


async def test_a_phrase_that_is_not_found_in_small_letters_is_taken_with_a_warning(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        watched = await story.ask(story.owner, "/watch test-story УДАР")
        several = await story.ask(story.owner, "/watch test-story US drones\nпорт Одеси")
        tried = await story.ask(story.owner, "/try US drones")
        imported = await send(story, story.owner, "mine.toml", MINE.replace("deceptive manoeuvre", "US ruse").encode())

    warning = "won’t match in lower case"
    assert "Phrase “УДАР” added to" in watched.text
    assert f"“УДАР” {warning}" in watched.text
    assert f"“US drones” {warning}" in several.text
    assert several.text.count(warning) == 1
    assert f"“US ruse” {warning}" in imported.text
    assert tried.text


async def test_no_file_is_exported_that_no_import_would_take(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        content = await exported(story, story.owner)
        monkeypatch.setattr(files, "LARGEST", len(content))
        assert await exported(story, story.owner) == content
        monkeypatch.setattr(files, "LARGEST", len(content) - 1)
        refused = await story.ask(story.owner, "/export")
    assert refused.file is None
    assert "The file would be larger" in refused.text
    target = story.program.database.parent / "mine.toml"
    monkeypatch.setattr(narratives, "LARGEST", len(content) - 1)
    code, output = await asyncio.to_thread(command, story, "export", str(target))
    assert code != 0
    assert "no import would take it" in " ".join(output.split())
    assert not target.exists()
