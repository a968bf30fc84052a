"""Commands about the health of the service: /status and the database."""

from __future__ import annotations
