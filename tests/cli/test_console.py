from __future__ import annotations

import io

from rich.console import Console

from bot.alerts.rules.outcome import Sent
from bot.cli.console import CardPrinter, blocks
from bot.ui.markup import Markup
from bot.ui.message import Button, Message
from storage.model.deliveries import Delivery, DeliveryKind
from storage.model.ids import DeliveryId, PostId
from storage.model.subscribers import Role, Subscriber
from tests.fakes import START
from tests.newsroom import ANNA

DELIVERY = Delivery(DeliveryId(1), Subscriber(ANNA, Role.CONSOLE), DeliveryKind.NEW, PostId(1), 1, 0, START)


def test_quotes_stand_apart_and_styles_are_kept() -> None:
    found = blocks("🔎 <b>A &amp; B</b> · 96\n<blockquote>a <b>ruse</b> &lt;i&gt;</blockquote>\nafter")
    assert [(quoted, text.plain) for quoted, text in found] == [
        (False, "🔎 A & B · 96"),
        (True, "a ruse <i>"),
        (False, "\nafter"),
    ]
    assert [str(span.style) for span in found[1][1].spans] == ["bold"]
    ((start, end, _),) = found[1][1].spans
    assert found[1][1].plain[start:end] == "ruse"


def test_empty_blocks_are_left_out() -> None:
    assert [text.plain for _, text in blocks("<blockquote>x</blockquote>")] == ["x"]


async def test_a_card_is_printed_with_its_quote_behind_a_bar_and_its_link() -> None:
    file = io.StringIO()
    console = Console(file=file, width=40)
    message = Message(
        Markup(f"Title [bold]\n<blockquote>{'word ' * 20}</blockquote>"), ((Button("Open", url="https://t.me/a/1"),),)
    )
    assert await CardPrinter(console).send(DELIVERY, message) == Sent(None)
    first, *quote, link, empty, _ = file.getvalue().split("\n")
    assert first == "Title [bold]"
    assert len(quote) > 1
    assert all(line.startswith("│ word") and len(line) <= 40 for line in quote)
    assert (link, empty) == ("→ Open: https://t.me/a/1", "")


async def test_only_the_bar_beside_a_quote_is_dim() -> None:
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, color_system="standard", width=80)
    message = Message(Markup("<blockquote>a <b>word</b></blockquote>"))
    await CardPrinter(console).send(DELIVERY, message)
    assert "\x1b[2m│ \x1b[0ma \x1b[1mword\x1b[0m" in file.getvalue()
