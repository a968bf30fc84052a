from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from telethon.tl.functions.messages import SendMessageRequest

from tests.load.crowd import Crowd, most_in_a_second, sent_at, tell
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story

PEOPLE = 60
TEXT = "Це був жест доброї волі"


async def test_a_crowd_is_told_once_each_and_answers_come_soon_after_a_flood_wait(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
    crowd = Crowd(story.telegram, story.program, PEOPLE, "test-story")
    async with story.program.running():
        told = await tell(story.telegram, story.program.bot, crowd, lambda: story.telegram.post(channel, TEXT), flood=4)
    assert told.cards == [1] * PEOPLE
    assert told.waited > 0
    assert max(told.in_flood) < 2
    assert max([*told.commands, *told.presses]) < 2


async def test_whoever_waits_for_an_answer_can_press_buttons_and_is_answered_in_order(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        heard = len(story.from_bot(story.owner))
        flood = story.telegram.flood(SendMessageRequest, 5)
        for command in ("/help", "/narratives"):
            await story.telegram.say(story.owner, story.program.bot, command)
        await wait_for(lambda: flood.met)
        await story.press(story.owner, card, "✅ Relevant")
        await wait_for(lambda: card.buttons[1][0].text == "● ✅ Relevant")
        assert len(story.from_bot(story.owner)) == heard  # the answers still wait
        await wait_for(lambda: len(story.from_bot(story.owner)) >= heard + 2)
    first, second = story.from_bot(story.owner)[heard:]
    assert first.text.startswith("What I can do")
    assert second.text.startswith("You follow 1 of")


async def test_the_alerts_of_many_and_the_answers_meanwhile_keep_below_telegrams_limit(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
    crowd = Crowd(story.telegram, story.program, PEOPLE, "test-story")
    before = len(sent_at(story.telegram, story.program.bot))
    async with story.program.running(), crowd.asking(10):
        await story.telegram.post(channel, TEXT)
        await crowd.until_told()
        await asyncio.sleep(0.5)
    assert crowd.cards() == [1] * PEOPLE
    assert most_in_a_second(sent_at(story.telegram, story.program.bot)[before:]) <= 30
