"""From the outbox to the reader: gate, compose, deliver, edit, and digest alerts."""

from __future__ import annotations
