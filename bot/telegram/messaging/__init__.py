"""The bot account: take messages in, send alerts and answers."""

from __future__ import annotations
