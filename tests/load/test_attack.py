from __future__ import annotations

from typing import TYPE_CHECKING

from tests.load.attack import withstanding
from tests.load.attackers import Strangers

if TYPE_CHECKING:
    from pathlib import Path

STRANGERS = 60


async def test_whatever_strangers_write_every_card_comes_and_no_chat_is_written_too_much(tmp_path: Path) -> None:
    withstood = await withstanding(
        tmp_path, lambda rig: Strangers(rig, strangers=STRANGERS, groups=5, rate=60), seconds=8
    )
    assert len(withstood.waits) == withstood.expected
    assert withstood.refused == 0
    assert withstood.answers <= 30
    assert withstood.rows <= STRANGERS
    assert withstood.made > 200
