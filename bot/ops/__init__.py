"""Keep the service well: backups, retention, metrics, health, outages. APScheduler only ticks; storage decides."""

from __future__ import annotations
