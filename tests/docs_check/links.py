"""Whether the pages lead somewhere, and the top page leads to all of them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from tests.docs_check.pages import ROOT

if TYPE_CHECKING:
    from tests.docs_check.pages import Link, Page


def broken(pages: dict[str, Page]) -> list[str]:
    """Name every link that leads to no file, or to no heading of a page. The network is not asked."""
    return [
        f"{link.page}:{link.line}: {link.target} leads nowhere"
        for page in pages.values()
        for link in page.links()
        if not _leads(link, pages)
    ]


def unreachable(pages: dict[str, Page], start: str = "README.md") -> set[str]:
    """Return the pages that nobody finds who begins at the start and follows links."""
    found, waiting = {start}, [start]
    while waiting:
        for link in pages[waiting.pop()].links():
            name, _ = _split(link)
            if name in pages and name not in found:
                found.add(name)
                waiting.append(name)
    return set(pages) - found


def _split(link: Link) -> tuple[str, str]:
    path, _, anchor = link.target.partition("#")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(link.page), path)) if path else link.page
    return name, anchor


def _leads(link: Link, pages: dict[str, Page]) -> bool:
    if link.target.startswith(("https://", "http://", "tg://")):
        return True
    name, anchor = _split(link)
    if name in pages:
        return not anchor or anchor in pages[name].anchors
    return (ROOT / name).exists() and not anchor
