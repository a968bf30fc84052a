"""What every process needs: clock, logs, errors, the single-instance lock, the version."""

from __future__ import annotations
