"""Tests mirror the code; `server` is a small Telegram on loopback, `app` tells whole stories against it."""

from __future__ import annotations
