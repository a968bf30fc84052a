from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.narratives.file.positions import lines_of
from bot.narratives.file.schema import (
    LARGEST,
    MOST_NARRATIVES,
    MOST_PHRASES,
    InvalidNarratives,
    parse_narratives,
    read_narratives,
)
from bot.narratives.starter import check, starter_narratives

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
[[channel]]
username = "news"
title = "News"
role = "media"

[[narrative]]
id = "feint"
title = " Feint "
phrases = ["a cunning ruse", { text = "trap", threshold = 90 }]
exclude = ["chess"]
urgent = true
"""


def fault(text: str) -> str:
    with pytest.raises(InvalidNarratives) as error:
        parse_narratives(text, "my.toml")
    return str(error.value)


def test_a_good_file_is_read() -> None:
    file = parse_narratives(GOOD, "my.toml")
    (narrative,), (channel,) = file.narrative, file.channel
    assert (narrative.id, narrative.title) == ("feint", "Feint")
    assert [phrase.text for phrase in narrative.exclude] == ["chess"]
    assert [(phrase.text, phrase.threshold) for phrase in narrative.phrases] == [("a cunning ruse", None), ("trap", 90)]
    assert narrative.urgent
    assert (channel.username, channel.role) == ("news", "media")


def test_broken_toml_is_named_with_file_and_line() -> None:
    sentence = fault(GOOD + "\n[[narrative]\n")
    assert sentence.startswith("my.toml: not valid TOML")
    assert "line 14" in sentence


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('id = "feint"', 'id = "Feint!"', "line 8, narrative 1 (Feint!), id"),
        ('title = " Feint "', "", "line 8, narrative 1 (feint), title"),
        ("threshold = 90", "threshold = 101", "line 10, narrative 1 (feint), phrases 2, threshold"),
        ('"a cunning ruse"', '""', "line 10, narrative 1 (feint), phrases 1, text"),
        ('"a cunning ruse"', '\n  # why\n  ""', "line 12, narrative 1 (feint), phrases 1, text"),
        ('exclude = ["chess"]', 'excludes = ["chess"]', "line 11, narrative 1 (feint), excludes"),
        ('exclude = ["chess"]', 'status = "asleep"', "line 11, narrative 1 (feint), status"),
        ('role = "media"', 'role = "friend"', "line 5, channel 1, role"),
        ('username = "news"', 'username = "@news"', "line 3, channel 1, username"),
        ("phrases = [", "phrases = [7, ", "line 10, narrative 1 (feint), phrases 1"),
    ],
)
def test_a_fault_is_named_by_its_place(old: str, new: str, place: str) -> None:
    assert old in GOOD
    assert fault(GOOD.replace(old, new)).startswith(f"my.toml: {place}: ")


def test_all_faults_are_named_at_once() -> None:
    sentence = fault(GOOD.replace('"feint"', '"Feint!"').replace('"media"', '"friend"'))
    assert len(sentence.splitlines()) == 2


def test_a_file_without_narratives_is_refused() -> None:
    assert "[[narrative]]" in fault("")


def test_an_id_that_is_there_twice_is_named() -> None:
    second = GOOD[GOOD.index("[[narrative]]") :]
    assert fault(GOOD + second) == "my.toml: line 14, narrative feint: this id is used twice."


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    with pytest.raises(InvalidNarratives, match=r"my\.toml: file not found"):
        read_narratives(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InvalidNarratives, match=r"my\.toml: cannot be read as UTF-8"):
        read_narratives(path)
    path.write_text(GOOD, encoding="utf-8")
    assert read_narratives(path) == parse_narratives(GOOD, "")


def test_a_file_is_refused_for_what_it_has_too_much_of(tmp_path: Path) -> None:
    phrases = "\n".join(f'"phrase number {number}",' for number in range(MOST_PHRASES))
    full = GOOD.replace("phrases = [", f"phrases = [{phrases}")
    assert fault(full).startswith(
        "my.toml: line 10, narrative 1 (feint), phrases: Tuple should have at most 1000 items"
    )
    many = GOOD + "".join(f'[[narrative]]\nid = "n{number}"\ntitle = "T"\n' for number in range(MOST_NARRATIVES))
    assert "at most 5000 items" in fault(many)
    path = tmp_path / "my.toml"
    path.write_bytes(GOOD.encode() + b"#" * LARGEST)
    with pytest.raises(InvalidNarratives, match=r"my\.toml: larger than 10000 kB"):
        read_narratives(path)


@pytest.mark.parametrize("number", ["5" * 5_000, "-" + "5" * 5_000, "0x" + "f" * 5_000, "5_" * 5_000 + "5", "5" * 201])
@pytest.mark.parametrize("key", ["threshold", "id", "x"])
def test_a_number_that_python_does_not_read_is_a_fault_with_its_line(number: str, key: str) -> None:
    line = GOOD.count("\n") + 3
    assert fault(f"{GOOD}\n[[narrative]]\n{key} = {number}\n") == (
        f"my.toml: line {line}: a number or a key has more than 200 characters."
    )


@pytest.mark.parametrize(
    "keys", [". ".join(["a"] * 1_000), '."b".'.join(["a"] * 1_000), "[" + ".".join(["a"] * 9_000) + "]\nx"]
)
def test_a_key_of_thousands_of_parts_is_refused_before_it_is_read(keys: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tomllib.loads", lambda _: pytest.fail("it would take minutes"))
    line = GOOD.count("\n") + 4
    for written in (f"{keys} = 1", f"{keys} = {{ {keys} = 1 }}"):
        content = f'{GOOD}y = """\n.a.a.a.a.a.a.a.a.a.a.a.a.a\n"""\n' + f"{written}\n" * 50
        assert f"line {line}: more than 10 keys are joined by dots" in fault(content)


def test_texts_and_comments_may_have_dots_and_digits_as_many_as_they_like() -> None:
    phrase = "a.b.c.d.e.f.g.h.i.j.k.l.m.n " + "5" * 250
    for marks in ('"', "'", '"' * 3, "'" * 3):
        content = GOOD.replace('"a cunning ruse"', marks + phrase + marks)
        file = parse_narratives(f"{content}# {phrase}\n", "")
        assert phrase in [one.text for one in file.narrative[0].phrases]


def test_the_lines_of_many_faults_are_told_as_quickly_as_that_of_one() -> None:
    entry = '[[narrative]]\nid = "N"\ntitle = "T"\nphrases = [\n' + '"cunning ruse",\n' * 40 + "]\n"
    sentences = fault(entry * 200).splitlines()
    places = [(number * 45 + 2, number + 1) for number in range(20)]
    assert [one.partition(", id")[0] for one in sentences[:20]] == [
        f"my.toml: line {line}, narrative {number} (N)" for line, number in places
    ]
    assert lines_of('a = [7, {b = ""}]\nc = 1\n', [("a",), ("a", 1, "b"), ("c",), ("c",)]) == [1, 1, 2, 2]


def test_phrases_that_cannot_work_are_named_all_at_once() -> None:
    file = parse_narratives(GOOD.replace('"a cunning ruse"', '"of the", "12"'), "my.toml")
    with pytest.raises(InvalidNarratives) as error:
        check(file)
    first, second = str(error.value).splitlines()
    assert first.startswith("narrative feint: ")
    assert "“of the”" in first
    assert "“12”" in second


def test_all_starter_narratives_can_be_watched() -> None:
    file = starter_narratives()
    check(file)
    assert len(file.narrative) >= 5
    assert len({entry.id for entry in file.narrative}) == len(file.narrative)


def test_the_centre_for_countering_disinformation_is_suggested_as_a_fact_checker() -> None:
    roles = {channel.username: channel.role for channel in starter_narratives().channel}
    assert roles["CenterCounteringDisinformation"] == "fact-checker"
