"""What happens by the clock. APScheduler only ticks; what is due is decided by what is stored."""

from __future__ import annotations
