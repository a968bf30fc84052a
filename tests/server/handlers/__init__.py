"""The handlers, by subject; importing this package registers all of them."""

from __future__ import annotations

from tests.server.handlers import (
    bots,
    channels,
    correcting,
    dialogs,
    files,
    history,
    members,
    peers,
    sending,
    sign_in,
    updates,
)

__all__ = [
    "bots",
    "channels",
    "correcting",
    "dialogs",
    "files",
    "history",
    "members",
    "peers",
    "sending",
    "sign_in",
    "updates",
]
