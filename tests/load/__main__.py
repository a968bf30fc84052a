"""make load."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.runtime.logs import set_up_logs
from tests.load.attack import withstanding
from tests.load.attackers import Nobody, Pressers, SlowPosts, Strangers
from tests.load.runs import catching_up, live, telling

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.attackers import Attack
    from tests.load.runs import Rig


async def measure(given: argparse.Namespace) -> None:
    """Run one after the other; print a line for each as soon as it is there."""
    runs = (
        lambda folder: live(folder, channels=given.channels, posts_a_second=given.rate, seconds=given.seconds),
        lambda folder: catching_up(folder, channels=20, posts=given.missed, page_pause="0s"),
        lambda folder: catching_up(folder, channels=given.channels, posts=given.missed, page_pause="1s"),
        lambda folder: telling(folder, people=given.people, flood=0),
        lambda folder: telling(folder, people=given.people, flood=30),
        lambda folder: catching_up(folder, channels=2, posts=given.missed // 10, page_pause="1s"),
    )
    for run in runs:
        with tempfile.TemporaryDirectory(prefix="load-") as folder:
            print(f"load: {await run(Path(folder))}", flush=True)  # noqa: T201


async def attack(given: argparse.Namespace) -> None:
    """Have somebody make as much work as they can, and print how long cards waited."""
    of: dict[str, Callable[[Rig], Attack]] = {
        "nobody": Nobody,
        "strangers": lambda rig: Strangers(rig, strangers=1_000, groups=given.groups, rate=given.rate),
        "presses": lambda rig: Pressers(rig, groups=given.groups, rate=given.rate),
        "slow": SlowPosts,
    }
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        withstood = await withstanding(Path(folder), of[given.attack], seconds=given.seconds)
    print(f"{given.attack}: {withstood.line()}")  # noqa: T201


def main() -> None:
    """Read what is asked for and measure."""
    asked = argparse.ArgumentParser(prog="make load", description=__doc__)
    asked.add_argument("--channels", type=int, default=500)
    asked.add_argument(
        "--rate", type=int, default=50, help="posts a second, live; what attackers write and press a second"
    )
    asked.add_argument("--seconds", type=int, default=60, help="of live posts")
    asked.add_argument("--missed", type=int, default=20_000, help="posts to catch up with")
    asked.add_argument("--people", type=int, default=1_000, help="who are alerted to one post")
    asked.add_argument("--attack", choices=["nobody", "strangers", "presses", "slow"], help="only: while cards are due")
    asked.add_argument("--groups", type=int, default=50, help="where attackers write and press")
    set_up_logs("error", "human", ())
    given = asked.parse_args()
    asyncio.run(attack(given) if given.attack else measure(given))


if __name__ == "__main__":
    main()
