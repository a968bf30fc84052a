"""The licences of docs/dependencies.md, as the installed packages tell them; run as a module, it writes them there."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from typing import TYPE_CHECKING

from tests.docs_check.pages import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = ROOT / "docs" / "dependencies.md"
REST = "## Indirect dependencies"
_ROW = re.compile(r"^\| ([\w.-]+) \| (.+) \| ([^|;]+)((?:; [^|]+)?) \|$", re.MULTILINE)
# Older packages say it in words of their own.
_SPDX = {
    "MIT License": "MIT",
    "MIT license": "MIT",
    "BSD": "BSD-3-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "APL 2": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "License :: OSI Approved :: MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "CC0": "CC0-1.0",
    "CC0 1.0 Universal (CC0 1.0) Public Domain Dedication": "CC0-1.0",
}


def direct() -> set[str]:
    """Return the packages that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    return {_canonical(one) for one in asked}


def listed(page: str) -> list[str]:
    """Return the packages that the page gives a reason for."""
    return [_canonical(found[1]) for found in _ROW.finditer(page.partition(REST)[0]) if found[1] != "package"]


def licence(package: str) -> str | None:
    """Return what an installed package says of its licence, None for one that is not installed or tells none."""
    try:
        told = metadata(package)
    except PackageNotFoundError:
        return None
    named = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if "License :: OSI" in one]
    said = [told.json.get("license_expression"), told.json.get("license"), *named]
    for words in said:
        if words and "\n" not in words:
            return _SPDX.get(words, words)
    return None


def refreshed(page: str) -> str:
    """Return the page with the licences of what is installed, and with what comes along."""
    reasons, _, _ = page.partition(REST)

    def row(found: re.Match[str]) -> str:
        return f"| {found[1]} | {found[2]} | {licence(found[1]) or found[3].strip()}{found[4]} |"

    before = {found[1]: found[3].strip() for found in re.finditer(r"^\| (\S+) \| ((\S[^|]*)) \|$", page, re.MULTILINE)}
    rows = [f"| {package} | {licence(package) or before.get(package, 'not told')} |" for package in _brought_along()]
    return "\n".join([f"{_ROW.sub(row, reasons)}{REST}\n", "| package | licence |", "|---|---|", *rows, ""])


def _canonical(requirement: str) -> str:
    """Return the name of a package, as the index writes it, from how it is asked for."""
    found = re.match(r"[\w.-]+", requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""


def _brought_along() -> Iterator[str]:
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        name = line.partition("==")[0]
        if "==" in line and _canonical(name) not in direct():
            yield name


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
