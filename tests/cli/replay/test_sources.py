from __future__ import annotations

import io
import json
import os
import sys
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from bot.cli.replay.jsonl import LONGEST_LINE
from bot.cli.replay.records import Broken, OldPost
from bot.cli.replay.sources import read_all, total_size

if TYPE_CHECKING:
    from pathlib import Path

LINE = json.dumps({"channel": "News", "message_id": 7, "date": "2022-09-06T04:58:12Z", "text": "x"}) + "\n"
MESSAGE = {"id": 5, "type": "message", "date": "2022-09-10T11:00:00", "text": "y"}
EXPORT = json.dumps({"name": "News", "type": "public_channel", "id": 12, "messages": [MESSAGE]})


def test_every_file_is_read_by_its_kind_one_after_the_other_and_all_its_bytes_are_told(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text(LINE * 2, encoding="utf-8")
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "result.json").write_text(EXPORT, encoding="utf-8")
    paths = [str(tmp_path / "posts.jsonl"), str(tmp_path / "export")]
    sizes: list[int] = []
    records = list(read_all(paths, "UTC", sizes.append))
    assert [one.post.text for one in records if isinstance(one, OldPost)] == ["x", "x", "y"]
    assert sum(sizes) == total_size(paths) == len(LINE) * 2 + len(EXPORT)


def test_a_file_that_cannot_be_opened_is_reported_and_the_next_one_is_read(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text(LINE, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    missing, empty = str(tmp_path / "missing.json"), str(tmp_path / "empty")
    first, second, third = read_all([missing, empty, str(tmp_path / "posts.jsonl")], "UTC", lambda _: None)
    assert first == Broken(missing, "No such file or directory")
    assert isinstance(second, Broken)
    assert second.place == empty
    assert "no result.json, no messages.html" in second.reason
    assert isinstance(third, OldPost)


@pytest.mark.parametrize("name", ["RESULT.JSON", "posts.json", "export", "result (1).json", "export.txt"])
def test_what_a_file_is_shows_by_what_it_holds(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    page = '<div class="message default" id="message5"><div class="date" title="10.09.2022 11:00:00"></div></div>'
    for content, text in ((EXPORT, "y"), (json.dumps(json.loads(EXPORT), indent=1), "y"), (LINE * 3, "x"), (page, "")):
        for mark in ("", "\ufeff"):
            path.write_text(mark + content, encoding="utf-8")
            records = list(read_all([str(path)], "UTC", lambda _: None))
            assert {one.post.text for one in records if isinstance(one, OldPost)} == {text}, records
            assert len(records) == (3 if content.startswith(LINE) else 1)


@pytest.mark.parametrize("content", [b"", b" \n", b"some words\n" * 40_000, b"PK\x03\x04", "{}".encode("utf-16")])
def test_of_a_file_that_is_nothing_of_the_kind_one_sentence_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(content)
    (broken,) = read_all([str(path)], "UTC", lambda _: None)
    assert isinstance(broken, Broken)


def test_all_exports_in_a_folder_and_its_folders_are_read_and_each_once(tmp_path: Path) -> None:
    page = '<div class="message default" id="message{}"><div class="date" title="10.09.2022 11:00:00"></div></div>'
    both, pages = tmp_path / "ChatExport_2022-09-10", tmp_path / "more" / "ChatExport_2022-09-11"
    (both / "chats").mkdir(parents=True)
    pages.mkdir(parents=True)
    (both / "result.json").write_text(EXPORT, encoding="utf-8")
    (both / "messages.html").write_text(page.format(1), encoding="utf-8")
    (both / "chats" / "messages.html").write_text(page.format(2), encoding="utf-8")
    for number in (1, 2, 10):
        (pages / f"messages{number if number > 1 else ''}.html").write_text(page.format(number), encoding="utf-8")
    sizes: list[int] = []
    records = list(read_all([str(tmp_path)], "UTC", sizes.append))
    assert [one.post.message_id for one in records if isinstance(one, OldPost)] == [5, 1, 2, 10]
    assert len(records) == 4
    assert sum(sizes) == total_size([str(tmp_path)])


@pytest.mark.parametrize("content", [EXPORT.encode(), (LINE * 3).encode()])
def test_a_pipe_is_looked_into_too(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    there, here = os.pipe()
    with os.fdopen(there, "rb") as pipe, os.fdopen(here, "wb") as end:
        end.write(content)
        end.close()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(pipe))
        records = list(read_all(["-"], "UTC", lambda _: None))
    assert [one.post.text for one in records if isinstance(one, OldPost)] in (["y"], ["x"] * 3)


def test_how_much_standard_input_holds_is_not_known() -> None:
    assert total_size(["-"]) is None


def test_of_a_line_without_end_only_so_much_is_read_at_once_and_the_next_one_is_read(tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    for length in (LONGEST_LINE, LONGEST_LINE + 1, 3 * LONGEST_LINE + 2, 8 * LONGEST_LINE):
        file.write_bytes(LINE.encode() + b"x" * length + b"\n" + LINE.encode())
        sizes: list[int] = []
        tracemalloc.start()
        first, broken, last = read_all([str(file)], "UTC", sizes.append)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert isinstance(first, OldPost)
        assert broken == Broken(f"{file}, line 2", "the line is longer than 1,000,000 bytes")
        assert isinstance(last, OldPost)
        assert sum(sizes) == file.stat().st_size
        assert most < 5 * LONGEST_LINE
