"""Send old posts through the live pipeline; only the two ends of it are swapped."""

from __future__ import annotations
