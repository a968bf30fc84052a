from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account

ROLE = "SELECT role, status FROM subscribers WHERE id = ?"


def code_of(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.partition("/claim ")[2].split()[0]


async def claimed_with_operator(story: Story, capsys: pytest.CaptureFixture[str]) -> Account:
    """Have the owner claim the program, and make Oleh an operator; return him."""
    assert "You now own" in (await story.ask(story.owner, f"/claim {code_of(capsys)}")).text
    oleh = story.person("Oleh")
    given = await story.ask(story.owner, "/invite operator")
    await story.ask(oleh, f"/start {given.text.partition('?start=')[2].split()[0]}")
    return oleh


@pytest.fixture
def story_of_a_claim(story: Story) -> Story:
    story.program.variables["NW_OWNER_IDS"] = ""
    return story


async def test_an_owner_by_claim_is_as_safe_from_operators_as_one_of_the_settings(
    story_of_a_claim: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    story = story_of_a_claim
    async with story.program.running():
        oleh = await claimed_with_operator(story, capsys)
        for command in ("deny", "allow"):
            answer = (await story.ask_for(oleh, f"/{command} {story.owner.id}", "")).text
            assert "owner" in answer, answer
        assert story.program.rows(ROLE, story.owner.id) == [("owner", "active")]
        assert "owner" in (await story.ask_for(story.owner, f"/operator add {story.owner.id}", "wner")).text
        assert "owner" in (await story.ask_for(story.owner, f"/operator remove {story.owner.id}", "wner")).text
        assert "owner" in (await story.ask_for(story.owner, "/forget_me", "wner")).text
        assert story.program.rows(ROLE, story.owner.id) == [("owner", "active")]
        assert "Oleh" in (await story.ask_for(story.owner, f"/deny {oleh.id}", "Blocked")).text


async def test_a_claim_code_is_good_for_somebody_who_was_shut_out(
    story_of_a_claim: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    story = story_of_a_claim
    async with story.program.running():
        await claimed_with_operator(story, capsys)
    # As an earlier version let an operator do.
    story.program.change("UPDATE subscribers SET status = 'denied' WHERE role = 'owner'")
    async with story.program.running():
        assert "You now own" in (await story.ask_for(story.owner, f"/claim {code_of(capsys)}", "")).text
        assert story.program.rows(ROLE, story.owner.id) == [("owner", "active")]


async def test_a_claim_code_is_worth_nothing_once_there_is_an_owner(
    story_of_a_claim: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    story = story_of_a_claim
    async with story.program.running():
        code = code_of(capsys)
    story.program.variables["NW_OWNER_IDS"] = str(story.owner.id)
    petro = story.person("Petro")
    async with story.program.running():
        assert (await story.ask(petro, f"/claim {code}")).text == "This bot is private."
        assert story.program.rows(ROLE, petro.id) == []


async def test_the_owners_of_the_settings_give_way_to_the_next_ones_only(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/start")
    petro = story.person("Petro")
    story.program.variables["NW_OWNER_IDS"] = str(petro.id)
    async with story.program.running():
        assert "isn’t available to you" in (await story.ask(story.owner, "/status")).text
        assert "/operator add" in (await story.ask(petro, "/help")).text
    story.program.variables["NW_OWNER_IDS"] = ""
    async with story.program.running():
        assert "/operator add" in (await story.ask(petro, "/help")).text
        assert "owner" in (await story.ask(petro, "/forget_me")).text


async def test_who_starts_a_bot_without_an_owner_is_told_of_the_claim(
    story_of_a_claim: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    story = story_of_a_claim
    petro = story.person("Petro")
    async with story.program.running():
        assert "/claim" in (await story.ask(story.owner, "/start")).text
        await story.ask(story.owner, f"/claim {code_of(capsys)}")
        assert (await story.ask(petro, "/start")).text == "This bot is private."


async def test_who_was_shut_out_and_blocks_the_bot_stays_shut_out(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        petro = story.person("Petro")
        await story.subscribe(petro, "Test story")
        await story.ask(story.owner, f"/deny {petro.id}")
        story.telegram.block(petro, story.program.bot)
        await story.telegram.post(channel, "Це жест доброї волі")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE text LIKE 'Це%'"))
        story.telegram.unblock(petro, story.program.bot)
        assert (await story.ask(petro, "/start")).text == "This bot is private."
