from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.auth import ImportBotAuthorizationRequest

from bot.app import application, serve
from bot.runtime.clock import SystemClock
from bot.telegram.connection import login
from bot.telegram.connection.client import AccountLost
from bot.telegram.connection.sessions import SessionInUse
from bot.telegram.connection.sign_in import LoginFailed
from bot.ui.account_names import READER
from config.settings import access
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story


async def test_a_revoked_reading_account_is_reported_and_the_bot_goes_on(story: Story) -> None:
    async with story.program.running():
        await story.set_up("Test story", "жест доброї волі")
        story.telegram.revoke(story.program.reader)
        await story.telegram.drop_connections(but=story.program.bot)
        await wait_for(
            lambda: any("account no longer works" in letter.text for letter in story.from_bot(story.owner)),
        )
        assert "⛔ Reading account" in (await story.ask(story.owner, "/status")).text
        assert "isn’t connected" in (await story.ask(story.owner, "/channel add @another")).text


async def test_a_key_that_telegram_has_forgotten_ends_the_reading_account_with_a_sentence(story: Story) -> None:
    async with story.program.running():
        await story.set_up("Test story", "жест доброї волі")
        story.telegram.forget_key(story.program.reader)
        await story.telegram.drop_connections(but=story.program.bot)
        await wait_for(
            lambda: any("account no longer works" in letter.text for letter in story.from_bot(story.owner)),
        )


async def test_a_key_forgotten_while_the_program_was_down_is_told_at_the_start(
    story: Story, caplog: pytest.LogCaptureFixture
) -> None:
    async with story.program.running():
        await story.set_up("Test story", "жест доброї волі")
    story.telegram.forget_key(story.program.reader)
    stop = asyncio.Event()
    program = asyncio.create_task(serve(story.program.settings, stop, story.program.matcher_of))
    await wait_for(
        lambda: any("account no longer works" in letter.text for letter in story.from_bot(story.owner)),
    )
    stop.set()
    await program
    gc.collect()
    assert "never retrieved" not in caplog.text


async def test_a_dead_bot_token_ends_the_program_and_the_reading_account_tells_the_owner(story: Story) -> None:
    story.telegram.fail(ImportBotAuthorizationRequest, "ACCESS_TOKEN_INVALID", times=None)
    with pytest.raises(AccountLost) as caught:
        await serve(story.program.settings, None, story.program.matcher_of)
    assert caught.value.key == "lost-token-unknown"


async def test_when_the_bot_is_revoked_the_reading_account_writes_to_the_owner(story: Story) -> None:
    async def revoke_while_running() -> None:
        async with story.program.running():
            await story.ask(story.owner, "/start")
            story.telegram.revoke(story.program.bot)
            await story.telegram.drop_connections()
            await wait_for(lambda: story.telegram.chat(story.owner, story.program.reader))

    with pytest.raises(AccountLost) as caught:
        await revoke_while_running()

    assert caught.value.account == "bot"
    (letter,) = story.telegram.chat(story.owner, story.program.reader)
    assert "The bot no longer works" in letter.text


async def test_a_session_in_use_by_another_program_is_refused(story: Story) -> None:
    async with story.program.running():
        story.program.variables["NW_DATABASE"] = str(story.program.database.with_name("other.db"))
        with pytest.raises(SessionInUse, match="in use by another"):
            await serve(story.program.settings, None, story.program.matcher_of)


async def test_a_wrong_code_is_asked_for_again_and_then_refused(story: Story) -> None:
    story.telegram.revoke(story.program.reader)
    with pytest.raises(LoginFailed, match="Too many wrong codes"):
        await story.program.sign_reader_in(code="99999")


async def test_when_telethon_stumbles_over_an_update_and_hangs_up_a_sentence_says_so(story: Story) -> None:
    async def stumble() -> None:
        async with login.connected(application(access(story.program.settings)), READER) as client:
            over = asyncio.ensure_future(client.until_over(READER, SystemClock()))
            await asyncio.sleep(0.2)
            client._updates_error = RuntimeError("no state")
            await client.disconnect()
            await over

    with pytest.raises(AccountLost) as caught:
        await stumble()
    assert (caught.value.key, caught.value.error) == ("lost-connection", "RuntimeError")
