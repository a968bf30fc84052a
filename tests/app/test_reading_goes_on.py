from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from telethon.tl.functions.messages import GetHistoryRequest, GetPeerDialogsRequest

from tests.fakes import FastClock
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story


async def test_a_flood_wait_on_history_is_obeyed_and_nothing_is_skipped(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    await story.telegram.post(channel, "Це жест доброї волі")
    fault = story.telegram.fail(GetHistoryRequest, "FLOOD_WAIT_4")

    async with story.program.running():
        await story.card(story.owner)

    assert fault.met == 1


async def test_a_channel_that_fails_keeps_no_other_waiting(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        ailing = story.telegram.add_channel("Ailing", username="ailing")
        await story.ask(story.owner, "/channel add @ailing")
    for one in (ailing, channel):
        await story.telegram.post(one, f"Це жест доброї волі, {one.title}")
    fault = story.telegram.fail(
        GetHistoryRequest,
        "HISTORY_GET_FAILED",
        when=lambda request, _: getattr(request.peer, "channel_id", 0) == -ailing.marked_id - 1_000_000_000_000,
    )

    async with story.program.running():
        card = await story.card(story.owner)
        assert "Новини" in card.text
        await story.card(story.owner, 2)

    assert fault.met == 1


async def test_a_channel_that_turned_private_is_paused_with_its_reason(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    story.telegram.fail(GetHistoryRequest, "CHANNEL_PRIVATE", times=None)
    await story.telegram.post(channel, "Це жест доброї волі")

    async with story.program.running():
        await wait_for(lambda: any("can no longer be read" in one.text for one in story.from_bot(story.owner)))
        assert "⏸ Новини · @novyny — private, or closed" in (await story.ask(story.owner, "/channels")).text


async def test_a_reading_session_used_twice_is_never_tried_again(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
    await story.telegram.post(channel, "Новина")
    fault = story.telegram.fail(GetHistoryRequest, "AUTH_KEY_DUPLICATED", times=None)

    async with story.program.running():
        await wait_for(lambda: any("two places at once" in letter.text for letter in story.from_bot(story.owner)))
        assert "two places at once" in (await story.ask(story.owner, "/status")).text

    assert fault.met == 1


async def test_an_edit_of_a_post_from_before_the_watch_alerts_nobody(story: Story) -> None:
    async with story.program.running():
        channel = story.telegram.add_channel("Новини", username="novyny")
        long_ago = datetime.now(UTC) - timedelta(days=400)
        old = await story.telegram.post(channel, "Це жест доброї волі", at=long_ago)
        await story.ask(story.owner, "/narrative new Test story")
        await story.ask(story.owner, "/watch test-story жест доброї волі")
        await story.follow(story.owner, "Test story")
        await story.ask(story.owner, "/channel add @novyny")

        await story.telegram.edit(channel, old.id, views=10)
        await story.telegram.edit(channel, old.id, "Це був жест доброї волі")
        await story.telegram.post(channel, "Новина")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts"))

    assert story.program.rows("SELECT text FROM posts") == [("Новина",)]
    assert story.program.rows("SELECT * FROM outbox") == []


async def test_a_channel_whose_history_is_refused_again_and_again_is_shown_with_the_error(story: Story) -> None:
    def said() -> list[str]:
        return [letter.text for letter in story.from_bot(story.owner) if "keeps refusing" in letter.text]

    async with story.program.running(FastClock(60)):
        channel = await story.set_up("Test story", "жест доброї волі")
        refusal = story.telegram.fail(GetHistoryRequest, "HISTORY_OF_A_NEW_KIND", times=None)
        await story.telegram.post(channel, "Це жест доброї волі", silently=True)
        await story.telegram.post(channel, "Новина")
        await wait_for(lambda: refusal.met >= 4)
        for command in ("/status", "/coverage", f"/coverage @{channel.username}"):
            assert "HISTORY_OF_A_NEW_KIND" in (await story.ask(story.owner, command)).text
        refusal.lift()
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE text LIKE 'Це жест%'"))
        await wait_for(lambda: not story.program.rows("SELECT 1 FROM reading_troubles"))
        for command in ("/status", "/coverage"):
            assert "HISTORY_OF_A_NEW_KIND" not in (await story.ask(story.owner, command)).text
        await wait_for(said)
        await asyncio.sleep(1)
        assert len(said()) == 1


async def test_what_cannot_be_asked_now_is_asked_for_less_and_less_often(story: Story) -> None:
    story.program.variables |= {"NW_SWEEP_EVERY": "1s", "NW_SWEEP_QUIET": "1s"}
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        refusal = story.telegram.fail(GetPeerDialogsRequest, "SWEEP_OF_A_NEW_KIND", times=None)
        await asyncio.sleep(9)
        assert 1 <= refusal.met <= 4
        refusal.lift()
        await story.telegram.post(channel, "Це жест доброї волі", silently=True)
        await story.telegram.drop_connections(story.program.reader)
        await story.card(story.owner)
