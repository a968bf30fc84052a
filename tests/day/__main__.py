"""make day."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.runtime.logs import set_up_logs
from tests.day.album import draw_album
from tests.day.pages import page
from tests.day.plot import play

if TYPE_CHECKING:
    from tests.day.plot import Cast

PAGE = Path(__file__).parents[2] / "docs" / "a-day.md"
INTRODUCTION = """# A day

What three readers see of one day, the 8th of September 2022. The program itself wrote all of it: `make day` runs it
against the small Telegram of the tests with its clock played fast, and notes what comes, what changes and what people
press. The posts and channels are invented. Times are those of the reader.

- **Oksana** is on duty in Kyiv. She follows three narratives, in Ukrainian, wants quiet from 23 to 7, and no more than
  six cards an hour.
- **Mark** sits in London and reads English. He wants one digest a day, and from
  the evening on short cards at once.
- **Ivan** follows one narrative of which nothing comes that day.
"""


def written(cast: Cast) -> str:
    """Return the page that tells of a day."""
    parts = [
        INTRODUCTION,
        page("Oksana, in Kyiv", cast.oksana, "Oksana"),
        page("Mark, in London", cast.mark, "Mark"),
        page("Ivan, in Kyiv", cast.ivan, "Ivan"),
    ]
    return "\n".join(parts).rstrip() + "\n"


async def main(*, pictures: bool) -> None:
    """Play the day, write it down, and draw some of it if that is wished."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="day-") as folder:
        cast = await play(Path(folder))
    PAGE.write_text(written(cast), encoding="utf-8")
    if pictures:
        drawn = draw_album(cast, PAGE.parent / "pictures")
        print(f"pictures: {', '.join(one.name for one in drawn)}")  # noqa: T201
    print(f"day: {PAGE}, {time.monotonic() - begun:.0f} s")  # noqa: T201


if __name__ == "__main__":
    set_up_logs("warning", "human", ())
    asked = argparse.ArgumentParser(prog="make day", description=__doc__)
    asked.add_argument("--pictures", action="store_true", help="draw the pictures of docs/pictures, too")
    asyncio.run(main(pictures=asked.parse_args().pictures))
