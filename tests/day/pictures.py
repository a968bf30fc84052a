"""Messages as Telegram shows them, as pictures: HTML that looks like its chat, drawn by headless Chromium."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.day.diary import View

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTH = 460  # CSS pixels
TALLEST = 4_000
STYLE = """
    * { box-sizing: border-box; margin: 0; }
    body { background: #cfdcc3; font: 15px/1.36 Roboto, "Noto Sans", "Noto Color Emoji", sans-serif;
        padding: 12px 12px 2px; }
    .message { margin-bottom: 10px; width: 436px; }
    .bubble { background: #fff; border-radius: 12px 12px 4px 4px; padding: 8px 12px 6px; white-space: pre-wrap;
        overflow-wrap: anywhere; color: #000; }
    .alone .bubble { border-radius: 12px 12px 12px 4px; }
    .bubble a { color: #168acd; text-decoration: none; }
    .bubble blockquote { background: #e9f4fb; border-left: 3px solid #3390ec; border-radius: 4px;
        padding: 4px 8px 4px 9px; margin: 3px 0; }
    .bubble code { font-family: "DejaVu Sans Mono", monospace; color: #3390ec; font-size: 13px; }
    .time { color: #8a9aa5; font-size: 12px; text-align: right; line-height: 1; }
    .row { display: flex; gap: 4px; margin-top: 4px; }
    .row span { flex: 1; background: rgba(83, 112, 70, .55); color: #fff; border-radius: 8px; padding: 8px 6px;
        text-align: center; font-size: 14px; font-weight: 500; white-space: nowrap; overflow: hidden;
        text-overflow: ellipsis; min-width: 0; }
"""


class NoBrowser(Exception):
    """There is no Chromium to draw with."""


def draw(views: Sequence[tuple[View, str]], file: Path) -> None:
    """Draw messages, each with the time under it, one below the other. Raises NoBrowser."""
    page = _page(views)
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        told = _browse(folder, "--dump-dom", source.as_uri())
        found = re.search(r'data-height="(\d+)"', told)
        height = int(found[1]) if found else TALLEST
        size = f"--window-size={WIDTH},{height}"
        _browse(folder, size, "--force-device-scale-factor=1.25", f"--screenshot={file}", source.as_uri())


def _browse(folder: str, *words: str) -> str:
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        raise NoBrowser("Install Chromium to draw pictures. Debian, Ubuntu: apt install chromium")
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        f"--user-data-dir={folder}/profile",
        *words,
    ]
    done = subprocess.run(command, check=True, capture_output=True, timeout=60)  # noqa: S603 - words of our own
    return done.stdout.decode()


def _page(views: Sequence[tuple[View, str]]) -> str:
    messages = "".join(_message(view, time) for view, time in views)
    measure = "<script>document.body.dataset.height = Math.ceil(document.body.getBoundingClientRect().height)</script>"
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><body>{messages}{measure}</body>'


def _message(view: View, time: str) -> str:
    rows = "".join(
        f'<div class="row">{"".join(f"<span>{escape(label)}</span>" for label in row)}</div>' for row in view.buttons
    )
    # A line break next to a quote is that of the block itself.
    text = re.sub(r"\n?(<blockquote>)", r"\1", re.sub(r"(</blockquote>)\n?", r"\1", view.html))
    kind = "message" if rows else "message alone"
    return f'<div class="{kind}"><div class="bubble">{text}<div class="time">{time}</div></div>{rows}</div>'
