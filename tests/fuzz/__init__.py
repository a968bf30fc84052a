"""Hostile input for all that reads what others wrote: `make fuzz` looks for what breaks it, the tests look briefly.

A target is a function that takes bytes and fails where its promise does not hold. `guided` has them found by Atheris,
which changes what it tries by the code that was reached; `blind`, where there is no Atheris and in the tests, changes
good inputs at random.
"""

from __future__ import annotations
