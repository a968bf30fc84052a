"""What strangers and groups make the bot say holds up nobody's alerts, and leaves next to nothing behind."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.messages import EditMessageRequest, SendMessageRequest, SetBotCallbackAnswerRequest

from bot.telegram.messaging.inbox import MOST_HEARD
from storage.database import open_database
from tests.app.room import QUIET, Room
from tests.app.room import labels as room_labels
from tests.server import wait_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from telethon.tl import TLObject

    from storage.database import Database
    from tests.app.story import Story
    from tests.server import Account, Channel, Letter, Post, Remark

PHRASE = "жест доброї волі"
LONG = 600  # seconds of a flood wait that no story waits for
PRIVATE = "This bot is private."
ROWS = """
    SELECT (SELECT count(*) FROM handled_messages WHERE chat_id = ?1), (SELECT count(*) FROM held_commands),
        (SELECT count(*) FROM questions), (SELECT count(*) FROM strangers)
"""


def newsroom(story: Story, admin: Account, *others: Account) -> Room:
    group = story.telegram.add_channel(
        "Newsroom", private=True, megagroup=True, admins=[admin], members=[story.program.bot, *others]
    )
    return Room(story, group)


async def open_channel(story: Story) -> Room:
    """Have alerts go to a channel that anybody can read, and follow a narrative there."""
    channel = story.telegram.add_channel("Digest", username="our_digest", admins=[story.owner, story.program.bot])
    await story.ask(story.owner, "/subscribe @our_digest")
    places = await story.ask(story.owner, "/places")
    await story.press_to(story.owner, places, "Digest", "follows 0 narratives")
    await story.press(story.owner, places, "Narratives")

    def offered() -> list[str]:
        return [one for one in room_labels(places) if "Test story" in one]  # type: ignore[arg-type]

    await wait_for(offered)
    await story.press(story.owner, places, offered()[0])
    return Room(story, channel)


def data_of(card: Letter, label: str) -> bytes:
    return next(button.data for row in card.buttons for button in row if button.text == label and button.data)


def labels_of(card: Letter) -> list[str]:
    return [button.text for row in card.buttons for button in row]


def turn_of(listed: Post | Remark) -> str:
    """Return the button that turns the pages of a list, which keeps its place."""
    return next(one for one in room_labels(listed) if one in {"▶", "◀"})


def to(place: Channel | Account) -> object:
    """Return the condition of what is written to one chat."""

    def meant(request: TLObject, _: Account | None) -> bool:
        peer = request.peer
        return place.id in (getattr(peer, "channel_id", None), getattr(peer, "user_id", None))

    return meant


async def test_a_flood_wait_met_by_an_answer_in_one_group_holds_no_card(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", PHRASE)
        room = newsroom(story, story.owner)
        await room.ask(story.owner, "/subscribe")
        flood = story.telegram.flood(SendMessageRequest, LONG, when=to(room.place))  # type: ignore[arg-type]
        await room.say(story.owner, "/help")
        await wait_for(lambda: flood.met)
        await story.telegram.post(channel, f"Це {PHRASE}")
        await story.card(story.owner)
        assert (await story.ask(story.owner, "/help")).text.startswith("What I can do")
    assert flood.met == 1


async def test_a_flood_wait_met_by_a_card_in_one_chat_holds_that_chat_only(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", PHRASE)
        petro = story.person("Petro")
        await story.subscribe(petro, "Test story")
        flood = story.telegram.flood(SendMessageRequest, LONG, when=to(story.owner))  # type: ignore[arg-type]
        await story.telegram.post(channel, f"Це {PHRASE}")
        await story.card(petro)
        await wait_for(lambda: flood.met)
        await story.telegram.post(channel, f"Зовсім інша розмова про {PHRASE} та ціни на хліб у двох областях")
        await story.card(petro, 2)
    assert flood.met == 1
    assert story.cards(story.owner) == []


async def test_where_presses_cannot_be_answered_all_else_that_they_bring_comes(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", PHRASE)
        await story.telegram.post(channel, f"Це {PHRASE}")
        card = await story.card(story.owner)
        flood = story.telegram.flood(SetBotCallbackAnswerRequest, LONG)
        heard = len(story.from_bot(story.owner))
        story.telegram.world.press(story.owner, card, data_of(card, "Why?"))
        await wait_for(lambda: len(story.from_bot(story.owner)) > heard)
        story.telegram.world.press(story.owner, card, data_of(card, "✅ Relevant"))
        await wait_for(lambda: "● ✅ Relevant" in labels_of(card))
    assert flood.met == 1


async def test_a_press_changes_its_message_once_telegram_takes_changes_again(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", PHRASE)
        await story.telegram.post(channel, f"Це {PHRASE}")
        card = await story.card(story.owner)
        flood = story.telegram.flood(EditMessageRequest, 3)
        await story.press(story.owner, card, "✅ Relevant")
        await wait_for(lambda: flood.met)
        await story.press(story.owner, card, "❌ False alarm")
        assert (await story.ask(story.owner, "/help")).text.startswith("What I can do")
        await wait_for(lambda: "● ❌ False alarm" in labels_of(card))
    assert flood.met == 1
    assert "✅ Relevant" in labels_of(card)


async def test_who_presses_more_than_a_group_may_be_told_is_answered_elsewhere_meanwhile(story: Story) -> None:
    async with story.program.running():
        for number in range(20):
            await story.track(f"Story {number}", f"{PHRASE} {number}")
        room = newsroom(story, story.owner)
        await room.ask(story.owner, "/subscribe")
        listed = await room.ask(story.owner, "/narratives")
        pressed = await asyncio.gather(*(room.press(story.owner, listed, turn_of(listed)) for _ in range(40)))
        edits = story.telegram.count(EditMessageRequest)
        assert (await story.ask(story.owner, "/help")).text.startswith("What I can do")
        assert len(pressed) == 40
    assert edits <= 12


async def test_a_wait_that_every_chat_meets_is_taken_for_one_of_all(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", PHRASE)
        people = [story.person(f"Reader{number}") for number in range(9)]
        for one in people:
            await story.subscribe(one, "Test story")
        flood = story.telegram.flood(SendMessageRequest, 4)
        await story.telegram.post(channel, f"Це {PHRASE}")
        for one in people:
            await story.card(one)
    assert [len(story.cards(one)) for one in people] == [1] * 9
    assert 1 <= flood.met < len(people)


async def test_in_a_group_that_nobody_set_up_strangers_are_told_nothing(story: Story) -> None:
    async with story.program.running():
        strangers = [story.person(f"Stranger{number}") for number in range(5)]
        room = newsroom(story, strangers[0], *strangers[1:])
        for one in strangers:
            for command in ("/start", "/start@nw_bot", "/subscribe@nw_bot", "/help@nw_bot"):
                await room.say(one, command)
        assert await room.is_ignored(strangers[0], "/subscribe")
        assert room.from_bot() == []
        status = await story.ask(story.owner, "/status")
        assert "/setjoingroups" in status.text


async def test_in_a_group_one_neutral_line_a_minute_is_for_all_who_may_not_ask(story: Story) -> None:
    async with story.program.running():
        others = [story.person(f"Stranger{number}") for number in range(4)]
        room = newsroom(story, story.owner, *others)
        await room.ask(story.owner, "/subscribe")
        for _ in range(10):
            for one in others:
                await room.say(one, "/start@nw_bot")
            await room.say(story.owner, "/help@nw_bot", anonymous=True)
        await wait_for(lambda: len(room.from_bot()) == 2)
        await room.ask(story.owner, "/help")
        assert await room.is_ignored(others[0], "/help@nw_bot")
    assert len(room.from_bot()) == 3


async def test_members_who_ask_by_buttons_as_much_as_they_can_leave_answers_to_admins(story: Story) -> None:
    async with story.program.running():
        watched = await story.set_up("Test story", PHRASE)
        members = [story.person(f"Member{number}") for number in range(12)]
        room = newsroom(story, story.owner, *members)
        await room.ask(story.owner, "/subscribe")
        await room.follow(story.owner, "Test story")
    async with story.program.running():
        await story.telegram.post(watched, f"Це {PHRASE}")
        card = await room.card()
        heard = len(room.from_bot())
        said = [str((await room.press(one, card, "Why?")).text) for one in members]
        answered = sum("Too many messages here" not in one for one in said)
        assert 0 < answered < len(members)
        await wait_for(lambda: len(room.from_bot()) == heard + answered)
        assert "What I can do" in (await room.ask(story.owner, "/help")).text


async def test_anonymous_admins_get_one_line_where_nothing_is_set_up(story: Story) -> None:
    async with story.program.running():
        stranger = story.person("Stranger")
        room = newsroom(story, stranger)
        for _ in range(30):
            await room.say(stranger, "/subscribe@nw_bot", anonymous=True)
            await room.say(stranger, "/start@nw_bot", anonymous=True)
        await wait_for(room.from_bot)
        assert await room.is_ignored(stranger, "/subscribe@nw_bot", anonymous=True)
    assert len(room.from_bot()) == 1


async def test_all_strangers_together_are_told_so_much_in_a_minute(story: Story) -> None:
    async with story.program.running():
        strangers = [story.person(f"Stranger{number}") for number in range(100)]
        for one in strangers:
            await story.telegram.say(one, story.program.bot, "/start")
        await story.ask(story.owner, "/help")
    told = sum(len(story.from_bot(one)) for one in strangers)
    assert 0 < told <= 15


async def test_a_strangers_messages_leave_one_row(story: Story) -> None:
    async with story.program.running():
        stranger = story.person("Stranger")
        for number in range(60):
            await story.telegram.say(stranger, story.program.bot, f"/start {number}")
        await story.ask(story.owner, "/help")
        assert [one.text for one in story.from_bot(stranger)] == [PRIVATE]
    assert story.program.rows(ROWS, stranger.id) == [(0, 0, 0, 1)]


async def test_readers_of_an_open_channel_who_are_not_let_in_press_in_vain(story: Story) -> None:
    async with story.program.running():
        watched = await story.set_up("Test story", PHRASE)
        room = await open_channel(story)
        outsiders = [story.person(f"Outsider{number}") for number in range(4)]
    async with story.program.running():
        await story.telegram.post(watched, f"Це {PHRASE}")
        card = await room.card()
        before = len(room.from_bot())
        for one in outsiders:
            for label in ("Why?", "❌ False alarm", "Why?"):
                assert (await room.press(one, card, label)).text == PRIVATE
        assert "Marked as relevant" in str((await room.press(story.owner, card, "✅ Relevant")).text)
        await wait_for(lambda: "✅ Relevant 1" in room_labels(card))
        assert len(room.from_bot()) == before
        assert "❌ False alarm" in room_labels(card)
        await room.press(story.owner, card, "Why?")
        await wait_for(lambda: len(room.from_bot()) == before + 1)
    assert story.program.rows("SELECT person_id FROM verdicts") == [(story.owner.id,)]


@pytest.mark.parametrize("reason", ["RPC_CALL_FAIL", "INTERNAL_SERVER_ERROR"])
async def test_an_answer_that_telegram_fails_to_take_is_sent_again(story: Story, reason: str) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/help")
        fault = story.telegram.fail(SendMessageRequest, reason, times=2)
        answer = await story.ask(story.owner, "/narratives")
        await story.ask(story.owner, "/help")
    assert fault.met == 2
    assert len([one for one in story.from_bot(story.owner) if one.text == answer.text]) == 1


async def test_an_answer_whose_sending_was_cut_off_comes_once(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/help")
        story.telegram.cut_before_answer(SendMessageRequest)
        asked = story.telegram.count(SendMessageRequest)
        answer = await story.ask(story.owner, "/narratives")
        await wait_for(lambda: story.telegram.count(SendMessageRequest) == asked + 2)
    assert len([one for one in story.from_bot(story.owner) if one.text == answer.text]) == 1


async def test_of_a_groups_presses_only_so_many_wait_at_once(story: Story) -> None:
    opened: list[Database] = []

    @asynccontextmanager
    async def opening(path: Path) -> AsyncIterator[Database]:
        async with open_database(path) as database:
            opened.append(database)
            yield database

    async with story.program.running(opening=opening):
        channel = await story.set_up_and_follow("Test story", PHRASE)
        reader = story.person("Reader")
        room = newsroom(story, story.owner, reader)
        await room.ask(story.owner, "/subscribe")
        await room.follow(story.owner, "Test story")
        await story.telegram.post(channel, f"Це {PHRASE}")
        card = await room.card()
        data = next(button.data for row in card.buttons for button in row if button.text == "✅ Relevant")
        go_on = asyncio.Event()
        holding = asyncio.create_task(opened[0].write(lambda _: go_on.wait()))
        pressed = [story.telegram.world.press(reader, card, data or b"") for _ in range(MOST_HEARD + 30)]
        await asyncio.sleep(QUIET)
        go_on.set()
        await holding
        await wait_for(lambda: sum(one.done() for one in pressed) >= MOST_HEARD)
        assert (await story.ask(story.owner, "/help")).text.startswith("What I can do")
        await asyncio.sleep(QUIET)
    assert sum(one.done() for one in pressed) == MOST_HEARD
