"""SQL of subscribers: places, preferences, invites, blocking, erasure."""

from __future__ import annotations
