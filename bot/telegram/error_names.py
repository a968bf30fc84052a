"""What Telegram calls the errors it answers with."""

from __future__ import annotations

from telethon.errors import rpc_errors_dict

# Telethon drops the name of an error that it has a class for.
_NAMES = {kind: name for name, kind in rpc_errors_dict.items()}


def error_name(error: Exception) -> str:
    """Return Telegram's own name of an error, such as MESSAGE_TOO_LONG."""
    return _NAMES.get(type(error)) or str(getattr(error, "message", "") or error)
