from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.commands.registry import COMMANDS
from bot.commands.rights import Rights
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story


async def test_a_stranger_gets_one_neutral_line_and_learns_nothing(story: Story) -> None:
    async with story.program.running():
        await story.set_up("Secret story", "жест доброї волі")
        stranger = story.person("Stranger")

        answer = await story.ask(stranger, "/start")
        for command in COMMANDS:
            await story.telegram.say(stranger, story.program.bot, f"/{command.words} secret-story")
        await story.ask(story.owner, "/help")

        assert answer.text == "This bot is private."
        assert [letter.text for letter in story.from_bot(stranger)] == ["This bot is private."]
        assert story.program.rows("SELECT count(*) FROM subscribers") == [(1,)]


async def test_a_subscriber_who_blocked_the_bot_is_paused_and_the_others_are_not(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        petro, oksana = story.person("Petro"), story.person("Oksana")
        for person in (petro, oksana):
            await story.subscribe(person, "Test story")
        story.telegram.block(petro, story.program.bot)

        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(oksana)
        state = "SELECT status, paused_reason FROM subscribers WHERE id = ?"
        await wait_for(lambda: story.program.rows(state, petro.id) == [("paused", "blocked the bot")])
        await story.telegram.post(channel, "І ще один жест доброї волі")
        await story.card(oksana, 2)
        assert story.cards(petro) == []

        story.telegram.unblock(petro, story.program.bot)
        await story.ask(petro, "/start")
        await story.card(petro)

    assert len(story.cards(petro)) == 1
    assert len(story.cards(oksana)) == 2


async def test_operators_come_and_go_by_the_owners_word(story: Story) -> None:
    async with story.program.running():
        oleh = story.person("Oleh")
        await story.ask(oleh, "/start")
        assert f"/allow {oleh.id}" in (await story.ask(story.owner, "/allow")).text
        await story.ask(story.owner, f"/allow {oleh.id}")
        assert "isn’t available to you" in (await story.ask(oleh, "/narrative new Own story")).text
        assert "isn’t available to you" in (await story.ask(oleh, f"/operator add {oleh.id}")).text

        await story.make_operator(oleh)
        assert "added: Own story" in (await story.ask(oleh, "/narrative new Own story")).text
        assert "isn’t available to you" in (await story.ask(oleh, f"/operator add {oleh.id}")).text
        assert "NW_OWNER_IDS" in (await story.ask(oleh, f"/deny {story.owner.id}")).text

        await story.ask(story.owner, f"/operator remove {oleh.id}")
        assert "isn’t available to you" in (await story.ask(oleh, "/status")).text
        await story.ask(story.owner, f"/deny {oleh.id}")
        heard = len(story.from_bot(oleh))
        await story.telegram.say(oleh, story.program.bot, "/narratives")
        await story.ask(story.owner, "/help")
        assert [letter.text for letter in story.from_bot(oleh)[heard:]] in ([], ["This bot is private."])


async def test_who_was_shut_out_can_press_old_buttons_in_vain(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        petro = story.person("Petro")
        await story.ask(story.owner, f"/allow {petro.id}")
        menu = await story.ask(petro, "/narratives")
        label = next(button.text for row in menu.buttons for button in row if "Test story" in button.text)
        await story.ask(story.owner, f"/deny {petro.id}")

        answer = await story.press(petro, menu, label)
        await story.telegram.post(channel, "Це жест доброї волі")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts"))

        assert answer.text == "This bot is private."
        assert story.program.rows("SELECT * FROM subscriptions") == []


async def test_people_are_answered_in_the_language_of_their_telegram(story: Story) -> None:
    async with story.program.running():
        oksana = story.person("Oksana", language="uk")
        await story.ask(story.owner, f"/allow {oksana.id}")
        assert "Вітаю, Oksana" in (await story.ask(oksana, "/start")).text
        assert "Hello, Olha" in (await story.ask(story.owner, "/start")).text


async def test_help_lists_exactly_what_each_rank_may_do(story: Story) -> None:
    async with story.program.running():
        oksana = story.person("Oksana")
        await story.ask(story.owner, f"/allow {oksana.id}")
        for person, rights in ((oksana, Rights.SUBSCRIBER), (story.owner, Rights.OWNER)):
            text = (await story.ask(person, "/help")).text
            assert "<i>" not in text, "markup is to be seen as what it does"
            assert {command.words for command in COMMANDS if f"/{command.words} " in text} == {
                command.words for command in COMMANDS if command.rights <= rights
            }


async def test_a_command_sent_while_it_was_down_is_acted_on_once(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/help")
    await story.telegram.say(story.owner, story.program.bot, "/narrative new Sent at night")
    for _ in range(2):
        async with story.program.running():
            await wait_for(lambda: story.program.rows("SELECT 1 FROM narratives WHERE id = 'sent-at-night'"))
            await story.ask(story.owner, "/help")

    answers = [letter.text for letter in story.from_bot(story.owner) if "Sent at night" in letter.text]
    assert len(answers) == 1
    assert story.program.rows("SELECT count(*) FROM narratives WHERE title = 'Sent at night'") == [(1,)]


@pytest.mark.parametrize(("label", "added"), [("Run", 1), ("Cancel", 0)])
async def test_an_old_change_is_asked_about_before_it_is_made(story: Story, label: str, added: int) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/help")
    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    await story.telegram.say(story.owner, story.program.bot, "/narrative new Sent at night", at=hour_ago)
    heard = len(story.from_bot(story.owner))
    async with story.program.running():
        await wait_for(lambda: len(story.from_bot(story.owner)) > heard)
        question = story.from_bot(story.owner)[heard]
        assert "Run it now?" in question.text
        assert story.program.rows("SELECT count(*) FROM narratives WHERE id = 'sent-at-night'") == [(0,)]

        await story.press(story.owner, question, label)
        await wait_for(lambda: "Run it now?" not in story.from_bot(story.owner)[heard].text)

    assert story.program.rows("SELECT count(*) FROM narratives WHERE id = 'sent-at-night'") == [(added,)]
