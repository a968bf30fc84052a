"""Crash test: the whole program, stopped dead at every commit it makes, and started again.

- `stopping`: the storage port, which kills its own process just before or just after a commit that it is told;
- `child`: the program as a process of its own, forked from one that has everything loaded, so that hundreds of
  starts cost little; with a clock that others wind on;
- `revived`: that process, started again when it died;
- `play`: what happens in a run: commands, buttons, posts and what becomes of them, nights that pass;
- `stage`: where it is played: a Telegram, the program, and people who ask again when no answer came;
- `remains`: what was left in SQLite and in the chats, to be compared with a run that nothing stopped;
- `trial`: one run; `campaign`: all of them; `python -m tests.crash` is the command.

A commit is a COMMIT that the storage port sends to SQLite, free pages given back to the disk, or one of the steps that
make a new file a database of ours. What SQLite itself does when the power goes in the middle of one is SQLite's to
see to, and is well tested there.
"""

from __future__ import annotations
