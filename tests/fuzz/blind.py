"""Inputs without a look at the code: good ones, cut, doubled, spliced and strewn with words, by Hypothesis."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.fuzz.target import Target

_ROUND = 200  # inputs between two looks at the clock


class _Change(NamedTuple):
    at: float
    until: float
    times: int
    put: bytes


def _changed(data: bytes, change: _Change) -> bytes:
    """Take a piece out of an input, and put that piece some times, or something else, in its place."""
    start, end = sorted((int(change.at * len(data)), int(change.until * len(data))))
    return data[:start] + (change.put or data[start:end]) * change.times + data[end:]


def inputs(target: Target) -> st.SearchStrategy[bytes]:
    """Return what the target is tried with."""
    pieces = st.sampled_from((b"", *target.words, *target.seeds)) | st.binary(max_size=6)
    places = st.floats(0, 1)
    changes = st.lists(st.builds(_Change, places, places, st.sampled_from((0, 1, 1, 2, 40)), pieces), max_size=6)

    def made(seed: bytes, steps: list[_Change]) -> bytes:
        for step in steps:
            seed = _changed(seed, step)[: target.longest]
        return seed

    return st.builds(made, st.sampled_from(target.seeds), changes)


def run(target: Target, seconds: float) -> int:
    """Try a target for so long; return how many inputs it stood. Raises what it fails with."""
    tried = 0

    @settings(max_examples=_ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(inputs(target))
    def attempt(data: bytes) -> None:
        nonlocal tried
        tried += 1
        target.check(data)

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        attempt()
    return tried


def briefly(target: Target, number: int) -> None:
    """Try a target with so many inputs, the same ones each time. Raises what it fails with."""

    @settings(
        max_examples=number,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs(target))
    def attempt(data: bytes) -> None:
        target.check(data)

    attempt()
