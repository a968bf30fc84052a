"""SQL for running the service: facts, sizes, gauges, diagnostics."""

from __future__ import annotations
