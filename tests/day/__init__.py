"""A whole day of the real program against the loopback Telegram, its clock played fast, as its readers see it.

`make day` writes docs/a-day.md, and `make first-hour` an operator's first hour (`hour`, `hour_posts`). `clock` is the
day's time, `plot` what happens in it, `posts` what the channels say,
`diary` notes what a person sees and does, `pages` writes that down.
"""

from __future__ import annotations
