"""Yesterday's posts down today's road: the ends of the pipeline are swapped, and nothing else.

- `records` is what the readers give; `jsonl` and `export` are the readers; `files` chooses one for a path.
- `run` sends posts through the pipeline; `cards` prints alerts as a subscriber reads them, `rows` as JSON Lines.
- `demo` replays `sample.jsonl`, some sixty invented posts, and sums them up.
"""

from __future__ import annotations
