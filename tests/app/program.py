"""The program under test, started and stopped as often as a story needs, in this process or as a child."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import asynccontextmanager, closing
from typing import IO, TYPE_CHECKING, NamedTuple

from telethon.tl.functions.auth import ImportBotAuthorizationRequest
from telethon.tl.functions.updates import GetStateRequest

from bot.app import application, serve
from bot.runtime.clock import SystemClock
from bot.telegram.connection.login import log_in, log_out
from bot.ui.account_names import READER
from config.settings import Settings, access
from storage.database import open_database
from tests.server import wait_for
from tests.server.waiting import PATIENCE
from tests.server.world import by_clock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.matching import ExplainingMatcher
    from bot.runtime.clock import Clock
    from storage.database import Database
    from tests.server import Account, TelegramServer

    Opening = Callable[[Path], AbstractAsyncContextManager[Database]]

API_HASH = "0123456789abcdef0123456789abcdef"


class Signs(NamedTuple):
    """How often each account asked for the state of its updates."""

    reader: int
    bot: int


class Program:
    """Narrative Watch with its own folder, reading and alerting through one loopback Telegram."""

    def __init__(
        self,
        telegram: TelegramServer,
        folder: Path,
        accounts: tuple[Account, Account],
        owner: Account,
        matcher_of: Callable[[Settings], ExplainingMatcher],
    ) -> None:
        self.telegram = telegram
        self.reader, self.bot = accounts
        self.database = folder / "data" / "narratives.db"
        self.matcher_of = matcher_of
        key = folder / "server.pem"
        key.write_text(telegram.public_key_pem)
        self.variables = {
            "NW_API_ID": "12345",
            "NW_API_HASH": API_HASH,
            "NW_BOT_TOKEN": self.bot.token or "",
            "NW_OWNER_IDS": str(owner.id),
            "NW_SESSION_DIR": str(folder / "sessions"),
            "NW_DATABASE": str(self.database),
            "NW_SERVER_DC": str(telegram.dc_id),
            "NW_SERVER_HOST": telegram.host,
            "NW_SERVER_PORT": str(telegram.port),
            "NW_SERVER_KEY_FILE": str(key),
            "NW_SWEEP_EVERY": "1h",
            "NW_JOIN_PAUSE": "0s",
            "NW_JOINS_PER_DAY": "1000",
            "NW_COMMANDS_PER_MINUTE": "10000",
            "NW_LOG_LEVEL": "debug",
        }

    @property
    def settings(self) -> Settings:
        fields = {name.removeprefix("NW_").lower(): value for name, value in self.variables.items()}
        return Settings(_env_file=None, **fields)  # type: ignore[arg-type] # as the environment gives them

    async def sign_reader_in(self, code: str | None = None) -> str:
        return await self.log_in(Typist(self.reader.phone or "", *[code or self.reader.code or ""] * 3))

    async def log_in(self, typist: Typist, account: str = READER, *, by_qr: bool = False) -> str:
        return await log_in(application(access(self.settings)), account, typist, by_qr=by_qr)

    async def log_out(self, account: str = READER) -> None:
        await log_out(application(access(self.settings)), account)

    @asynccontextmanager
    async def running(
        self, clock: Clock | None = None, opening: Opening = open_database, *, new_database: bool = False
    ) -> AsyncIterator[None]:
        """Run in this process until the end of the block, then stop as SIGTERM would."""
        clock = clock or SystemClock()
        stop = asyncio.Event()
        before = self.signs_of_life()
        with by_clock(clock.now):  # what people send now is not old to the program, however fast its clock runs
            task = asyncio.create_task(
                serve(self.settings, stop, self.matcher_of, clock, opening=opening, new_database=new_database)
            )
            try:
                await self.until_up(before, task.done)
                yield
            finally:
                stop.set()
                async with asyncio.timeout(20):
                    await task

    @asynccontextmanager
    async def as_child(
        self, stderr: int = asyncio.subprocess.DEVNULL, largest_file: int = 2**31
    ) -> AsyncIterator[asyncio.subprocess.Process]:
        """Run as a process of its own, killed at the end of the block if it still lives.

        No file of it can grow beyond `largest_file` KiB, which is how a story fills the disk.
        """
        before = self.signs_of_life()
        child = await self.start_child(stderr, largest_file)
        try:
            await self.until_up(before, lambda: child.returncode is not None)
            yield child
        finally:
            if child.returncode is None:
                child.send_signal(signal.SIGKILL)
            await child.wait()

    async def start_child(self, stderr: IO[bytes] | int, largest_file: int = 2**31) -> asyncio.subprocess.Process:
        """Start a process of its own, and leave it to the caller."""
        return await asyncio.create_subprocess_exec(
            "bash",
            "-c",
            f"ulimit -f {largest_file}; exec {sys.executable} -m bot run",
            env={**os.environ, **self.variables},
            stderr=stderr,
        )

    def signs_of_life(self) -> Signs:
        count = self.telegram.count
        return Signs(
            reader=count(GetStateRequest, self.reader),
            # At its first start the bot asks once more, when it signs in.
            bot=count(GetStateRequest, self.bot) - self.telegram.count(ImportBotAuthorizationRequest),
        )

    async def until_up(self, before: Signs, ended: Callable[[], bool], within: float = PATIENCE) -> None:
        """Wait until both clients hear updates: Telethon asks for the state when it connects, and when it settles."""

        def settled() -> bool:
            now = self.signs_of_life()
            return now.reader >= before.reader + 2 and now.bot > before.bot

        await wait_for(lambda: ended() or settled(), within=within, awaited="the program to be up")

    def change(self, statement: str) -> None:
        """Change the program's database while it is down, as time would."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute(statement)

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Ask the program's database, as somebody with sqlite3 would."""
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(query, values).fetchall()


class Typist:
    """Somebody at the keyboard who gives prepared answers."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.heard: list[str] = []

    def ask(self, question: str) -> str:
        self.heard.append(question)
        return self.answers.pop(0)

    ask_secret = ask

    def say(self, sentence: str) -> None:
        self.heard.append(sentence)
