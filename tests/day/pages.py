"""Diaries as pages to read: Markdown, with messages as Telegram shows them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from babel.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.day.diary import Diary, Entry, View

_TAGS = {
    "strong": "**",
    "b": "**",
    "em": "_",
    "i": "_",
}
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_QUOTE = re.compile(r"<blockquote(?: expandable)?>(.*?)</blockquote>", re.DOTALL)
_MARKS = {"\x01", "\x02", "\x03", "\x05", "\x07"}
_CODE = re.compile(r"<code>(.*?)</code>", re.DOTALL)
_SPECIAL = re.compile(r"([\\*_`\[\]#|~])")


def page(title: str, diary: Diary, who: str) -> str:
    """Write down what one person saw and did, day by day."""
    rows = [f"## {title}", ""]
    day = None
    for entry in diary.entries:
        at = entry.at.astimezone(diary.zone)
        if at.date() != day:
            day = at.date()
            rows += [f"### {format_date(day, 'EEEE, d MMMM', locale='en')}", ""]
        rows += [*_entry(entry, f"{at:%H:%M}", diary, who), ""]
    return "\n".join(rows)


def _entry(entry: Entry, time: str, diary: Diary, who: str) -> Iterator[str]:
    if entry.did:
        told = f" A line pops up: _{_escaped(entry.told)}_" if entry.told else ""
        yield f"**{time}** {who} {_escaped(entry.did)}.{told}".replace("\n", "  \n")
    elif entry.view is not None and entry.before is not None and entry.first_at is not None:
        first = f"{entry.first_at.astimezone(diary.zone):%H:%M}"
        if entry.view.html == entry.before.html:
            yield f"**{time}** The buttons of {first} change:"
            yield ""
            yield f"> {_buttons(entry.view, entry.before)}"
            return
        yield f"**{time}** The message of {first} changes. New in it:"
        yield ""
        yield from _message(entry.view, only_new_since=entry.before)
    elif entry.view is not None:
        yield f"**{time}** {'The bot answers:' if entry.answers else 'The bot writes:'}"
        yield ""
        yield from _message(entry.view)


def _message(view: View, only_new_since: View | None = None) -> Iterator[str]:
    if view.file:
        yield f"> 📎 `{view.file}`  "
    rows = _lines(view.html)
    if only_new_since is not None:
        known = set(_lines(only_new_since.html))
        rows = [row for row in rows if row not in known and row.strip()]
    yield from (f"> {row}  " if row.strip() else ">" for row in rows)
    buttons = _buttons(view, only_new_since)
    if buttons:
        yield ">"
        yield f"> {buttons}"


def _buttons(view: View, before: View | None = None) -> str:
    """Write down the buttons; of a message that changed all of them if most are others, or else the new ones."""
    known = {label for row in before.buttons for label in row} if before else set()
    labels = [label for row in view.buttons for label in row]
    fresh = [label for label in labels if label not in known]
    rows = view.buttons if 2 * len(fresh) > len(labels) else tuple((label,) for label in fresh)
    return " ⏎ ".join(" ".join(f"<kbd>{_escaped(label)}</kbd>" for label in row) for row in rows)


def _lines(html: str) -> list[str]:
    """Turn Telegram HTML into lines of Markdown; a quote has a bar of its own."""
    quoted = _QUOTE.sub(lambda found: "\n" + _barred(found[1]) + "\n", html)
    quoted = _CODE.sub(lambda found: f"\x07{found[1]}\x08", quoted)
    text = _LINK.sub(lambda found: f"\x02{found[2]}\x03{found[1]}\x04", quoted)
    for tag, sign in _TAGS.items():
        text = re.sub(rf"<{tag}>(\s*)(.*?)(\s*)</{tag}>", _wrap(sign), text, flags=re.DOTALL)
    text = _marked(text).replace("** **", " ")
    return re.sub(r"\n{2,}", "\n\n", text).strip("\n").split("\n")


def _wrap(sign: str) -> Callable[[re.Match[str]], str]:
    """Have the marks stand next to words, as Markdown wants them."""
    return lambda found: f"{found[1]}\x05{sign}\x06{found[2]}\x05{sign}\x06{found[3]}"


def _barred(text: str) -> str:
    return "\n".join(f"\x01{line}" for line in text.strip("\n").split("\n"))


def _marked(text: str) -> str:
    """Escape what is text, and put in the marks that were kept apart from it."""
    parts = re.split(r"(\x05.*?\x06|\x02|\x03.*?\x04|\x01|\x07.*?\x08)", text)
    return "".join(_mark(part) if part[:1] in _MARKS else _escaped(unescape(part)) for part in parts)


def _mark(part: str) -> str:
    match part[0]:
        case "\x05":
            return part[1:-1]
        case "\x02":
            return "["
        case "\x07":
            return f"`{unescape(part[1:-1])}`"
        case "\x03":
            return f"]({part[1:-1]})"
        case _:
            return "> "


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("<", "&lt;")
