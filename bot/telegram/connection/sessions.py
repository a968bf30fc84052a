"""The sessions of the accounts: where they are kept, and that no two programs ever use one."""

from __future__ import annotations

import struct
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout
from telethon.sessions import SQLiteSession, StringSession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path


class SessionInUse(Exception):
    """Another program has this session open; two at once would make Telegram end it for good."""


class SessionUnusable(Exception):
    """What was given as a session is none."""


@dataclass(frozen=True, slots=True)
class OtherServer:
    """A Telegram that is not the production one: its data centre, address and RSA public key (PEM)."""

    dc: int
    host: str
    port: int
    public_key: str


@dataclass(frozen=True, slots=True)
class Application:
    """What every client needs: the application's id and hash, the sessions, and which Telegram.

    Sessions are files of a folder, by the account's name; `session_strings` has those that the environment gives.
    """

    api_id: int
    api_hash: str
    session_dir: Path
    server: OtherServer | None = None
    session_strings: Mapping[str, str] = field(default_factory=dict)


def open_session(application: Application, name: str) -> Any:  # noqa: ANN401 - Telethon ships no types
    """Return an account's session, of the right data centre if it is new. Raises SessionUnusable."""
    session = _stored(application, name)
    if application.server is not None and not session.auth_key:  # a file without a key has an empty one
        session.set_dc(application.server.dc, application.server.host, application.server.port)
    return session


def _stored(application: Application, name: str) -> Any:  # noqa: ANN401
    if name in application.session_strings:
        try:
            return StringSession(application.session_strings[name])
        except (ValueError, struct.error) as error:
            raise SessionUnusable(
                f"The session string of the account “{name}” is invalid. Make a new one: narrative-watch login --string"
            ) from error
    application.session_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = session_file(application, name)
    if not path.exists() or path.stat().st_size == 0:
        _make(path)
    path.chmod(0o600)
    return SQLiteSession(str(path))


def _make(path: Path) -> None:
    """Make an empty session, whole or not at all: Telethon makes tables one by one, and cannot read half of them."""
    part = path.with_name(f"part-{path.name}")
    for left in ("", "-journal"):
        part.with_name(f"{part.name}{left}").unlink(missing_ok=True)
    part.touch(mode=0o600)
    SQLiteSession(str(part)).close()
    part.replace(path)


@asynccontextmanager
async def own_session(application: Application, name: str) -> AsyncIterator[None]:
    """Hold a session for this process alone. Raises SessionInUse."""
    application.session_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(application.session_dir / f"{name}.lock", blocking=False, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise SessionInUse(
            f"The session {session_file(application, name)} is in use by another Narrative Watch. Stop "
            "it first. Telegram permanently ends a session that two programs use at once."
        ) from None
    try:
        yield
    finally:
        lock.release()


def session_file(application: Application, name: str) -> Path:
    """Return where an account's session lies."""
    return application.session_dir / f"{name}.session"


def is_signed_in(path: Path) -> bool:
    """Tell whether a session file has a key, which only Telegram gives; no file is made for that."""
    if not path.exists() or path.stat().st_size == 0:
        return False
    session = SQLiteSession(str(path))
    try:
        return bool(session.auth_key)
    finally:
        session.close()


def delete_session(application: Application, name: str) -> None:
    """Forget an account's session; one that is gone already is no matter."""
    for suffix in ("", "-journal"):
        session_file(application, name).with_name(f"{name}.session{suffix}").unlink(missing_ok=True)
