"""Similarity of posts, milestones of a story, the recheck schedule. Pure decisions."""

from __future__ import annotations
