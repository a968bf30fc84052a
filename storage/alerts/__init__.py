"""SQL of the outbox, held alerts, digests, cards and reader feedback."""

from __future__ import annotations
