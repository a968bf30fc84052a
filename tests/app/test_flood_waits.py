from __future__ import annotations

import time
from typing import TYPE_CHECKING

from telethon.tl.functions.channels import JoinChannelRequest
from telethon.tl.functions.contacts import ResolveUsernameRequest
from telethon.tl.functions.messages import GetHistoryRequest, GetPeerDialogsRequest

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story


async def test_a_method_that_has_to_wait_is_asked_again_to_the_second_and_not_before(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    await story.telegram.post(channel, "Це жест доброї волі")
    flood = story.telegram.flood(GetHistoryRequest, 5)

    began = time.monotonic()
    async with story.program.running():
        await story.card(story.owner)

    assert 5 <= time.monotonic() - began < 30
    assert flood.met == 1


async def test_what_has_to_wait_shows_in_status_while_all_else_goes_on(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        flood = story.telegram.flood(ResolveUsernameRequest, 600)
        for _ in range(2):
            answer = await story.ask(story.owner, "/channel add @another_one")
            assert "Telegram limits lookups" in answer.text
        assert "Telegram limits contacts.resolveUsername until" in (await story.ask(story.owner, "/status")).text

        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
    assert flood.met == 1


async def test_a_wait_outlives_a_restart(story: Story) -> None:
    flood = story.telegram.flood(ResolveUsernameRequest, 600)
    for _ in range(2):
        async with story.program.running():
            answer = await story.ask(story.owner, "/channel add @another_one")
            assert "Telegram limits lookups" in answer.text
    assert flood.met == 1


async def test_a_join_that_has_to_wait_is_made_later_and_the_channel_read_meanwhile(story: Story) -> None:
    story.telegram.flood(JoinChannelRequest, 4)
    async with story.program.running():
        await story.ask(story.owner, "/narrative new Test story")
        await story.ask(story.owner, "/watch test-story жест доброї волі")
        await story.follow(story.owner, "Test story")
        channel = story.telegram.add_channel("Новини", username="novyny")
        assert "Watching" in (await story.ask(story.owner, "/channel add @novyny")).text
        assert channel.members == []
        await wait_for(lambda: channel.members == [story.program.reader])

        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)


async def test_a_sweep_that_has_to_wait_loses_no_post(story: Story) -> None:
    story.program.variables |= {"NW_SWEEP_EVERY": "1s", "NW_SWEEP_QUIET": "1s"}
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        flood = story.telegram.flood(GetPeerDialogsRequest, 4)
        await wait_for(lambda: flood.met == 1)
        await story.telegram.post(channel, "Це жест доброї волі", silently=True)
        await story.card(story.owner)
    assert flood.met == 1
