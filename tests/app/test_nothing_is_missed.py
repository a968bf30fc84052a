from __future__ import annotations

import asyncio
import os
import re
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.messages import GetHistoryRequest, GetPeerDialogsRequest

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story

TEXT = "Це жест доброї волі"


@pytest.fixture
def sweeping(story: Story) -> Story:
    """Sweep every channel each second."""
    story.program.variables |= {"NW_SWEEP_EVERY": "1s", "NW_SWEEP_QUIET": "1s"}
    return story


async def test_a_post_that_telegram_never_pushed_is_found_by_the_sweep_and_its_card_says_so(sweeping: Story) -> None:
    story = sweeping
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        at = datetime.now(UTC) - timedelta(minutes=20)
        await wait_for(lambda: story.program.rows("SELECT 1 FROM coverage WHERE pts > 0"))
        await story.telegram.post(channel, TEXT, silently=True, at=at)

        card = await story.card(story.owner)

    assert "Late: sent 20 minutes after the post" in card.text
    assert re.search(r"Found at .* \(the program was not running\)", card.text)
    assert story.program.rows("SELECT reason, posts, refilled_at IS NULL FROM gaps") == [("down", 1, 0)]


async def test_the_sweep_asks_after_all_quiet_channels_in_one_small_request(sweeping: Story) -> None:
    story = sweeping
    async with story.program.running():
        await story.set_up_and_follow("Test story", "жест доброї волі")
        for number in range(20):
            quiet = story.telegram.add_channel(f"Тихий {number}", username=f"quiet_{number}")
            await story.telegram.post(quiet, "Давня новина")
            await story.ask(story.owner, f"/channel add @quiet_{number}")
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM coverage WHERE pts > 0") == [(21,)])
        read, swept = story.telegram.count(GetHistoryRequest), story.telegram.count(GetPeerDialogsRequest)
        before = story.program.rows("SELECT min(checked_at) FROM coverage")

        await wait_for(lambda: story.program.rows("SELECT min(checked_at) FROM coverage") > before)
        await asyncio.sleep(2)

        assert story.telegram.count(GetHistoryRequest) == read
        assert 1 <= story.telegram.count(GetPeerDialogsRequest) - swept <= 20


async def test_a_channel_that_turned_private_spoils_no_sweep_of_the_others(sweeping: Story) -> None:
    story = sweeping
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        for number in range(5):
            closing = story.telegram.add_channel(f"Інший {number}", username=f"other_{number}")
            await story.telegram.post(closing, "Давня новина")
            await story.ask(story.owner, f"/channel add @other_{number}")
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM coverage WHERE pts > 0") == [(6,)])
        closing.private = True
        closing.members.clear()
        await story.telegram.post(channel, TEXT, silently=True)

        await story.card(story.owner)
        await wait_for(lambda: story.program.rows("SELECT title FROM channels WHERE status = 'paused'"))
        said = (await story.ask_for(story.owner, "/coverage @other_4", "Not being read")).text

    assert story.program.rows("SELECT title FROM channels WHERE status = 'paused'") == [("Інший 4",)]
    assert "Not being read: private, or closed to the reading account" in said
    assert "the channel couldn’t be read; still open" in said


async def test_words_edited_into_a_known_post_while_nobody_listened_are_found(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, "Звичайна новина")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts"))
    async with story.program.running():
        await wait_for(lambda: story.program.rows("SELECT 1 FROM coverage WHERE pts > 0"))
    await story.telegram.edit(channel, post.id, TEXT)

    async with story.program.running():
        card = await story.card(story.owner)

    assert "Words added in an edit" in card.text


async def test_what_was_posted_while_it_was_down_is_a_gap_that_was_refilled(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    for number in range(130):
        await story.telegram.post(channel, f"Новина {number}")
    async with story.program.running():
        await wait_for(lambda: story.program.rows("SELECT 1 FROM gaps WHERE refilled_at IS NOT NULL"))
        all_of_them = (await story.ask(story.owner, "/coverage")).text
        one = (await story.ask(story.owner, "/coverage novyny")).text

    assert story.program.rows("SELECT reason, posts FROM gaps") == [("down", 130)]
    assert "✅ Новини: from" in all_of_them
    assert "Gaps in live updates: 1; still open: 0" in one
    assert "130 posts: the program was not running; backfilled" in one
    assert (await on_command_line(story, "coverage", "@novyny")).count("the program was not running") == 1
    assert "✅ Новини" in await on_command_line(story, "coverage")
    assert "“nowhere” isn’t being watched" in await on_command_line(story, "coverage", "nowhere")


async def on_command_line(story: Story, *arguments: str) -> str:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        env={**os.environ, **story.program.variables},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await child.communicate()
    return said.decode()


async def test_the_range_never_reaches_beyond_what_was_read(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM coverage WHERE read_at IS NOT NULL"))
    ((before,),) = story.program.rows("SELECT to_at FROM coverage")
    await asyncio.sleep(1)  # Telegram's times are whole seconds
    for number in range(150):
        await story.telegram.post(channel, f"Новина {number}")
    fault = story.telegram.fail(
        GetHistoryRequest, "HISTORY_GET_FAILED", times=None, when=lambda request, _: request.offset_id > 50
    )
    async with story.program.running():
        await wait_for(lambda: fault.met > 0)
        ((read_to, to_at, last_read),) = story.program.rows(
            "SELECT read_to, to_at, (SELECT max(posted_at) FROM posts) FROM coverage JOIN channels ON id = channel_id"
        )

    assert read_to == 101
    assert str(before) < str(to_at)
    assert to_at == last_read
    assert story.program.rows("SELECT posts, refilled_at FROM gaps") == [(100, None)]


async def test_a_channel_removed_and_added_again_says_what_was_posted_meanwhile(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM coverage WHERE read_at IS NOT NULL"))
        await story.ask(story.owner, "/channel remove @novyny")
        await asyncio.sleep(1)  # Telegram's times are whole seconds
        await story.telegram.post(channel, TEXT)
        await asyncio.sleep(1)
        await story.ask(story.owner, "/channel add @novyny")
        await story.card(story.owner)
        said = (await story.ask(story.owner, "/coverage novyny")).text

    assert "1 post: the channel wasn’t being watched; backfilled" in said
