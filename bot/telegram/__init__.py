"""The only place that knows Telethon.

`connection` keeps a client signed in and connected; `reading` watches channels; `messaging` is the bot account.
`convert` turns Telegram's messages into posts; `health` tells whether reading and sending work.
"""

from __future__ import annotations
