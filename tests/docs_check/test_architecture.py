from __future__ import annotations

import pytest

from tests.docs_check.layers import contracted, drawn, explained
from tests.docs_check.pages import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
MODULES = {one.stem for one in (ROOT / "bot").iterdir() if one.suffix == ".py" or (one / "__init__.py").exists()}
MODULES -= {"__init__", "__main__"}


def test_the_diagram_shows_the_layers_that_the_contracts_hold() -> None:
    assert drawn(PAGE) == contracted()


def test_every_module_of_bot_is_in_the_diagram_and_explained_once() -> None:
    assert set().union(*drawn(PAGE)) == MODULES
    assert sorted(explained(PAGE)) == sorted(MODULES)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("commands · ops", "commands"),
        ("features         alerts", "features         cli · alerts"),
        ("people, upkeep   commands · ops\n", ""),
        ("values           matching", "values           · matching"),
    ],
)
def test_a_diagram_that_shows_something_else_is_found(right: str, wrong: str) -> None:
    assert right in PAGE
    assert drawn(PAGE.replace(right, wrong)) != contracted()
