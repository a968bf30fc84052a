"""What goes wrong on the loopback server when a test wants it to."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from telethon import errors, events, functions, types
from telethon.tl import TLRequest

from tests.server.clients import hearing, signed_in

if TYPE_CHECKING:
    from tests.server import Account, TelegramServer


async def test_an_injected_flood_wait_names_its_seconds(
    telegram: TelegramServer, bot: Account, oksana: Account
) -> None:
    await telegram.say(oksana, bot, "/start")
    fault = telegram.fail(functions.messages.SendMessageRequest, "FLOOD_WAIT_7")
    async with signed_in(telegram, bot) as client:
        with pytest.raises(errors.FloodWaitError) as wait:
            await client.send_message(oksana.id, "alert")
    assert (wait.value.seconds, wait.value.code, fault.met) == (7, 420, 1)
    assert len(telegram.chat(oksana, bot)) == 1


@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("AUTH_KEY_DUPLICATED", errors.AuthKeyDuplicatedError),
        ("SESSION_REVOKED", errors.SessionRevokedError),
        ("USER_DEACTIVATED_BAN", errors.UserDeactivatedBanError),
        ("CHAT_WRITE_FORBIDDEN", errors.ChatWriteForbiddenError),
        ("SLOWMODE_WAIT_9", errors.SlowModeWaitError),
        ("SOMETHING_NEW", errors.BadRequestError),
    ],
)
async def test_any_error_can_be_injected_by_its_name(
    telegram: TelegramServer, reason: str, error: type[Exception], bot: Account
) -> None:
    async with signed_in(telegram, bot) as client:
        telegram.fail(functions.users.GetUsersRequest, reason, when=lambda _, account: account is bot)
        with pytest.raises(error):
            await client(functions.users.GetUsersRequest([types.InputUserSelf()]))


async def test_a_client_comes_back_after_its_connection_was_dropped(telegram: TelegramServer, reader: Account) -> None:
    channel = telegram.add_channel("Новини", username="novyny", members=[reader])
    heard: list[str] = []
    async with signed_in(telegram, reader) as client:
        client.add_event_handler(hearing(heard, lambda event: event.raw_text), events.NewMessage())
        await telegram.drop_connections(reader)
        await telegram.wait_for(lambda: telegram.connected(reader))
        assert (await client.get_me()).id == reader.id
        await telegram.post(channel, "after")
        await telegram.wait_for(lambda: heard == ["after"])


async def test_a_client_waits_while_the_server_is_away(telegram: TelegramServer, reader: Account) -> None:
    async with signed_in(telegram, reader) as client:
        await telegram.stop_listening()
        asking = asyncio.ensure_future(client.get_me())
        await asyncio.sleep(0.1)
        assert not asking.done()
        await telegram.resume_listening()
        assert (await asking).id == reader.id


async def test_a_late_answer_is_late(telegram: TelegramServer, reader: Account) -> None:
    async with signed_in(telegram, reader) as client:
        telegram.delay(functions.users.GetUsersRequest, 0.1)
        began = time.monotonic()
        await client.get_me()
    assert time.monotonic() - began >= 0.1


async def test_an_answer_broken_off_in_the_middle_is_asked_for_again(telegram: TelegramServer, reader: Account) -> None:
    async with signed_in(telegram, reader) as client:
        fault = telegram.cut_within_answer(functions.contacts.ResolveUsernameRequest)
        assert (await client.get_entity("reader")).id == reader.id
    assert (fault.met, telegram.count(functions.contacts.ResolveUsernameRequest)) == (1, 2)


async def test_a_flood_wait_holds_for_its_seconds_however_often_one_asks(
    telegram: TelegramServer, reader: Account
) -> None:
    async with signed_in(telegram, reader) as client:
        flood = telegram.flood(functions.users.GetUsersRequest, 2)
        for expected in (2, 1):
            with pytest.raises(errors.FloodWaitError) as wait:
                await client._sender.send(functions.users.GetUsersRequest([types.InputUserSelf()]))
            assert wait.value.seconds == expected
            await asyncio.sleep(1.01)
        assert (await client.get_me()).id == reader.id
    assert flood.met == 2


async def test_any_request_at_all_can_be_asked_to_wait(telegram: TelegramServer, reader: Account) -> None:
    telegram.add_channel("Новини", username="novyny")
    async with signed_in(telegram, reader) as client:
        telegram.flood(TLRequest, 60, when=lambda _, account: account is reader)
        for request in (functions.updates.GetStateRequest(), functions.contacts.ResolveUsernameRequest("novyny")):
            with pytest.raises(errors.FloodWaitError):
                await client(request)


async def test_a_server_that_was_away_is_found_again(telegram: TelegramServer, reader: Account) -> None:
    channel = telegram.add_channel("Новини", username="novyny", members=[reader])
    heard: list[str] = []
    async with signed_in(telegram, reader) as client:
        client.add_event_handler(hearing(heard, lambda event: event.raw_text), events.NewMessage())
        async with telegram.away():
            assert not telegram.connected(reader)
        await telegram.wait_for(lambda: telegram.connected(reader))
        assert (await client.get_me()).id == reader.id
        await telegram.post(channel, "after")
        await telegram.wait_for(lambda: heard == ["after"])


@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("AUTH_KEY_UNREGISTERED", errors.AuthKeyUnregisteredError),
        ("SESSION_REVOKED", errors.SessionRevokedError),
        ("AUTH_KEY_DUPLICATED", errors.AuthKeyDuplicatedError),
    ],
)
async def test_a_session_ends_with_the_reason_that_is_given(
    telegram: TelegramServer, reader: Account, reason: str, error: type[Exception]
) -> None:
    async with signed_in(telegram, reader) as client:
        telegram.revoke(reader, reason)
        for _ in range(2):
            with pytest.raises(error):
                await client.get_dialogs()


async def test_a_key_used_in_two_places_is_dead_and_another_one_works(
    telegram: TelegramServer, reader: Account
) -> None:
    async with signed_in(telegram, reader) as client:
        telegram.revoke(reader, "AUTH_KEY_DUPLICATED")
        with pytest.raises(errors.AuthKeyDuplicatedError):
            await client.send_code_request(reader.phone)
    async with signed_in(telegram, reader) as client:
        assert (await client.get_me()).id == reader.id


async def test_a_banned_person_is_told_so_and_cannot_sign_in_again(telegram: TelegramServer, reader: Account) -> None:
    async with signed_in(telegram, reader) as client:
        telegram.ban(reader)
        with pytest.raises(errors.UserDeactivatedBanError):
            await client.get_dialogs()
        with pytest.raises(errors.PhoneNumberBannedError):
            await client.send_code_request(reader.phone)


async def test_an_unknown_request_fails_by_name(telegram: TelegramServer, reader: Account) -> None:
    async with signed_in(telegram, reader) as client:
        with pytest.raises(errors.BadRequestError, match="TEST_SERVER_DOES_NOT_KNOW_GetCountriesListRequest"):
            await client(functions.help.GetCountriesListRequest("uk", 0))
    assert telegram.unknown_requests == ["GetCountriesListRequest"]
    telegram.unknown_requests.clear()


async def test_waiting_in_vain_says_for_what(telegram: TelegramServer) -> None:
    heard: list[str] = []
    with pytest.raises(AssertionError, match="heard == "):
        await telegram.wait_for(lambda: heard == ["never"], within=0.01)
