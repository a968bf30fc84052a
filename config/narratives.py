"""Read a narratives file (TOML): the narratives to track, and channels to suggest."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

if TYPE_CHECKING:
    from pathlib import Path

Threshold = Annotated[float, Field(ge=0, le=100)]


class InvalidNarratives(Exception):
    """A narratives file cannot be used; the message names the file and the line or key."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class PhraseEntry(_Table):
    """A watch phrase: a plain string in the file, or a table with its own threshold."""

    text: Annotated[str, Field(min_length=1, max_length=300)]
    threshold: Threshold | None = None


def _phrase(value: object) -> object:
    if not isinstance(value, str | dict):
        raise ValueError("a phrase is a string in quotes, or a table with text and threshold")  # noqa: TRY004 - pydantic
    return {"text": value} if isinstance(value, str) else value


class NarrativeEntry(_Table):
    """A narrative with its watch phrases and the phrases that stop it."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
    title: Annotated[str, Field(min_length=1, max_length=120)]
    description: str = ""
    phrases: Annotated[tuple[Annotated[PhraseEntry, BeforeValidator(_phrase)], ...], Field(min_length=1)]
    exclude: tuple[Annotated[str, Field(min_length=1, max_length=300)], ...] = ()
    threshold: Threshold | None = None
    urgent: bool = False


class ChannelEntry(_Table):
    """A channel worth watching."""

    username: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{3,31}$")]
    title: Annotated[str, Field(min_length=1)]
    role: Literal["monitored", "media", "fact-checker"] = "monitored"


class NarrativesFile(_Table):
    """All that one file holds."""

    channel: tuple[ChannelEntry, ...] = ()
    narrative: tuple[NarrativeEntry, ...] = ()


def read_narratives(path: Path) -> NarrativesFile:
    """Read the file at `path`. Raises InvalidNarratives."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InvalidNarratives(f"{path}: there is no such file.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidNarratives(f"{path}: cannot be read as UTF-8 text ({error}).") from error
    return parse_narratives(text, str(path))


def starter_narratives() -> NarrativesFile:
    """Return the narratives that the program ships."""
    file = resources.files("config").joinpath("narratives.toml")
    return parse_narratives(file.read_text(encoding="utf-8"), "narratives.toml")


def parse_narratives(text: str, name: str) -> NarrativesFile:
    """Read the text of a narratives file called `name`. Raises InvalidNarratives naming every fault."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidNarratives(f"{name}: not valid TOML: {error}.") from error
    try:
        file = NarrativesFile.model_validate(content)
    except ValidationError as error:
        faults = [
            f"{name}: {_place(detail['loc'], content)}: {detail['msg'].removeprefix('Value error, ')}."
            for detail in error.errors(include_url=False)
        ]
        raise InvalidNarratives("\n".join(faults)) from error
    if not file.narrative:
        raise InvalidNarratives(f"{name}: it has no [[narrative]].")
    seen: set[str] = set()
    for entry in file.narrative:
        if entry.id in seen:
            raise InvalidNarratives(f"{name}: narrative {entry.id}: this id is there twice.")
        seen.add(entry.id)
    return file


def _place(path: tuple[int | str, ...], content: object) -> str:
    """Say where a fault is: «narrative 2 (feint), phrases 3» rather than «narrative.1.phrases.2»."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int) and words:
            content = content[step] if isinstance(content, list) and step < len(content) else None
            words[-1] += f" {step + 1}"
            if isinstance(content, dict) and "id" in content:
                words[-1] += f" ({content['id']})"
        else:
            content = content.get(step) if isinstance(content, dict) else None
            words.append(str(step))
    return ", ".join(words)
