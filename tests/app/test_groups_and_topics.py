from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.room import Room, labels
from tests.server import Group, wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account, Channel

GOODWILL, FEINT = "жест доброї волі", "обманний маневр"
STATE = "SELECT status, paused_reason FROM subscribers WHERE id = ? OR forum_id = ? ORDER BY id"


async def admin_let_in(story: Story, name: str = "Iryna", *, language: str = "en") -> Account:
    admin = story.person(name, language=language)
    await story.ask(story.owner, f"/allow {admin.id}")
    await story.ask(admin, "/start")
    return admin


def supergroup(story: Story, admin: Account, *others: Account, forum: bool = False) -> Channel:
    return story.telegram.add_channel(
        "Newsroom", private=True, megagroup=True, forum=forum, admins=[admin], members=[story.program.bot, *others]
    )


async def subscribed(story: Story, room: Room, admin: Account, narrative: str = "Goodwill") -> None:
    assert "This chat now receives alerts" in (await room.ask(admin, "/subscribe")).text
    await room.follow(admin, narrative)


async def says(story: Story, person: Account, words: str) -> str:
    def found() -> list[str]:
        return [letter.text for letter in story.from_bot(person) if words in letter.text]

    await wait_for(found, awaited=f"«{words}» to {person.name}")
    assert len(found()) == 1
    return found()[0]


async def test_a_supergroup_gets_alerts_once_an_admin_who_is_let_in_subscribes_it(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        admin = await admin_let_in(story)
        room = Room(story, supergroup(story, admin))
        await subscribed(story, room, admin)
    async with story.program.running():  # and it outlives a restart
        await story.telegram.post(channel, f"Це {GOODWILL}")
        card = await room.card()
        assert "Goodwill" in card.text
        stop = await room.ask(admin, "/stop")
        assert "Alerts are off" in stop.text
        await story.telegram.post(channel, f"Знову {GOODWILL} для всіх")
        assert await room.is_ignored(admin, "hello")
        await room.ask(admin, "/subscribe")
        await story.telegram.post(channel, f"Третій раз про {GOODWILL} сьогодні")
        await room.card(2)
        assert "was deleted" in (await room.ask(admin, "/unsubscribe")).text
    assert len(room.cards()) == 2
    assert story.program.rows("SELECT count(*) FROM subscriptions WHERE subscriber_id = ?", room.place.marked_id) == [
        (0,)
    ]


async def test_a_basic_group_does_too(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        admin, member = await admin_let_in(story), await admin_let_in(story, "Petro")
        group = story.telegram.add_group("Small room", admins=[admin], members=[story.program.bot, member])
        room = Room(story, group)
        assert "Only admins" in (await room.ask(member, "/subscribe")).text
        await subscribed(story, room, admin)
        await story.telegram.post(channel, f"Це {GOODWILL}")
        assert "Goodwill" in (await room.card()).text


async def test_two_topics_of_one_forum_follow_different_narratives(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        await story.track("Feint", FEINT)
        admin = await admin_let_in(story)
        forum = supergroup(story, admin, forum=True)
        first = Room(story, forum, story.telegram.open_topic(forum, "Goodwill only"))
        second = Room(story, forum, story.telegram.open_topic(forum, "Feint only"))
        general = Room(story, forum)
        await subscribed(story, first, admin)
        await subscribed(story, second, admin, "Feint")
        assert "This chat receives no alerts yet" in (await general.ask(admin, "/narratives@nw_bot")).text
    async with story.program.running():
        await story.telegram.post(channel, f"Це {GOODWILL}")
        await story.telegram.post(channel, f"А це {FEINT}")
        assert "Goodwill" in (await first.card()).text
        assert "Feint" in (await second.card()).text
        assert await second.is_ignored(admin, "no command")
    assert [len(room.cards()) for room in (first, second, general)] == [1, 1, 0]
    assert story.program.rows("SELECT name FROM subscribers WHERE forum_id IS NOT NULL ORDER BY topic_id") == [
        ("Newsroom › Goodwill only",),
        ("Newsroom › Feint only",),
    ]


async def test_only_commands_for_this_bot_are_answered_in_a_group(story: Story) -> None:
    async with story.program.running():
        admin = await admin_let_in(story)
        story.program.bot.hears_all = True
        room = Room(story, supergroup(story, admin))
        assert await room.is_ignored(admin, "/help")  # nothing is set up here: it may be meant for another bot
        assert await room.is_ignored(admin, "/subscribe@another_bot")
        assert await room.is_ignored(admin, "good morning")
        await room.ask(admin, "/subscribe@NW_bot")
        assert await room.is_ignored(admin, "/weather")
        assert await room.is_ignored(admin, "/help@another_bot")
        assert "/narratives" in (await room.ask(admin, "/help")).text
        assert "Unknown command /weather@nw_bot" in (await room.ask(admin, "/weather@nw_bot")).text


async def test_nobody_but_an_admin_who_is_let_in_decides(story: Story) -> None:
    async with story.program.running():
        admin, member = await admin_let_in(story), await admin_let_in(story, "Petro")
        stranger = story.person("Stranger")
        group = supergroup(story, admin, member)
        story.telegram.add_member(group, stranger, admin=True)
        room = Room(story, group)
        assert await room.is_ignored(stranger, "/subscribe")  # nothing is set up here
        assert "Only admins" in (await room.ask(member, "/subscribe")).text
        assert "group’s name" in (await room.ask(admin, "/subscribe", anonymous=True)).text
        assert story.program.rows("SELECT count(*) FROM subscribers WHERE id < 0") == [(0,)]
        await room.ask(admin, "/subscribe")
        await story.ask(story.owner, f"/deny {admin.id}")
        assert await room.is_ignored(admin, "/stop")
        assert story.program.rows("SELECT status FROM subscribers WHERE id < 0") == [("denied",)]


async def test_operators_are_answered_in_their_private_chat_only(story: Story) -> None:
    async with story.program.running():
        room = Room(story, supergroup(story, story.owner))
        await room.ask(story.owner, "/subscribe")
        for command in ("/status", "/channels", "/allow 5"):
            assert "in our private chat" in (await room.ask(story.owner, command)).text
        assert "/status" not in (await room.ask(story.owner, "/help")).text
        assert story.program.rows("SELECT 1 FROM subscribers WHERE id = 5") == []


async def test_a_channel_subscribes_by_its_admin_in_the_private_chat(story: Story) -> None:
    async with story.program.running():
        watched = await story.set_up("Goodwill", GOODWILL)
        admin, other = await admin_let_in(story), await admin_let_in(story, "Petro")
        channel = story.telegram.add_channel("Digest", username="our_digest", admins=[admin])
        assert "Make me an admin" in (await story.ask(admin, "/subscribe @our_digest")).text
        story.telegram.add_member(channel, story.program.bot, admin=True)
        assert "You are not an admin" in (await story.ask(other, "/subscribe @our_digest")).text
        assert "not found" in (await story.ask(admin, "/subscribe @nobody_here")).text
        assert "Digest now receives alerts" in (await story.ask(admin, "/subscribe https://t.me/our_digest")).text

        assert "don’t manage any group, channel or topic" in (await story.ask(other, "/places")).text
        places = await story.ask(admin, "/places")
        await story.press(admin, places, "Digest")
        await wait_for(lambda: "follows 0 narratives" in places.text)
    async with story.program.running():
        await story.press(admin, places, "Narratives")
        await wait_for(lambda: any("Goodwill" in button.text for row in places.buttons for button in row))
        label = next(button.text for row in places.buttons for button in row if "Goodwill" in button.text)
        await story.press(admin, places, label)
        followed = "SELECT subscriber_id, narrative_id FROM subscriptions"
        await wait_for(lambda: story.program.rows(followed) == [(channel.marked_id, "goodwill")])
        await story.telegram.post(watched, f"Це {GOODWILL}")
        await Room(story, channel).card()
        assert "was deleted" in (await story.ask(admin, "/unsubscribe @our_digest")).text


async def test_a_private_channel_subscribes_by_a_forwarded_post(story: Story) -> None:
    async with story.program.running():
        admin = await admin_let_in(story)
        channel = story.telegram.add_channel("Staff", private=True, admins=[admin, story.program.bot])
        post = await story.telegram.post(channel, "Hello")
        heard = len(story.from_bot(admin))
        await story.telegram.say(admin, story.program.bot, "Hello", forwarded_from=post)
        await wait_for(lambda: len(story.from_bot(admin)) > heard)
        offer = story.from_bot(admin)[heard]
        await story.press(admin, offer, "Send alerts")
        await wait_for(lambda: "Staff now receives alerts" in offer.text)
    assert story.program.rows("SELECT id, set_up_by FROM subscribers WHERE id < 0") == [(channel.marked_id, admin.id)]


async def test_a_closed_topic_pauses_its_alerts_until_it_is_opened_again(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        admin = await admin_let_in(story)
        forum = supergroup(story, admin, forum=True)
        topic = story.telegram.open_topic(forum, "Alerts")
        room = Room(story, forum, topic)
        await subscribed(story, room, admin)
        story.telegram.change_topic(forum, topic, closed=True)
        await story.telegram.post(channel, f"Це {GOODWILL}")
        told = await says(story, admin, "no longer reach “Newsroom › Alerts”")
        assert "The topic is closed" in told
        paused = [("paused", "topic-closed")]
        assert story.program.rows(STATE, forum.marked_id, forum.marked_id) == paused
        assert room.cards() == []
    async with story.program.running():
        story.telegram.change_topic(forum, topic, closed=False)
        await room.card()
        await says(story, admin, "reach “Newsroom › Alerts” again")
    assert len(room.cards()) == 1


async def test_a_deleted_topic_pauses_its_alerts(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        admin = await admin_let_in(story, language="uk")
        forum = supergroup(story, admin, forum=True)
        topic = story.telegram.open_topic(forum, "Alerts")
        room = Room(story, forum, topic)
        await room.ask(admin, "/subscribe")
        await room.follow(admin, "Goodwill")
        story.telegram.delete_topic(forum, topic)
        await story.telegram.post(channel, f"Це {GOODWILL}")
        assert "Тему видалено" in await says(story, admin, "більше не доходять")


async def test_lost_rights_pause_and_given_back_resume(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        admin = await admin_let_in(story)
        group = supergroup(story, admin)
        room = Room(story, group)
        await subscribed(story, room, admin)
        story.telegram.silence(group, story.program.bot)
        await says(story, admin, "I’m not allowed to write there")
        story.telegram.unsilence(group, story.program.bot)
        await says(story, admin, "reach “Newsroom” again")
        await story.telegram.post(channel, f"Це {GOODWILL}")
        await room.card()


async def test_a_right_that_was_lost_unheard_is_found_out_by_the_refusal_and_nothing_owed_is_lost(
    story: Story,
) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        admin = await admin_let_in(story)
        group = supergroup(story, admin)
        room = Room(story, group)
        await subscribed(story, room, admin)
        group.silenced.append(story.program.bot)
        await story.telegram.post(channel, f"Це {GOODWILL}")
        await says(story, admin, "I’m not allowed to write there")
        group.silenced.clear()
        await room.say(admin, "/subscribe")
        await room.card()
    assert len(room.cards()) == 1


@pytest.mark.parametrize("kind", ["basic group", "supergroup"])
async def test_a_group_that_puts_the_bot_out_is_paused_and_taken_up_when_it_is_back(story: Story, kind: str) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        admin = await admin_let_in(story)
        basic = kind == "basic group"
        group: Channel | Group
        if basic:
            group = story.telegram.add_group("Newsroom", admins=[admin], members=[story.program.bot])
        else:
            group = supergroup(story, admin)
        room = Room(story, group)
        await subscribed(story, room, admin)
        if isinstance(group, Group):
            story.telegram.remove_from(group, story.program.bot)
        else:
            story.telegram.kick(group, story.program.bot)
        assert "I was removed" in await says(story, admin, "no longer reach “Newsroom”")
        assert story.program.rows(STATE, group.marked_id, 0) == [("paused", "removed")]
        await story.telegram.post(channel, f"Це {GOODWILL}")
        if isinstance(group, Group):
            story.telegram.add_to(group, story.program.bot)
        else:
            story.telegram.add_member(group, story.program.bot)
        await says(story, admin, "reach “Newsroom” again")
        await room.card()  # what was found meanwhile waited
        await story.telegram.post(channel, f"Інший допис, теж {GOODWILL}, зовсім про інше")
        await room.card(2)


@pytest.mark.parametrize("way", ["told", "untold"])
async def test_an_upgraded_group_keeps_its_alerts_and_none_comes_twice(story: Story, way: str) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        admin = await admin_let_in(story)
        group = story.telegram.add_group("Newsroom", admins=[admin], members=[story.program.bot])
        room = Room(story, group)
        await subscribed(story, room, admin)
        await story.telegram.post(channel, f"Це {GOODWILL}")
        await room.card()

        upgraded = story.telegram.upgrade(group, silently=way == "untold")
        await story.telegram.post(channel, f"Зовсім інший текст, але теж {GOODWILL} і маневр")
        above = Room(story, upgraded)
        await above.card()
        assert any("✅ Goodwill" in one for one in labels(await above.ask(admin, "/narratives@nw_bot")))
    assert (len(room.cards()), len(above.cards())) == (1, 1)
    assert story.program.rows("SELECT id FROM subscribers WHERE id < 0") == [(upgraded.marked_id,)]


async def test_a_place_is_listed_by_its_present_name(story: Story) -> None:
    async with story.program.running():
        admin = await admin_let_in(story)
        forum = supergroup(story, admin, forum=True)
        topic = story.telegram.open_topic(forum, "Alerts")
        await Room(story, forum, topic).ask(admin, "/subscribe")
        await Room(story, forum).ask(admin, "/subscribe")
        story.telegram.entitle(forum, "Press room")
        story.telegram.change_topic(forum, topic, title="News")
        names = "SELECT name FROM subscribers WHERE id < 0 ORDER BY name"
        await wait_for(lambda: story.program.rows(names) == [("Press room",), ("Press room › News",)])
        places = await story.ask(admin, "/places")
        assert [button.text for row in places.buttons for button in row] == ["Press room", "Press room › News"]
