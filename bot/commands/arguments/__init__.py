"""Parse what people write after a command: numbers, dates, times, channels, posts, lists."""

from __future__ import annotations
