"""Figures behind back-tests and phrase quality. Pure decisions."""

from __future__ import annotations
