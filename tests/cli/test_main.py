from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import bot
from bot.commands.registry import COMMANDS
from bot.runtime.version import VERSION
from bot.ui.locale import LANGUAGES

HERE = Path(bot.__file__).parents[1]
POST = '{"channel": "News", "message_id": 7, "date": "2022-09-06T04:58:12Z", "text": "Це обманний маневр"}\n'


def run(folder: Path, *words: str, given: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the program in an empty folder, with nothing in the environment but what is given."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(HERE), "TMPDIR": str(folder), "LANG": "C", **variables}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment,
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_help_lists_the_commands_and_points_at_the_demo(tmp_path: Path) -> None:
    done = run(tmp_path, "--help")
    assert done.returncode == 0
    for word in ("run", "login", "replay", "demo", ".env.example"):
        assert word in done.stdout


def test_the_version_is_said(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").stdout == f"narrative-watch {VERSION}\n"


def test_run_without_settings_names_all_that_are_missing(tmp_path: Path) -> None:
    done = run(tmp_path, "run")
    assert done.returncode == 2
    for name in ("NW_API_ID", "NW_API_HASH", "NW_BOT_TOKEN"):
        assert f"  {name} is missing. It is the " in done.stderr
    assert "narrative-watch demo" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_run_before_login_says_what_to_do(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        "run",
        NW_API_ID="1",
        NW_API_HASH="0" * 32,
        NW_BOT_TOKEN="1:x",
        NW_OWNER_IDS="5",
    )
    assert done.returncode == 2
    assert "narrative-watch login" in done.stderr


@pytest.mark.parametrize("name", ["bot", "../up", "Two words", ""])
@pytest.mark.parametrize("command", ["login", "logout"])
def test_an_account_needs_a_plain_name(tmp_path: Path, command: str, name: str) -> None:
    done = run(tmp_path, command, "--account", name, NW_API_ID="1", NW_API_HASH="0" * 32)
    assert done.returncode == 2
    assert f"“{name}” is not a valid name for a reading account" in " ".join(done.stderr.replace("│", " ").split())
    assert list(tmp_path.iterdir()) == []


def test_logging_out_who_is_not_signed_in_says_so(tmp_path: Path) -> None:
    done = run(tmp_path, "logout", NW_API_ID="1", NW_API_HASH="0" * 32)
    assert done.returncode == 1
    assert done.stderr == "The account “reader” is not signed in here.\n"


def test_a_wrong_setting_is_no_crash_and_shows_no_secret(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("NW_BOT_TOKEN=not-a-good-secret\n", encoding="utf-8")
    done = run(tmp_path, "run")
    assert done.returncode == 2
    assert "not-a-good-secret" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_replay_of_a_missing_file_fails_and_names_it(tmp_path: Path) -> None:
    done = run(tmp_path, "replay", "nowhere.jsonl")
    assert done.returncode == 1
    assert "nowhere.jsonl: No such file or directory" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("content", ["", "[1]", "words\n" * 40_000, '{"messages": []}', '{"channel": 5}\n' * 40_000])
def test_a_replay_that_finds_nothing_fails_in_a_few_words(tmp_path: Path, content: str) -> None:
    (tmp_path / "posts").write_text(content, encoding="utf-8")
    done = run(tmp_path, "replay", "posts")
    assert done.returncode == 1
    assert "No posts found." in done.stderr
    assert len(done.stderr.splitlines()) < 8


def test_a_replay_prints_rows_goes_on_after_a_broken_line_and_fails_at_the_end(tmp_path: Path) -> None:
    done = run(tmp_path, "replay", "-", "--format", "jsonl", given=f"{{\n{POST}")
    assert done.returncode == 1
    assert '"narrative": "feint"' in done.stdout
    assert '"matched": ["обманний", "маневр"]' in done.stdout
    assert "standard input, line 1" in done.stderr


@pytest.mark.parametrize("content", [None, "[[narrative]\n", "[[narrative]]\nid = 'x'\n"])
def test_a_narratives_file_that_cannot_be_used_is_bad_usage(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "my.toml").write_text(content, encoding="utf-8")
    done = run(tmp_path, "replay", "-", "--narratives", "my.toml")
    assert done.returncode == 2
    assert done.stderr.startswith("my.toml: ")
    assert "Traceback" not in done.stderr


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "my.db").write_text("no database", encoding="utf-8")
    done = run(tmp_path, "replay", "-", "--db", "my.db")
    assert done.returncode == 1
    assert "my.db is not a database" in done.stderr
    assert (tmp_path / "my.db").read_text(encoding="utf-8") == "no database"


def test_the_demo_prints_cards_and_ends_with_where_the_database_lies(tmp_path: Path) -> None:
    done = run(tmp_path, "demo", "--db", "demo.db")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "🔎 " in done.stdout
    assert "│ " in done.stdout
    assert max(len(line) for line in done.stdout.splitlines() if line.startswith("│")) <= 80
    *_, path, _, query = done.stdout.rstrip("\n").split("\n")
    assert path == "demo.db"
    assert query.startswith('sqlite3 "demo.db" "SELECT ')
    assert (tmp_path / "demo.db").stat().st_mode & 0o777 == 0o600


def test_the_demo_speaks_the_language_of_the_terminal(tmp_path: Path) -> None:
    assert "Наратив" in run(tmp_path, "demo", "--db", "demo.db", LANG="uk_UA.UTF-8").stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_commands_is_made_from_the_table(tmp_path: Path, language: str) -> None:
    printed = run(tmp_path, "commands", "--language", language).stdout
    assert all(f"`/{command.words}" in printed for command in COMMANDS)
    if language == "en":
        assert printed == (HERE / "docs" / "commands.md").read_text(encoding="utf-8"), "make docs/commands.md anew"


def test_what_a_file_says_never_turns_a_terminal_around(tmp_path: Path) -> None:
    turn = "\\u001b[31m\\u202e"
    long = "x" * 2_000
    message = f'{{"id": "{turn}{long}", "type": "message", "date": "2022-01-01"}}'
    (tmp_path / "result.json").write_text(
        f'{{"type": "public_channel", "id": 1, "messages": [{message}, \x1b[31m', encoding="utf-8"
    )
    (tmp_path / "my.toml").write_text(
        f'[[narrative]]\nid = "a"\ntitle = "{turn}"\n"{turn}" = 1\nphrases = ["{turn} of"]\n', encoding="utf-8"
    )
    broken = run(tmp_path, "replay", "result.json")
    refused = run(tmp_path, "replay", "--narratives", "my.toml", "result.json")
    assert "result.json, message 1: its id is no number of a message" in broken.stderr
    assert "result.json: not valid JSON after message 1\n" in broken.stderr
    assert "my.toml: line" in refused.stderr
    for done in (broken, refused):
        assert not set(done.stderr) & {"\x1b", "\u202e"}
        assert max(map(len, done.stderr.splitlines())) < 500


def test_an_output_that_is_no_utf_8_ends_in_no_stack_trace(tmp_path: Path) -> None:
    done = run(tmp_path, "commands", "--language", "uk", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "Команд" in done.stdout or "команд" in done.stdout
