"""Narrative Watch: from a channel's post to a subscriber's chat.

    watcher (live, history) ──┐             one transaction               ┌── TelegramSender
                              ├─> Pipeline ═════════════════> Courier ────┤
    replay (exports, JSONL) ──┘     posts + matches + outbox              └── CardPrinter

- `__main__` is the command line; `app` builds the live service and takes it down.
- `telegram` is the only place that knows Telethon: the watcher, the sender, the inbox, the login.
- `pipeline` matches a post, keeps it and owes alerts; `delivery` works the outbox off, `letter` says what is in it.
- `holding` keeps to each subscriber's terms before anything is sent; `rounds` tells what was held, or makes digests.
- `stories` puts posts that say the same together, so that they make one alert.
- `visiting` notes what reading a post again tells; `amendments` changes cards that were sent.
- `herald` says what the program has to say of itself; `account_names` how its Telegram accounts are called; `closing`
  notes chats that closed, opened again or moved.
- `core` has the rules, without network, file or clock: matching, cards, pace, outcomes.
- `commands` is what people may ask of the bot; `tracking` keeps the matcher in step with what they change.
- `match_command` explains a match on the command line, in the words of `explaining`; `coverage_command` prints the
  ledger of reading.
- `backup_command` and `restore_command` make backups and put them back, with `backups`; `doctor_command` prints the
  check-up of `doctor`; `the_only_one` sees to it that no two programs work on one database.
- `metrics` is what is measured, `observing` counts it at our own ports, `vitals` tells whether there is progress,
  `monitor` answers monitors.
- `replay` sends old posts down the same road; `jobs` is what happens by the clock.
- `curating` changes narratives so that it can be taken back; `exchange` and `importing` bring them from files and back;
  `narratives_files` lends that to commands, `narratives_command` to the command line.
- `locale` has every text a person reads; `lexicon` the dictionaries; `logs` what is written down, secrets masked.

What is remembered lies in the package `storage`, what the operator says in `config`; neither knows of `bot`.
"""

from __future__ import annotations
