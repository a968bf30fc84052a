"""Try one target in a process of its own: python -m tests.fuzz.guided NAME SECONDS FOLDER.

Atheris keeps in FOLDER what reached code that nothing had reached before, and begins there the next time.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.fuzz import blind
from tests.fuzz.findings import FINDINGS, as_bytes
from tests.fuzz.target import Target, load

try:
    import atheris
except ImportError:  # there are machines that it is not made for
    atheris = None

SLOWEST = 20  # seconds that one input may take
MOST_MEMORY = 2_000  # MB
# Whose code is watched: ours, and what is read with in Python.
WATCHED = ["bot", "config", "storage", "tomlkit", "tomllib", "dotenv"]


def main(name: str, seconds: str, folder: str) -> None:
    """Run until the time is over or something is found, and say what was done as libFuzzer does."""
    if atheris is None:
        number = blind.run(load(name), float(seconds))
        sys.stderr.write(f"stat::number_of_executed_units: {number}\n")
        return
    with atheris.instrument_imports(include=WATCHED):
        target = load(name)
    atheris.Setup([sys.argv[0], *_options(name, target, seconds, Path(folder))], target.check)
    atheris.Fuzz()


def _options(name: str, target: Target, seconds: str, folder: Path) -> list[str]:
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    known = [*target.seeds, *(as_bytes(found) for found in FINDINGS.get(name, {}).values())]
    for number, seed in enumerate(known):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = [str(corpus), f"-artifact_prefix={folder}/", f"-max_len={target.longest}", f"-max_total_time={seconds}"]
    options += [f"-timeout={SLOWEST}", f"-rss_limit_mb={MOST_MEMORY}", "-print_final_stats=1", "-verbosity=1"]
    if target.words:
        dictionary = folder / "words"
        dictionary.write_text("".join(f'"{_quoted(word)}"\n' for word in target.words), encoding="ascii")
        options.append(f"-dict={dictionary}")
    return options


def _quoted(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


if __name__ == "__main__":
    main(*sys.argv[1:])
