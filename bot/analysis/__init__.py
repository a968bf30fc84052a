"""What phrases find in stored posts, and why: search, back-test, quality."""

from __future__ import annotations
