"""The Telegram that the docs speak of: with the channels and people that they name."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.ui.account_names import READER
from tests.server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.server import Account, Post


class Stand:
    """Everybody and everything that an example in the docs names."""

    def __init__(self, telegram: TelegramServer) -> None:
        self.telegram = telegram
        self.reader = telegram.add_user("Reader", phone="+380500000001", code="12345")
        self.second = telegram.add_user("Second", phone="+380500000002", code="54321")
        self.bot = telegram.add_bot("Watch bot", username="nw_bot", token="1000:secret")
        self.owner = telegram.add_user("Olha", username="olha", language="en")
        self.subscriber = telegram.add_user("Petro", username="petro", language="en")
        self.colleague = telegram.add_user("Iryna", username="some_colleague", language="en")
        self.stranger = telegram.add_user("Somebody", username="somebody", language="en")
        self.channel = telegram.add_channel("Some channel", username="some_channel")
        self.closed = telegram.add_channel("A closed channel", private=True, members=[self.reader])
        self.group = telegram.add_channel(
            "Newsroom", private=True, megagroup=True, admins=[self.subscriber], members=[self.bot]
        )
        telegram.add_channel("Our channel", username="our_channel", admins=[self.subscriber, self.bot])
        telegram.add_channel("Центр протидії дезінформації", username="CenterCounteringDisinformation")

    async def publish(self, text: str) -> Post:
        """Publish a post in the channel that the examples call @some_channel."""
        return await self.telegram.post(self.channel, text)

    def account(self, name: str) -> Account:
        """Return who signs in under the name of a reading account."""
        return self.reader if name == READER else self.second


@asynccontextmanager
async def stand() -> AsyncIterator[Stand]:
    """Open it for the length of a block; a fault of its own is one of the check's."""
    async with TelegramServer() as telegram:
        yield Stand(telegram)
    assert telegram.unknown_requests == []
    assert telegram.breakages == []
