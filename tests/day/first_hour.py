"""make first-hour."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.runtime.logs import set_up_logs
from tests.day.hour import play
from tests.day.pages import page

if TYPE_CHECKING:
    from tests.day.hour import Hour

PAGE = Path(__file__).parents[2] / "docs" / "first-hour.md"
INTRODUCTION = """# An operator's first hour

From the claim code to a tuned narrative. The program itself wrote all of it: `make first-hour` runs it against the
small Telegram of the tests, and notes what two people write, press and read. The posts and channels are invented.

- **Olha** has just set the program up, with no id in `NW_OWNER_IDS`. Her Telegram speaks English.
- **Ihor** is a colleague whom she invites as an operator. His speaks Ukrainian.

The terminal says at the first start:

```
{terminal}
```
"""


def written(hour: Hour) -> str:
    """Return the page that tells of an hour."""
    parts = [
        INTRODUCTION.format(terminal=hour.terminal),
        page("Olha, the owner", hour.olha, "Olha"),
        page("Ihor, the colleague", hour.ihor, "Ihor"),
    ]
    return "\n".join(parts).rstrip() + "\n"


async def main() -> None:
    """Play the hour and write it down."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hour-") as folder:
        hour = await play(Path(folder))
    PAGE.write_text(written(hour), encoding="utf-8")
    print(f"first hour: {PAGE}, {time.monotonic() - begun:.0f} s")  # noqa: T201


if __name__ == "__main__":
    set_up_logs("warning", "human", ())
    asyncio.run(main())
