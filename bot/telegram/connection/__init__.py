"""A signed-in client that survives: sessions, sign-in, quotas, heartbeat, watchdog."""

from __future__ import annotations
