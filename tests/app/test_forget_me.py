from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.messages import SendMessageRequest

from tests.app.room import Room
from tests.server import wait_for

if TYPE_CHECKING:
    from telethon.tl import TLObject

    from tests.app.program import Program
    from tests.app.story import Story
    from tests.server import Account

YES, NO = "🗑 Delete my data", "Cancel"


def traces(program: Program, person: Account) -> list[str]:
    """Name every column of every table that a person's id, name or @name stands in."""
    found = []
    for (table,) in program.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        for row in program.rows(f"SELECT * FROM {table}"):  # noqa: S608
            texts = {str(value) for value in row}
            wanted = {str(person.id), person.name, person.username}
            if texts & wanted or any(f'"{person.id}"' in text or person.name in text for text in texts):
                found.append(f"{table}: {row}")
    return found


async def test_whoever_asks_for_it_is_forgotten_in_every_table(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        petro = story.person("Petro")
        await story.subscribe(petro, "Test story")
        await story.make_operator(petro)
        await story.ask(petro, "/narrative new Found by hand")
        await story.ask(petro, "/settings zone Europe/London")
        letter = await story.ask(petro, "/settings quiet")
        await story.press_to(petro, letter, "✍️ Other hours", "When do quiet hours start and end?")
        await story.telegram.post(channel, "Це жест доброї волі")
        card = await story.card(petro)
        await story.press(petro, card, "✅ Relevant")
        await story.ask(petro, "/mute test-story 2h")
        await story.telegram.post(channel, "Зовсім інше повідомлення про жест доброї волі від військових")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM outbox WHERE status = 'held'"))
        assert len(traces(story.program, petro)) > 8

        question = await story.ask(petro, "/forget_me")
        assert "can’t be undone" in question.text
        assert "no longer be an operator" in question.text
        await story.press_to(petro, question, YES, "Done. Your data has been deleted")
        assert traces(story.program, petro) == []

        assert (await story.ask(petro, "/status")).text == "This bot is private."
        await story.telegram.post(channel, "Ще раз: жест доброї волі, хоч і інакше сказано цього разу")
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(3,)])

    assert len(story.cards(petro)) == 1
    assert ("narrative.added", -1) in story.program.rows(
        "SELECT action, actor_id FROM audit WHERE subject = 'found-by-hand'"
    )


async def test_invites_questions_and_what_others_were_told_know_the_person_no_more(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        await story.telegram.post(channel, "Сьогодні добра новина")
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(1,)])
        closed = story.telegram.add_channel("Closed", private=True, members=[story.program.reader])
        await story.ask(story.owner, f"/channel add {closed.marked_id}")
        invited = await story.ask(story.owner, "/invite operator")
        oksana, petro = story.person("Oksana"), story.person("Petro")
        await story.ask(oksana, f"/start {invited.text.partition('?start=')[2].split()[0]}")
        await story.share(closed, "@oksana")
        await story.ask_for(story.owner, f"/channel unshare {closed.marked_id} @oksana", "Closed")
        given = await story.ask(oksana, "/invite subscriber")
        await story.ask(petro, f"/start {given.text.partition('?start=')[2].split()[0]}")
        open_link = (await story.ask_for(oksana, "/invite subscriber", "?start=")).text
        await story.ask_for(oksana, "/try добра новина", "Testing “")
        await story.ask_for(oksana, "/search новина", "новина")
        await wait_for(lambda: any("Oksana accepted your invite" in one.text for one in story.from_bot(story.owner)))

        question = await story.ask_for(oksana, "/forget_me", "can’t be undone")
        await story.press_to(oksana, question, YES, "Done. Your data has been deleted")
        assert traces(story.program, oksana) == []

        stranger = story.person("Stranger")
        assert "private" in (await story.ask(stranger, f"/start {open_link.partition('?start=')[2].split()[0]}")).text


async def test_nothing_is_deleted_without_a_yes(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        petro = story.person("Petro", language="uk")
        await story.subscribe(petro, "Test story")
        question = await story.ask(petro, "/forget_me")
        assert "Видалити всі ваші дані?" in question.text
        await story.press_to(petro, question, "Скасувати", "Нічого не видалено")
    assert story.program.rows("SELECT count(*) FROM subscriptions WHERE subscriber_id = ?", petro.id) == [(1,)]


async def test_a_yes_counts_after_a_restart_too(story: Story) -> None:
    async with story.program.running():
        petro = story.person("Petro")
        await story.ask(story.owner, f"/allow {petro.id}")
        question = await story.ask(petro, "/forget_me")
    async with story.program.running():
        await story.press_to(petro, question, YES, "Done")
        assert traces(story.program, petro) == []


async def test_a_group_gets_no_more_alerts_without_the_person_who_subscribed_it_until_another_admin_does(
    story: Story,
) -> None:
    async with story.program.running():
        channel = await story.set_up("Goodwill", "жест доброї волі")
        iryna, petro = story.person("Iryna"), story.person("Petro")
        for person in (iryna, petro):
            await story.ask(story.owner, f"/allow {person.id}")
            await story.ask(person, "/start")
        group = story.telegram.add_channel(
            "Newsroom", private=True, megagroup=True, admins=[iryna, petro], members=[story.program.bot]
        )
        room = Room(story, group)
        await room.ask(iryna, "/subscribe")
        await room.follow(iryna, "Goodwill")
        assert "private" in (await room.ask(iryna, "/forget_me@nw_bot")).text
        heard = len(room.from_bot())
        question = await story.ask(iryna, "/forget_me")
        assert "Groups, channels and topics you subscribed stop receiving alerts" in question.text
        await story.press_to(iryna, question, YES, "Done")
        await wait_for(lambda: len(room.from_bot()) > heard, awaited="a word in the group")
        assert "no longer receives alerts" in room.from_bot()[-1].text
        assert traces(story.program, iryna) == []

        await story.ask(story.owner, f"/deny {iryna.id}")
        await story.follow(story.owner, "Goodwill")
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
        assert room.cards() == []
        await room.ask(petro, "/subscribe@nw_bot")
        await story.telegram.post(channel, "Зовсім інше повідомлення про жест доброї волі від військових")
        await room.card()
    assert story.program.rows("SELECT status, set_up_by FROM subscribers WHERE id < 0") == [("active", petro.id)]


async def test_an_owner_is_told_where_to_leave_first(story: Story) -> None:
    async with story.program.running():
        assert "NW_OWNER_IDS" in (await story.ask(story.owner, "/forget_me")).text
    assert story.program.rows("SELECT count(*) FROM subscribers WHERE id = ?", story.owner.id) == [(1,)]


async def test_others_get_their_alerts_after_somebody_was_forgotten(story: Story) -> None:
    """Numbers of deliveries are what Telegram knows messages by: one that was used must never be used again."""
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        petro = story.person("Petro")
        await story.subscribe(petro, "Test story")
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(petro)
        await story.card(story.owner)
        question = await story.ask(petro, "/forget_me")
        await story.press_to(petro, question, YES, "Done")

        await story.telegram.post(channel, "Зовсім інше повідомлення про жест доброї волі від військових")
        await story.card(story.owner, 2)
    assert len(story.cards(story.owner)) == 2


@pytest.mark.parametrize("refusal", [None, "USER_IS_BLOCKED", "MESSAGE_EMPTY"])
async def test_somebody_forgotten_while_an_alert_is_on_its_way_does_no_harm(story: Story, refusal: str | None) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        petro = story.person("Petro")
        await story.subscribe(petro, "Test story")
        question = await story.ask(petro, "/forget_me")

        def to_petro(request: TLObject, account: Account | None) -> bool:
            return getattr(request.peer, "user_id", None) == petro.id

        if refusal:
            story.telegram.fail(SendMessageRequest, refusal, when=to_petro)
        slow = story.telegram.delay(SendMessageRequest, 2.0, when=to_petro)
        await story.telegram.post(channel, "Це жест доброї волі")
        await wait_for(lambda: slow.met)
        await story.press_to(petro, question, YES, "Done")
        await story.telegram.post(channel, "Зовсім інше повідомлення про жест доброї волі від військових")
        await story.card(story.owner, 2)
    assert traces(story.program, petro) == []
