"""The reader of a page: has what an example takes for granted, and does what is asked of a person."""

from __future__ import annotations

import asyncio
import base64
import json
import re
import shutil
from typing import TYPE_CHECKING

from bot.app import build_matcher
from bot.ui.account_names import READER
from tests.app.program import Program, Typist
from tests.docs_check.stage import Stage
from tests.server import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.docs_check.stand import Stand

RUN = re.compile(r"(?:make|narrative-watch|nw) run(?: --new-database)?")
_LOGIN = re.compile(r"(?:make|narrative-watch|nw) login\b")
_ACCOUNT = re.compile(r"--account (\S+)")
_RESTORED = re.compile(r" restore (?:--with-sessions )?(\S+)")
# Left as they are by default, which the pages tell of.
_AS_THEY_ARE = ("NW_DATABASE", "NW_SESSION_DIR", "NW_LOG_LEVEL")
_EXPORT = {
    "name": "Некий канал",
    "type": "public_channel",
    "id": 1500000009,
    "messages": [
        {
            "id": 7,
            "type": "message",
            "date": "2022-09-08T09:30:00",
            "date_unixtime": "1662618600",
            "from": "Некий канал",
            "text": "В качестве жеста доброй воли подразделения оставили село.",
            "text_entities": [],
        }
    ],
}
_NARRATIVE = '\n[[narrative]]\nid = "of-my-own"\ntitle = "Of my own"\nphrases = ["zzyzx deception {number}"]\n'


class Reader:
    """Somebody who follows one page, in a stage of their own."""

    def __init__(self, stand: Stand, source: Path, folder: Path) -> None:
        self.stand = stand
        self.stage = Stage(source, folder)
        self.program = Program(stand.telegram, folder, (stand.reader, stand.bot), stand.owner, build_matcher)
        self.program.database = folder / "data" / "narrative-watch.db"
        self.program.variables |= {
            "NW_DATABASE": str(self.program.database),
            "NW_SESSION_DIR": str(folder / "data" / "sessions"),
        }
        self._files_brought = 0
        self._fill_settings_in()
        self._bring_files()

    async def get_ready(self, history: Path | None = None) -> None:
        """Sign the reading account in; take over a database that somebody has filled."""
        self.program.database.parent.mkdir(mode=0o700, exist_ok=True)
        if history is not None:
            shutil.copy(history, self.program.database)
        await self.program.sign_reader_in()

    async def follow(self, line: str) -> None:
        """Do what one line says. Raises Failed."""
        await self._prepare(line)
        if RUN.fullmatch(line):
            async with self.stage.service(line):
                return
        if line == "git pull" and not self.stage.is_in_a_clone:
            line = f"cd narrative-watch && {line}"  # which the page has had cloned
        line = line.replace("narrative-watch-….db", "narrative-watch-20260101T030000Z.db")
        if "--qr" in line:
            scanning = asyncio.create_task(self._scan(self._account(line)))
            await self.stage.run(line)
            await scanning
        else:
            await self.stage.run(line, self._typed(line))
        if ".env.example .env" in line:
            self._fill_settings_in()

    def _account(self, line: str) -> str:
        found = _ACCOUNT.search(line)
        return found[1] if found else READER

    def _typed(self, line: str) -> str:
        """Return what the person types when the command asks."""
        if not _LOGIN.match(line):
            return "y\n"
        who = self.stand.account(self._account(line))
        return f"{who.phone}\n{who.code}\n"

    async def _scan(self, name: str) -> None:
        """Scan the QR code on the terminal with the account's app."""
        tokens = self.stand.telegram.world.login_tokens
        await wait_for(lambda: tokens, 60, "a QR code")
        token = base64.urlsafe_b64encode(next(iter(tokens))).decode()
        self.stand.telegram.scan(self.stand.account(name), f"tg://login?token={token}")

    async def _prepare(self, line: str) -> None:
        """See to it that there is what the command is for."""
        name = self._account(line)
        session = self.program.settings.session_dir / f"{name}.session"
        if _LOGIN.match(line) and "--string" not in line:
            session.unlink(missing_ok=True)
        elif not session.exists():
            who = self.stand.account(name)
            await self.program.log_in(Typist(who.phone or "", who.code or ""), name)
        if " narratives import" in line:
            self._bring_files()
        if found := _RESTORED.search(line):
            await self._bring_backup(found[1].replace("narrative-watch-….db", "narrative-watch-20260101T030000Z.db"))

    async def _bring_backup(self, name: str) -> None:
        """Have a backup of that name, with sessions, made by the program."""
        await self.stage.run("nw backup --with-sessions brought")
        (made,) = (self.stage.folder / "brought").glob("*.db")
        wanted = self.stage.folder / name
        wanted.parent.mkdir(exist_ok=True)
        made.rename(wanted)
        made.with_suffix(".sessions").rename(wanted.with_suffix(".sessions"))

    def _fill_settings_in(self) -> None:
        with (self.stage.folder / ".env").open("a", encoding="utf-8") as file:
            for name, value in self.program.variables.items():
                if name not in _AS_THEY_ARE:
                    file.write(f"{name}={value}\n")

    def _bring_files(self) -> None:
        """Have the files that the pages name as the reader's own; a narratives file each time another one."""
        self._files_brought += 1
        top = self.stage.folder
        shutil.copy(top / "bot" / "cli" / "replay" / "sample.jsonl", top / "posts.jsonl")
        starter = (top / "config" / "narratives.toml").read_text("utf-8")
        (top / "mine.toml").write_text(starter + _NARRATIVE.format(number=self._files_brought), "utf-8")
        export = top / "home" / "Downloads" / "ChatExport" / "result.json"
        export.parent.mkdir(parents=True, exist_ok=True)
        export.write_text(json.dumps(_EXPORT), "utf-8")
