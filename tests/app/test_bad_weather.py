"""Telegram fails in the very moment in which the program connects, signs in, or asks its first question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.help import GetConfigRequest
from telethon.tl.functions.updates import GetStateRequest
from telethon.tl.functions.users import GetUsersRequest

from tests.server import wait_for

if TYPE_CHECKING:
    from telethon.tl import TLRequest

    from tests.app.story import Story


@pytest.mark.parametrize("request_class", [GetStateRequest, GetUsersRequest])
async def test_a_flood_wait_at_the_start_is_obeyed_and_reading_begins_after_it(
    story: Story, request_class: type[TLRequest]
) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    reader, bot = story.program.reader, story.program.bot
    floods = [
        story.telegram.flood(request_class, 1, when=lambda _, asking: asking is reader),
        story.telegram.flood(request_class, 1, when=lambda _, asking: asking is bot),
    ]

    async with story.program.running():
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)

    assert [flood.met for flood in floods] == [1, 1]


@pytest.mark.parametrize(
    ("request_class", "reason"),
    [
        (GetConfigRequest, "RPC_CALL_FAIL"),
        (GetUsersRequest, "INTERNAL_SERVER_ERROR"),
        (GetStateRequest, "SOMETHING_NEW"),
    ],
)
async def test_an_error_at_the_start_is_no_reason_to_give_up_an_account(
    story: Story, request_class: type[TLRequest], reason: str
) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    story.telegram.fail(request_class, reason, times=2)

    async with story.program.running():
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
        assert "⛔" not in (await story.ask(story.owner, "/status")).text


async def test_a_command_sent_while_the_bot_was_down_is_heard_though_telegram_fails_at_the_start(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/start")
    heard = len(story.from_bot(story.owner))
    await story.telegram.say(story.owner, story.program.bot, "/status")
    story.telegram.fail(GetStateRequest, "RPC_CALL_FAIL", when=lambda _, asking: asking is story.program.bot)

    async with story.program.running():
        await wait_for(lambda: len(story.from_bot(story.owner)) > heard)
