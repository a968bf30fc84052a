"""Load: how fast the whole program, as a child process, reads a loopback Telegram, and what that costs.

`python -m tests.load` prints a line for each run: posts that come live in many channels, and posts that were missed.
The server runs on the same machine and takes its share of it.
"""

from __future__ import annotations
