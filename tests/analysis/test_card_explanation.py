from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telethon.extensions import html as telegram_html

from bot.analysis.reports.card_explanation import reasons_message, reasons_of
from bot.matching import ReferenceMatcher
from bot.matching.words.dictionaries import standard_lexicon
from bot.ui.locale import LANGUAGES, Texts
from bot.ui.message import parts
from storage.model.cards import CardEvidence
from storage.model.ids import ChannelId, MessageId, NarrativeId, PhraseId
from storage.model.narratives import Level, Match, Narrative, Phrase, PhraseKind
from storage.model.posts import Post

FEINT = NarrativeId("feint")
MATCHER = ReferenceMatcher(standard_lexicon())
TEXTS = Texts("en")


def evidence(
    words: str, *phrases: str, title: str = "Feint", removed: bool = False, threshold: float = 75
) -> CardEvidence:
    kept = tuple(
        Phrase(PhraseId(number), FEINT, phrase.removeprefix("-"), _kind(phrase))
        for number, phrase in enumerate(phrases)
    )
    narrative = Narrative(FEINT, title, threshold=75, phrases=kept)
    MATCHER.watch(narrative)
    post = Post(ChannelId(-1001), MessageId(1), datetime(2022, 9, 10, tzinfo=UTC), words)
    found = sorted(MATCHER.match(words), key=lambda match: -match.score)
    gone = frozenset(match.phrase_id for match in found) if removed else frozenset[PhraseId]()
    now = Narrative(FEINT, title, threshold=threshold, phrases=kept)
    return CardEvidence(post, (FEINT,), {FEINT: now}, tuple(found), gone)


def _kind(phrase: str) -> PhraseKind:
    return PhraseKind.EXCLUDE if phrase.startswith("-") else PhraseKind.WATCH


def said(one: CardEvidence, language: str = "en") -> list[str]:
    message = reasons_message(reasons_of(one, MATCHER), TEXTS.for_language(language))
    text, _ = telegram_html.parse(message.html)
    return text.split("\n")


def test_a_word_in_another_form_tells_how_it_was_met() -> None:
    assert said(evidence("маневру дуже обманного", "обманний маневр")) == [
        "Why this alert",
        "",
        "Feint",
        "🔎 “обманний маневр”: 96/100 (threshold 75)",
        "・обманний → обманного: same word in another form",
        "・маневр → маневру: same word in another form",
        "・1 other word between the matched ones; in another order.",
        "",
        "No exclusions set.",
    ]


def test_it_speaks_ukrainian() -> None:
    rows = said(evidence("Це був жест доброї волі", "жест доброї волі", "-фільм"), "uk")
    assert rows == [
        "Чому це сповіщення",
        "",
        "Feint",
        "🔎 «жест доброї волі»: 100/100 (поріг 75)",
        "・точні збіги: жест, доброї, волі",
        "",
        "Винятки (у тексті їх немає): «фільм»",
    ]


def test_a_threshold_raised_since_is_told() -> None:
    rows = said(evidence("маневру дуже обманного", "обманний маневр", threshold=99))
    assert rows[3] == "🔎 “обманний маневр”: 96/100, enough at the time; the threshold is now 99"


def test_only_the_best_phrases_are_explained_and_the_rest_counted() -> None:
    phrases = [f"жест доброї волі {word}" for word in ("наш", "ваш", "їхній")]
    rows = said(evidence("жест доброї волі наш ваш їхній", "жест доброї волі", *phrases, "-кіно"))
    assert sum(row.startswith("🔎") for row in rows) == 2
    assert "and 2 more phrases" in rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_hundreds_of_phrases_and_endless_words_stay_readable(language: str) -> None:
    words = ["а" * 300, "<b>слово</b>", "б" * 90 + "в", "гг" * 40]
    text = " ".join(words) + " кінець" * 500
    phrases = [f"{first} {second}" for first in words for second in words if first != second]
    exclusions = [f"-виняток номер{number} {'ж' * 200}" for number in range(300)]
    one = evidence(text, *phrases, *exclusions, title="🎭" * 500)
    message = reasons_message(reasons_of(one, MATCHER), TEXTS.for_language(language))
    (only,) = parts(message)
    shown, entities = telegram_html.parse(only.html)
    assert len(shown) < 3_000
    assert len(entities) <= 100
    assert [match.level for match in one.matches].count(Level.ALERT) > 2


def test_matches_of_the_link_preview_are_explained() -> None:
    one = evidence("щось", "жест доброї волі")
    text = "щось\n\nжест доброї волі"
    post = Post(ChannelId(-1001), MessageId(1), one.post.posted_at, "щось", preview="жест доброї волі")
    found = Match(FEINT, PhraseId(0), Level.ALERT, 100, ((len(text) - 16, len(text)),))
    rows = said(CardEvidence(post, one.told, one.narratives, (found,)))
    assert "・exact matches: жест, доброї, волі" in rows
