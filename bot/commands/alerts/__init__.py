"""Commands and buttons about somebody's own alerts: cards, mutes, digests, missed alerts."""

from __future__ import annotations
