"""Chaos: the whole program, as a child process, in front of a Telegram where everything goes wrong that can.

- `publishers`: channels that post, edit and delete at random, and remember what they did;
- `weather`: faults of the loopback Telegram at random;
- `supervised`: the program under a service manager that starts it again whenever it ends, and is killed now and then;
- `reckoning`: what was published against what is in SQLite and in each chat;
- `trial`: one run of all this; `python -m tests.chaos` is the command.

All choices come from the seed; the moments at which they meet the program do not, so a seed that finds a fault may
need a few runs to find it again.
"""

from __future__ import annotations
