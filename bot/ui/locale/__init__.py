"""Every text a person reads: Fluent files (https://projectfluent.org), one folder for each language."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

from fluent.runtime import FluentBundle, FluentResource

from bot.ui.markup import Markup, escaped

Language = Literal["en", "uk"]
LANGUAGES: tuple[Language, ...] = ("en", "uk")


class Speaker:
    """Speaks one language (the Say of bot.ui.markup)."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._bundle = _bundle(language)

    @property
    def language(self) -> str:
        """The language's code."""
        return self._language

    def __call__(self, key: str, /, **values: object) -> Markup:
        """Return the text of that name. Raises LookupError for an unknown name, ValueError for a missing value."""
        message = self._bundle.get_message(key)
        if message.value is None:
            raise LookupError(key)
        shown = {name: value if isinstance(value, Markup) else _safe(value) for name, value in values.items()}
        text, errors = self._bundle.format_pattern(message.value, shown)
        if errors:
            raise ValueError(f"{self._language} {key}: {errors}")
        return Markup(text)


def _safe(value: object) -> object:
    return escaped(value) if isinstance(value, str) else value


@cache
def _bundle(language: Language) -> FluentBundle:
    """Read the texts of a language, once: to parse them takes a third of a second."""
    # Isolation marks would end up in ids and commands that people copy; `escaped` drops what could reorder a line.
    bundle = FluentBundle([language], use_isolating=False)
    folder = resources.files("bot.ui.locale").joinpath(language)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle


class Texts:
    """All languages the program speaks, and the one for people whose language it does not."""

    def __init__(self, default: Language) -> None:
        self._default = default

    def for_language(self, code: str | None) -> Speaker:
        """Return the speaker for a Telegram language code such as uk or en-GB, or None for somebody unknown."""
        for language in LANGUAGES:
            if code is not None and code.split("-")[0].lower() == language:
                return Speaker(language)
        return Speaker(self._default)
