"""No secret comes out, whichever setting somebody put it into, wherever that setting is spoken of."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

import pytest
import structlog
from telethon.crypto import AuthKey
from telethon.sessions import StringSession
from typer.testing import CliRunner

from bot.cli.main import app
from bot.runtime.logs import set_up_logs
from config.settings import PREFIX, InvalidSettings, Settings, access, for_live, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def session_string() -> str:
    session = StringSession()
    session.set_dc(2, "149.154.167.51", 443)
    session.auth_key = AuthKey(bytes(range(256)))
    return str(session.save())


SECRETS = {
    "token": "123456789:AAExampleExampleExampleExample",
    "hash": "0123456789abcdef0123456789abcdef",
    "phone": "+380501234567",
    "session": session_string(),
    "password": "Tr0ub4dor&3",
}
# These are named in sentences as they are: whoever reads «no such file» has to see which.
PLACES = {"session_dir", "database", "server_host", "server_key_file", "backup_dir", "metrics_host"}
CASES = [
    (setting, kind)
    for setting in Settings.model_fields
    for kind in SECRETS
    if not (setting in PLACES and kind == "password")
]


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, logs_as_before: None) -> None:
    for name in list(os.environ):
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def loading() -> str:
    """Return what loading the settings says, of any kind."""
    said = []
    for load in (load_settings, lambda: access(load_settings()), lambda: for_live(load_settings())):
        try:
            load()
        except InvalidSettings as error:
            said.append(f"{error} {error!r} {error.__cause__} {error.__context__ if error.__cause__ else ''}")
    return "\n".join(said)


def command(*words: str) -> Callable[[], str]:
    def run() -> str:
        done = CliRunner().invoke(app, list(words))
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.output + done.stderr

    return run


def logging_settings(form: str) -> Callable[[], str]:
    """Return how a program that logs its settings, or an error with them, would do it."""

    def run() -> str:
        try:
            settings = load_settings()
        except InvalidSettings:
            return ""
        set_up_logs("debug", form, settings.secrets())
        given = {name: str(value) for name, value in settings.model_dump().items()}
        structlog.get_logger("app").info("settings", settings=settings, all=given, text=f"with {settings!r}")
        logging.getLogger("library").warning("with %s", given)
        try:
            raise ValueError(f"{settings!r} {given}")  # noqa: TRY301
        except ValueError:
            structlog.get_logger("app").exception("failed")
        return ""  # but on standard error

    return run


SAID = {
    "loading": loading,
    "run": command("run"),
    "doctor": command("doctor"),
    "human-logs": logging_settings("human"),
    "json-logs": logging_settings("json"),
}


@pytest.mark.parametrize("place", SAID)
@pytest.mark.parametrize(("setting", "kind"), CASES, ids=[f"{setting}-{kind}" for setting, kind in CASES])
def test_a_secret_put_into_any_setting_never_comes_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], setting: str, kind: str, place: str
) -> None:
    secret = SECRETS[kind]
    monkeypatch.setenv(PREFIX + setting.upper(), secret)
    said = SAID[place]() + "".join(capsys.readouterr())
    assert secret not in said
    assert secret.replace("&", "\\u0026") not in said
    if setting != "owner_ids":  # a number is an id there, and ids are no secret
        assert secret.lstrip("+") not in said


@pytest.mark.parametrize("kind", SECRETS)
def test_a_secret_in_a_name_that_is_no_setting_does_not_come_out(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv("NW_TOKEN_OF_BOT", SECRETS[kind])
    assert SECRETS[kind] not in SAID["run"]()


@pytest.mark.parametrize("setting", sorted(PLACES))
@pytest.mark.parametrize("kind", ["token", "hash", "phone", "session"])
@pytest.mark.parametrize("around", ["https://api.telegram.org/bot{}/getMe", "user_{}", "/srv/{}/data"])
def test_a_secret_that_a_setting_holds_among_other_words_does_not_come_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], setting: str, kind: str, around: str
) -> None:
    monkeypatch.setenv(PREFIX + setting.upper(), around.format(SECRETS[kind]))
    said = logging_settings("json")() + SAID["run"]() + "".join(capsys.readouterr())
    assert SECRETS[kind].lstrip("+") not in said
