"""A clean copy of this tree, installed as the docs say, and committed so that it can be cloned."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tests.docs_check.pages import ROOT

if TYPE_CHECKING:
    from pathlib import Path

INSTALLED_WITHIN = 600.0  # seconds


def clean_copy(folder: Path) -> Path:
    """Copy what belongs to the tree (nothing that is ignored) to a folder, and install it there; return it."""
    source = folder / "source"
    listed = _git("ls-files", "--cached", "--others", "--exclude-standard", "-z", at=ROOT)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
            (source / name).chmod((ROOT / name).stat().st_mode & 0o777)
    _git("init", "--quiet", "--initial-branch=main", at=source)
    _git("add", "--all", at=source)
    _git("-c", "user.name=docs", "-c", "user.email=docs@localhost", "commit", "--quiet", "-m", "The tree", at=source)
    make = ["make", "--silent", ".venv/.user"]
    subprocess.run(make, cwd=source, check=True, capture_output=True, timeout=INSTALLED_WITHIN)  # noqa: S603
    return source


def _git(*words: str, at: Path) -> str:
    done = subprocess.run(["git", *words], cwd=at, check=True, capture_output=True, encoding="utf-8")  # noqa: S603, S607
    return done.stdout
