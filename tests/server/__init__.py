"""A small Telegram on loopback, which real Telethon clients talk to.

Three layers, from the wire inwards:

- transport: framing, handshake and encryption make MTProto; a connection is one client on TCP, the network is the
  port with all of them, keys are what clients stay signed in by;
- dispatcher: one handler per request class (folder handlers, by subject), with faults injected before it;
  a request without a handler fails by name;
- world: accounts, channels, messages and the journals that count their changes; rendering shows it in
  Telegram's types as one account sees it.

`TelegramServer` (telegram, over population) is all that a test needs to know; clients makes Telethon clients of it,
set up as the program sets up its own.
"""

from __future__ import annotations

from tests.server.accounts import Account
from tests.server.channels import Channel
from tests.server.groups import Group, Topic
from tests.server.messages import Button, Letter, Post, Remark
from tests.server.population import CallbackAnswer
from tests.server.telegram import TelegramServer
from tests.server.waiting import wait_for

__all__ = [
    "Account",
    "Button",
    "CallbackAnswer",
    "Channel",
    "Group",
    "Letter",
    "Post",
    "Remark",
    "TelegramServer",
    "Topic",
    "wait_for",
]
