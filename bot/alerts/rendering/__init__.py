"""What alerts look like: cards, stories and digests as messages."""

from __future__ import annotations
