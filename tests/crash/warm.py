"""Loads what every start of the program needs. Imported by the process alone that all starts are forked from."""

from __future__ import annotations

import tests.crash.child  # noqa: F401
from bot.matching.words.dictionaries import standard_lexicon

WORDS = ("жест", "доброї", "волі", "обманний", "маневр", "войск", "goodwill")

for word in WORDS:  # the dictionaries are read when they are first asked
    standard_lexicon().lemmas(word)
