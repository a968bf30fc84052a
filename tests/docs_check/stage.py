"""Where the commands of one page are run: a folder as its reader would have it, and the program installed in it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tests.server import wait_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PATIENCE = 300.0  # seconds for one command
ENDING = 30.0  # seconds for the service to end
# Folders of the machine, which stand inside the stage instead.
_MACHINE = re.compile(r"(?<![\w./])/(?=(?:opt|etc|usr/local/bin|root|var/lib)/)")
_FOLDERS = ("opt/narrative-watch", "etc/systemd/system", "usr/local/bin", "root", "var/lib/narrative-watch")


class Failed(Exception):
    """A command of the docs did not do what it should; the message is what it said."""


class Stage:
    """A copy of the tree in a folder of its own; its commands follow each other, as a reader types them."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.source = source
        self.folder = folder
        self._at = folder
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns(".venv", ".git"))
        (folder / ".venv").symlink_to(source / ".venv")
        (folder / "home").mkdir()
        for name in _FOLDERS:
            (folder / "machine" / name).mkdir(parents=True)

    @property
    def is_in_a_clone(self) -> bool:
        """Whether git has anything to do where the next command is run."""
        return (self._at / ".git").exists()

    def back_to_the_start(self) -> None:
        """Go where a block of the page begins."""
        self._at = self.folder

    async def run(self, command: str, typed: str = "") -> str:
        """Run a command where the one before it has left off, and return what it said. Raises Failed."""
        child = await self._start(self._made_local(command), asyncio.subprocess.PIPE)
        try:
            said, _ = await asyncio.wait_for(child.communicate(typed.encode()), PATIENCE)
        except TimeoutError:
            os.killpg(child.pid, signal.SIGKILL)
            await child.wait()
            raise Failed(f"did not end within {PATIENCE:.0f} seconds") from None
        text = said.decode()
        if child.returncode or "Traceback" in text:
            raise Failed(f"exit code {child.returncode}\n{text}")
        self._at = Path((self.folder / "at").read_text("utf-8").strip())
        return text

    @asynccontextmanager
    async def service(self, command: str = "narrative-watch run") -> AsyncIterator[None]:
        """Start the service, wait until it is up, and end it with the block in good order. Raises Failed."""
        log = self.folder / "service.log"
        with log.open("wb") as written:
            child = await self._start(command, written.fileno())
            try:
                await wait_for(
                    lambda: child.returncode is not None or '"watching"' in log.read_text("utf-8"), PATIENCE, "a start"
                )
                yield
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGTERM)
                await asyncio.wait_for(child.wait(), ENDING)
                # The shell, or make, ends before the program that it has started.
                with suppress(AssertionError):
                    await wait_for(lambda: '"stopped"' in log.read_text("utf-8"), ENDING)
        said = log.read_text("utf-8")
        events = {json.loads(line)["event"] for line in said.splitlines() if line.startswith("{")}
        if not {"started", "stopped"} <= events or "Traceback" in said:
            raise Failed(said)

    async def _start(self, command: str, output: int) -> asyncio.subprocess.Process:
        # nw runs the program in its own folder as its own user, which is nobody here.
        tools = f'nw() ( cd "{self.folder}" && exec narrative-watch "$@" )'
        inside = {
            "HOME": str(self.folder / "home"),
            "PATH": f"{self.source / '.venv' / 'bin'}:{os.environ['PATH']}",
            "LANG": "C.UTF-8",
        }
        outside = {name: value for name, value in os.environ.items() if not name.startswith("NW_")}
        # In a group of its own, to be ended with all that it has started.
        return await asyncio.create_subprocess_exec(
            "bash",
            "-c",
            f"set -e\n{tools}\n{command}\npwd > {self.folder / 'at'}",
            cwd=self._at,
            env=outside | inside,
            start_new_session=True,
            stdin=asyncio.subprocess.PIPE,
            stdout=output,
            stderr=asyncio.subprocess.STDOUT,
        )

    def _made_local(self, command: str) -> str:
        local = command.replace("ADDRESS-OF-THIS-REPOSITORY", str(self.source))
        return _MACHINE.sub(f"{self.folder}/machine/", local)
