"""A soak: the whole program, as a child process, at a steady pace for an hour or more, to see whether anything grows.

- `newswire`: what channels publish, never twice the same; `readers`: what people do, and how long they wait;
- `probe`: what the process holds at a moment: memory, file handles, threads, tasks, files, what is owed;
- `verdict`: what of it grows, once warm;
- `trial`: one run of all this; `python -m tests.soak` is the command.
"""

from __future__ import annotations
