"""Messages as data: markup, keyboards, quotes, formats, and the texts in every language."""

from __future__ import annotations
