"""A whole day of the real program against the loopback Telegram, its clock played fast, as its readers see it.

`make day` writes docs/a-day.md, and `make first-hour` docs/first-hour.md: an operator's first hour. `clock` is the
time of the day, `plot` what happens in it, `posts` what the channels say, `town` where it happens; `hour` and
`hour_posts` are those of the hour. `diary` notes what a person sees and does, `pages` writes that down.
"""

from __future__ import annotations
