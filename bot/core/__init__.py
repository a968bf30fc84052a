"""The rules, pure: no network, no file, no clock. Time and text come in as arguments.

- `text` folds and tokenises, keeping where each token stood; `matching` finds phrases in a text.
- `render` makes cards, with `quote` around what was matched; `markup` makes strangers' text safe; `message` comes out.
- `outcome` is what became of a send, as a value; `pacing` keeps below Telegram's limits.
"""

from __future__ import annotations
