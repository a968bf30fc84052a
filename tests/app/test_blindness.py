from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from telethon.tl import TLRequest
from telethon.tl.functions.messages import GetHistoryRequest, GetPeerDialogsRequest, SendMessageRequest

from bot.telegram.connection.client import AccountLost
from bot.telegram.connection.watchdog import Stalled
from tests.fakes import FastClock
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account
    from tests.server.faults import Fault

MINUTES = 60  # a second of these stories is a minute of the program's


def texts(story: Story, person: Account) -> list[str]:
    return [letter.text for letter in story.from_bot(person)]


def saying(story: Story, person: Account, part: str) -> list[str]:
    return [text for text in texts(story, person) if part in text]


def reader_hears_nothing(story: Story) -> Fault:
    return story.telegram.delay(TLRequest, 9_999, times=None, when=lambda _, who: who is story.program.reader)


async def test_that_reading_stopped_is_said_once_and_that_it_goes_on_with_what_was_read_since(story: Story) -> None:
    story.program.variables |= {"NW_STALL_AFTER": "60m", "NW_TELL_SUBSCRIBERS_AFTER": "7m"}
    async with story.program.running(FastClock(MINUTES)):
        channel = await story.set_up("Test story", "жест доброї волі")
        oksana = story.person("Oksana")
        await story.subscribe(oksana, "Test story")
        deafness = reader_hears_nothing(story)
        story.telegram.deafen(story.program.reader)

        await wait_for(lambda: saying(story, story.owner, "Not receiving posts since"))
        assert "so 1 channel isn’t being read" in saying(story, story.owner, "Not receiving posts since")[0]
        assert saying(story, oksana, "can’t be read") == []
        await wait_for(lambda: saying(story, oksana, "don’t take silence as good news"))
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.telegram.post(channel, "Новина")
        deafness.lift()
        await story.telegram.drop_connections(story.program.reader)

        await wait_for(lambda: saying(story, story.owner, "Receiving posts again"))
        assert "2 posts have been read since" in saying(story, story.owner, "Receiving posts again")[0]
        await wait_for(lambda: saying(story, oksana, "All channels can be read again"))
        await story.card(oksana)
    for person, parts in (
        (story.owner, ("Not receiving posts since", "Receiving posts again")),
        (oksana, ("can’t be read", "All channels can be read again")),
    ):
        assert [len(saying(story, person, part)) for part in parts] == [1, 1]
    assert story.program.rows("SELECT * FROM blindness") == []


@pytest.mark.parametrize("silently", [False, True])
async def test_of_an_outage_of_the_network_only_what_is_still_true_is_sent_when_it_is_over(
    story: Story, *, silently: bool
) -> None:
    story.program.variables |= {"NW_STALL_AFTER": "60m", "NW_TELL_SUBSCRIBERS_AFTER": "7m"}
    async with story.program.running(FastClock(MINUTES)):
        channel = await story.set_up("Test story", "жест доброї волі")
        oksana = story.person("Oksana")
        await story.subscribe(oksana, "Test story")
        await story.telegram.post(channel, "Новина до того")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts"))
        if silently:
            silence = story.telegram.delay(TLRequest, 9_999, times=None)
            for account in (story.program.reader, story.program.bot):
                story.telegram.deafen(account)
            await asyncio.sleep(12)
            silence.lift()
            await story.telegram.drop_connections()
        else:
            async with story.telegram.away():
                await asyncio.sleep(12)
        await wait_for(lambda: saying(story, story.owner, "Receiving posts again"))
        await wait_for(lambda: saying(story, oksana, "All channels can be read again"))
        await asyncio.sleep(4)
    assert "no posts have been read since" in saying(story, story.owner, "Receiving posts again")[0]
    for stale in ("Not receiving posts since", "can’t be read", "can’t send", "Sending again"):
        assert saying(story, story.owner, stale) + saying(story, oksana, stale) == []
    assert story.telegram.chat(story.owner, story.program.reader) == []


async def test_a_short_trouble_is_not_worth_a_word(story: Story) -> None:
    async with story.program.running(FastClock(MINUTES)):
        await story.set_up("Test story", "жест доброї волі")
        async with story.telegram.away():
            await asyncio.sleep(2)
        await asyncio.sleep(8)
        assert saying(story, story.owner, "Not receiving") == []
        assert saying(story, story.owner, "Receiving posts again") == []


async def test_histories_that_have_to_wait_long_are_blindness_too(story: Story) -> None:
    async with story.program.running(FastClock(MINUTES)):
        channel = await story.set_up("Test story", "жест доброї волі")
        story.telegram.fail(GetHistoryRequest, "FLOOD_WAIT_36000", times=None)
        await story.telegram.post(channel, "Новина", silently=True)
        await story.telegram.post(channel, "Ще новина")
        await wait_for(lambda: saying(story, story.owner, "Not receiving posts since"))


async def test_that_sending_stopped_is_said_by_the_reading_account_and_the_bot_says_when_it_goes_on(
    story: Story,
) -> None:
    story.program.variables["NW_STALL_AFTER"] = "60m"
    async with story.program.running(FastClock(MINUTES)):
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        silence = story.telegram.delay(TLRequest, 9_999, times=None, when=lambda _, who: who is story.program.bot)
        story.telegram.deafen(story.program.bot)
        await story.telegram.post(channel, "Це жест доброї волі")
        await wait_for(lambda: story.telegram.chat(story.owner, story.program.reader))
        (letter,) = story.telegram.chat(story.owner, story.program.reader)
        assert "the bot can’t send messages. 1 alert is waiting" in letter.text
        silence.lift()
        await story.telegram.drop_connections(story.program.bot)

        await story.card(story.owner)
        await wait_for(lambda: saying(story, story.owner, "Sending again"))
        assert len(story.telegram.chat(story.owner, story.program.reader)) == 1


async def test_the_time_in_which_the_program_was_down_is_said_when_it_sees_again(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        oksana = story.person("Oksana")
        await story.subscribe(oksana, "Test story")
    story.program.change("INSERT OR REPLACE INTO facts VALUES ('alive at', '2026-01-01T00:00:00.000+00:00')")
    await story.telegram.post(channel, "Новина")
    async with story.program.running(FastClock(MINUTES)):
        await wait_for(lambda: saying(story, story.owner, "Receiving posts again"))
        assert "1 post has been read since" in saying(story, story.owner, "Receiving posts again")[0]
        await wait_for(lambda: saying(story, oksana, "there could be no alerts"))


async def test_a_deaf_connection_is_made_anew_and_what_was_missed_is_read(story: Story) -> None:
    story.program.variables["NW_STALL_AFTER"] = "3m"
    async with story.program.running(FastClock(MINUTES)):
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        story.telegram.deafen(story.program.reader)
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
        assert "✅ Reading account: connected" in (await story.ask(story.owner, "/status")).text


async def test_an_account_that_stays_deaf_ends_the_program_for_a_new_start(story: Story) -> None:
    story.program.variables["NW_STALL_AFTER"] = "3m"

    async def run() -> None:
        async with story.program.running(FastClock(MINUTES)):
            reader_hears_nothing(story)
            story.telegram.deafen(story.program.reader)
            await wait_for(lambda: not story.telegram.connected(story.program.bot))

    with pytest.raises(Stalled, match="has not answered the account “reader” for"):
        await run()


async def test_a_network_that_is_away_is_waited_for_since_no_new_start_would_help(story: Story) -> None:
    story.program.variables["NW_STALL_AFTER"] = "3m"
    async with story.program.running(FastClock(MINUTES)):
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        async with story.telegram.away():
            await asyncio.sleep(10)
            await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)


async def test_an_answer_that_never_comes_is_asked_for_again(story: Story) -> None:
    story.program.variables |= {"NW_STALL_AFTER": "3m", "NW_SWEEP_EVERY": "1s", "NW_SWEEP_QUIET": "1s"}
    async with story.program.running(FastClock(MINUTES)):
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        lost = story.telegram.delay(GetPeerDialogsRequest, 9_999)
        await wait_for(lambda: lost.met == 1)
        await story.telegram.post(channel, "Це жест доброї волі", silently=True)
        await story.card(story.owner)


async def test_a_card_whose_answer_never_comes_is_sent_once_and_the_chat_gets_the_next_one(story: Story) -> None:
    story.program.variables["NW_STALL_AFTER"] = "3m"
    async with story.program.running(FastClock(MINUTES)):
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        lost = story.telegram.delay(SendMessageRequest, 9_999, when=lambda asked, _: "жест" in asked.message)
        await story.telegram.post(channel, "Перший жест доброї волі")
        await wait_for(lambda: lost.met == 1)
        await story.telegram.post(channel, "Другий жест доброї волі")
        await story.card(story.owner, 2)
        await wait_for(lambda: len(story.program.rows("SELECT 1 FROM outbox WHERE status = 'sent'")) == 2)
    assert len(story.cards(story.owner)) == 2


async def test_status_tells_the_last_update_the_last_sweep_and_how_late_the_sweep_is(story: Story) -> None:
    async with story.program.running(FastClock(MINUTES)):
        channel = await story.set_up("Test story", "жест доброї волі")
        await story.telegram.post(channel, "Новина")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts"))
        await asyncio.sleep(2)
        text = (await story.ask(story.owner, "/status")).text
        assert "1 channel; last update: " in text
        assert "last sweep: " in text
        assert ", on time" in text


async def test_without_any_reading_account_left_the_owner_hears_of_the_end_and_then_of_the_blindness(
    story: Story,
) -> None:
    async with story.program.running(FastClock(MINUTES)):
        await story.set_up("Test story", "жест доброї волі")
        story.telegram.ban(story.program.reader)
        await story.telegram.drop_connections()
        await wait_for(lambda: saying(story, story.owner, "recover@telegram.org"))
        await wait_for(lambda: saying(story, story.owner, "Not receiving posts since"))


async def test_a_dead_token_ends_the_program_and_is_told_by_the_reading_account_in_the_owners_language(
    story: Story,
) -> None:
    async def run() -> None:
        async with story.program.running():
            await story.ask(story.owner, "/start")
            story.telegram.revoke(story.program.bot, "USER_DEACTIVATED")
            await story.telegram.drop_connections()
            await wait_for(lambda: story.telegram.chat(story.owner, story.program.reader))

    with pytest.raises(AccountLost, match="bot"):
        await run()
