"""Private chats of the loopback server, between people and bots."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from telethon import Button, errors, events, functions, types
from telethon.sessions import SQLiteSession

from tests.server.clients import client_of, hearing, signed_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server import Account, TelegramServer


async def test_a_bot_hears_a_person_and_answers(telegram: TelegramServer, bot: Account, oksana: Account) -> None:
    languages = []

    async def greet(event: events.NewMessage.Event) -> None:
        languages.append((await event.get_sender()).lang_code)
        await event.respond("Вітаю")

    async with signed_in(telegram, bot) as client:
        client.add_event_handler(greet, events.NewMessage(incoming=True))
        await telegram.say(oksana, bot, "/start")
        await telegram.wait_for(lambda: len(telegram.chat(oksana, bot)) == 2)
    said, answered = telegram.chat(oksana, bot)
    assert (said.text, said.outgoing_from_bot) == ("/start", False)
    assert (answered.text, answered.outgoing_from_bot) == ("Вітаю", True)
    assert languages == ["uk"]


async def test_a_bold_word_is_found_by_its_utf16_offset(
    telegram: TelegramServer, bot: Account, oksana: Account
) -> None:
    await telegram.say(oksana, bot, "/start")
    async with signed_in(telegram, bot) as client:
        sent = await client.send_message(oksana.id, "🔥🔥 <b>вода</b> і <i>хліб</i>", parse_mode="html")
        await client.edit_message(oksana.id, sent.id, "🔥 <b>інше</b>", parse_mode="html")
    letter = telegram.chat(oksana, bot)[-1]
    assert letter.bold() == ["інше"]
    assert letter.edited_at is not None


async def test_a_pressed_button_is_answered_and_its_message_changed(
    telegram: TelegramServer, bot: Account, oksana: Account
) -> None:
    await telegram.say(oksana, bot, "/start")

    async def acknowledge(event: events.CallbackQuery.Event) -> None:
        await event.answer(f"got {event.data.decode()}", alert=True)
        await event.edit("done")

    async with signed_in(telegram, bot) as client:
        client.add_event_handler(acknowledge, events.CallbackQuery())
        rows = [[Button.inline("Mute", b"mute:1"), Button.url("Open", "https://t.me/novyny/1")]]
        await client.send_message(oksana.id, "alert", buttons=rows)
        alert = telegram.chat(oksana, bot)[-1]
        assert [(button.text, button.data, button.url) for button in alert.buttons[0]] == [
            ("Mute", b"mute:1", None),
            ("Open", None, "https://t.me/novyny/1"),
        ]
        answer = await telegram.press(oksana, alert, "Mute")
        assert (answer.text, answer.alert) == ("got mute:1", True)
        await telegram.wait_for(lambda: (alert.text, alert.buttons) == ("done", []))


async def test_a_person_with_a_client_presses_a_button(telegram: TelegramServer, reader: Account, bot: Account) -> None:
    async with signed_in(telegram, bot) as bot_client, signed_in(telegram, reader) as client:
        bot_client.add_event_handler(lambda event: event.answer("ok"), events.CallbackQuery())
        await client.send_message("nw_bot", "/start")
        await bot_client.send_message(reader.id, "choose", buttons=[Button.inline("Yes", b"y")])
        (message,) = await client.get_messages("nw_bot", limit=1)
        answer = await message.click(text="Yes")
    assert answer.message == "ok"


async def test_a_bot_cannot_write_first_nor_to_who_blocked_it(
    telegram: TelegramServer, bot: Account, oksana: Account
) -> None:
    taras = telegram.add_user("Taras", username="taras")
    await telegram.say(oksana, bot, "/start")
    telegram.block(oksana, bot)
    async with signed_in(telegram, bot) as client:
        with pytest.raises(errors.UserIsBlockedError):
            await client.send_message(types.InputPeerUser(oksana.id, 0), "alert")
        telegram.unblock(oksana, bot)
        await client.send_message(types.InputPeerUser(oksana.id, 0), "alert")
        with pytest.raises(errors.PeerIdInvalidError):
            await client.send_message(types.InputPeerUser(taras.id, 0), "alert")
        with pytest.raises(errors.PeerIdInvalidError):
            await client.send_message("taras", "alert")


async def test_a_repeated_random_id_is_refused_even_after_a_reconnect(
    telegram: TelegramServer, bot: Account, oksana: Account
) -> None:
    await telegram.say(oksana, bot, "/start")
    request = functions.messages.SendMessageRequest(types.InputPeerUser(oksana.id, 0), "alert", random_id=7)
    async with signed_in(telegram, bot) as client:
        # Telethon itself sends the request again after the cut, and learns that the first one went through.
        telegram.cut_before_answer(functions.messages.SendMessageRequest)
        with pytest.raises(errors.RandomIdDuplicateError):
            # Not client(request), which sleeps for two seconds before it passes a server error on.
            await client._sender.send(request)
    assert [letter.text for letter in telegram.chat(oksana, bot)] == ["/start", "alert"]
    assert telegram.count(functions.messages.SendMessageRequest, bot) == 2


async def test_bot_commands_are_recorded(telegram: TelegramServer, bot: Account) -> None:
    commands = [types.BotCommand("status", "how it goes")]
    async with signed_in(telegram, bot) as client:
        scope = types.BotCommandScopeDefault()
        await client(functions.bots.SetBotCommandsRequest(scope, "uk", commands))
    assert bot.commands == {("BotCommandScopeDefault", "uk"): [("status", "how it goes")]}


async def test_a_bot_hears_what_was_said_while_it_was_away(
    telegram: TelegramServer, tmp_path: Path, bot: Account, oksana: Account
) -> None:
    heard: list[str] = []
    async with signed_in(telegram, bot, SQLiteSession(str(tmp_path / "bot")), catch_up=True) as client:
        client.add_event_handler(hearing(heard, lambda event: event.raw_text), events.NewMessage())
        await telegram.say(oksana, bot, "live")
        await telegram.wait_for(lambda: heard == ["live"])
    await telegram.say(oksana, bot, "missed", at=datetime.now(UTC) - timedelta(hours=1))
    returning = client_of(telegram, SQLiteSession(str(tmp_path / "bot")), catch_up=True)
    returning.add_event_handler(hearing(heard, lambda event: event.raw_text), events.NewMessage())
    await returning.connect()
    await telegram.wait_for(lambda: heard == ["live", "missed"])
    await returning.disconnect()


async def test_files_go_both_ways(telegram: TelegramServer, bot: Account, oksana: Account) -> None:
    received: list[bytes] = []

    async def send_back(event: events.NewMessage.Event) -> None:
        received.append(await event.message.download_media(bytes))
        await event.respond("here", file=await event.client.upload_file(b"answer", file_name="posts.csv"))

    async with signed_in(telegram, bot) as client:
        client.add_event_handler(send_back, events.NewMessage(incoming=True))
        await telegram.say(oksana, bot, "/import", file=("narratives.csv", b"text" * 50_000))
        await telegram.wait_for(lambda: len(telegram.chat(oksana, bot)) == 2)
    answer = telegram.chat(oksana, bot)[-1]
    assert received == [b"text" * 50_000]
    assert answer.file is not None
    assert (answer.text, answer.file.name, answer.file.content) == ("here", "posts.csv", b"answer")
