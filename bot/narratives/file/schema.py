"""Read a narratives file (TOML): the narratives to track, and channels to suggest."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.narratives.file.limits import LONGEST_WORD, MOST_KEYS, beyond
from bot.narratives.file.positions import line_of, lines_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.narratives.file.positions import Path as KeyPath

Threshold = Annotated[float, Field(ge=0, le=100)]
FAULTS_NAMED = 20
# A line that no person wrote: some take TOML readers hours.
LONGEST_LINE = 20_000
LARGEST = 10_000_000  # bytes: more than the narratives of any desk, so that what was exported can be imported
MOST_NARRATIVES = 5_000
MOST_PHRASES = 1_000  # of a narrative, and as many exclusions
MOST_CHANNELS = 1_000


@dataclass(frozen=True, slots=True)
class FileFault:
    """What is wrong in a file: the line (None where it is about the whole), the key, and why, by name and in English.

    `limit` is the number or the words that the reason is about.
    """

    line: int | None
    place: str
    reason: str
    message: str
    limit: str = ""

    def __str__(self) -> str:
        """Say it in one line."""
        line = "" if self.line is None else f"line {self.line}"
        return f"{', '.join(filter(None, [line, self.place]))}: {self.message}." if line or self.place else self.message


class InvalidNarratives(Exception):
    """A narratives file cannot be used; the message names the file and each fault, `faults` has them as values."""

    def __init__(self, message: str, faults: tuple[FileFault, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class PhraseEntry(_Table):
    """A phrase: a plain string in the file, or a table with its own threshold."""

    text: Annotated[str, Field(min_length=1, max_length=300)]
    threshold: Threshold | None = None


def _phrase(value: object) -> object:
    if not isinstance(value, str | dict):
        raise ValueError("a phrase is a string in quotes, or a table with text and threshold")  # noqa: TRY004 - pydantic
    return {"text": value} if isinstance(value, str) else value


Phrases = Annotated[
    tuple[Annotated[PhraseEntry, BeforeValidator(_phrase)], ...],
    Field(max_length=MOST_PHRASES),
]


class NarrativeEntry(_Table):
    """A narrative with its watch phrases and the phrases that stop it."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
    title: Annotated[str, Field(min_length=1, max_length=120)]
    description: Annotated[str, Field(max_length=1000)] = ""
    status: Literal["active", "paused", "archived"] = "active"
    phrases: Phrases = ()
    exclude: Phrases = ()
    threshold: Threshold | None = None
    urgent: bool = False


class ChannelEntry(_Table):
    """A channel worth watching."""

    username: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{3,31}$")]
    title: Annotated[str, Field(min_length=1, max_length=255)]
    role: Literal["monitored", "media", "fact-checker"] = "monitored"


class NarrativesFile(_Table):
    """All that one file holds."""

    channel: Annotated[tuple[ChannelEntry, ...], Field(max_length=MOST_CHANNELS)] = ()
    narrative: Annotated[tuple[NarrativeEntry, ...], Field(max_length=MOST_NARRATIVES)] = ()


def read_narratives(path: Path) -> NarrativesFile:
    """Read the file at `path`. Raises InvalidNarratives."""
    return parse_narratives(read_text(path), str(path))


def read_text(path: Path) -> str:
    """Return the text of the file at `path`. Raises InvalidNarratives."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise too_large(str(path))
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise InvalidNarratives(f"{path}: file not found.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidNarratives(f"{path}: cannot be read as UTF-8 text ({error}).") from error


def too_large(name: str) -> InvalidNarratives:
    """Return the refusal of a file that is larger than any that people write."""
    limit = str(LARGEST // 1000)
    return _invalid(name, [FileFault(None, "", "too-large", f"larger than {limit} kB", limit)])


def parse_narratives(text: str, name: str) -> NarrativesFile:
    """Read the text of a narratives file called `name`. Raises InvalidNarratives naming every fault."""
    content = _toml(text, name)
    try:
        file = NarrativesFile.model_validate(content)
    except ValidationError as error:
        raise _invalid(name, _faults(error, text, content)) from error
    if not file.narrative:
        raise _invalid(name, [FileFault(None, "", "no-narratives", "no [[narrative]] in the file")])
    seen: set[str] = set()
    for number, entry in enumerate(file.narrative):
        if entry.id in seen:
            line = line_of(text, ("narrative", number, "id"))
            raise _invalid(name, [FileFault(line, f"narrative {entry.id}", "twice", "this id is used twice", entry.id)])
        seen.add(entry.id)
    return file


def _toml(text: str, name: str) -> dict[str, Any]:
    for number, written in enumerate(text.split("\n"), 1):
        if len(written) > LONGEST_LINE:
            message = f"more than {LONGEST_LINE} characters"
            raise _invalid(name, [FileFault(number, "", "long-line", message, str(LONGEST_LINE))])
    if (found := beyond(text)) is not None:
        raise _invalid(name, [_beyond(*found)])
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _line_named(str(error)) or text.count("\n") + 1
        fault = FileFault(line, "", "not-toml", f"not valid TOML: {error}", str(error))
        raise InvalidNarratives(f"{name}: not valid TOML: {error}.", (fault,)) from error
    except RecursionError:
        raise _invalid(name, [FileFault(None, "", "too-deep", "too many nested brackets")]) from None


def _beyond(line: int, reason: str) -> FileFault:
    if reason == "many-keys":
        return FileFault(line, "", reason, f"more than {MOST_KEYS} keys are joined by dots", str(MOST_KEYS))
    return FileFault(line, "", reason, f"a number or a key has more than {LONGEST_WORD} characters", str(LONGEST_WORD))


def _line_named(message: str) -> int | None:
    """Return the line that the TOML reader names; it only says «at end of document» of the last."""
    number = message.partition("(at line ")[2].partition(",")[0]
    return int(number) if number.isdecimal() else None


def _invalid(name: str, faults: Iterable[FileFault]) -> InvalidNarratives:
    faults = tuple(faults)
    return InvalidNarratives("\n".join(f"{name}: {fault}" for fault in faults), faults)


# What pydantic calls a fault, and what it is to whoever wrote the file; anything else is a value of another type.
REASONS = {
    "missing": "missing",
    "extra_forbidden": "unknown-key",
    "string_too_short": "empty",
    "string_too_long": "too-long",
    "too_long": "too-many",
    "string_pattern_mismatch": "wrong-form",
    "literal_error": "wrong-word",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
}


def _faults(error: ValidationError, text: str, content: object) -> Iterable[FileFault]:
    details = error.errors(include_url=False)
    named = details[:FAULTS_NAMED]
    for detail, line in zip(named, lines_of(text, [detail["loc"] for detail in named]), strict=True):
        path: KeyPath = detail["loc"]
        limits = detail.get("ctx", {})
        yield FileFault(
            line,
            place_of(path, content),
            REASONS.get(detail["type"], "wrong-type"),
            detail["msg"].removeprefix("Value error, "),
            str(limits.get("max_length") or limits.get("expected") or ""),
        )
    rest = len(details) - FAULTS_NAMED
    if rest > 0:
        yield FileFault(None, "", "more", f"and {rest} more faults", str(rest))
