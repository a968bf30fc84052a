"""Where in a TOML document something stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable

Path = tuple[int | str, ...]
# Stands nowhere in a file that people write.
_MARK = "\ue000\ue001here\ue001\ue000"


def line_of(text: str, path: Path) -> int | None:
    """Return the line of the value at `path`, or of the nearest thing around it; None where that cannot be told.

    The reader that keeps comments knows no lines, but it writes everything back in its place: so a mark is put there,
    and the line that it comes out on is the one.
    """
    try:
        document = tomlkit.parse(text)
        around, key = _nearest(document, path)
        if key is None:
            return None
        around[key] = _MARK
        written = tomlkit.dumps(document)
    except (TOMLKitError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return None
    at = written.find(_MARK)
    return None if at < 0 else written.count("\n", 0, at) + 1


def _nearest(document: Any, path: Path) -> tuple[Any, Any]:  # noqa: ANN401 - items of a document are of all types
    """Return what holds the value at `path`, and its key there; of a table, its first key."""
    around, key, here = document, None, document
    for step in path:
        if not _has(here, step):
            break
        around, key, here = here, step, here[step]
    if isinstance(here, AbstractTable):
        return here, next(iter(here), None)
    return around, key


def _has(here: object, step: int | str) -> bool:
    if isinstance(step, int):
        return isinstance(here, Sequence) and not isinstance(here, str) and step < len(here)
    return isinstance(here, Mapping) and step in here


def place_of(path: Path, content: object) -> str:
    """Say where a fault is: «narrative 2 (feint), phrases 3» rather than «narrative.1.phrases.2»."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int) and words:
            content = content[step] if isinstance(content, list) and step < len(content) else None
            words[-1] += f" {step + 1}"
            if isinstance(content, dict) and "id" in content:
                words[-1] += f" ({str(content['id'])[:40]})"
        else:
            content = content.get(step) if isinstance(content, dict) else None
            words.append(str(step)[:40])
    return ", ".join(words)
