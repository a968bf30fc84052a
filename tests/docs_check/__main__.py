"""make docs-check."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from bot.runtime.logs import set_up_logs
from tests.docs_check.check import Check
from tests.docs_check.instructions import collect
from tests.docs_check.pages import all_pages
from tests.docs_check.stand import stand

WITHIN = 1800.0  # seconds


async def check(pages: str | None) -> int:
    """Do all that the pages say; return the exit code."""
    instructions = [one for one in collect(all_pages().values()) if pages is None or pages in one.page]
    with tempfile.TemporaryDirectory(prefix="docs-check-") as folder:
        async with stand() as people, asyncio.timeout(WITHIN):
            checked = Check(people, Path(folder))
            await checked.run(instructions)
    for one in checked.failed:
        print(f"failed: {one}")  # noqa: T201
    print(  # noqa: T201
        f"docs-check: done={len(checked.done)} named={len(checked.named)} not_run={len(checked.excused)} "
        f"failed={len(checked.failed)}"
    )
    return 1 if checked.failed else 0


def main() -> None:
    """Read what is asked for and check."""
    asked = argparse.ArgumentParser(prog="make docs-check", description=__doc__)
    asked.add_argument("--page", help="only pages with this in their name")
    set_up_logs("error", "human", ())
    sys.exit(asyncio.run(check(asked.parse_args().page)))


if __name__ == "__main__":
    main()
