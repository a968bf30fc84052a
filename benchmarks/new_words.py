"""What the matcher comes to hold as it meets words that no dictionary has: until all that remembers is full, no more.

python -m benchmarks.new_words [--words 400000]; Linux only.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from pathlib import Path

from benchmarks.phrases import starter
from bot.narratives.matcher_sync import new_matcher, watch_all

SYLLABLES = ("бо", "ве", "го", "да", "же", "зи", "ку", "ла", "ми", "но", "пу", "ру", "са", "ту", "фе", "хо", "ча", "ши")
WORDS_IN_A_POST = 10
TOLD_EVERY = 20_000
SEED = 20_240_601


def word(dice: random.Random, syllables: int = 5) -> str:
    """Return a word that can be spoken and means nothing; of five syllables there are 1.9 million."""
    return "".join(dice.choices(SYLLABLES, k=syllables))


def held() -> float:
    """Return the megabytes of memory that this process holds."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def main(words: int) -> None:
    """Have the starter narratives looked for in so many new words."""
    matcher = new_matcher(75)
    watch_all(matcher, starter(itertools.count(1)))
    dice = random.Random(SEED)  # noqa: S311 - repeatable, and no secret
    at_first = held()
    print(f"words=0 MB={at_first:.0f}", flush=True)  # noqa: T201
    begun = time.process_time()
    for met in range(WORDS_IN_A_POST, words + 1, WORDS_IN_A_POST):
        matcher.match(". ".join(word(dice) for _ in range(WORDS_IN_A_POST)))
        if met % TOLD_EVERY == 0:
            now = held()
            spent = (time.process_time() - begun) / met
            print(f"words={met} MB={now:.0f} (+{now - at_first:.0f}) µs_a_word={spent * 1e6:.0f}", flush=True)  # noqa: T201


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--words", type=int, default=400_000)
    main(asked.parse_args().words)
