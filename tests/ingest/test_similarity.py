from __future__ import annotations

import pytest

from benchmarks.grouping import OUR_PAIRS, RIVALS, ours, read_pairs, right
from bot.ingest.rules.similarity import (
    ALIKE,
    ALIKE_OWN,
    ALIKE_SHORT,
    LONG_ENOUGH,
    gist,
    likeness,
    most_alike,
    needed,
    sizes,
)
from storage.model.ids import ChannelId, StoryId
from storage.model.stories import Lead

TEXT = "Наши подразделения покинули село без боя, это жест доброй воли, сообщил вчера представитель ведомства"
HERE, THERE = ChannelId(-1), ChannelId(-2)


def lead(number: int, text: str, channel: ChannelId = THERE) -> Lead:
    return Lead(StoryId(number), channel, gist(text))


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        TEXT.upper(),
        f"🔥🔥 {TEXT}!!!",
        f"{TEXT} https://example.org/a/b?c=d @channel",
        TEXT.replace("о", "o"),
        TEXT.replace("вчера", "вче\u200bра"),
    ],
)
def test_what_writers_vary_without_meaning_is_not_compared(copy: str) -> None:
    assert gist(copy) == gist(TEXT)


def test_another_ending_is_the_same_word() -> None:
    assert gist("подразделения отведены") == gist("подразделение отведено")


def test_a_number_in_words_is_the_same_number() -> None:
    assert gist("сбито 3 дрона") == gist("сбито три дрона")
    assert gist("2 villages") == gist("two villages")


@pytest.mark.parametrize("text", ["", "🔥🔥🔥", "https://example.org", "@somebody"])
def test_a_text_without_words_is_like_none(text: str) -> None:
    assert gist(text) == ""
    assert likeness(gist(text), gist(text)) == 0.0
    assert most_alike(gist(text), HERE, [lead(1, text)]) is None


def test_another_number_makes_a_short_text_another() -> None:
    assert likeness(gist("Доллар поднялся выше 97 рублей"), gist("Доллар поднялся выше 98 рублей")) < ALIKE
    assert likeness(gist("Доллар поднялся выше 97 рублей"), gist("Доллар поднялся выше 97 рублей, евро 105")) > ALIKE


def test_one_number_in_a_long_text_does_not_outweigh_the_rest() -> None:
    long = " ".join(f"слово{letter}" for letter in "абвгдежзиклмнопрстуфхцчшщэюя" * 3)
    assert likeness(gist(f"{long} 7"), gist(f"{long} 8")) > 0.9


def test_what_a_channel_adds_weighs_little_and_a_round_up_is_no_copy() -> None:
    signed = f"{TEXT}. Подписывайтесь на наш канал, чтобы узнавать все новости первыми"
    assert likeness(gist(TEXT), gist(signed)) > ALIKE
    news = " ".join(f"новость{letter}" for letter in "абвгдежзиклмнопрстуфхцчшщэюя" * 3)
    assert likeness(gist(TEXT), gist(f"{news} {TEXT} {news}")) < ALIKE


def test_the_shorter_a_text_the_more_alike_it_must_be() -> None:
    words = [needed("x" * number, "x" * 40) for number in range(1, 40)]
    assert words == sorted(words, reverse=True)
    assert needed("x" * LONG_ENOUGH, "x" * 40) == pytest.approx(ALIKE)
    assert needed("x", "x") > ALIKE_SHORT - 0.05
    assert needed("x" * 40, "x" * 40, same_channel=True) == ALIKE_OWN


def test_the_likest_lead_is_found_and_of_equals_the_oldest() -> None:
    leads = [lead(1, "Совсем о другом"), lead(2, f"{TEXT} И точка"), lead(3, TEXT), lead(4, TEXT)]
    assert most_alike(gist(TEXT), HERE, leads) == (3, 1.0)
    assert most_alike(gist("Ничего похожего на это"), HERE, leads) is None
    assert most_alike(gist(TEXT), HERE, []) is None


def test_a_channels_own_post_must_be_nearly_equal() -> None:
    other = f"{TEXT} и добавил ещё слово"
    assert most_alike(gist(other), HERE, [lead(1, TEXT, THERE)]) is not None
    assert most_alike(gist(other), HERE, [lead(1, TEXT, HERE)]) is None
    assert most_alike(gist(TEXT), HERE, [lead(1, TEXT, HERE)]) == (1, 1.0)


def test_no_text_outside_the_sizes_is_alike() -> None:
    for words in (1, 5, 20, 100):
        least, most = sizes("x" * words)
        for other in (least - 1, most + 1):
            if other > 0:
                assert likeness("x" * words, "x" * other) < ALIKE


def test_our_pairs_are_told_apart_better_than_by_simpler_ways() -> None:
    pairs = read_pairs(OUR_PAIRS)
    assert len(pairs) >= 60
    precision, recall = right(pairs, ours)
    assert precision >= 0.92
    assert recall >= 0.8
    for name, rival in RIVALS.items():
        its_precision, its_recall = right(pairs, rival)
        assert its_precision < precision, name
        assert its_recall < recall or its_precision < 0.75, name
