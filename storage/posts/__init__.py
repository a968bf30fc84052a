"""SQL of posts, matches, stories, rechecks and the word index."""

from __future__ import annotations
