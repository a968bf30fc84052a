"""What the matching needs to know of words, and nothing of how a dictionary is read."""

from __future__ import annotations

from typing import Protocol


class Lexicon(Protocol):
    """Dictionaries of the languages under watch. Words come in folded, and what comes out is folded, too."""

    def languages(self, word: str) -> frozenset[str]:
        """Return the codes (uk, ru, en) of the languages whose dictionary knows `word`; none for an unknown one."""
        ...

    def lemmas(self, word: str) -> frozenset[str]:
        """Return the lemmas of `word` under every reading, each led by its language ("uk:воля").

        A word that no dictionary knows gets the lemmas it would have by its ending.
        """
        ...

    def guesses(self, word: str) -> frozenset[str]:
        """Return the lemmas that `word` could have by its ending, in the form that `lemmas` gives for unknown ones."""
        ...

    def is_name(self, word: str) -> bool:
        """Tell whether every reading known of `word` is the name of a person or a place."""
        ...
