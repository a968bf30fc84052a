"""Commands about people and places: access, roles, invites, erasure."""

from __future__ import annotations
