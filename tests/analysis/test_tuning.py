from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.rules.tuning import (
    ENOUGH,
    Effect,
    Proposal,
    Ruled,
    best_exclusions,
    better_threshold,
    candidates,
    effect,
)
from storage.model.deliveries import ReaderVerdict
from storage.model.ids import PostId

RELEVANT, FALSE_ALARM = ReaderVerdict.RELEVANT, ReaderVerdict.FALSE_ALARM


def ruled(number: int, score: float, verdict: ReaderVerdict | None, text: str = "", *spans: tuple[int, int]) -> Ruled:
    return Ruled(PostId(number), text, score, spans, verdict)


def ruled_all(*scored: tuple[float, ReaderVerdict | None]) -> list[Ruled]:
    return [ruled(number, *one) for number, one in enumerate(scored, 1)]


def test_the_lowest_threshold_is_proposed_that_keeps_out_most_false_alarms_and_nothing_relevant() -> None:
    wrong = [(score, FALSE_ALARM) for score in (78.0, 81.5, 88.0)]
    posts = ruled_all(*wrong, (85, RELEVANT), (100, RELEVANT), (80, None), (99, None))
    assert better_threshold(posts, 75) == Proposal(82, Effect(2, 0, 1))


def test_a_threshold_may_be_as_high_as_the_weakest_relevant_post() -> None:
    posts = ruled_all((84, FALSE_ALARM), (84.5, FALSE_ALARM), (85, RELEVANT))
    assert better_threshold(posts, 75) == Proposal(85, Effect(2, 0, 0))
    assert better_threshold(ruled_all((84.2, FALSE_ALARM), (84.5, FALSE_ALARM), (84.9, RELEVANT)), 75) is None


def test_one_false_alarm_may_be_chance_and_one_word_for_word_is_beyond_any_threshold() -> None:
    assert better_threshold(ruled_all((80, FALSE_ALARM), (90, RELEVANT)), 75) is None
    assert better_threshold(ruled_all((100, FALSE_ALARM), (100, FALSE_ALARM)), 75) is None
    assert better_threshold([], 75) is None
    assert better_threshold(ruled_all((100, FALSE_ALARM), (100, FALSE_ALARM)), 100) is None


@given(
    scored=st.lists(st.tuples(st.integers(750, 1000), st.sampled_from([RELEVANT, FALSE_ALARM, None])), max_size=30),
    present=st.integers(0, 100),
)
def test_no_proposed_threshold_ever_costs_a_relevant_post_nor_could_a_lower_one_do_as_much(
    scored: list[tuple[int, ReaderVerdict | None]], present: int
) -> None:
    posts = ruled_all(*((tenths / 10, verdict) for tenths, verdict in scored))
    proposal = better_threshold(posts, present)
    if proposal is None:
        return
    assert proposal.value > present
    assert proposal.effect.relevant == 0
    assert proposal.effect.false_alarms >= ENOUGH
    assert proposal.effect == effect(one for one in posts if one.score < proposal.value)
    lower = effect(one for one in posts if one.score < proposal.value - 1)
    assert proposal.value - 1 <= present or lower.false_alarms < proposal.effect.false_alarms


def test_words_are_candidates_that_say_something_and_are_not_of_the_phrase() -> None:
    text = "Жест доброї волі на навчаннях @novyny 2022 після школи"
    assert candidates([ruled(1, 90, FALSE_ALARM, text, (0, 4), (5, 11), (12, 16))]) == ["навчаннях", "школи"]
    assert candidates([ruled(1, 90, RELEVANT, text), ruled(2, 90, None, text)]) == []


def test_words_of_more_false_alarms_come_first_and_fit_on_a_button() -> None:
    posts = [ruled(1, 90, FALSE_ALARM, f"школа музей {'ю' * 21}"), ruled(2, 90, FALSE_ALARM, "музей музей парад")]
    assert candidates(posts) == ["музей", "парад", "школа"]


def test_exclusions_keep_out_most_and_never_what_is_relevant() -> None:
    posts = ruled_all((90, FALSE_ALARM), (90, FALSE_ALARM), (90, FALSE_ALARM), (90, RELEVANT), (90, None))
    found = {
        "музей": [PostId(1), PostId(2), PostId(4)],  # costs a relevant post
        "школа": [PostId(1), PostId(2), PostId(5)],
        "навчання": [PostId(1), PostId(2)],
        "парад": [PostId(3)],  # one is chance
        "вистава": [PostId(2), PostId(3)],
    }
    assert best_exclusions(posts, found) == [
        Proposal("навчання", Effect(2, 0, 0)),
        Proposal("вистава", Effect(2, 0, 0)),
    ]


def test_a_word_that_keeps_out_nothing_more_is_not_proposed_as_well() -> None:
    posts = ruled_all((90, FALSE_ALARM), (90, FALSE_ALARM))
    both = [PostId(1), PostId(2)]
    assert [one.value for one in best_exclusions(posts, {"школа": both, "урок": both})] == ["школа"]
    assert best_exclusions(posts, {}) == []
