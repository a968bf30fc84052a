"""Check everything the service needs. Changes nothing, and works offline where it can."""

from __future__ import annotations
