"""Where in a TOML document something stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable

Path = tuple[int | str, ...]
# Stands nowhere in a file that people write; a number goes between.
_OPENS, _CLOSES = "\ue000\ue001", "\ue001\ue000"


def line_of(text: str, path: Path) -> int | None:
    """Return the line of the value at `path`, or of the nearest thing around it; None where that cannot be told."""
    return lines_of(text, [path])[0]


def lines_of(text: str, paths: Sequence[Path]) -> list[int | None]:
    """Return the line of each path, as `line_of` does, in hardly more time than that takes.

    The reader that keeps comments knows no lines, but it writes everything back in its place: so marks are put there,
    and the lines that they come out on are the ones. A mark within what another takes the place of is put in anew.
    """
    lines, lost = _marked(text, paths)
    for number in lost if len(paths) > 1 else ():
        lines[number] = line_of(text, paths[number])
    return lines


def _marked(text: str, paths: Sequence[Path]) -> tuple[list[int | None], list[int]]:
    """Return the lines of the marks, and the numbers of those that did not come out."""
    lines: list[int | None] = [None] * len(paths)
    try:
        document = tomlkit.parse(text)
        places = [_nearest(document, path) for path in paths]
        marks: dict[tuple[int, Any], str] = {}
        for number, (around, key) in enumerate(places):
            if key is not None and (id(around), key) not in marks:
                around[key] = marks[id(around), key] = f"{_OPENS}{number}{_CLOSES}"
        written = tomlkit.dumps(document)
    except (TOMLKitError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return lines, list(range(len(paths)))
    lost = []
    for number, (around, key) in enumerate(places):
        at = -1 if key is None else written.find(marks[id(around), key])
        if at >= 0:
            lines[number] = written.count("\n", 0, at) + 1
        elif key is not None:
            lost.append(number)
    return lines, lost


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
