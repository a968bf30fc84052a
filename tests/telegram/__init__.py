"""Parts of bot.telegram that need no server."""

from __future__ import annotations
