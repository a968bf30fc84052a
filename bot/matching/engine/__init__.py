"""The fast matcher: inverted indexes that give the same answers as `bot.matching.reference`."""

from __future__ import annotations
