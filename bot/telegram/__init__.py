"""The only place that knows Telethon.

- `clients` makes the two clients, and tells errors that end an account from those that pass.
- `convert` turns Telegram's messages into posts; `directory` finds channels; `watcher` reads them.
- `sender` sends alerts; `inbox` takes commands in; `login` signs the reading account in on a terminal.
"""

from __future__ import annotations
