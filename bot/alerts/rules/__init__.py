"""When an alert may go, and what became of it. Pure decisions."""

from __future__ import annotations
