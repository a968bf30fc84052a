from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.commands.registry import COMMANDS
from bot.commands.rights import Rights
from tests.server import wait_for

if TYPE_CHECKING:
    import pytest

    from tests.app.story import Story
    from tests.server import Account, Letter


def token_of(letter: Letter) -> str:
    return letter.text.partition("?start=")[2].split()[0]


def menu(story: Story, scope: str, language: str = "") -> list[str]:
    return [word for word, _ in story.program.bot.commands.get((scope, language), [])]


def texts(story: Story, person: Account) -> list[str]:
    return [letter.text for letter in story.from_bot(person)]


async def test_an_invite_lets_one_person_in_once_and_its_giver_hears_of_it(story: Story) -> None:
    async with story.program.running():
        given = await story.ask(story.owner, "/invite subscriber")
        assert f"https://t.me/{story.program.bot.username}?start=" in given.text
        oksana, petro = story.person("Oksana"), story.person("Petro")

        assert "You now have access" in (await story.ask(oksana, f"/start {token_of(given)}")).text
        assert "has been used" in (await story.ask(petro, f"/start {token_of(given)}")).text
        await wait_for(lambda: any("Oksana accepted your invite" in text for text in texts(story, story.owner)))
        assert "isn’t available to you" in (await story.ask(oksana, "/status")).text
        # The link again, from the same person: nothing is made anew.
        assert "Hello, Oksana" in (await story.ask(oksana, f"/start {token_of(given)}")).text
    assert token_of(given) not in str(story.program.rows("SELECT * FROM invites"))


async def test_two_people_with_one_link_at_the_same_moment_get_one_place(story: Story) -> None:
    async with story.program.running():
        link = f"/start {token_of(await story.ask(story.owner, '/invite subscriber'))}"
        people = [story.person(name) for name in ("Oksana", "Petro")]
        answers = await asyncio.gather(*(story.ask(one, link) for one in people))
        assert sorted("You now have access" in answer.text for answer in answers) == [False, True]


async def test_an_invite_that_is_too_old_lets_nobody_in(story: Story) -> None:
    async with story.program.running():
        given = await story.ask(story.owner, "/invite subscriber")
    story.program.change("UPDATE invites SET expires_at = '2020-01-01T00:00:00.000+00:00'")
    oksana = story.person("Oksana")
    async with story.program.running():
        assert "has expired" in (await story.ask(oksana, f"/start {token_of(given)}")).text
        assert story.program.rows("SELECT 1 FROM subscribers WHERE id = ?", oksana.id) == []


async def test_only_owners_invite_operators_and_a_banned_person_has_no_use_of_a_link(story: Story) -> None:
    async with story.program.running():
        oleh, petro = story.person("Oleh"), story.person("Petro")
        given = await story.ask(story.owner, "/invite operator")
        assert "now an operator" in (await story.ask(oleh, f"/start {token_of(given)}")).text
        assert "Only an owner" in (await story.ask(oleh, "/invite operator")).text
        assert "Unknown role “king”" in (await story.ask(oleh, "/invite king")).text
        assert "/invite subscriber" in (await story.ask(oleh, "/invite")).text

        await story.ask(story.owner, f"/allow {petro.id}")
        await story.ask(petro, "/start")
        await story.ask(story.owner, f"/deny {petro.id}")
        second = await story.ask(oleh, "/invite subscriber")
        assert (await story.ask(petro, f"/start {token_of(second)}")).text == "This bot is private."
    assert story.program.rows("SELECT count(*) FROM invites WHERE used_at IS NULL") == [(1,)]


async def test_the_first_owner_claims_the_program_with_the_code_it_prints(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    story.program.variables["NW_OWNER_IDS"] = ""
    olha, petro = story.owner, story.person("Petro")
    async with story.program.running():
        first = capsys.readouterr().out.partition("/claim ")[2].split()[0]
    async with story.program.running():
        second = capsys.readouterr().out.partition("/claim ")[2].split()[0]
        refused = (await story.ask(petro, f"/claim {first}")).text  # a newer code took its place
        assert refused.startswith("This bot is private.")
        assert "You now own" in (await story.ask(olha, f"/claim {second}")).text
        assert "has been used" in (await story.ask(petro, f"/claim {second}")).text
        assert "Made by you" in (await story.ask(olha, "/narrative new Made by you")).text
    async with story.program.running():
        assert "/claim" not in capsys.readouterr().out
        assert "/operator add" in (await story.ask(olha, "/help")).text


async def test_people_are_listed_and_their_place_is_changed_by_buttons(story: Story) -> None:
    async with story.program.running():
        oksana, oleh = story.person("Oksana"), story.person("Oleh")
        for person in (oksana, oleh):
            await story.ask(story.owner, f"/allow {person.id}")
            await story.ask(person, "/start")
        listed = await story.ask(story.owner, "/people")
        assert "1 owner, 2 subscribers" in listed.text

        await story.press(story.owner, listed, "Oleh · subscriber")
        await wait_for(lambda: "Last seen just now" in listed.text)
        await story.press(story.owner, listed, "Make operator")
        await wait_for(lambda: "operator, active" in listed.text)
        assert "/people" in (await story.ask(oleh, "/help")).text

        his = await story.ask(oleh, "/people")
        await story.press(oleh, his, "Olha · owner")
        await wait_for(lambda: "owner, active" in his.text)
        assert [button.text for row in his.buttons for button in row] == ["◀ All"]
        await story.press(oleh, his, "◀ All")
        await wait_for(lambda: "1 owner, 1 operator, 1 subscriber" in his.text)
        await story.press(oleh, his, "Oksana · subscriber")
        await wait_for(lambda: "Oksana" in his.text)

        await story.press(story.owner, listed, "Make subscriber")
        await wait_for(lambda: "subscriber, active" in listed.text)
        assert "out of date" in str((await story.press(oleh, his, "Block")).text)  # he is no operator any more
        await story.press(story.owner, listed, "Block")
        await wait_for(lambda: "blocked" in listed.text)
    async with story.program.running():  # the buttons are as good after a restart
        await story.press(story.owner, listed, "Unblock")
        await wait_for(lambda: "subscriber, active" in listed.text)

        await story.press(story.owner, listed, "Remove")
        await wait_for(lambda: "Remove Oleh and all their data" in listed.text)
        await story.press(story.owner, listed, "◀ Cancel")
        await wait_for(lambda: "subscriber, active" in listed.text)
        await story.press(story.owner, listed, "Remove")
        await wait_for(lambda: "Remove Oleh and all their data" in listed.text)
        await story.press(story.owner, listed, "Remove")
        await wait_for(lambda: "Oleh removed." in listed.text and "1 owner, 1 subscriber" in listed.text)
        assert story.program.rows("SELECT 1 FROM subscribers WHERE id = ?", oleh.id) == []
        assert (await story.ask(oleh, "/start")).text == "This bot is private."


async def test_everybody_sees_the_menu_of_their_rank_in_their_language(story: Story) -> None:
    async with story.program.running():
        oksana = story.person("Oksana", language="uk")
        await story.ask(story.owner, f"/allow {oksana.id}")
        await wait_for(lambda: "status" in menu(story, "BotCommandScopePeer"))
        await story.ask(oksana, "/start")
        await wait_for(lambda: "status" not in menu(story, "BotCommandScopePeer"))
        for language in ("", "en", "uk"):
            assert menu(story, "BotCommandScopeDefault", language) == ["start"]
        shown = story.program.bot.commands["BotCommandScopePeer", ""]
        own = list(dict.fromkeys(one.words.split()[0] for one in COMMANDS if one.rights is Rights.SUBSCRIBER))
        assert [word for word, _ in shown] == own
        assert dict(shown)["narratives"] == "обрати наративи, за якими стежите"
        set_before = len(story.program.bot.command_scopes)
        await story.ask(oksana, "/help")
        assert len(story.program.bot.command_scopes) == set_before
