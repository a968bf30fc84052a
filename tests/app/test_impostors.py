"""Something answers in Telegram's place that is not Telegram: a firewall, a hotel's sign-in page, a broken proxy."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from bot.app import application
from bot.telegram.connection import login, probe
from bot.telegram.connection.sign_in import LoginFailed
from bot.ui.account_names import READER
from config.settings import access
from tests.app.program import Typist
from tests.server import wait_for
from tests.server.impostor import Manner

if TYPE_CHECKING:
    from tests.app.story import Story

PATIENCE = 45  # seconds, far above what any of it may take


async def on_command_line(story: Story, *words: str, typed: str = "", **variables: str) -> tuple[int, str, str]:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        env={**os.environ, **story.program.variables, **variables},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        said, errors = await asyncio.wait_for(child.communicate(typed.encode()), PATIENCE)
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return child.returncode or 0, said.decode(), errors.decode()


SEEN = [Manner.CLOSES, Manner.PORTAL, Manner.SILENT]


@pytest.mark.parametrize("manner", SEEN)
async def test_a_check_up_prints_all_its_checks(story: Story, manner: Manner) -> None:
    async with story.telegram.impersonated(manner) as met:
        code, said, errors = await on_command_line(story, "doctor", "--json")
        assert met() < 30
    checks = {one["name"]: one for one in json.loads(said)["checks"]}
    assert code == 1
    assert errors == ""
    assert checks["telegram"]["status"] == "fault"
    assert checks["account reader"]["status"] != "ok"
    assert checks["bot"]["status"] != "ok"
    assert {"settings", "database", "disk", "clock", "backup"} <= set(checks)
    assert ("is not Telegram" in checks["telegram"]["detail"]) == (manner is Manner.PORTAL)


@pytest.mark.parametrize("manner", Manner)
async def test_whatever_answers_a_check_up_gets_no_answer(
    story: Story, manner: Manner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "PATIENCE", 1)
    app = application(access(story.program.settings))
    async with story.telegram.impersonated(manner) as met:
        for look in (probe.server_time(app), probe.look_at(app, READER)):
            with pytest.raises(probe.NoAnswer):
                await look
        assert met() < 12


@pytest.mark.parametrize(
    ("manner", "account"), [(Manner.PORTAL, "second"), (Manner.CLOSES, READER), (Manner.SILENT, READER)]
)
async def test_a_sign_in_says_what_happened(story: Story, manner: Manner, account: str) -> None:
    async with story.telegram.impersonated(manner):
        code, said, errors = await on_command_line(story, "login", "--account", account, typed="+380501234567\n")
    assert code == 1
    assert said == ""
    assert "Traceback" not in errors
    assert "Telegram can't be reached" in errors
    assert ("is not Telegram" in errors) == (manner is Manner.PORTAL)
    assert [one.name for one in story.program.settings.session_dir.glob("*.session*")] == ["reader.session"]


@pytest.mark.parametrize("manner", Manner)
@pytest.mark.parametrize("way", ["code", "qr"])
async def test_whatever_answers_a_sign_in_ends_with_a_sentence(
    story: Story, manner: Manner, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(login, "PATIENCE", 1)
    async with story.telegram.impersonated(manner):
        with pytest.raises(LoginFailed, match="Telegram can't be reached"):
            await story.program.log_in(Typist("+380501234567"), "second", by_qr=way == "qr")


@pytest.mark.parametrize("manner", [*SEEN, Manner.REFUSES, Manner.FRAMED_JUNK])
async def test_the_service_waits_calmly_and_goes_on_when_telegram_is_back(story: Story, manner: Manner) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        async with story.telegram.impersonated(manner) as met:
            await wait_for(lambda: met() >= 2)
            await asyncio.sleep(3)
            assert met() < 12
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)


@pytest.mark.parametrize("manner", [Manner.CLOSES, Manner.PORTAL])
async def test_the_service_starts_though_something_else_answers(story: Story, manner: Manner) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    child: asyncio.subprocess.Process | None = None
    try:
        async with story.telegram.impersonated(manner) as met:
            child = await story.program.start_child(asyncio.subprocess.DEVNULL)
            await wait_for(lambda: met() >= 2, within=120)
            await asyncio.sleep(2)
            assert child.returncode is None
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
    finally:
        if child is not None:
            child.kill()
            await child.wait()
