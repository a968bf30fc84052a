"""The command line: one file a command, its options included."""

from __future__ import annotations
