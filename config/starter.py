"""Hand out the narratives file that the program ships."""

from __future__ import annotations

from importlib import resources


def starter_text() -> str:
    """Return the text of the narratives file that the program ships."""
    return resources.files("config").joinpath("narratives.toml").read_text(encoding="utf-8")
