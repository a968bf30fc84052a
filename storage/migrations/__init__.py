"""Numbered migrations: plain SQL, applied in order, never edited once released."""

from __future__ import annotations
