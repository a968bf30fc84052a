"""Narratives files as commands need them (the NarrativesFiles of bot.commands.ports)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import exchange
from bot.commands.ports import FileContents, FileFault, UnreadableFile
from config.narratives import LARGEST, InvalidNarratives

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.model import Narrative


class TomlFiles:
    """Reads and writes narratives files in TOML."""

    largest = LARGEST

    def read(self, content: bytes, name: str) -> FileContents:
        """Read a file. Raises UnreadableFile."""
        try:
            text, contents = exchange.read(content, name)
        except InvalidNarratives as error:
            faults = [FileFault(one.line, one.place, one.reason, one.limit) for one in error.faults]
            raise UnreadableFile(faults) from error
        return FileContents(text, contents.narratives, contents.channels)

    def written(self, narratives: Sequence[Narrative], document: str | None) -> str:
        """Return the text of a file with these narratives, with the comments of `document` if there is one."""
        return exchange.in_a_file(narratives, document)
