from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.channels import GetParticipantRequest
from telethon.tl.types import MessageActionChatMigrateTo

from tests.app.room import Room
from tests.app.test_groups_and_topics import GOODWILL, admin_let_in, subscribed, supergroup
from tests.server import wait_for
from tests.server.messages import Remark
from tests.server.world import now

if TYPE_CHECKING:
    from tests.app.story import Story

STATUS = "SELECT status, paused_reason FROM subscribers WHERE id < 0 ORDER BY id"


@pytest.mark.parametrize("way", ["/deny", "Block", "Remove"])
async def test_what_somebody_subscribed_ends_when_they_are_shut_out(story: Story, way: str) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        admin = await admin_let_in(story)
        forum = supergroup(story, admin, forum=True)
        topic = Room(story, forum, story.telegram.open_topic(forum, "Alerts"))
        other = Room(story, story.telegram.add_group("Small room", admins=[admin], members=[story.program.bot]))
        for room in (topic, other):
            await subscribed(story, room, admin)
        people = await story.ask(story.owner, "/people")
        assert "1 owner, 1 subscriber, 2 places" in people.text
        await story.press_to(story.owner, people, "Iryna · subscriber", "Set up 2 places:", "Newsroom › Alerts")
        if way == "/deny":
            said = (await story.ask(story.owner, f"/deny {admin.id}")).text
        else:
            await story.press_to(story.owner, people, way, "Iryna")
            if way == "Remove":
                await story.press_to(story.owner, people, "Remove", "removed.")
            said = people.text
        assert "2 places of theirs receive no alerts either" in said
        assert "Newsroom › Alerts" in said
        await story.telegram.post(channel, f"Це {GOODWILL}")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE text LIKE 'Це%'"))
        await story.ask(story.owner, "/status")
        assert story.program.rows(STATUS) == [("denied", "shut-out")] * 2
        await story.ask(story.owner, f"/allow {admin.id}")
        assert story.program.rows(STATUS) == [("denied", "shut-out")] * 2
        assert "is blocked. Contact an operator" in (await topic.ask(admin, "/subscribe")).text
    assert (topic.cards(), other.cards()) == ([], [])


async def test_a_place_that_is_shut_out_is_not_opened_by_unsubscribing_or_by_the_bots_return(story: Story) -> None:
    async with story.program.running():
        admin = await admin_let_in(story)
        group = supergroup(story, admin)
        room = Room(story, group)
        await room.ask(admin, "/subscribe")
        await story.ask(story.owner, f"/deny {group.marked_id}")
        assert (
            "is not a group or channel that you manage"
            in (await story.ask(admin, f"/unsubscribe {group.marked_id}")).text
        )
        story.telegram.kick(group, story.program.bot)
        story.telegram.add_member(group, story.program.bot)
        assert "is blocked. Contact an operator" in (await room.ask(admin, "/subscribe")).text
        topic = await story.ask(story.owner, "/people")
        await story.press_to(story.owner, topic, "Newsroom · place · blocked", f"Set up by Iryna ({admin.id})")
        await story.press_to(story.owner, topic, "Unblock", "place, active")
    assert story.program.rows(STATUS) == [("active", None)]


@pytest.mark.parametrize("way", ["/deny", "/operator remove"])
async def test_invites_of_somebody_shut_out_or_demoted_let_nobody_in(story: Story, way: str) -> None:
    async with story.program.running():
        oleh, friend = story.person("Oleh"), story.person("Friend")
        await story.make_operator(oleh)
        given = await story.ask(oleh, "/invite subscriber")
        token = given.text.partition("?start=")[2].split()[0]
        await story.ask(story.owner, f"{way} {oleh.id}")
        await story.make_operator(oleh)
        assert (await story.ask(friend, f"/start {token}")).text == "This bot is private."
    assert story.program.rows("SELECT 1 FROM subscribers WHERE id = ?", friend.id) == []


async def test_an_invite_is_worth_what_its_giver_may_give_now(story: Story) -> None:
    async with story.program.running():
        given = await story.ask(story.owner, "/invite operator")
    petro, friend = story.person("Petro"), story.person("Friend")
    story.program.variables["NW_OWNER_IDS"] = str(petro.id)
    async with story.program.running():
        answer = await story.ask(friend, f"/start {given.text.partition('?start=')[2].split()[0]}")
        assert "has expired" in answer.text
    assert story.program.rows("SELECT 1 FROM subscribers WHERE id = ?", friend.id) == []


async def test_who_was_never_let_in_can_be_shut_out_and_no_invite_helps_them(story: Story) -> None:
    async with story.program.running():
        petro = story.person("Petro")
        await story.ask(petro, "/start")
        assert "Blocked: Petro" in (await story.ask(story.owner, f"/deny {petro.id}")).text
        given = await story.ask(story.owner, "/invite subscriber")
        await story.telegram.say(petro, story.program.bot, f"/start {given.text.partition('?start=')[2].split()[0]}")
        await story.ask(story.owner, "/people")
        assert story.program.rows("SELECT status FROM subscribers WHERE id = ?", petro.id) == [("denied",)]
        assert story.program.rows("SELECT count(*) FROM invites WHERE used_at IS NULL") == [(1,)]


async def test_what_was_shared_with_somebody_is_shared_no_more_when_they_are_let_in_again(story: Story) -> None:
    async with story.program.running():
        petro = await admin_let_in(story, "Petro")
        closed = story.telegram.add_channel("Closed", private=True, members=[story.program.reader])
        await story.ask_for(story.owner, f"/channel add {closed.marked_id}", "Closed")
        await story.share(closed, "@petro")
        await story.ask(story.owner, f"/deny {petro.id}")
        await story.ask(story.owner, f"/allow {petro.id}")
    assert story.program.rows("SELECT count(*) FROM private_readers") == [(0,)]


async def test_why_a_place_gets_no_alerts_is_said_in_words(story: Story) -> None:
    story.owner.language = "uk"
    async with story.program.running():
        admin = await admin_let_in(story, language="uk")
        group = supergroup(story, admin)
        await Room(story, group).ask(admin, "/subscribe")
        story.telegram.kick(group, story.program.bot)
        await wait_for(lambda: story.program.rows(STATUS) == [("paused", "removed")])
        people = await story.ask(story.owner, "/people")
        assert "1 власник, 1 підписник, 1 чат" in people.text
        await story.press_to(story.owner, people, "Newsroom · чат · недосяжний", "Мене видалено")
        assert f"Iryna ({admin.id})" in people.text


@pytest.mark.parametrize("way", ["/deny", "Remove"])
async def test_who_is_shut_out_while_telegram_is_asked_who_decides_sets_up_no_place(story: Story, way: str) -> None:
    async with story.program.running():
        admin = await admin_let_in(story)
        people = await story.ask(story.owner, "/people")
        room = Room(story, supergroup(story, admin))
        asked = story.telegram.count(GetParticipantRequest, story.program.bot)
        story.telegram.delay(GetParticipantRequest, 3)
        await room.say(admin, "/subscribe@nw_bot")
        await wait_for(lambda: story.telegram.count(GetParticipantRequest, story.program.bot) > asked)
        if way == "/deny":
            await story.ask(story.owner, f"/deny {admin.id}")
        else:
            await story.press_to(story.owner, people, "Iryna · subscriber", "Iryna")
            await story.press_to(story.owner, people, way, "Iryna")
            await story.press_to(story.owner, people, "Remove", "removed.")
        assert room.from_bot() == []
        await wait_for(room.from_bot)
        assert "This bot is private." in room.from_bot()[0].text
    assert story.program.rows(STATUS) == []


async def test_a_group_that_is_shut_out_stays_so_where_its_supergroup_subscribed_before_the_upgrade_was_known(
    story: Story,
) -> None:
    async with story.program.running():
        admin, friend = await admin_let_in(story), await admin_let_in(story, "Friend")
        group = story.telegram.add_group("Backroom", admins=[admin, friend], members=[story.program.bot])
        await Room(story, group).ask(admin, "/subscribe")
        await story.ask(story.owner, f"/deny {admin.id}")
        above = story.telegram.upgrade(group, silently=True)
        await Room(story, above).ask(friend, "/subscribe@nw_bot")
        action = MessageActionChatMigrateTo(above.id)
        story.telegram.world.speak(Remark(group=group, text="", at=now(), action=action))
        status = "SELECT status FROM subscribers WHERE id = ?"
        await wait_for(lambda: story.program.rows(status, above.marked_id) == [("denied",)])
        assert "is blocked. Contact an operator" in (await Room(story, above).ask(friend, "/subscribe@nw_bot")).text
