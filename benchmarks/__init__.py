"""What the program costs, measured against simpler ways to do the same."""

from __future__ import annotations
