from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.messages import SetBotCallbackAnswerRequest

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account, Letter


def labels(letter: Letter) -> list[str]:
    return [button.text for row in letter.buttons for button in row]


async def operator(story: Story, name: str, *, language: str = "en") -> Account:
    person = story.person(name, language=language)
    await story.ask(person, "/start")
    await story.make_operator(person)
    return person


async def pressed(story: Story, person: Account, letter: Letter, label: str) -> str:
    """Press a button, wait for the message to change, and return its text."""
    before = (letter.text, labels(letter))
    await story.press(person, letter, label)
    await wait_for(lambda: (letter.text, labels(letter)) != before, awaited=f"a change after {label}")
    return letter.text


def narrative(story: Story, name: str = "test-story") -> tuple[object, ...]:
    asked = "SELECT title, description, status, threshold, urgent FROM narratives WHERE id = ?"
    return story.program.rows(asked, name)[0]


def phrases(story: Story, name: str = "test-story") -> list[tuple[object, ...]]:
    asked = "SELECT text, kind, threshold FROM phrases WHERE narrative_id = ? AND removed_at IS NULL ORDER BY id"
    return story.program.rows(asked, name)


async def test_all_that_is_said_of_a_narrative_can_be_changed_by_a_command(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story")
        assert "Added a plan" not in str(narrative(story))
        said = await story.ask(story.owner, "/narrative describe test-story The <retreat> is a plan")
        assert "Description of Test story: The <retreat> is a plan" in said.text
        assert "threshold set to 85/100" in (await story.ask(story.owner, "/narrative threshold test-story 85")).text
        assert "is urgent" in (await story.ask(story.owner, "/narrative urgent test-story")).text
        assert narrative(story) == ("Test story", "The <retreat> is a plan", "active", 85, 1)

        assert "reset to the default" in (await story.ask(story.owner, "/narrative threshold test-story default")).text
        assert (
            "Description of Test story removed"
            in (await story.ask(story.owner, "/narrative describe test-story -")).text
        )
        assert "archived" in (await story.ask(story.owner, "/narrative archive test-story")).text
        assert "resumed" in (await story.ask(story.owner, "/narrative restore test-story")).text
        assert "is not archived" in (await story.ask(story.owner, "/narrative restore test-story")).text
        assert narrative(story) == ("Test story", "", "active", None, 1)


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/narrative threshold test-story 20", "from 50 to 100"),
        ("/narrative threshold test-story ninety", "“ninety” is not a valid threshold"),
        ("/narrative threshold test-story ²5", "is not a valid threshold"),
        ("/narrative threshold nowhere 80", "Narrative “nowhere” not found"),
        ("/narrative describe test-story", "An argument is missing"),
        ("/narrative describe test-story " + "x" * 1001, "1,000 characters"),
        ("/narrative restore", "An argument is missing"),
        ("/watch test-story жест доброї волі ≥20", "from 50 to 100"),
        ("/watch test-story >=90", "contains no words"),
        ("/watch test-story\n" + "слово\n" * 51, "51 lines"),
        ("/audit nowhere", "Narrative “nowhere” not found"),
        ("/phrases nowhere", "Narrative “nowhere” not found"),
    ],
)
async def test_a_wrong_argument_gets_a_sentence_that_helps(story: Story, command: str, answer: str) -> None:
    async with story.program.running():
        await story.track("Test story")
        assert answer in (await story.ask(story.owner, command)).text


async def test_every_line_of_a_message_is_a_phrase_with_an_answer_of_its_own(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        said = await story.ask(
            story.owner,
            "/watch test-story\n"
            "обстріл Харкова ≥90\n"
            '"тиха ніч"\n'
            "-навчання\n"
            "\n"
            "жест  доброї волі\n"
            "Жести доброї волі\n"
            "обстріли Харкова >= 90\n"
            "і в на\n"
            "-5 градусів морозу",
        )
        rows = said.text.split("\n")
        assert rows[0] == "Test story: 4 added or changed, 4 not added."
        assert [row[0] for row in rows[1:4]] == ["✅", "✅", "✅"]
        assert "“обстріл Харкова ≥90”" in rows[1]
        assert "posts containing it no longer match" in rows[3]
        assert [row[0] for row in rows[4:8]] == ["❌"] * 4
        assert "already" in rows[4]
        assert "too close to “жест доброї волі”" in rows[5]
        assert "too close to “обстріл Харкова ≥90” in this message" in rows[6]
        assert "only common words" in rows[7]
        assert rows[8].startswith("✅")
        assert phrases(story) == [
            ("жест доброї волі", "watch", None),
            ("обстріл Харкова", "watch", 90),
            ('"тиха ніч"', "watch", None),
            ("навчання", "exclude", None),
            ("-5 градусів морозу", "watch", None),
        ]

        assert "Undone" in await pressed(story, story.owner, said, "↩️ Undo")
        assert phrases(story) == [("жест доброї волі", "watch", None)]


async def test_a_phrase_that_is_there_can_get_a_threshold_by_writing_it_again(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        assert "threshold set to 95" in (await story.ask(story.owner, "/watch test-story жест доброї волі ≥95")).text
        assert phrases(story) == [("жест доброї волі", "watch", 95)]
        assert "already" in (await story.ask(story.owner, "/watch test-story жест доброї волі")).text
        assert phrases(story) == [("жест доброї волі", "watch", 95)]


async def test_words_that_only_look_alike_are_no_repetition(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "відключення світла", "груз 200", "Європа замерзне")
        said = await story.ask(story.owner, "/watch test-story\nпідключення світла\nгруз 300\nЄвропа замерзає")
        assert "3 added or changed, 0 not added" in said.text


async def test_a_threshold_that_was_set_by_a_button_is_felt_by_the_next_post(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        page = await story.ask(story.owner, "/phrases test-story")
        number = labels(page)[0]
        card = await pressed(story, story.owner, page, number)
        assert "“жест доброї волі” — Test story" in card
        assert "Threshold: default (from the narrative)" in card
        assert "Own threshold: 95" in await pressed(story, story.owner, page, "≥95")
        assert "✓ ≥95" in labels(page)

        await story.telegram.post(channel, "Волі такої доброї нашої жест")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts"))
        assert "default (from the narrative)" in await pressed(story, story.owner, page, "same as narrative")
        await story.telegram.post(channel, "Волі такої доброї вашої жест")
        assert "вашої" in (await story.card(story.owner)).text
    assert len(story.cards(story.owner)) == 1


async def test_pages_lead_from_all_narratives_to_a_phrase_and_back(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", *(f"подія номер {number}00" for number in range(1, 18)))
        pages = await story.ask(story.owner, "/phrases")
        assert "(1 of 2)" in pages.text
        while "Test story" not in labels(pages):
            await pressed(story, story.owner, pages, "▶")
        assert "17 phrases" in await pressed(story, story.owner, pages, "Test story")
        assert len([label for label in labels(pages) if label.isdecimal()]) == 15
        assert "номер 1700" in await pressed(story, story.owner, pages, "▶")
        last = [label for label in labels(pages) if label.isdecimal()][-1]
        assert "номер 1700" in await pressed(story, story.owner, pages, last)
        text = await pressed(story, story.owner, pages, "🗑 Remove")
        assert "16 phrases" in text
        assert "17 phrases" not in text
        assert "Undone for Test story: phrase removed" in await pressed(story, story.owner, pages, "↩️ Undo")
        assert len(phrases(story)) == 17


async def test_a_narrative_is_paused_archived_and_made_urgent_by_its_buttons(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        page = await story.ask(story.owner, "/phrases test-story")
        assert "⏸ paused" in await pressed(story, story.owner, page, "⏸ Pause")
        assert "❗ urgent" in await pressed(story, story.owner, page, "❗ Make urgent")
        assert "🗄 archived" in await pressed(story, story.owner, page, "🗄 Archive")
        assert "⏸ Pause" not in labels(page)
        assert "archived" not in await pressed(story, story.owner, page, "▶️ Resume")
        assert "urgent" not in await pressed(story, story.owner, page, "Make not urgent")
        assert narrative(story) == ("Test story", "", "active", None, 0)


async def test_phrases_show_what_they_found_of_late(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі", "обстріл Харкова")
        await story.telegram.post(channel, "Жест доброї волі")
        await story.telegram.post(channel, "Ще один жест доброї волі")
        found = "SELECT count(*) FROM matches WHERE narrative_id = 'test-story'"
        await wait_for(lambda: story.program.rows(found) == [(2,)])
        text = (await story.ask(story.owner, "/phrases test-story")).text
        assert "2 in 7 days, 2 in 30 days" in text
        assert "жест доброї волі · 2 / 2" in text
        assert "обстріл Харкова · 0 / 0" in text


async def test_buttons_of_what_is_gone_answer_politely_also_after_a_restart(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        oleh = await operator(story, "Oleh")
        page = await story.ask(oleh, "/phrases test-story")
        number = labels(page)[0]
        await pressed(story, oleh, page, number)
        await story.ask(story.owner, "/unwatch test-story жест доброї волі")
    async with story.program.running():
        for label in ("≥95", "🗑 Remove"):
            assert (await story.press(oleh, page, label)).text == "This phrase has been removed."
        assert "no phrases yet" in await pressed(story, oleh, page, "⬅ Back to narrative")
    assert phrases(story) == []


async def test_phrases_are_numbered_as_they_are_listed_however_far_their_own_numbers_leapt(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
    story.program.change("UPDATE sqlite_sequence SET seq = 3632870 WHERE name IN ('phrases', 'audit')")
    async with story.program.running():
        said = [
            await story.ask(story.owner, f"/watch test-story {line}")
            for line in (
                "обстріл Харкова",
                "-навчання",
                "обстріл Харкова ≥90",
                "обстріли Харкова ≥90",
                "тиха ніч\nчужа",
            )
        ]
        page = await story.ask(story.owner, "/phrases test-story")
        audit = await story.ask(story.owner, "/audit test-story")
        for letter in (*said, page, audit):
            assert "36328" not in letter.text + " ".join(labels(letter))
        assert "2. обстріл Харкова ≥90" in page.text
        assert "3. − навчання" in page.text
        assert "1. " in audit.text
        assert "↩️ 1" in labels(audit)
        card = await pressed(story, story.owner, page, "2")
        assert "“обстріл Харкова”" in card
        assert "36328" not in card
        assert "обстріл Харкова" not in await pressed(story, story.owner, page, "🗑 Remove")
        assert "2. − навчання" in page.text


async def test_a_typed_number_removes_no_phrase_before_its_words_were_seen(story: Story) -> None:
    async with story.program.running():
        await story.track("Other story", "погода на завтра")
        await story.track("Test story", "жест доброї волі", "обстріл Харкова", "тиха ніч")
        ((own,),) = story.program.rows("SELECT id FROM phrases WHERE text = 'обстріл Харкова'")
        for number in ("3", "#3", str(own)):
            before = phrases(story)
            asked = await story.ask(story.owner, f"/unwatch test-story {number}")
            assert "Remove which phrase?" in asked.text
            assert phrases(story) == before
        await story.ask(story.owner, "/unwatch test-story жест доброї волі")  # what was third is second now
        asked = await story.ask(story.owner, "/unwatch test-story 2")
        await pressed(story, story.owner, asked, "🗑 “тиха ніч”")
        assert phrases(story) == [("обстріл Харкова", "watch", None)]
        assert "has no phrase" in (await story.ask(story.owner, "/unwatch test-story 77")).text


async def test_a_number_that_no_list_has_is_the_one_that_the_phrase_had_of_old(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
    story.program.change("UPDATE sqlite_sequence SET seq = 3632870 WHERE name = 'phrases'")
    async with story.program.running():
        await story.ask(story.owner, "/watch test-story обстріл Харкова")
        assert "Remove which phrase?" in (await story.ask(story.owner, "/unwatch test-story 2")).text
        assert "Removed" in (await story.ask(story.owner, "/unwatch test-story 3632871")).text
    assert phrases(story) == [("жест доброї волі", "watch", None)]


async def test_an_operator_who_is_none_any_more_presses_in_vain(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        oleh = await operator(story, "Oleh")
        pages = [await story.ask(oleh, words) for words in ("/phrases test-story", "/phrases", "/audit test-story")]
        undo = await story.ask(oleh, "/watch test-story обстріл Харкова")
        await story.ask(story.owner, f"/operator remove {oleh.id}")
        for letter in (*pages, undo):
            for label in labels(letter):
                assert "out of date" in ((await story.press(oleh, letter, label)).text or ""), label
        for words in ("/export", "/audit", "/phrases", "/narrative describe test-story x"):
            assert "isn’t available to you" in (await story.ask(oleh, words)).text
    assert narrative(story) == ("Test story", "", "active", None, 0)
    assert len(phrases(story)) == 2


async def test_two_operators_who_change_at_once_lose_nothing_of_each_other(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        oleh = await operator(story, "Oleh", language="uk")
        for number in range(1, 6):
            for person in (oleh, story.owner):
                await story.telegram.say(person, story.program.bot, f"/watch test-story подія {person.id} {number}00")
        await story.telegram.say(oleh, story.program.bot, "/narrative threshold test-story 80")
        await story.telegram.say(story.owner, story.program.bot, "/narrative rename test-story Another name")
        await wait_for(lambda: len(phrases(story)) == 11)
        await wait_for(lambda: narrative(story)[0::3] == ("Another name", 80))


async def pressed_by_force(story: Story, letter: Letter, data: str) -> str | None:
    """Press a button that is not there, as a client of one's own could."""
    said = await story.telegram.world.press(story.owner, letter, data.encode())
    return said.message


async def test_hostile_data_of_a_button_changes_nothing(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        page = await story.ask(story.owner, "/phrases test-story")
        for data in (
            "phrase:", "phrase:²", "phrase:99999999999999999999", "threshold:1:nan", "threshold:1:1000", "unwatch:-1",
            "status:gone:test-story", "status:active:nowhere", "undo:x", "undo:0", "undo-entry:7:nowhere:x", "audit:",
            "audit:<", "audit:>abc", "import:1:apply", "import:x:drop", "narrative:5:nowhere",
        ):  # fmt: skip
            said = await pressed_by_force(story, page, data)
            assert said, data
    assert narrative(story) == ("Test story", "", "active", None, 0)


async def test_a_button_that_took_too_long_for_its_answer_still_changes_the_message(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        page = await story.ask(story.owner, "/phrases test-story")
        story.telegram.fail(SetBotCallbackAnswerRequest, "QUERY_ID_INVALID")
        story.telegram.world.press(story.owner, page, page.buttons[0][0].data or b"")
        await wait_for(lambda: "🗑 Remove" in labels(page))


async def test_pages_speak_ukrainian(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        oksana = await operator(story, "Oksana", language="uk")
        page = await story.ask(oksana, "/phrases test-story")
        assert "1 фраза" in page.text
        assert "за 7 днів — 0" in page.text
        assert "⏸ Призупинити" in labels(page)
        said = await story.ask(oksana, "/watch test-story\nжести доброї волі\nобстріл Харкова")
        assert "надто близька до «жест доброї волі»" in said.text
        assert "додано або змінено 1, не додано 1" in said.text


async def test_a_pasted_list_is_taken_apart_and_a_threshold_is_read(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/narrative new Test story")
        await story.ask(story.owner, "/watch test-story 1. зерно для багатих\n2. червоні лінії\n3) ядерний шантаж")
        await story.ask(story.owner, "/watch test-story чужа війна, пташиний грип, заморожений конфлікт")
        await story.ask(story.owner, "/watch test-story остання межа тут >90")

    assert story.program.rows("SELECT text, threshold FROM phrases WHERE narrative_id = 'test-story' ORDER BY id") == [
        ("зерно для багатих", None),
        ("червоні лінії", None),
        ("ядерний шантаж", None),
        ("чужа війна", None),
        ("пташиний грип", None),
        ("заморожений конфлікт", None),
        ("остання межа тут", 90.0),
    ]


async def test_a_sign_of_greater_before_words_is_no_threshold(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/narrative new Test story")
        await story.ask(story.owner, "/watch test-story ультиматум => капітуляція")
        await story.ask(story.owner, "/watch test-story -<b>навчання</b>")
        await story.ask(story.owner, "/watch test-story чужа війна =>85")
        wrong = await story.ask(story.owner, "/watch test-story остання межа тут > 300")

    assert "300" in wrong.text
    assert phrases(story) == [
        ("ультиматум => капітуляція", "watch", None),
        ("<b>навчання</b>", "exclude", None),
        ("чужа війна", "watch", 85),
    ]
