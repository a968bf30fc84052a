from __future__ import annotations

from collections import Counter
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from benchmarks.quality import OUR_PAIRS, SWEEP, Pair, explained, is_alert, read_pairs, report, score
from bot.matching import explain
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.narratives import Level

if TYPE_CHECKING:
    from pathlib import Path

    from bot.matching import Explanation

LEXICON = standard_lexicon()
PAIRS = read_pairs(OUR_PAIRS)
FOUND = {
    "abbreviation",
    "function-words",
    "inflection",
    "inserted",
    "joined",
    "mixed",
    "names",
    "numbers",
    "obfuscation-digits",
    "obfuscation-invisible",
    "obfuscation-letters",
    "obfuscation-spaced",
    "order",
    "typo",
}
NOT_FOUND = {
    "exact",
    "far-apart",
    "inside-word",
    "look-alike-word",
    "negation",
    "number-differs",
    "part-of-speech",
    "partial",
    "prefix",
    "replaced",
    "sentence-end",
    "surname",
}


@pytest.fixture(scope="module")
def explanations() -> dict[str, Explanation | None]:
    return explained(PAIRS, LEXICON)


def test_our_pairs_have_an_id_each_and_none_is_there_twice() -> None:
    assert len(PAIRS) >= 320
    assert len({pair.id for pair in PAIRS}) == len(PAIRS)
    assert len({(pair.phrase, pair.text) for pair in PAIRS}) == len(PAIRS)


def test_our_pairs_hold_three_languages_and_every_kind() -> None:
    languages = Counter(pair.id.split("-")[0] for pair in PAIRS)
    assert languages.keys() == {"uk", "ru", "en"}
    assert languages["uk"] > languages["ru"] > languages["en"] > 0.2 * len(PAIRS)
    kinds = Counter((pair.kind, pair.match) for pair in PAIRS)
    assert {kind for kind, match in kinds if match} == FOUND
    assert {kind for kind, match in kinds if not match} == NOT_FOUND
    assert min(kinds.values()) >= 5


def test_every_id_tells_the_language_and_the_kind() -> None:
    assert [pair.id for pair in PAIRS if pair.kind not in pair.id] == []


def test_matching_is_as_right_on_our_pairs_as_it_was(explanations: dict[str, Explanation | None]) -> None:
    ours = score(PAIRS, {pair.id: is_alert(explanations[pair.id]) for pair in PAIRS})
    assert (ours.f1 or 0) >= 0.98
    assert (ours.precision or 0) >= 0.97
    assert (ours.recall or 0) >= 0.97


def test_every_phrase_of_our_pairs_can_be_watched(explanations: dict[str, Explanation | None]) -> None:
    assert [pair for pair in PAIRS if explanations[pair.id] is None] == []


def test_another_threshold_is_judged_as_the_matcher_would(explanations: dict[str, Explanation | None]) -> None:
    for pair in PAIRS[::9]:
        for threshold in SWEEP:
            told = explain(pair.text, pair.phrase, LEXICON, threshold=threshold)
            assert is_alert(explanations[pair.id], threshold) == (told.level is Level.ALERT)


def test_precision_and_recall_are_shares_of_what_was_found_and_of_what_was_there() -> None:
    pairs = [Pair(str(number), "x", "x", number < 4, "kind") for number in range(8)]
    got = score(pairs, {str(number): number in {0, 1, 2, 5} for number in range(8)})
    assert (got.found, got.missed, got.false_alarms, got.right, got.pairs) == (3, 1, 1, 6, 8)
    assert (got.precision, got.recall, got.f1) == (0.75, 0.75, 0.75)


def test_where_nothing_matches_there_is_no_recall() -> None:
    got = score([Pair("1", "x", "y", match=False, kind="kind")], {"1": False})
    assert (got.precision, got.recall, got.f1) == (None, None, None)


def test_the_report_explains_what_is_wrong() -> None:
    pairs = [
        Pair("right", "блокування мосту", "Блокування мостів триває.", match=True, kind="inflection"),
        Pair("missed", "блокування мосту", "Будівництво мостів триває.", match=True, kind="inflection"),
        Pair("false", "блокування мосту", "Блокування мостів триває.", match=False, kind="replaced"),
        Pair("refused", "на", "Блокування мостів триває.", match=True, kind="replaced"),
    ]
    output = StringIO()
    report(pairs, Console(file=output, width=120))
    shown = output.getvalue()
    for part in ("All 4 pairs", "partial_ratio", "token_set_ratio", "lemmas only", "75 (default)", "replaced"):
        assert part in shown
    assert "Missed: missed" in shown
    assert "Missing: “блокування”." in shown
    assert "False alarm: false" in shown
    assert "same word in another form" in shown
    assert "«на» is refused" in shown
    assert "Missed: right" not in shown


def test_a_line_that_is_no_pair_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text('{"id": "1", "phrase": "x", "text": "x", "match": true, "kind": "k"}\n\n{"id": "2"}\n')
    with pytest.raises(ValueError, match=r"pairs\.jsonl, line 3"):
        read_pairs(file)


def test_a_refused_phrase_alerts_nobody(explanations: dict[str, Explanation | None]) -> None:
    assert not is_alert(None)
    failed = next(one for one in explanations.values() if one is not None and one.level is Level.ALERT)
    assert not is_alert(replace(failed, in_one_sentence=False), 60)
