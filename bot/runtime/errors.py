"""What went wrong first, out of all that a task group gathered."""

from __future__ import annotations


def root_error(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return the first exception of a group, however deep: one says what happened, the others follow from it."""
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
