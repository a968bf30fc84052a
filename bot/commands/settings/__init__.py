"""The settings that people change for themselves in the bot."""

from __future__ import annotations
