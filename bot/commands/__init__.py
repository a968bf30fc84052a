"""What people may ask the bot, and who may ask it.

`dispatcher` takes a message or a button press in; `registry` is the one table of commands, buttons and rights;
`request` and `ports` are what a handler gets. The handlers are grouped by subject, one package each.
"""

from __future__ import annotations
