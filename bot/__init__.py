"""TODO-bot."""

from __future__ import annotations
