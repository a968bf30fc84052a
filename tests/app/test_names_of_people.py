from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.contacts import ResolveUsernameRequest

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account

ROLE = "SELECT role, status FROM subscribers WHERE id = ?"


async def met(story: Story, name: str) -> Account:
    """Have somebody write to the bot and be let in."""
    person = story.person(name)
    await story.ask(person, "/start")
    await story.ask(story.owner, f"/allow {person.id}")
    await story.ask(person, "/start")
    return person


def take_over(story: Story, name: str, former: Account, now: Account) -> None:
    """Have a @name pass from one account to another, as Telegram lets it."""
    former.username, now.username = None, name


async def test_a_name_means_who_has_it_now_and_they_are_shown_before_they_get_a_role(story: Story) -> None:
    async with story.program.running():
        petro, oksana = await met(story, "Petro"), await met(story, "Oksana")
        take_over(story, "petro", former=petro, now=oksana)
        question = await story.ask(story.owner, "/operator add @petro")
        assert f"Make Oksana ({oksana.id}) an operator?" in question.text
        assert "First seen" in question.text
        assert "belonged to someone else" in question.text
        assert story.program.rows(ROLE, oksana.id) == [("subscriber", "active")]
        await story.press_to(story.owner, question, "Make operator", "is now an operator")
        assert story.program.rows(ROLE, oksana.id) == [("operator", "active")]
        assert story.program.rows(ROLE, petro.id) == [("subscriber", "active")]
        assert "belonged to someone else" in (await story.ask(story.owner, "/deny @petro")).text
        await story.ask(oksana, "/help")
        assert story.program.rows("SELECT username FROM subscribers WHERE id = ?", petro.id) == [(None,)]
        assert "someone else" not in (await story.ask(story.owner, "/operator add @petro")).text


async def test_a_question_about_somebody_can_be_taken_back(story: Story) -> None:
    async with story.program.running():
        oksana = await met(story, "Oksana")
        question = await story.ask(story.owner, f"/operator add {oksana.id}")
        await story.press_to(story.owner, question, "Cancel", "Nothing was changed")
        assert story.program.rows(ROLE, oksana.id) == [("subscriber", "active")]


async def test_a_stranger_let_in_by_name_is_shown_first(story: Story) -> None:
    async with story.program.running():
        oksana, petro = story.person("Oksana"), story.person("Petro")
        await story.ask(oksana, "/start")
        question = await story.ask(story.owner, "/allow @oksana")
        assert f"Give access to Oksana ({oksana.id})?" in question.text
        await story.press_to(story.owner, question, "Give access", "Access granted: Oksana")
        assert "already has access" in (await story.ask(story.owner, "/allow @Oksana")).text
        assert "Never wrote to this bot" in (await story.ask(story.owner, "/allow t.me/petro")).text
        assert story.program.rows(ROLE, petro.id) == []


async def test_a_channel_or_bot_behind_a_name_gets_no_role(story: Story) -> None:
    async with story.program.running():
        story.telegram.add_channel("Leaks", username="leaks")
        nobody = ("/allow @leaks", "/operator add @leaks", "/deny @leaks", f"/allow @{story.program.bot.username}")
        for command in nobody:
            assert "isn’t a person" in (await story.ask(story.owner, command)).text
        assert "isn’t a person" in (await story.ask(story.owner, "/operator add -1001234567890")).text
        assert "not found" in (await story.ask(story.owner, "/allow -1001234567890")).text
    assert story.program.rows("SELECT count(*) FROM subscribers") == [(1,)]


async def test_a_name_that_nobody_has_any_longer_is_not_guessed_at(story: Story) -> None:
    async with story.program.running():
        petro = await met(story, "Petro")
        petro.username = None
        for command in ("allow", "deny", "operator add"):
            answer = (await story.ask(story.owner, f"/{command} @petro")).text
            assert "Nobody in Telegram has the name" in answer
            assert f"Last used by: Petro ({petro.id})" in answer
        assert story.program.rows(ROLE, petro.id) == [("subscriber", "active")]


async def test_while_telegram_cannot_be_asked_the_last_seen_counts_if_there_is_one_only(story: Story) -> None:
    async with story.program.running():
        petro, oksana = await met(story, "Petro"), await met(story, "Oksana")
        story.telegram.flood(ResolveUsernameRequest, seconds=300)
        question = await story.ask(story.owner, "/deny @petro")
        assert f"Block Petro ({petro.id})?" in question.text
        assert "couldn’t check with Telegram" in question.text
        asked = story.telegram.count(ResolveUsernameRequest, story.program.bot)
        assert "I can’t check with Telegram" in (await story.ask(story.owner, "/deny @somebody")).text
        assert story.telegram.count(ResolveUsernameRequest, story.program.bot) == asked
        await story.press_to(story.owner, question, "Block", "Blocked: Petro")
    # Two rows of one name, as an earlier version left them.
    story.program.change("UPDATE subscribers SET username = 'twice' WHERE role = 'subscriber'")
    async with story.program.running():
        assert "I can’t check with Telegram" in (await story.ask(story.owner, "/operator add @twice")).text
    assert story.program.rows(ROLE, oksana.id) == [("subscriber", "active")]


async def test_a_private_channel_goes_to_who_has_the_name_now_after_a_yes(story: Story) -> None:
    async with story.program.running():
        petro, oksana = await met(story, "Petro"), await met(story, "Oksana")
        closed = story.telegram.add_channel("Closed", private=True, members=[story.program.reader])
        await story.ask_for(story.owner, f"/channel add {closed.marked_id}", "Closed")
        take_over(story, "petro", former=petro, now=oksana)
        question = await story.ask(story.owner, f"/channel share {closed.marked_id} @petro")
        assert f"Share Closed with Oksana ({oksana.id})?" in question.text
        assert story.program.rows("SELECT count(*) FROM private_readers") == [(0,)]
        await story.press_to(story.owner, question, "Share", f"Oksana ({oksana.id}) now gets alerts")
        assert story.program.rows("SELECT subscriber_id FROM private_readers") == [(oksana.id,)]
        await wait_for(lambda: "already" not in question.text)


@pytest.mark.parametrize("command", ["/allow", "/deny", "/operator add", "/channel share -1001500000001"])
async def test_a_link_of_a_post_or_of_a_private_chat_names_no_person(story: Story, command: str) -> None:
    async with story.program.running():
        petro, mallory = await met(story, "Petro"), await met(story, "Mallory")
        closed = story.telegram.add_channel("Closed", private=True, members=[story.program.reader])
        assert closed.marked_id == -1001500000001
        await story.ask_for(story.owner, f"/channel add {closed.marked_id}", "Closed")
        for link in (f"https://t.me/petro/{mallory.id}", f"t.me/c/{petro.id}/{mallory.id}", f"@petro/{mallory.id}"):
            assert f"Person “{link}” not found" in (await story.ask(story.owner, f"{command} {link}")).text
        assert story.program.rows(ROLE, mallory.id) == [("subscriber", "active")]
        assert story.program.rows("SELECT count(*) FROM private_readers") == [(0,)]


@pytest.mark.parametrize("is_asked", [True, False])
async def test_who_may_have_lost_the_name_is_shown_before_they_lose_a_role_or_channel(
    story: Story, *, is_asked: bool
) -> None:
    async with story.program.running():
        oksana, mallory = await met(story, "Oksana"), await met(story, "Mallory")
        closed = story.telegram.add_channel("Closed", private=True, members=[story.program.reader])
        await story.ask_for(story.owner, f"/channel add {closed.marked_id}", "Closed")
        for person in (oksana, mallory):
            await story.ask(story.owner, f"/channel share {closed.marked_id} {person.id}")
            await story.make_operator(person)
        take_over(story, "oksana", former=oksana, now=mallory)
        if not is_asked:
            story.telegram.flood(ResolveUsernameRequest, seconds=300)
        shown = mallory if is_asked else oksana
        unshared = await story.ask(story.owner, f"/channel unshare {closed.marked_id} @oksana")
        demoted = await story.ask(story.owner, "/operator remove @oksana")
        assert f"Stop sharing Closed with {shown.name} ({shown.id})?" in unshared.text
        assert f"Remove operator rights from {shown.name} ({shown.id})?" in demoted.text
        assert "belonged to someone else" in demoted.text
        assert story.program.rows("SELECT count(*) FROM private_readers") == [(2,)]
        assert story.program.rows("SELECT count(*) FROM subscribers WHERE role = 'operator'") == [(2,)]
        await story.press_to(story.owner, unshared, "Stop sharing", f"{shown.name} ({shown.id}) no longer gets alerts")
        await story.press_to(story.owner, demoted, "Make subscriber", f"({shown.id}) is now a subscriber")
    assert story.program.rows("SELECT subscriber_id FROM private_readers WHERE subscriber_id = ?", shown.id) == []
    assert story.program.rows(ROLE, shown.id) == [("subscriber", "active")]


async def test_a_channel_that_subscribes_under_a_name_takes_it_from_whoever_had_it(story: Story) -> None:
    async with story.program.running():
        petro, oksana = await met(story, "Petro"), await met(story, "Oksana")
        petro.username = None
        place = story.telegram.add_channel("Leaks", username="petro", admins=[oksana, story.program.bot])
        assert "Leaks now receives alerts" in (await story.ask(oksana, "/subscribe @petro")).text
    named = story.program.rows("SELECT id FROM subscribers WHERE username = 'petro'")
    assert named == [(place.marked_id,)]
