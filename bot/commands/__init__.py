"""What people may ask of the bot, and who may ask it.

- `request` holds what a handler gets and gives; `ports` what it needs from the outside; `rights` who is who.
- `registry` is the table of all commands and buttons; help and the rights check are made from it.
- `desk` takes a message or a pressed button, checks it, and has it handled once.
- Every other module is one subject with its handlers.
"""

from __future__ import annotations
