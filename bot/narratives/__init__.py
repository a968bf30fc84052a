"""Change narratives with audit and undo, and keep the matcher in step."""

from __future__ import annotations
