"""A check-up of everything that the service needs. It changes nothing, and works offline as far as that goes."""

from __future__ import annotations
