from __future__ import annotations

import asyncio
import stat
from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.auth import SendCodeRequest, SignInRequest

from bot.app import log_in_reader
from bot.telegram.clients import AccountLost
from bot.telegram.login import LoginFailed
from tests.app.program import API_HASH, Typist
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story


async def test_a_person_signs_in_by_code_and_password(story: Story) -> None:
    guarded = story.telegram.add_user("Guarded", phone="+380500000002", code="54321", password="secret words")
    story.telegram.revoke(story.program.reader)
    typist = Typist("+380500000002", "54-321", "wrong", "secret words")

    assert await log_in_reader(story.program.settings, typist) == f"Guarded (id {guarded.id})"
    assert any("not the password" in sentence for sentence in typist.heard)


async def test_an_unknown_number_and_a_wrong_code_are_asked_for_again(story: Story) -> None:
    story.telegram.revoke(story.program.reader)
    typist = Typist("12", "+380500000001", "00000", "12345")

    assert "Reader" in await log_in_reader(story.program.settings, typist)
    assert any("«12» is not a number" in sentence for sentence in typist.heard)
    assert any("not the code" in sentence for sentence in typist.heard)


async def test_an_expired_code_is_replaced_by_a_new_one(story: Story) -> None:
    story.telegram.revoke(story.program.reader)
    story.telegram.fail(SignInRequest, "PHONE_CODE_EXPIRED")
    typist = Typist("+380500000001", "12345", "12345")
    codes = story.telegram.count(SendCodeRequest)

    assert "Reader" in await log_in_reader(story.program.settings, typist)
    assert any("has expired" in sentence for sentence in typist.heard)
    assert story.telegram.count(SendCodeRequest) == codes + 2


async def test_somebody_already_signed_in_is_told_so_without_questions(story: Story) -> None:
    assert "Reader" in await log_in_reader(story.program.settings, Typist())


async def test_too_many_attempts_are_answered_with_the_wait(story: Story) -> None:
    story.telegram.revoke(story.program.reader)
    story.telegram.fail(SendCodeRequest, "FLOOD_WAIT_300")
    with pytest.raises(LoginFailed, match="wait 300 seconds"):
        await story.program.sign_reader_in()


async def test_a_banned_number_is_the_end_of_the_account(story: Story) -> None:
    story.telegram.revoke(story.program.reader)
    story.telegram.fail(SendCodeRequest, "PHONE_NUMBER_BANNED")
    with pytest.raises(AccountLost, match="lost-banned"):
        await story.program.sign_reader_in()


async def test_files_are_their_owners_alone_and_no_secret_is_logged(story: Story) -> None:
    story.program.variables["NW_LOG_FORMAT"] = "json"
    async with story.program.as_child(stderr=asyncio.subprocess.PIPE) as child:
        channel = await story.set_up("Test story", "жест доброї волі")
        await story.follow(story.owner, "Test story")
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
        await wait_for(lambda: story.program.rows("SELECT 1 FROM outbox WHERE status = 'sent'"))
        child.terminate()
        _, logged = await child.communicate()

    assert b'"event": "alert sent"' in logged
    for secret in (story.program.variables["NW_BOT_TOKEN"], API_HASH):
        assert secret.encode() not in logged
    folder = story.program.database.parent
    sessions = folder.parent / "sessions"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, sessions)} == {0o700}
    files = [*folder.iterdir(), *sessions.iterdir()]
    assert len(files) >= 3
    assert [path.name for path in files if stat.S_IMODE(path.stat().st_mode) != 0o600] == []
