"""Differences between narratives. Pure decisions."""

from __future__ import annotations
