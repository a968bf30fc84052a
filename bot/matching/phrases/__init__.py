"""Phrases: their parts, where these occur in a text, and why they match or not."""

from __future__ import annotations
