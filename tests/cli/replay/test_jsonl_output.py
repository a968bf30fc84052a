from __future__ import annotations

import json
from typing import Any

from bot.cli.replay.jsonl_output import RowPrinter
from bot.ingest.pipeline import Ingested
from storage.model.channels import Channel
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Match
from tests.newsroom import CHANNEL, post

TEXT = "🎭 об\u200bман і пастка"
SURE = Match(NarrativeId("feint"), PhraseId(1), Level.ALERT, 97.5, ((2, 8),))
LESS = Match(NarrativeId("feint"), PhraseId(2), Level.ALERT, 90.0, ((11, 17),))
NEAR = Match(NarrativeId("goodwill"), PhraseId(3), Level.NEAR, 70.0, ((9, 10),))
PHRASES = {PhraseId(1): "обман", PhraseId(2): "пастка", PhraseId(3): "і"}


def rows(*matches: Match, near: bool = False) -> list[dict[str, Any]]:
    written: list[str] = []
    printer = RowPrinter(written.append, PHRASES, near=near)
    printer.show(Channel(CHANNEL, "News"), Ingested(post(5, TEXT), matches, changed=True, owed=1))
    return [json.loads(line) for line in written]


def test_a_row_tells_the_best_match_of_a_narrative_in_characters_of_the_post() -> None:
    assert rows(LESS, SURE) == [
        {
            "channel": "News",
            "message_id": 5,
            "narrative": "feint",
            "phrase": "обман",
            "score": 97.5,
            "level": "alert",
            "spans": [[2, 8]],
            "matched": ["об\u200bман"],
        }
    ]
    assert TEXT[2:8] == "об\u200bман"


def test_near_misses_are_printed_when_asked_for_after_the_alerts() -> None:
    assert [row["level"] for row in rows(NEAR, SURE)] == ["alert"]
    assert [row["narrative"] for row in rows(NEAR, SURE, near=True)] == ["feint", "goodwill"]


def test_an_alert_is_better_than_a_surer_near_miss_of_the_same_narrative() -> None:
    surer = Match(SURE.narrative_id, PhraseId(3), Level.NEAR, 99.0, ((9, 10),))
    assert [row["phrase"] for row in rows(surer, LESS, near=True)] == ["пастка"]
