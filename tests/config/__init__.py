"""Tests of the `config` package."""

from __future__ import annotations
