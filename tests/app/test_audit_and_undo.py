from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.test_narratives_in_full import labels, narrative, operator, phrases, pressed
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story


async def test_the_log_says_who_changed_what_newest_first_and_of_one_narrative(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        oleh = await operator(story, "Oleh")
        await story.ask(oleh, "/watch test-story -<b>навчання</b>")
        await story.ask(oleh, "/narrative new Other story")
        await story.follow(story.owner, "Test story")

        every = (await story.ask(story.owner, "/audit")).text.split("\n")
        assert "Oleh: narrative added · other-story “Other story”" in every[1]
        assert "Oleh: exclusion added · test-story “<b>навчання</b>”" in every[2]
        assert f"Olha: made an operator · {oleh.id}" in every[3]
        assert not any("followed" in row for row in every)
        one = (await story.ask(oleh, "/audit test-story")).text
        assert "Other story" not in one
        assert one.count("test-story") == 1


async def test_the_log_is_turned_by_its_buttons(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", *(f"подія номер {number}00" for number in range(1, 20)))
        page = await story.ask(story.owner, "/audit test-story")
        first = page.text
        assert "номер 1900" in first
        assert "◀" not in labels(page)
        second = await pressed(story, story.owner, page, "▶")
        assert "номер 1100" in second
        third = await pressed(story, story.owner, page, "▶")
        assert "narrative added" in third
        assert "▶" not in labels(page)
        assert await pressed(story, story.owner, page, "◀") == second
        assert await pressed(story, story.owner, page, "◀") == first


async def test_every_change_of_a_narrative_can_be_taken_back(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        before, words = narrative(story), phrases(story)
        for command in (
            "/narrative rename test-story Another",
            "/narrative describe test-story Words",
            "/narrative threshold test-story 90",
            "/narrative urgent test-story",
            "/narrative pause test-story",
            "/narrative archive test-story",
            "/watch test-story обстріл Харкова",
            "/watch test-story -навчання",
            "/watch test-story жест доброї волі ≥90",
            "/unwatch test-story жест доброї волі",
        ):
            said = await story.ask(story.owner, command)
            assert (narrative(story), phrases(story)) != (before, words), command
            assert "Undone" in await pressed(story, story.owner, said, "↩️ Undo")
            assert (narrative(story), phrases(story)) == (before, words), command
            await pressed(story, story.owner, said, "↩️ Undo")  # the undoing, in its turn
            assert (narrative(story), phrases(story)) != (before, words), command
            await pressed(story, story.owner, said, "↩️ Undo")
            assert (narrative(story), phrases(story)) == (before, words), command
        added = await story.ask(story.owner, "/narrative new Third story")
        await pressed(story, story.owner, added, "↩️ Undo")
        assert narrative(story, "third-story") == ("Third story", "", "archived", None, 0)


async def test_an_undone_phrase_is_felt_by_the_next_post(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі", "обстріл Харкова")
        removed = await story.ask(story.owner, "/unwatch test-story обстріл Харкова")
        await story.telegram.post(channel, "Перший обстріл Харкова")
        await pressed(story, story.owner, removed, "↩️ Undo")
        await story.telegram.post(channel, "Другий обстріл Харкова")
        assert "Другий" in (await story.card(story.owner)).text


async def test_what_was_changed_since_is_not_undone_and_nothing_of_it_is_lost(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        oleh = await operator(story, "Oleh")
        mine = await story.ask(oleh, "/narrative rename test-story Mine")
        other = await story.ask(oleh, "/narrative threshold test-story 90")
        await story.ask(story.owner, "/narrative rename test-story Yours")
        answer = await story.press(oleh, mine, "↩️ Undo")
        assert "Yours has since been changed in the same place" in (answer.text or "")
        assert narrative(story)[0] == "Yours"
        await pressed(story, oleh, other, "↩️ Undo")
        assert narrative(story) == ("Yours", "", "active", None, 0)


async def test_a_change_is_undone_once_however_many_press_also_after_a_restart(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        oleh = await operator(story, "Oleh")
        said = await story.ask(oleh, "/watch test-story обстріл Харкова")
        listed = await story.ask(story.owner, "/audit test-story")
        label = next(label for label in labels(listed) if label.startswith("↩️"))
    async with story.program.running():
        assert "Undone for Test story: phrase added" in ((await story.press(story.owner, listed, label)).text or "")
        await wait_for(lambda: "undone: phrase added" in listed.text)
        assert "↩️ 2" not in labels(listed)  # the change stands below its undoing now
        assert (await story.press(oleh, said, "↩️ Undo")).text == "This has already been undone."
    assert phrases(story) == [("жест доброї волі", "watch", None)]
    undone = story.program.rows("SELECT count(*) FROM audit WHERE action = 'undone'")
    assert undone == [(1,)]


async def test_the_log_speaks_ukrainian(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        oksana = await operator(story, "Oksana", language="uk")
        text = (await story.ask(oksana, "/audit")).text
        assert "зроблено оператором" in text
        assert "Olha: додано фразу · test-story «жест доброї волі»" in text


@pytest.mark.parametrize(
    ("language", "added", "shared", "made"),
    [
        ("en", "“Новини (fact-checker)”", "channel’s alerts shared", "invite created · operator"),
        ("uk", "«Новини (фактчекер)»", "надано доступ до сповіщень каналу", "створено запрошення · оператор"),
    ],
)
async def test_the_log_says_in_words_what_was_done_to_channels_and_invites(
    story: Story, language: str, added: str, shared: str, made: str
) -> None:
    story.owner.language = language
    async with story.program.running():
        closed = story.telegram.add_channel("Закритий", private=True, members=[story.program.reader])
        story.telegram.add_channel("Новини", username="novyny")
        await story.ask(story.owner, f"/channel add {closed.marked_id}")
        await story.ask(story.owner, "/channel add @novyny fact-checker")
        await story.ask(story.owner, "/start")
        await story.ask(story.owner, f"/channel share {closed.marked_id} {story.owner.id}")
        await story.ask(story.owner, "/invite operator")
        text = (await story.ask(story.owner, "/audit")).text
    assert added in text
    assert shared in text
    assert made in text
    assert "channel.shared" not in text
    assert "invite.made" not in text
