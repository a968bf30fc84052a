"""Stories: the whole program against the loopback Telegram, as the people at both ends would see it."""

from __future__ import annotations
