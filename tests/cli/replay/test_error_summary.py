from __future__ import annotations

from bot.cli.replay.error_summary import MOST_KINDS, Complaints
from bot.cli.replay.records import Broken


def test_of_each_kind_in_a_file_the_first_is_shown_and_the_rest_are_counted() -> None:
    complaints = Complaints()
    broken = [Broken(f"a, line {number}", f"no JSON at column {number}", "a") for number in range(40_000)]
    shown = [
        one
        for one in [*broken, Broken("a, line 7", "no date", "a"), Broken("b", "no JSON at column 5", "b")]
        if complaints.add(one)
    ]
    assert [one.place for one in shown] == ["a, line 0", "a, line 7", "b"]
    assert list(complaints.more()) == [(broken[0], 39_999)]
    assert (complaints.total, complaints.others()) == (40_002, 0)


def test_of_many_kinds_only_so_many_are_shown() -> None:
    complaints = Complaints()
    shown = [complaints.add(Broken(name, "no JSON", name)) for name in map(str, range(MOST_KINDS + 10))]
    assert (sum(shown), complaints.others()) == (MOST_KINDS, 10)
