"""The layers as docs/architecture.md draws them, and as the import contracts hold them."""

from __future__ import annotations

import re
import tomllib

from tests.docs_check.pages import ROOT

_DIAGRAM = re.compile(r"## The layers of `bot`.*?```text\n(.*?)```\n(.*?)\n\n(?!\|)", re.DOTALL)


def drawn(page: str) -> list[set[str]]:
    """Read the layers out of the page's diagram, the uppermost first; · goes on with the one above."""
    layers: list[set[str]] = []
    for line in _found(page)[1].splitlines():
        modules = line[17:]
        if not modules.startswith("·"):
            layers.append(set())
        layers[-1].update(filter(None, (one.strip() for one in modules.split("·"))))
    return layers


def explained(page: str) -> list[str]:
    """Return the modules that the table below the diagram explains, in its order."""
    rows = [line for line in _found(page)[2].splitlines() if line.startswith("| `")]
    return [module for row in rows for module in re.findall(r"`([a-z_]+)`", row.split(" | ")[0])]


def contracted() -> list[set[str]]:
    """Return the layers that import-linter holds, the uppermost first."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = pyproject["tool"]["importlinter"]["contracts"]
    (layers,) = (one["layers"] for one in contracts if one["type"] == "layers" and one.get("containers") == ["bot"])
    return [{module.strip() for module in layer.split("|")} for layer in layers]


def _found(page: str) -> re.Match[str]:
    found = _DIAGRAM.search(page)
    assert found is not None, "docs/architecture.md has no diagram of the layers"
    return found
