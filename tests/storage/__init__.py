"""Tests of the `storage` folder."""

from __future__ import annotations
