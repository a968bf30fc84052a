"""From a post to its matches, its story and rows of the outbox, in one transaction."""

from __future__ import annotations
