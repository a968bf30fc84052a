"""Find the objects of JSON by their brackets: what could begin a message, where it ends, and whether it is one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 50  # brackets in brackets: so what is not closed is passed over no more often than this
_BEGINS = re.compile(rb'\{[ \t\r\n]*+"')
_BRACKET = re.compile(rb'(?:[^"{}\[\]]|"(?:[^"\\]|\\.)*+")*+([{}\[\]"])', re.DOTALL)
_CLOSED_BY = {b"{": b"}", b"[": b"]"}


def could_begin(raw: bytes, end: int) -> Iterator[re.Match[bytes]]:
    """Yield each place before `end` where an object begins, if it is not in a text."""
    return _BEGINS.finditer(raw, 0, end)


def end_of_object(raw: bytes, start: int) -> int | None:
    """Return where the object that begins at `start` ends; 0 if its brackets are no pairs, None if more is to come."""
    opened: list[bytes] = []
    while (found := _BRACKET.match(raw, start)) is not None:
        bracket, start = found[1], found.end()
        if bracket == b'"':  # of a text that does not end here
            return None
        if bracket in _CLOSED_BY:
            opened.append(_CLOSED_BY[bracket])
        elif not opened or opened.pop() != bracket:
            return 0
        if not opened or len(opened) > _DEEPEST:
            return 0 if opened else start
    return None


def is_message(piece: bytes) -> bool:
    """Tell whether an object, whole, is a message of an export: nothing in a message has an id and a date."""
    try:
        found = json.loads(piece.decode())
    except ValueError:
        return False
    keys = found.keys() if isinstance(found, dict) else set()
    return "id" in keys and ("date" in keys or "date_unixtime" in keys or found.get("type") == "unsupported")
