from __future__ import annotations

import asyncio
import base64
import io
import stat
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import segno
from telethon.tl.functions.auth import CheckPasswordRequest, LogOutRequest, SendCodeRequest, SignInRequest
from telethon.tl.functions.users import GetUsersRequest
from telethon.tl.types import InputUserSelf

from bot.app import application, serve
from bot.telegram.connection import login
from bot.telegram.connection.client import AccountLost
from bot.telegram.connection.login import log_in_for_string
from bot.telegram.connection.sessions import SessionInUse, SessionUnusable
from bot.telegram.connection.sign_in import LoginFailed
from bot.ui.account_names import READER
from config.settings import access
from tests.app.program import API_HASH, Typist
from tests.server import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from telethon.tl import TLRequest

    from tests.app.story import Story


async def test_a_person_signs_in_by_code_and_password(story: Story) -> None:
    guarded = story.telegram.add_user("Guarded", phone="+380500000002", code="54321", password="secret words")
    story.telegram.revoke(story.program.reader)
    typist = Typist("+380500000002", "54-321", "wrong", "secret words")

    assert await story.program.log_in(typist) == f"Guarded (id {guarded.id})"
    assert any("Wrong password" in sentence for sentence in typist.heard)


async def test_an_unknown_number_and_a_wrong_code_are_asked_for_again(story: Story) -> None:
    story.telegram.revoke(story.program.reader)
    typist = Typist("12", "+380500000001", "00000", "12345")

    assert "Reader" in await story.program.log_in(typist)
    assert any("“12” is not a valid phone number" in sentence for sentence in typist.heard)
    assert any("Wrong code" in sentence for sentence in typist.heard)


async def test_an_expired_code_is_replaced_by_a_new_one(story: Story) -> None:
    story.telegram.revoke(story.program.reader)
    story.telegram.fail(SignInRequest, "PHONE_CODE_EXPIRED")
    typist = Typist("+380500000001", "12345", "12345")
    codes = story.telegram.count(SendCodeRequest)

    assert "Reader" in await story.program.log_in(typist)
    assert any("has expired" in sentence for sentence in typist.heard)
    assert story.telegram.count(SendCodeRequest) == codes + 2


@pytest.mark.parametrize(
    ("request_", "error", "sentence"),
    [
        (SignInRequest, "PHONE_NUMBER_UNOCCUPIED", "Register it in a Telegram app first"),
        (SendCodeRequest, "PHONE_NUMBER_APP_SIGNUP_FORBIDDEN", "Telegram refuses the login"),
        (SendCodeRequest, "PHONE_PASSWORD_FLOOD", "Try again tomorrow"),
        (SendCodeRequest, "PHONE_NUMBER_FLOOD", "Try again tomorrow"),
        (SendCodeRequest, "INTERNAL_SERVER_ERROR", "can't be reached"),
        (SignInRequest, "SOMETHING_NEW", "Telegram refuses the login: SOMETHING_NEW"),
        (SignInRequest, "FLOOD_WAIT_70", "wait 70 seconds"),
    ],
)
async def test_whatever_telegram_refuses_is_a_sentence_and_leaves_no_session(
    story: Story, request_: type[TLRequest], error: str, sentence: str
) -> None:
    story.telegram.add_user("Second", phone="+380500000002", code="54321")
    story.telegram.fail(request_, error)
    with pytest.raises(LoginFailed, match=sentence):
        await story.program.log_in(Typist("+380500000002", "54321"), "second")
    assert [path.name for path in sessions(story).glob("second.session*")] == []


async def test_too_many_passwords_are_answered_with_the_wait(story: Story) -> None:
    story.telegram.add_user("Guarded", phone="+380500000002", code="54321", password="secret words")
    story.telegram.fail(CheckPasswordRequest, "FLOOD_WAIT_900")
    with pytest.raises(LoginFailed, match="wait 900 seconds"):
        await story.program.log_in(Typist("+380500000002", "54321", "wrong"), "second")


async def test_a_session_that_was_ended_for_good_makes_room_for_a_new_one(story: Story) -> None:
    story.telegram.revoke(story.program.reader, "AUTH_KEY_DUPLICATED")
    assert "Reader" in await story.program.sign_reader_in()
    async with story.program.running():
        assert "✅ Reading account: connected" in (await story.ask(story.owner, "/status")).text


async def test_a_client_that_gives_up_amid_a_question_is_told_in_a_sentence(story: Story) -> None:
    story.telegram.delay(GetUsersRequest, 10)
    before = story.telegram.count(GetUsersRequest)

    async def ask() -> None:
        async with login.connected(application(access(story.program.settings)), READER) as client:
            asking = asyncio.ensure_future(client(GetUsersRequest([InputUserSelf()])))
            await wait_for(lambda: story.telegram.count(GetUsersRequest) > before)
            await client.disconnect()
            await asking

    with pytest.raises(LoginFailed, match="Try again"):
        await ask()


async def test_an_account_signs_in_by_a_qr_code_that_its_app_scans(story: Story) -> None:
    second = story.telegram.add_user("Second")
    typist = Onlooker(story)
    signing_in = asyncio.create_task(story.program.log_in(typist, "second", by_qr=True))
    await wait_for(lambda: typist.drawn() and story.telegram.world.login_tokens)
    story.telegram.scan(second, typist.url())
    assert await signing_in == f"Second (id {second.id})"


async def test_a_scanned_code_of_a_guarded_account_asks_for_its_password(story: Story) -> None:
    guarded = story.telegram.add_user("Guarded", password="secret words")
    typist = Onlooker(story, "secret words")
    signing_in = asyncio.create_task(story.program.log_in(typist, "second", by_qr=True))
    await wait_for(lambda: typist.drawn() and story.telegram.world.login_tokens)
    story.telegram.scan(guarded, typist.url())
    assert await signing_in == f"Guarded (id {guarded.id})"


async def test_a_qr_code_that_nobody_scans_in_time_is_replaced_by_a_new_one(story: Story) -> None:
    second = story.telegram.add_user("Second")
    story.telegram.world.login_tokens_live = timedelta(seconds=1)
    typist = Onlooker(story)
    signing_in = asyncio.create_task(story.program.log_in(typist, "second", by_qr=True))
    await wait_for(lambda: typist.drawn() == 2 and len(story.telegram.world.login_tokens) == 2)
    story.telegram.scan(second, typist.url())
    assert await signing_in == f"Second (id {second.id})"
    assert any("has expired" in sentence for sentence in typist.heard)


async def test_a_session_string_from_the_environment_needs_no_file(story: Story) -> None:
    typist = Typist(story.program.reader.phone or "", story.program.reader.code or "")
    await story.program.log_out()
    assert list(sessions(story).glob("*.session")) == []
    string = await log_in_for_string(application(access(story.program.settings)), typist)
    assert list(sessions(story).glob("*.session")) == []

    story.program.variables["NW_READER_SESSION"] = string
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
    assert [path.name for path in sessions(story).glob("*.session")] == ["bot.session"]
    assert string in story.program.settings.secrets()


async def test_a_session_string_that_is_none_is_refused_without_showing_it(story: Story) -> None:
    story.program.variables["NW_READER_SESSION"] = "not-a-session"
    with pytest.raises(SessionUnusable) as caught:
        await serve(story.program.settings, None, story.program.matcher_of)
    assert "not-a-session" not in str(caught.value)


async def test_signing_out_ends_the_session_at_telegram_and_here(story: Story) -> None:
    await story.program.log_out()
    assert list(sessions(story).glob("*.session")) == []
    assert story.telegram.count(LogOutRequest, story.program.reader) == 1
    with pytest.raises(LoginFailed, match="not signed in here"):
        await story.program.log_out()


async def test_signing_out_of_a_session_that_is_over_deletes_it_here(story: Story) -> None:
    story.telegram.revoke(story.program.reader, "SESSION_REVOKED")
    await story.program.log_out()
    assert list(sessions(story).glob("*.session")) == []


async def test_nobody_is_signed_out_while_the_service_runs(story: Story) -> None:
    async with story.program.running():
        with pytest.raises(SessionInUse, match="in use by another"):
            await story.program.log_out()


def sessions(story: Story) -> Path:
    return story.program.database.parents[1] / "sessions"


class Onlooker(Typist):
    """A Typist with a phone at hand that reads the QR codes on the screen."""

    def __init__(self, story: Story, *answers: str) -> None:
        super().__init__(*answers)
        self._story = story

    def drawn(self) -> int:
        return sum("▄▄▄▄▄" in sentence for sentence in self.heard)

    def url(self) -> str:
        """Return the address in the newest code: what it draws has to be this very address."""
        token = list(self._story.telegram.world.login_tokens)[-1]
        url = "tg://login?token=" + base64.urlsafe_b64encode(token).decode().rstrip("=")
        drawing = io.StringIO()
        segno.make(url, error="l").terminal(out=drawing, compact=True)
        assert self.heard[-1] == drawing.getvalue()
        return url


async def test_somebody_already_signed_in_is_told_so_without_questions(story: Story) -> None:
    assert "Reader" in await story.program.log_in(Typist())


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
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
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
