"""The title of a link preview: matched, where that is wished, as a paragraph of its own behind the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.model.ids import Span
    from storage.model.posts import Post

BETWEEN = "\n\n"


def matched_text(post: Post) -> str:
    """Return a post's text with the title behind it."""
    return f"{post.text}{BETWEEN}{post.preview}" if post.preview else post.text


def spans_of_preview(post: Post, spans: Iterable[Span]) -> list[Span]:
    """Return those spans of `matched_text` that lie in the title, as offsets into it."""
    start = len(post.text) + len(BETWEEN)
    return [(first - start, last - start) for first, last in spans if first >= start]
