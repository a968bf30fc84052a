"""What an operator could try in order to keep a way in, or to get above their rank."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.app.room import Room
from tests.app.test_groups_and_topics import GOODWILL, subscribed
from tests.app.test_rights_of_buttons import forge
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account

ROLES = "SELECT id, role, status FROM subscribers WHERE id > 0 ORDER BY id"


async def operator(story: Story, name: str = "Oleh") -> Account:
    person = story.person(name)
    await story.ask(person, "/start")
    await story.make_operator(person)
    await story.ask(person, "/start")
    return person


async def test_forged_buttons_raise_nobody_and_hurt_no_owner(story: Story) -> None:
    async with story.program.running():
        oleh, friend = await operator(story), story.person("Friend")
        await story.ask(oleh, f"/allow {friend.id}")
        page = await story.ask(oleh, "/people")
        before = story.program.rows(ROLES)
        for who in (oleh, friend, story.owner):
            for action in ("make-operator", "make-subscriber", "remove-surely", "remove", "ban", "let-in"):
                if who is not friend or action.startswith("make"):
                    await forge(story, oleh, page, f"person-do:{action}:0:{who.id}")
            await forge(story, oleh, page, f"make-operator:{who.id}")
        for wrong in (
            f"shut-out:{story.owner.id}",
            f"let-in:{story.owner.id}",
            "let-in:0",
            "let-in:-5",
            "shut-out:",
            "share:1:2",
        ):
            await forge(story, oleh, page, wrong)
        assert story.program.rows(ROLES) == before


async def test_a_command_held_back_before_the_demotion_does_nothing_after_it(story: Story) -> None:
    async with story.program.running():
        oleh = await operator(story)
    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    await story.telegram.say(oleh, story.program.bot, "/invite subscriber", at=hour_ago)
    heard = len(story.from_bot(oleh))
    async with story.program.running():
        await wait_for(lambda: len(story.from_bot(oleh)) > heard)
        question = story.from_bot(oleh)[heard]
        await story.ask(story.owner, f"/operator remove {oleh.id}")
        await story.press(oleh, question, "Run")
        assert story.program.rows("SELECT count(*) FROM invites") == [(0,)]


async def test_owner_and_operator_who_shut_each_other_out_at_once_leave_the_owner(story: Story) -> None:
    story.program.variables["NW_OWNER_IDS"] = str(story.owner.id)
    async with story.program.running():
        oleh, petro = await operator(story), await operator(story, "Petro")
        await asyncio.gather(
            story.telegram.say(oleh, story.program.bot, f"/deny {story.owner.id}"),
            story.telegram.say(oleh, story.program.bot, f"/deny {petro.id}"),
            story.telegram.say(story.owner, story.program.bot, f"/deny {oleh.id}"),
        )
        await wait_for(lambda: (oleh.id, "subscriber", "denied") in story.program.rows(ROLES))
        await story.ask_for(story.owner, "/people", "1 operator")
        assert story.program.rows(ROLES) == [
            (story.owner.id, "owner", "active"),
            (oleh.id, "subscriber", "denied"),
            (petro.id, "operator", "active"),
        ]


@pytest.mark.parametrize("way", ["upgrade", "kick", "unsubscribe"])
async def test_a_group_of_somebody_shut_out_finds_no_way_back(story: Story, way: str) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        oleh = await operator(story)
        group = story.telegram.add_group("Backroom", admins=[oleh], members=[story.program.bot])
        room = Room(story, group)
        await subscribed(story, room, oleh)
        listed = await room.ask(oleh, "/narratives@nw_bot")
        await story.ask(story.owner, f"/deny {oleh.id}")
        above = room
        if way == "upgrade":
            above = Room(story, story.telegram.upgrade(group))
        elif way == "kick":
            story.telegram.remove_from(group, story.program.bot)
            story.telegram.add_to(group, story.program.bot)
        else:
            await room.say(oleh, "/unsubscribe@nw_bot")
            await room.say(oleh, "/subscribe@nw_bot")
            await room.press(oleh, listed, "✅ Goodwill")
        await story.telegram.post(channel, f"Це {GOODWILL}")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE text LIKE 'Це%'"))
        await story.ask(story.owner, "/status")
        assert (room.cards(), above.cards()) == ([], [])
        assert story.program.rows("SELECT DISTINCT status FROM subscribers WHERE id < 0") == [("denied",)]


async def test_a_hostile_title_is_not_taken_for_a_name(story: Story) -> None:
    async with story.program.running():
        oleh, petro = await operator(story), story.person("Petro")
        await story.ask(story.owner, f"/allow {petro.id}")
        await story.ask(petro, "/start")
        room = Room(story, story.telegram.add_group("@petro", admins=[oleh], members=[story.program.bot]))
        await room.ask(oleh, "/subscribe")
        closed = story.telegram.add_channel("Closed", private=True, members=[story.program.reader])
        await story.ask_for(story.owner, f"/channel add {closed.marked_id}", "Closed")
        await story.share(closed, "@petro")
        assert story.program.rows("SELECT subscriber_id FROM private_readers") == [(petro.id,)]
