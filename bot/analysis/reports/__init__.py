"""Results of analysis as text for people."""

from __future__ import annotations
