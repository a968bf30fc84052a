"""Waiting for something to become true, and saying what it was when it did not."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 60.0  # seconds, which only what fails takes: a machine with much else to do is slow
_PAUSE_SECONDS = 0.002


async def wait_for(condition: Callable[[], object], within: float = PATIENCE, awaited: str | None = None) -> None:
    """Poll until the condition holds; raise AssertionError after so many seconds."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + within
    while not condition():
        if loop.time() > deadline:
            raise AssertionError(f"not within {within} s: {awaited or _source(condition)}")
        await asyncio.sleep(_PAUSE_SECONDS)


def _source(condition: Callable[[], object]) -> str:
    try:
        return " ".join(inspect.getsource(condition).split())
    except OSError:
        return repr(condition)
