"""Narrative Watch: from a channel's post to a subscriber's chat. A post goes down this list, an alert comes up.

- `cli`: the command line, one file a command. `app` builds the live service, runs it and takes it down.
- `telegram`: the only place that knows Telethon. `reading` watches channels, `messaging` is the bot account,
  `connection` keeps both signed in.
- `commands`: what people may ask, grouped by subject; one table of commands, buttons and rights.
- `ops`: keeps the service well: backups, retention, metrics, health, outages.
- `ingest`: from a post to matches, stories and outbox rows, in one transaction.
- `alerts`: from the outbox to the reader: gate, composer, delivery, edits, digests.
- `narratives`: edit narratives with audit and undo; their file format.
- `analysis`: what phrases find in stored posts, and why.
- `matching`: which narratives a text tells, how well, and why. Pure.
- `ui`: messages as data, and every text in every language.
- `runtime`: clock, logs, errors, lock, version.

In each room `rules` are pure decisions, `rendering` and `reports` turn values into messages, and `ports` is what the
room needs from above. One word names one concern here, in `bot.commands`, in `storage` and in the tests. The
package `storage` remembers, `config` has the settings; neither knows of `bot`.
"""

from __future__ import annotations
