"""Write a narratives file: into an existing document, whose comments and order stay; or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.narratives.file.schema import NarrativeEntry, PhraseEntry

NARRATIVES = "narrative"
_USUAL: Mapping[str, Any] = {"description": "", "status": "active", "urgent": False, "threshold": None, "exclude": ()}
# A list this long is easier read with an item on each line.
_MOST_IN_A_LINE = 1
_LONGEST_LIST = 500  # characters of one that somebody wrote into a line; lines that are too long are refused


def written(entries: Sequence[NarrativeEntry], document: str | None = None) -> str:
    """Return a narratives file with these entries; of `document`, if one is given, all that is not theirs stays.

    Its comments stay, too, but those beside a phrase that is gone. Narratives that are not among the entries are
    taken out. A document that is no TOML, or has its narratives in another form than [[narrative]], is left alone.
    """
    kept = _tables(document)
    if kept is None:
        kept = tomlkit.document()
    tables = kept.get(NARRATIVES)
    if tables is None:
        tables = tomlkit.aot()
        kept.append(NARRATIVES, tables)
    wanted = {entry.id: entry for entry in entries}
    for place in reversed(range(len(tables))):
        if tables[place].get("id") not in wanted:
            del tables[place]
    for table in tables:
        _update(table, wanted.pop(str(table["id"])))
    for entry in wanted.values():
        tables.append(_new_table(entry, is_first=not len(tables)))
    return tomlkit.dumps(kept)


def _tables(document: str | None) -> tomlkit.TOMLDocument | None:
    try:
        kept = tomlkit.parse(document or "")
    except (TOMLKitError, RecursionError):
        return None
    found = kept.get(NARRATIVES)
    ids = [table.get("id") for table in found] if isinstance(found, AoT) else []
    return kept if found is None or (isinstance(found, AoT) and len(set(ids)) == len(ids)) else None


def _new_table(entry: NarrativeEntry, *, is_first: bool) -> Table:
    table = tomlkit.table()
    for key, value in _facts(entry).items():
        table.append(key, _list(value) if isinstance(value, list) else value)
    if not is_first:
        table.trivia.indent = "\n"
    table.add(tomlkit.nl())
    return table


def _facts(entry: NarrativeEntry) -> dict[str, Any]:
    """Return what is worth writing of an entry: phrases as lists, and nothing that is as usual."""
    facts = {name: getattr(entry, name) for name in ("id", "title", "description", "status", "urgent", "threshold")}
    facts = {name: value for name, value in facts.items() if value != _USUAL.get(name, object())}
    facts["phrases"] = [_phrase(phrase) for phrase in entry.phrases]
    if entry.exclude:
        facts["exclude"] = [_phrase(phrase) for phrase in entry.exclude]
    return facts


def _phrase(phrase: PhraseEntry) -> str | dict[str, Any]:
    return phrase.text if phrase.threshold is None else {"text": phrase.text, "threshold": _number(phrase.threshold)}


def _number(value: float) -> float:
    return int(value) if value == int(value) else value


def _list(values: Sequence[str | Mapping[str, Any]]) -> Array:
    array = tomlkit.array()
    for value in values:
        array.append(_item(value))
    if len(values) > _MOST_IN_A_LINE:
        array.multiline(multiline=True)
    return array


def _item(value: str | Mapping[str, Any]) -> Any:  # noqa: ANN401 - items of a document are of all types
    if isinstance(value, str):
        return tomlkit.string(value)
    table = tomlkit.inline_table()
    table.update(value)
    return table


def _update(table: Table, entry: NarrativeEntry) -> None:
    """Change in a table only what differs, so that what stands around it stays."""
    facts = _facts(entry)
    for name, value in _USUAL.items():
        if name not in facts and name in table and not _says(table[name], value):
            table.remove(name)
    for name, value in facts.items():
        present = table.get(name)
        if isinstance(value, list) and isinstance(present, Array):
            _update_list(present, value)
        elif isinstance(value, list):
            table[name] = _list(value)
        elif not _says(present, value):
            table[name] = _number(value) if isinstance(value, float) else value


def _says(present: object, value: object) -> bool:
    """Tell whether the file says a value already; spaces around a text do not count."""
    return present.strip() == value if isinstance(present, str) else present is not None and present == value


def _update_list(array: Array, values: list[str | dict[str, Any]]) -> None:
    """Take out what is not wanted and add what is not there, at the end."""
    wanted = list(values)
    for place in reversed(range(len(array))):
        plain = _plain(array[place])
        if plain in wanted:
            continue
        del array[place]
    present = [_plain(one) for one in array]
    for value in wanted:
        if value not in present:
            array.append(_item(value))
    if len(array) > _MOST_IN_A_LINE and "\n" not in (text := array.as_string()) and len(text) > _LONGEST_LIST:
        array.multiline(multiline=True)


def _plain(item: object) -> object:
    """Return a phrase of a list as the program keeps it: words with one space between, and no threshold if none is."""
    value = item.unwrap() if hasattr(item, "unwrap") else item
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        text = " ".join(value["text"].split())
        return {"text": text, "threshold": value["threshold"]} if value.get("threshold") is not None else text
    return value
