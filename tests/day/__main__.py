"""make day."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from bot.logs import set_up_logs
from tests.day.pages import page
from tests.day.plot import play

PAGE = Path(__file__).parents[2] / "docs" / "a-day.md"
INTRODUCTION = """# A day

What three readers see of one day, the 8th of September 2022. The program itself wrote all of it: `make day` runs it
against the small Telegram of the tests with its clock played fast, and notes what comes, what changes and what people
press. The posts and channels are invented. Times are those of the reader.

- **Oksana** is on duty in Kyiv. She follows three narratives, in Ukrainian, wants quiet from 23 to 7, and no more than
  six cards an hour.
- **Mark** sits in London and reads English. He wants one digest a day.
- **Ivan** follows one narrative of which nothing comes until late.
"""


async def main() -> None:
    """Play the day and write it down."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="day-") as folder:
        cast = await play(Path(folder))
    parts = [
        INTRODUCTION,
        page("Oksana, in Kyiv", cast.oksana, "Oksana"),
        page("Mark, in London", cast.mark, "Mark"),
        page("Ivan, in Kyiv", cast.ivan, "Ivan"),
    ]
    PAGE.write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")
    print(f"day: {PAGE}, {time.monotonic() - begun:.0f} s")  # noqa: T201


if __name__ == "__main__":
    set_up_logs("warning", "human", ())
    asyncio.run(main())
