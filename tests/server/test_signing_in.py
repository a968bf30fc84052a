"""Signing in to the loopback server, and staying signed in."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from telethon import errors
from telethon.sessions import SQLiteSession

from tests.server.clients import connected, signed_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server import Account, TelegramServer


async def test_a_reader_signs_in_by_the_code_that_was_sent(telegram: TelegramServer, reader: Account) -> None:
    async with signed_in(telegram, reader) as client:
        me = await client.get_me()
    assert (me.id, me.first_name, me.phone, me.bot) == (reader.id, "Reader", "380500000001", False)


async def test_a_wrong_code_is_refused(telegram: TelegramServer, reader: Account) -> None:
    async with connected(telegram) as client:
        await client.send_code_request(reader.phone)
        with pytest.raises(errors.PhoneCodeInvalidError):
            await client.sign_in(reader.phone, "54321")


async def test_a_code_that_came_too_late_is_refused(telegram: TelegramServer, reader: Account) -> None:
    async with connected(telegram) as client:
        await client.send_code_request(reader.phone)
        telegram.expire_code(reader)
        with pytest.raises(errors.PhoneCodeExpiredError):
            await client.sign_in(reader.phone, reader.code)


async def test_an_unknown_phone_is_refused(telegram: TelegramServer) -> None:
    async with connected(telegram) as client:
        with pytest.raises(errors.PhoneNumberInvalidError):
            await client.send_code_request("+380509999999")


async def test_a_two_step_password_is_asked_for_and_checked(telegram: TelegramServer) -> None:
    reader = telegram.add_user("Reader", phone="+380500000001", code="12345", password="secret")
    async with connected(telegram) as client:
        await client.send_code_request(reader.phone)
        with pytest.raises(errors.SessionPasswordNeededError):
            await client.sign_in(reader.phone, reader.code)
        with pytest.raises(errors.PasswordHashInvalidError):
            await client.sign_in(password="guess")
        assert (await client.sign_in(password="secret")).id == reader.id


async def test_a_scanned_code_signs_in_where_it_was_shown(telegram: TelegramServer, reader: Account) -> None:
    async with connected(telegram) as client:
        login = await client.qr_login()
        waiting = asyncio.ensure_future(login.wait())
        await asyncio.sleep(0.05)
        telegram.scan(reader, login.url)
        assert (await waiting).id == reader.id
        assert await client.is_user_authorized()


async def test_a_bot_signs_in_by_its_token(telegram: TelegramServer, bot: Account) -> None:
    async with signed_in(telegram, bot) as client:
        me = await client.get_me()
    assert (me.id, me.bot, me.username) == (1000, True, "nw_bot")


async def test_an_unknown_token_is_refused(telegram: TelegramServer) -> None:
    async with connected(telegram) as client:
        with pytest.raises(errors.AccessTokenInvalidError):
            await client.sign_in(bot_token="1000:guess")


async def test_a_stored_session_is_still_signed_in(telegram: TelegramServer, tmp_path: Path, reader: Account) -> None:
    async with signed_in(telegram, reader, SQLiteSession(str(tmp_path / "reader"))):
        pass
    async with connected(telegram, SQLiteSession(str(tmp_path / "reader"))) as client:
        assert await client.is_user_authorized()


async def test_logging_out_and_being_revoked_end_the_session(telegram: TelegramServer, reader: Account) -> None:
    async with signed_in(telegram, reader) as client:
        telegram.revoke(reader)
        with pytest.raises(errors.AuthKeyUnregisteredError):
            await client.get_dialogs()
    async with signed_in(telegram, reader) as client:
        assert await client.log_out()
