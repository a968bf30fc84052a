"""What a database is for, and the facts known of it."""

from __future__ import annotations

from enum import StrEnum


class Fact(StrEnum):
    """The names of what is known of a database itself."""

    PURPOSE = "purpose"  # a Purpose
    ALIVE = "alive at"  # when the program last ran
    DELIVERY_SALT = "delivery salt"  # random; keeps the ids made from delivery numbers apart from another database's
    NARRATIVES_FILE = "narratives file"  # the text of the one that was read in last, for its comments
    WORDS_MADE_BY = "words made by"  # the rules by which the words of posts were noted
    BACKUP_MADE = "backup made"  # when the newest was
    BACKUP_FAILED = "backup failed"  # why the last one did; nothing where it did not


class Purpose(StrEnum):
    """What a database is for: no other program may work on it."""

    LIVE = "live"
    REPLAY = "replay"
