"""How long a client waits before it connects again, and what it takes for Telegram."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from telethon import errors

from bot.telegram.connection.transport import (
    FIRST_PAUSE,
    LARGEST_PACKET,
    LONGEST_PAUSE,
    HungUp,
    NotTelegram,
    Pace,
    _Codec,
)
from tests.server.framing import frame

if TYPE_CHECKING:
    from collections.abc import Iterator


class Watch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def pauses(pace: Pace, watch: Watch) -> Iterator[float]:
    while True:
        pause = pace.next_pause()
        watch.seconds += pause
        yield pause


def test_connections_in_vain_come_ever_less_often_and_an_answer_ends_that() -> None:
    watch = Watch()
    pace = Pace(watch, lambda: 0.0)
    each = pauses(pace, watch)
    assert [next(each) for _ in range(8)] == [0, 1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE]
    pace.answered()
    watch.seconds += 100
    assert [next(each) for _ in range(3)] == [0, 1, 2]


def test_a_connection_that_is_answered_and_cut_again_and_again_is_made_once_a_second() -> None:
    watch = Watch()
    pace = Pace(watch)
    each = pauses(pace, watch)
    for _ in range(100):
        next(each)
        pace.answered()
    assert watch.seconds == 99 * FIRST_PAUSE


def test_pauses_of_many_clients_differ() -> None:
    pace = Pace(lambda: 0.0, lambda: 1.0)
    assert [pace.next_pause() for _ in range(3)] == [0, 0.8, 1.6]


async def read(data: bytes) -> bytes:
    reader = asyncio.StreamReader()
    reader.feed_data(data)
    reader.feed_eof()
    return await _Codec(None).read_packet(reader)


async def test_a_packet_is_read() -> None:
    assert await read(frame(b"12345678", 0)) == b"12345678"


@pytest.mark.parametrize("data", [b"", b"\x10\x00", frame(b"12345678", 0)[:-3]])
async def test_a_connection_that_ends_too_soon_was_hung_up(data: bytes) -> None:
    with pytest.raises((HungUp, NotTelegram)):
        await read(data)


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 302 Found\r\n\r\n",
        bytes(64),
        (LARGEST_PACKET + 100).to_bytes(4, "little") + bytes(8),
        frame(b"12345678", 0)[:-1] + b"\xff",
        frame(b"1234", 0),
        frame(b"", 0),
        b"\xff\xfe" * 32,
    ],
)
async def test_what_is_no_packet_is_not_telegram(data: bytes) -> None:
    with pytest.raises(NotTelegram):
        await read(data)


async def test_an_error_that_telegram_names_is_told_as_it_is() -> None:
    flood = (-429).to_bytes(4, "little", signed=True)
    with pytest.raises(errors.InvalidBufferError, match="429"):
        await read(flood * 3)
    unknown_key = (-404).to_bytes(4, "little", signed=True)
    assert await read(frame(unknown_key, 0)) == unknown_key
