"""What the operator says: settings from the environment, and the narratives the program starts with.

- `settings`: one frozen value, read from NW_… variables and a .env file; every fault is named at once.
- `narratives`: the reader of narratives files; `narratives.toml` is the one the program ships.
"""

from __future__ import annotations
