"""Print alert cards on a console, as a subscriber reads them in Telegram."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bot.alerts.rules.outcome import Sent

if TYPE_CHECKING:
    from bot.alerts.rules.outcome import Outcome
    from bot.ingest.pipeline import Ingested
    from bot.ui.message import Message
    from storage.model.channels import Channel
    from storage.model.deliveries import Delivery

_STYLES = {"b": "bold", "i": "italic", "code": "cyan"}
QUOTE_BAR = "│ "
QUOTE = "blockquote"


def console_for_text(piped: int) -> Console:
    """Return the console that sentences and tables go to: as wide as the terminal, so many columns into a file."""
    console = Console(file=sys.stdout, highlight=False)
    if not console.is_terminal:
        console.width = piped
    return console


class CardPrinter:
    """Prints each card that is delivered (the Sender of bot.alerts.delivery)."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def show(self, channel: Channel, ingested: Ingested) -> None:
        """Print nothing yet: a card comes by the outbox."""

    async def send(self, delivery: Delivery, message: Message) -> Outcome:  # noqa: ARG002 - the port's shape
        """Print a card."""
        for is_quote, text in blocks(message.html):
            print_lines(self._console, text, QUOTE_BAR if is_quote else "")
        for row in message.buttons:
            for button in row:
                self._console.print(f"→ {button.text}: {button.url}", style="dim", soft_wrap=True, markup=False)
        self._console.print()
        return Sent(None)


def print_lines(console: Console, text: Text, bar: str) -> None:
    """Print a text wrapped to the console, each line behind a dim `bar`."""
    for line in text.wrap(console, console.width - len(bar) - 1):
        line.rstrip()
        console.print(Text.assemble((bar, "dim"), line), soft_wrap=True, highlight=False)


def blocks(html: str) -> list[tuple[bool, Text]]:
    """Turn Telegram HTML into styled texts, quotes (True) apart from the rest."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [(is_quote, text) for is_quote, text in reader.blocks if text.plain.strip()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[bool, Text]] = [(False, Text())]
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the library's shape
        if tag == QUOTE:
            self.blocks[-1][1].rstrip()
            self.blocks.append((True, Text()))
        else:
            self._open.append(_STYLES.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == QUOTE:
            self.blocks.append((False, Text()))
        elif self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.blocks[-1][1].append(data, style=" ".join(filter(None, self._open)))
