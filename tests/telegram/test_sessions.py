from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.telegram.connection.sessions import Application, OtherServer, open_session, session_file

if TYPE_CHECKING:
    from pathlib import Path

SERVER = OtherServer(1, "127.0.0.1", 4433, "")


@pytest.fixture
def application(tmp_path: Path) -> Application:
    return Application(12345, "hash", tmp_path / "sessions", SERVER)


def test_a_session_that_a_crash_left_without_a_key_belongs_to_the_server_that_is_set(application: Application) -> None:
    open_session(application, "bot").close()  # what was begun is not written
    with closing(sqlite3.connect(session_file(application, "bot"))) as connection, connection:
        connection.execute("DELETE FROM sessions")
        connection.execute("INSERT INTO sessions VALUES (2, '149.154.167.51', 443, X'', NULL, X'')")

    session = open_session(application, "bot")

    assert (session.dc_id, session.server_address, session.port) == (1, "127.0.0.1", 4433)
    session.close()


def test_a_session_that_a_crash_left_half_made_is_made_anew(application: Application) -> None:
    application.session_dir.mkdir()
    part = application.session_dir / "part-bot.session"
    with closing(sqlite3.connect(part)) as connection, connection:
        connection.execute("CREATE TABLE version (version INTEGER PRIMARY KEY)")

    open_session(application, "bot").close()

    assert [one.name for one in application.session_dir.iterdir()] == ["bot.session"]
    assert session_file(application, "bot").stat().st_mode & 0o777 == 0o600
