from __future__ import annotations

import asyncio
import json
import os
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from telethon.tl.functions.auth import ImportBotAuthorizationRequest, LogOutRequest

from bot.ui.account_names import READER
from tests.server import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.story import Story


async def doctor(story: Story, *words: str, **variables: str) -> tuple[int, dict[str, dict[str, str]]]:
    """Ask for a check-up as somebody at the command line would; return the exit code, and the checks by name."""
    code, said = await say(story, "doctor", "--json", *words, **variables)
    checks = json.loads(said)["checks"]
    assert all(set(one) == {"name", "status", "detail", "remedy"} for one in checks)
    assert all(bool(one["remedy"]) == (one["status"] != "ok") for one in checks)
    return code, {one["name"]: one for one in checks}


async def say(story: Story, *words: str, **variables: str) -> tuple[int, str]:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        env={**os.environ, **story.program.variables, **variables},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, errors = await asyncio.wait_for(child.communicate(), 60)
    assert b"Traceback" not in errors, errors.decode()
    return child.returncode or 0, said.decode()


def sessions(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.glob("*.session")}


async def test_a_service_that_is_well_is_found_well_and_left_as_it_is(story: Story) -> None:
    async with story.program.running():
        await story.set_up("Test story", "жест доброї волі")
    await say(story, "backup")
    before = sessions(story.program.settings.session_dir)
    await story.telegram.say(story.owner, story.program.bot, "/status")

    code, checks = await doctor(story)

    assert {one["name"]: one["detail"] for one in checks.values() if one["status"] == "fault"} == {}
    assert code == 0
    assert "signed in as Reader; channels: 1" in checks["account reader"]["detail"]
    assert "Watch bot works" in checks["bot"]["detail"]
    assert "agrees with Telegram" in checks["clock"]["detail"]
    assert "channels: 1" in checks["database"]["detail"]
    assert "kept: 1" in checks["backup"]["detail"]
    assert sessions(story.program.settings.session_dir) == before
    answers = len(story.from_bot(story.owner))
    async with story.program.running():  # what was asked while it was down is heard all the same
        await wait_for(lambda: len(story.from_bot(story.owner)) > answers)


async def test_while_the_service_runs_its_sessions_are_not_used(story: Story) -> None:
    async with story.program.as_child():
        await story.set_up("Test story", "жест доброї волі")
        signed_in = story.telegram.count(ImportBotAuthorizationRequest)
        code, checks = await doctor(story)
        assert story.telegram.count(ImportBotAuthorizationRequest) == signed_in
        await story.ask(story.owner, "/status")
    assert code == 0
    assert "The service is running" in checks["service"]["detail"]
    assert "in use by the service; channels: 1" in checks["account reader"]["detail"]
    assert "in use by the service" in checks["bot"]["detail"]
    assert checks["telegram"]["status"] == "ok"


async def test_a_bot_that_never_started_is_looked_at_and_signed_out_again(story: Story) -> None:
    code, checks = await doctor(story)
    assert code == 0
    assert "Watch bot works" in checks["bot"]["detail"]
    assert story.telegram.count(LogOutRequest) == 1
    assert checks["database"]["status"] == "warning"
    assert "narrative-watch run" in checks["database"]["remedy"]
    assert not story.program.database.exists()


async def test_a_wrong_token_and_an_account_that_is_signed_out_are_faults_with_remedies(story: Story) -> None:
    await story.program.log_out(READER)
    code, checks = await doctor(story, NW_BOT_TOKEN="1000:wrong")
    assert code == 1
    assert checks["bot"]["status"] == "fault"
    assert "@BotFather" in checks["bot"]["remedy"]
    assert checks["account reader"]["status"] == "fault"
    assert checks["account reader"]["remedy"] == "Sign in: narrative-watch login"


async def test_a_key_that_telegram_knows_nothing_of_is_a_fault_and_no_stack_trace(story: Story) -> None:
    story.telegram.forget_key(story.program.reader)
    code, checks = await doctor(story)
    assert code == 1
    assert checks["account reader"]["status"] == "fault"
    assert "narrative-watch login" in checks["account reader"]["remedy"]


async def test_a_session_of_another_bot_than_the_token_says_is_a_fault(story: Story) -> None:
    async with story.program.running():
        pass
    other = story.telegram.add_bot("Other bot", username="other_bot", token="2000:other")
    _, checks = await doctor(story, NW_BOT_TOKEN=other.token or "")
    assert checks["bot"]["status"] == "fault"
    assert "belongs to another bot (Watch bot)" in checks["bot"]["detail"]


async def test_a_session_that_was_revoked_is_a_fault(story: Story) -> None:
    story.telegram.revoke(story.program.reader)
    code, checks = await doctor(story)
    assert code == 1
    assert checks["account reader"]["status"] == "fault"
    assert "narrative-watch login" in checks["account reader"]["remedy"]


async def test_offline_it_checks_what_can_be_checked(story: Story) -> None:
    async with story.program.running():
        pass
    await story.telegram.stop_listening()
    code, checks = await doctor(story, "--language", "uk")
    await story.telegram.resume_listening()
    assert code == 1
    assert checks["telegram"]["status"] == "fault"
    assert "недоступний" in checks["telegram"]["detail"]
    assert checks["account reader"]["status"] == "warning"
    assert checks["database"]["status"] == "ok"
    assert checks["clock"]["status"] == "ok"


async def test_alerts_that_wait_too_long_and_waits_that_telegram_asked_for_are_told(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/status")
    long_ago = (datetime.now(UTC) - timedelta(hours=2)).isoformat(timespec="milliseconds")
    later = (datetime.now(UTC) + timedelta(hours=2)).isoformat(timespec="milliseconds")
    story.program.change(
        "INSERT INTO outbox (subscriber_id, kind, owed_at, due_at) "  # noqa: S608 - our own words
        f"VALUES ({story.owner.id}, 'notice', '{long_ago}', '{long_ago}')"
    )
    story.program.change(f"INSERT INTO flood_waits VALUES ('reader', 'messages.getHistory', '{later}')")  # noqa: S608
    _, checks = await doctor(story)
    assert "the oldest is 2 hours overdue" in checks["outbox"]["detail"]
    assert "Telegram limits messages.getHistory until" in checks["account reader"]["detail"]


async def test_wrong_settings_are_named_and_the_rest_is_checked_all_the_same(story: Story) -> None:
    code, checks = await doctor(story, NW_THRESHOLD="high", NW_OWNER_IDS="")
    assert code == 1
    assert checks["settings"]["status"] == "fault"
    assert checks["telegram"]["status"] == "ok"


async def test_what_others_can_read_is_told_with_the_command_that_closes_it(story: Story) -> None:
    session = story.program.settings.session_dir / "reader.session"
    session.chmod(0o644)
    _, checks = await doctor(story)
    session_mode: Any = checks["file-modes"]
    assert session_mode["status"] == "warning"
    assert session_mode["remedy"] == f"Restrict access: chmod 600 {session}"


async def test_people_get_a_table_with_what_to_do_below_each_fault(story: Story) -> None:
    code, said = await say(story, "doctor", "--language", "uk", NW_BOT_TOKEN="1000:wrong")
    assert code == 1
    assert "✗  bot" in said
    assert "→ " in said
    assert "проблема" in said.splitlines()[-1]
    assert "1000:wrong" not in said


async def test_a_backup_made_while_the_service_runs_starts_elsewhere_with_nothing_sent_twice(story: Story) -> None:
    async with story.program.as_child():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
        await wait_for(lambda: story.program.rows("SELECT status FROM outbox") == [("sent",)])
        await say(story, "backup", "--with-sessions")
        refused, _ = await say(story, "restore", str(backup(story)))
        assert refused == 1
    covered = story.program.rows("SELECT channel_id, from_id, from_at FROM coverage")
    await story.telegram.post(channel, "І знову жест доброї волі", silently=True)

    elsewhere = story.program.database.parents[1] / "elsewhere"
    story.program.variables |= {
        "NW_DATABASE": str(elsewhere / "watch.db"),
        "NW_SESSION_DIR": str(elsewhere / "sessions"),
    }
    kept = backup(story)
    story.program.database = elsewhere / "watch.db"
    code, said = await say(story, "restore", str(kept), "--with-sessions")
    assert code == 0
    assert "Sessions restored to" in said

    async with story.program.running():
        await story.card(story.owner, 2)
        await wait_for(lambda: any("restored from a backup" in letter.text for letter in story.from_bot(story.owner)))
        await story.telegram.post(channel, "Міст відкрили вранці після ремонту, і це теж назвали: жест доброї волі")
        last = await story.card(story.owner, 3)
    assert "Міст" in last.text
    assert len(story.cards(story.owner)) == 3
    assert story.program.rows("SELECT channel_id, from_id, from_at FROM coverage") == covered


def backup(story: Story) -> Path:
    (found,) = (story.program.database.parent / "backups").glob("*.db")
    return found
