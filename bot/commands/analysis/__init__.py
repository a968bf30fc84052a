"""Commands that ask what phrases find: /try, /search, /why, /quality."""

from __future__ import annotations
