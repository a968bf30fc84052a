from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING

from bot.replay.files import read_all, total_size
from bot.replay.jsonl import LONGEST_LINE
from bot.replay.records import Broken, OldPost

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
    assert second == Broken(empty, "No such file or directory")
    assert isinstance(third, OldPost)


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
