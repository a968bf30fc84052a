"""The pages of the docs, taken apart: the code in them, where they lead, and where links to them may lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

import bot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

ROOT = Path(bot.__file__).parents[1]
# The program itself wrote what people say there: see tests/day.
DIARIES = ("docs/a-day.md", "docs/first-hour.md")
_MARKDOWN = MarkdownIt("commonmark").enable("table")
_IN_HTML = re.compile(r'(?:src|href)="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Code:
    """Something in a page that is set as code; a block has a language, which may be empty."""

    page: str
    line: int
    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Where a page leads: an address, a file beside it, or a heading in one."""

    page: str
    line: int
    target: str


class Page:
    """One page; `name` is its path from the top folder."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    @cached_property
    def _tokens(self) -> list[Token]:
        return _MARKDOWN.parse(self.text)

    def code(self) -> Iterator[Code]:
        """Find all code, in the order of the page."""
        for token in self._tokens:
            if token.type in {"fence", "code_block"}:
                # An indented block has no language to say what it is.
                yield Code(self.name, _line(token), token.content, token.info if token.type == "fence" else "indented")
            for child in token.children or ():
                if child.type == "code_inline":
                    yield Code(self.name, _line(token), child.content)

    def links(self) -> Iterator[Link]:
        """Find all links and pictures."""
        for token in self._tokens:
            if token.type == "html_block":
                yield from (Link(self.name, _line(token), found) for found in _IN_HTML.findall(token.content))
            for child in token.children or ():
                target = child.attrGet("href") or child.attrGet("src")
                if target:
                    yield Link(self.name, _line(token), str(target))
                if child.type == "html_inline":
                    yield from (Link(self.name, _line(token), found) for found in _IN_HTML.findall(child.content))

    @cached_property
    def anchors(self) -> set[str]:
        """What may stand behind # in a link to the page, as GitHub makes it of the headings."""
        found: list[str] = []
        for heading, inline in zip(self._tokens, self._tokens[1:], strict=False):
            if heading.type == "heading_open":
                words = "".join(one.content for one in inline.children or () if one.type in {"text", "code_inline"})
                found.append(re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-"))
        return {f"{one}-{found[:at].count(one)}" if one in found[:at] else one for at, one in enumerate(found)}


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def all_pages() -> dict[str, Page]:
    """Read every page that people are sent to, by name."""
    names = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]
    names += [f"docs/{one.name}" for one in sorted((ROOT / "docs").glob("*.md"))]
    names += [str(one.relative_to(ROOT)) for one in sorted((ROOT / "deploy").glob("*.md"))]
    return {name: Page(name, (ROOT / name).read_text(encoding="utf-8")) for name in names}
