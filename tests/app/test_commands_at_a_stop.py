"""What somebody asked of the bot just when it is told to stop: done once and answered once, now or after the start."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.contacts import ResolveUsernameRequest
from telethon.tl.functions.messages import SendMessageRequest

from bot import app
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story

RUSE = "SELECT title FROM narratives WHERE title LIKE 'Ruse%' ORDER BY title"


def answers(story: Story, part: str) -> list[str]:
    return [letter.text for letter in story.from_bot(story.owner) if part in letter.text]


async def test_a_command_that_waits_for_the_database_is_done_and_answered(story: Story) -> None:
    async with story.program.as_child() as child:
        await story.ask(story.owner, "/start")
        with closing(sqlite3.connect(story.program.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await story.telegram.say(story.owner, story.program.bot, "/narrative new Ruse")
            await asyncio.sleep(0.5)
            child.send_signal(signal.SIGTERM)
            await asyncio.sleep(1)
        assert await asyncio.wait_for(child.wait(), 20) == 0
    assert len(answers(story, "Ruse")) == 1
    async with story.program.running():
        await story.ask(story.owner, "/help")
    assert story.program.rows(RUSE) == [("Ruse",)]
    assert len(answers(story, "Ruse")) == 1


async def test_a_command_that_is_done_is_answered_though_telegram_asks_to_wait(story: Story) -> None:
    async with story.program.as_child() as child:
        await story.ask(story.owner, "/start")
        story.telegram.flood(SendMessageRequest, 2)
        await story.telegram.say(story.owner, story.program.bot, "/narrative new Ruse")
        await wait_for(lambda: story.program.rows(RUSE))
        child.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(child.wait(), 20) == 0
    assert len(answers(story, "Ruse")) == 1


async def test_a_command_that_takes_longer_than_the_end_may_is_heard_again(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "CLOSING_TIME", 0.5)
    story.telegram.add_channel("Новини", username="novyny")
    async with story.program.running():
        await story.ask(story.owner, "/start")
        slow = story.telegram.delay(ResolveUsernameRequest, 3600)
        await story.telegram.say(story.owner, story.program.bot, "/channel add @novyny")
        await wait_for(lambda: slow.met == 1)
        await story.ask(story.person("Oksana"), "/start")  # others are heard meanwhile
    assert answers(story, "Новини") == []
    for _ in range(2):
        async with story.program.running():
            await wait_for(lambda: answers(story, "Новини"))
            await story.ask(story.owner, "/help")
    assert answers(story, "Новини") == ["Watching Новини: new posts only."]
    assert story.program.rows("SELECT title FROM channels") == [("Новини",)]


@pytest.mark.parametrize("moment", [0.0, 0.005, 0.01, 0.02, 0.05])
async def test_what_is_written_at_the_very_moment_of_the_end_is_done_and_answered_once(
    story: Story, moment: float
) -> None:
    titles = [f"Ruse {number:02}" for number in range(20)]
    async with story.program.running():
        await story.ask(story.owner, "/start")
        for title in titles[:10]:
            await story.telegram.say(story.owner, story.program.bot, f"/narrative new {title}")
        saying = asyncio.ensure_future(say_all(story, titles[10:]))
        await asyncio.sleep(moment)
    await saying
    async with story.program.running():
        await wait_for(lambda: all(answers(story, title) for title in titles))
        await story.ask(story.owner, "/help")
    assert [title for (title,) in story.program.rows(RUSE)] == titles
    assert [len(answers(story, title)) for title in titles] == [1] * len(titles)


async def say_all(story: Story, titles: list[str]) -> None:
    for title in titles:
        await story.telegram.say(story.owner, story.program.bot, f"/narrative new {title}")
        await asyncio.sleep(0.01)
