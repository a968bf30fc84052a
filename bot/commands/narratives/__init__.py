"""Commands about narratives and phrases: browse, edit, undo, import, export."""

from __future__ import annotations
