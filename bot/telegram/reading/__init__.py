"""The reading accounts: live updates, history, sweep and rechecks of watched channels."""

from __future__ import annotations
