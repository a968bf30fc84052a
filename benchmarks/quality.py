"""How right matching is on labelled pairs of phrase and text: `python -m benchmarks.quality [--pairs FILE]`.

A file of pairs is JSON Lines with the fields id, phrase, text, match (true or false) and kind. The matcher is shown
beside simpler designs, kind by kind, over a range of thresholds, and with every miss and false alarm explained.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.analysis.reports.explanation import describe
from bot.matching import DEFAULT_THRESHOLD, UnusablePhrase, explain
from bot.matching.text.tokens import tokenise
from bot.matching.words.dictionaries import standard_lexicon
from bot.ui.locale import Texts
from bot.ui.markup import plain
from storage.model.narratives import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.matching import Explanation, Lexicon
    from bot.matching.text.tokens import Token
    from bot.ui.markup import Say

OUR_PAIRS = Path(__file__).parents[1] / "tests" / "data" / "matching_pairs.jsonl"
SWEEP = range(60, 100, 5)
MATCHER = "the matcher"
_ALIKE = 85.0  # the usual setting of the designs that compare characters
_WINDOW_ROOM = 3
_WIDTH = 120  # columns into a file


@dataclass(frozen=True, slots=True)
class Pair:
    """A phrase, a text, and whether the text says the phrase; `kind` tells what makes it a hard case."""

    id: str
    phrase: str
    text: str
    match: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Score:
    """How a design did: pairs that match and were found, were missed, and pairs that do not and were found."""

    found: int
    missed: int
    false_alarms: int
    right: int
    pairs: int

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right (0-1); None where nothing was found."""
        return _share(self.found, self.found + self.false_alarms)

    @property
    def recall(self) -> float | None:
        """The share of what matches that was found (0-1); None where nothing matches."""
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall (0-1); None where there is nothing to find."""
        if self.recall is None:
            return None
        return _share(2 * self.found, 2 * self.found + self.missed + self.false_alarms)


def read_pairs(path: Path) -> list[Pair]:
    """Read a file of pairs. Raises ValueError naming the line that is none."""
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            pairs.append(Pair(str(row["id"]), row["phrase"], row["text"], bool(row["match"]), row["kind"]))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}, line {number}: {error!r}") from error
    return pairs


def explained(pairs: Iterable[Pair], lexicon: Lexicon) -> dict[str, Explanation | None]:
    """Explain each pair at the default threshold, by id; None where the phrase is refused."""
    explanations: dict[str, Explanation | None] = {}
    for pair in pairs:
        try:
            explanations[pair.id] = explain(pair.text, pair.phrase, lexicon)
        except UnusablePhrase:
            explanations[pair.id] = None
    return explanations


def is_alert(explanation: Explanation | None, threshold: float = DEFAULT_THRESHOLD) -> bool:
    """Tell whether an explained pair would alert at another threshold, too."""
    if explanation is None or explanation.failed or not explanation.in_one_sentence:
        return False
    return explanation.level is Level.ALERT if threshold == explanation.threshold else explanation.score >= threshold


def score(pairs: Iterable[Pair], says: Mapping[str, bool]) -> Score:
    """Count how often a design, which `says` yes or no by a pair's id, is right."""
    tally = Counter((pair.match, says[pair.id]) for pair in pairs)
    return Score(
        found=tally[True, True],
        missed=tally[True, False],
        false_alarms=tally[False, True],
        right=tally[True, True] + tally[False, False],
        pairs=tally.total(),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


# ---- other designs


def _partial_ratio(pair: Pair) -> bool:
    return fuzz.partial_ratio(pair.phrase.lower(), pair.text.lower()) >= _ALIKE


def _token_set_ratio(pair: Pair) -> bool:
    return fuzz.token_set_ratio(pair.phrase.lower(), pair.text.lower()) >= _ALIKE


def _substring(pair: Pair) -> bool:
    return pair.phrase.lower() in pair.text.lower()


def _lemmas_only(lexicon: Lexicon) -> Callable[[Pair], bool]:
    """Make a design that folds, and looks for words with the phrase's lemmas in a short window, in any order."""

    def is_met(pair: Pair) -> bool:
        words, asked = tokenise(pair.text), tokenise(pair.phrase)
        length = len(asked) + _WINDOW_ROOM
        wanted = [lexicon.lemmas(token.text) | {token.text} for token in asked if not token.is_function_word]
        return bool(wanted) and any(
            _all_among(wanted, words[at : at + length], lexicon) for at in range(max(1, len(words)))
        )

    return is_met


def _all_among(wanted: Sequence[frozenset[str]], window: Sequence[Token], lexicon: Lexicon) -> bool:
    lemmas = [lexicon.lemmas(token.text) | {token.text} for token in window]
    return all(any(not asked.isdisjoint(seen) for seen in lemmas) for asked in wanted)


def answers(
    pairs: Sequence[Pair], explanations: Mapping[str, Explanation | None], lexicon: Lexicon
) -> dict[str, dict[str, bool]]:
    """Return what each design, by name, says about each pair, by id; the matcher first."""
    rivals: dict[str, Callable[[Pair], bool]] = {
        "lemmas only": _lemmas_only(lexicon),
        "partial_ratio >= 85": _partial_ratio,
        "token_set_ratio >= 85": _token_set_ratio,
        "substring": _substring,
    }
    said = {MATCHER: {pair.id: is_alert(explanations[pair.id]) for pair in pairs}}
    return said | {name: {pair.id: says(pair) for pair in pairs} for name, says in rivals.items()}


# ---- the report


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index else "left", no_wrap=not index)
    return table


def _designs(pairs: Sequence[Pair], said: Mapping[str, Mapping[str, bool]]) -> Table:
    table = _table(f"All {len(pairs)} pairs", "design", "precision", "recall", "F1", "misses", "false alarms")
    for name, says in said.items():
        all_ = score(pairs, says)
        shares = (_percent(share) for share in (all_.precision, all_.recall, all_.f1))
        table.add_row(name, *shares, str(all_.missed), str(all_.false_alarms))
    return table


def _kinds(pairs: Sequence[Pair], said: Mapping[str, Mapping[str, bool]]) -> Table:
    """Show the matcher's figures for each kind, and beside them the share of pairs that each rival gets right.

    Kinds that hold no match at all have no precision or recall: there only the right answers count.
    """
    rivals = [name for name in said if name != MATCHER]
    table = _table(
        "By kind: the matcher, and the share of right answers of the others",
        *("kind", "pairs", "precision", "recall", "F1", "right"),
        *rivals,
    )
    for kind in dict.fromkeys(pair.kind for pair in pairs):
        these = [pair for pair in pairs if pair.kind == kind]
        ours, *others = (score(these, says) for says in said.values())
        precision = None if ours.recall is None else ours.precision
        shares = (precision, ours.recall, ours.f1, *(_share(one.right, one.pairs) for one in (ours, *others)))
        table.add_row(kind, str(ours.pairs), *(_percent(share) for share in shares))
    return table


def _sweep(pairs: Sequence[Pair], explanations: Mapping[str, Explanation | None]) -> Table:
    table = _table("The matcher by threshold", "threshold", "precision", "recall", "F1")
    for threshold in SWEEP:
        at = score(pairs, {pair.id: is_alert(explanations[pair.id], threshold) for pair in pairs})
        mark = " (default)" if threshold == DEFAULT_THRESHOLD else ""
        table.add_row(f"{threshold}{mark}", *(_percent(share) for share in (at.precision, at.recall, at.f1)))
    return table


def _print_faults(
    pairs: Iterable[Pair], explanations: Mapping[str, Explanation | None], console: Console, say: Say
) -> None:
    for pair in pairs:
        explanation = explanations[pair.id]
        if is_alert(explanation) == pair.match:
            continue
        console.print(Text(f"{'Missed' if pair.match else 'False alarm'}: {pair.id}", style="bold"))
        console.print(Text(pair.text))
        for line in _told(pair, explanation, say):
            console.print(Text(f"  {plain(line)}"))
        console.print()


def _told(pair: Pair, explanation: Explanation | None, say: Say) -> list[str]:
    if explanation is None:
        return [f"«{pair.phrase}» is refused"]
    account = describe(explanation, pair.text, say)
    words = [f"{line.sign} {line.word} → {line.seen}: {line.why}" for line in account.words]
    return [account.verdict, *words, *account.remarks]


def report(pairs: Sequence[Pair], console: Console) -> None:
    """Measure all designs on `pairs` and print what came out."""
    lexicon = standard_lexicon()
    explanations = explained(pairs, lexicon)
    said = answers(pairs, explanations, lexicon)
    for table in (_designs(pairs, said), _kinds(pairs, said), _sweep(pairs, explanations)):
        console.print(table)
        console.print()
    _print_faults(pairs, explanations, console, Texts("en").for_language("en"))


def main() -> None:
    """Read the command line and report."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    asked.add_argument("--pairs", type=Path, default=OUR_PAIRS, help="a file of labelled pairs; by default our own")
    try:
        pairs = read_pairs(asked.parse_args().pairs)
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH
    report(pairs, console)


if __name__ == "__main__":
    main()
