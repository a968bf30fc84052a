"""The RPC error a request is refused with."""

from __future__ import annotations

from telethon.errors import rpc_message_to_error
from telethon.tl import types


class RequestRefusedError(Exception):
    """The server answers with this RPC error; `reason` is Telegram's name for it, such as FLOOD_WAIT_7."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def code(self) -> int:
        """The error code that goes with the name, by Telethon's own table."""
        code: int = rpc_message_to_error(types.RpcError(0, self.reason), None).code
        if code == 0:
            return 500 if self.reason.startswith("INTERNAL") else 400
        return code
