"""Words: dictionaries, inflection, typos, phonetics, and how two words compare."""

from __future__ import annotations
