from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from tests.day.clock import DayClock
from tests.day.diary import View
from tests.day.pages import _buttons, _lines

BEGIN = datetime(2022, 9, 8, tzinfo=UTC)


def test_a_message_is_written_as_markdown_and_its_signs_are_no_marks() -> None:
    html = (
        '🔎 <strong>A &lt;b&gt; *</strong> · 9\n<a href="https://t.me/x_y/1">A_b</a> · <code>/x_y</code>\n'
        "<blockquote>a <strong>good</strong> <strong>will</strong>\nmore</blockquote>\nend"
    )
    assert _lines(html) == [
        "🔎 **A &lt;b> \\*** · 9",
        "[A\\_b](https://t.me/x_y/1) · `/x_y`",
        "",
        "> a **good will**",
        "> more",
        "",
        "end",
    ]


def test_of_buttons_that_changed_a_little_only_the_new_ones_are_written() -> None:
    before = View("", (("A", "B"), ("C",)))
    after = View("", (("A", "● B"), ("C",)))
    assert _buttons(after, before) == "<kbd>● B</kbd>"
    assert _buttons(after) == "<kbd>A</kbd> <kbd>● B</kbd> ⏎ <kbd>C</kbd>"


async def test_who_sleeps_by_the_clock_of_the_day_wakes_when_it_is_wound_past() -> None:
    clock = DayClock(BEGIN)
    sleeping = asyncio.create_task(clock.sleep(3600))
    longer = asyncio.create_task(clock.sleep(7200))
    await asyncio.sleep(0)
    await clock.wind_to(BEGIN + timedelta(hours=1), step=timedelta(minutes=30))
    await asyncio.wait_for(sleeping, 1)
    assert not longer.done()
    longer.cancel()
    await asyncio.gather(longer, return_exceptions=True)
    assert clock.now() >= BEGIN + timedelta(hours=1)
