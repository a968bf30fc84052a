"""What the operator says: settings from NW_… variables and a .env file, and the starter narratives."""

from __future__ import annotations
