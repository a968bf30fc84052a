"""Commands about watched channels: add, remove, share, backfill, coverage."""

from __future__ import annotations
