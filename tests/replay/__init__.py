"""Tests of the `replay` package."""

from __future__ import annotations
