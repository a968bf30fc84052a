"""SQL of watched channels: access, coverage, quotas, outages."""

from __future__ import annotations
