"""TODO-tests/app."""

from __future__ import annotations
