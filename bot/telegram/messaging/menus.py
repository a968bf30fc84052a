"""Have Telegram show each person the commands they may use."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import structlog
from telethon import errors
from telethon.tl import functions, types

from bot.telegram.connection.client import PASSING
from bot.telegram.convert import peer_of_chat
from storage.people import subscribers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bot.commands.ports import Menu
    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from storage.database import Database
    from storage.model.ids import ChatId

log = structlog.get_logger("menus")


class Menus:
    """Sets menus one after the other, in the background: nothing waits for them, and a failed one is tried again.

    Again means when the person next writes: the mark of their menu is kept only once Telegram has it.
    """

    def __init__(self, client: ReconnectingClient, database: Database, clock: Clock) -> None:
        self._client = client
        self._database = database
        self._clock = clock
        self._wanted: dict[ChatId, Menu] = {}
        self._wake = asyncio.Event()

    def show(self, chat: ChatId, menu: Menu) -> None:
        """Have somebody see a menu soon."""
        self._wanted[chat] = menu
        self._wake.set()

    async def run(self, first: Mapping[str, Menu]) -> None:
        """Set what is wanted until cancelled; `first` is for everybody else, by language, "" for all others."""
        for language, menu in first.items():
            await self._set(types.BotCommandScopeDefault(), language, menu)
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._wanted:
                chat, menu = self._wanted.popitem()
                if await self._set(types.BotCommandScopePeer(peer_of_chat(chat)), "", menu):
                    await self._database.write(partial(subscribers.record_menu, chat_id=chat, menu=menu.mark))

    async def _set(self, scope: Any, language: str, menu: Menu) -> bool:  # noqa: ANN401 - Telethon ships no types
        commands = [types.BotCommand(word, description) for word, description in menu.entries]
        try:
            await self._client(functions.bots.SetBotCommandsRequest(scope, language, commands))
        except errors.FloodWaitError as error:
            log.warning("telegram asks to wait", request="menu", seconds=error.seconds)
            await self._clock.sleep(error.seconds)
            return False
        except (errors.RPCError, *PASSING) as error:
            log.warning("menu not set", error=type(error).__name__)
            return False
        return True
