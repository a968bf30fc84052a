from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.app.room import Room, labels
from tests.app.test_groups_and_topics import GOODWILL, admin_let_in, subscribed, supergroup
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account, Letter, Post, Remark

FOLLOWED = "SELECT subscriber_id FROM subscriptions ORDER BY subscriber_id"


async def forge(story: Story, person: Account, message: Letter | Post | Remark, data: str) -> str:
    """Press what no button says: a client of one's own can."""
    answer = await asyncio.wait_for(story.telegram.world.press(person, message, data.encode()), 5)
    return answer.message or ""


async def test_anybody_in_a_group_may_judge_a_card_and_only_its_admins_may_mute(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        admin, reader, outsider = await admin_let_in(story), story.person("Reader"), await admin_let_in(story, "Oksana")
        room = Room(story, supergroup(story, admin, reader, outsider))
        await subscribed(story, room, admin)
        await story.telegram.post(channel, f"Це {GOODWILL}")
        card = await room.card()
    async with story.program.running():
        assert "false alarm" in str((await room.press(reader, card, "❌ False alarm")).text)
        assert story.program.rows("SELECT person_id, subscriber_id FROM verdicts") == [
            (reader.id, room.place.marked_id)
        ]
        assert (await room.press(reader, card, "🔕 Mute…")).text == "This bot is private."
        assert "Only admins" in str((await room.press(outsider, card, "🔕 Mute…")).text)
        await room.press(admin, card, "🔕 Mute…")
        await wait_for(lambda: "8 hours" in labels(card))
        await room.press(admin, card, "8 hours")
        muted = "SELECT id FROM subscribers WHERE muted_until IS NOT NULL"
        await wait_for(lambda: story.program.rows(muted) == [(room.place.marked_id,)])


async def test_a_forged_press_changes_nobody_elses_alerts(story: Story) -> None:
    async with story.program.running():
        await story.set_up("Goodwill", GOODWILL)
        admin, other = await admin_let_in(story), await admin_let_in(story, "Petro")
        room = Room(story, supergroup(story, admin, other))
        await room.ask(admin, "/subscribe")
        places = await story.ask(admin, "/places")
        data = places.buttons[0][0].data
        assert data is not None
        about = data.decode().partition(":")[0]
        mine = await story.ask(other, "/narratives")

        assert "Only admins" in await forge(story, other, mine, f"{about}:follow:0:goodwill")
        assert "Only admins" in await forge(story, other, mine, f"{about}:unsubscribe")
        for wrong in (
            "@zzzz:place",
            "@:place",
            "@0:follow:0:goodwill",
            "place",
            "late-yes:1",
            "take:monitored:@x",
            "what:9",
        ):
            assert "out of date" in await forge(story, other, mine, wrong)
        assert "out of date" in await forge(story, admin, mine, f"{about}:take:monitored:@x")
        assert story.program.rows(FOLLOWED) == []
        # Nor does a button of the private chat work in the group, where its message would be somebody else's.
        listed = await room.ask(admin, "/narratives@nw_bot")
        assert "out of date" in await forge(story, admin, listed, f"{about}:follow:0:goodwill")
        assert story.program.rows(FOLLOWED) == []


async def test_who_is_denied_or_no_admin_any_more_can_press_nothing(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        admin = await admin_let_in(story)
        group = supergroup(story, admin)
        room = Room(story, group)
        await subscribed(story, room, admin)
        mine = await story.ask(admin, "/narratives")
        places = await story.ask(admin, "/places")
        listed = await room.ask(admin, "/narratives@nw_bot")
        await story.telegram.post(channel, f"Це {GOODWILL}")
        card = await room.card()
        await story.ask(story.owner, f"/deny {admin.id}")
        before = story.program.rows(FOLLOWED)
        for message, label in ((mine, "▫️ Goodwill"), (places, "Newsroom")):
            assert (await story.press(admin, message, label)).text == "This bot is private."
        for post, label in ((listed, "✅ Goodwill"), (card, "❌ False alarm"), (card, "Why?")):
            assert (await room.press(admin, post, label)).text == "This bot is private."
        assert story.program.rows(FOLLOWED) == before
        assert story.program.rows("SELECT 1 FROM verdicts") == []
    async with story.program.running():  # which forgets who was believed to be an admin
        for one in (admin.id, group.marked_id):  # the group was shut out with who set it up
            await story.ask(story.owner, f"/allow {one}")
        story.telegram.demote(group, admin)
        assert "Only admins" in str((await room.press(admin, listed, "✅ Goodwill")).text)


async def test_who_asks_too_much_is_told_once_and_then_ignored(story: Story) -> None:
    story.program.variables["NW_COMMANDS_PER_MINUTE"] = "8"
    async with story.program.running():
        other = await admin_let_in(story, "Petro")  # by a command of the owner's
        for _ in range(3):
            assert "What I can do" in (await story.ask(story.owner, "/help")).text
        letters = len(story.from_bot(story.owner))
        for _ in range(5):
            await story.telegram.say(story.owner, story.program.bot, "/help")
        await wait_for(lambda: len(story.from_bot(story.owner)) > letters)
        assert "What I can do" in (await story.ask(other, "/help")).text
        assert [one.text for one in story.from_bot(story.owner)[letters:]] == [
            "Too many messages at once. Try again in half a minute."
        ]


async def test_a_crowd_that_asks_why_does_not_use_up_what_a_group_takes(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        admin = await admin_let_in(story)
        crowd = [story.person(f"Reader{number}") for number in range(5)]
        room = Room(story, supergroup(story, admin, *crowd))
        await subscribed(story, room, admin)
        await story.telegram.post(channel, f"Це {GOODWILL}")
        card = await room.card()
        notices = [(await room.press(one, card, "Why?")).text for one in crowd]
        assert [bool(notice) for notice in notices] == [False] * 3 + [True] * 2
        assert "half a minute" in str(notices[-1])


async def test_an_operator_can_shut_a_group_out_and_let_it_in_again(story: Story) -> None:
    async with story.program.running():
        admin = await admin_let_in(story)
        room = Room(story, supergroup(story, admin))
        await room.ask(admin, "/subscribe")
        assert "Blocked" in (await story.ask(story.owner, f"/deny {room.place.marked_id}")).text
        assert "is blocked. Contact an operator" in (await room.ask(admin, "/subscribe")).text
        assert "not found" in (await story.ask(story.owner, "/deny -100123456")).text
        await story.ask(story.owner, f"/allow {room.place.marked_id}")
        assert "This chat now receives alerts" in (await room.ask(admin, "/subscribe")).text
