from __future__ import annotations

import pytest

from tests.fuzz import blind
from tests.fuzz.findings import FINDINGS, as_bytes
from tests.fuzz.target import NAMES, Target, load

# These need a database and dictionaries, so they are tried by one worker, and less often.
AT_THE_DESK = ("commands", "buttons", "backup_files", "matching")
LIGHT = [name for name in NAMES if name not in AT_THE_DESK]
SELDOM, OFTEN = 4, 60


def stands(name: str, number: int) -> None:
    target = load(name)
    for what, found in FINDINGS.get(name, {}).items():
        try:
            target.check(as_bytes(found))
        except BaseException as error:
            error.add_note(f"{name}: {what}")
            raise
    for seed in target.seeds:
        target.check(seed)
    blind.briefly(target, number)


@pytest.mark.parametrize("name", LIGHT)
def test_what_others_wrote_keeps_every_promise(name: str) -> None:
    stands(name, OFTEN)


def test_what_people_send_and_put_back_keeps_every_promise() -> None:
    for name in AT_THE_DESK:
        stands(name, SELDOM)


def test_what_breaks_a_promise_is_found() -> None:
    def check(data: bytes) -> None:
        assert b"worse" not in data

    with pytest.raises(AssertionError):
        blind.briefly(Target(check, (b"good", b"bad"), (b"worse",)), 500)


def test_every_finding_is_of_a_target() -> None:
    assert FINDINGS.keys() <= set(NAMES)
