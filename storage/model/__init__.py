"""The nouns of the program: frozen values that every other part speaks in, a file for each group.

Times are aware UTC datetimes. Every chat id is Telegram's *marked* id: positive for a person, -100… for a channel or
supergroup. Text offsets count characters of the original text (Python's own, not UTF-16 units).
"""

from __future__ import annotations
