"""TODO-tests."""

from __future__ import annotations
