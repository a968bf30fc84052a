from __future__ import annotations

from datetime import timedelta

import pytest

from bot.telegram.reading.watch_list import WatchList
from storage.model.channels import Channel, GapReason
from storage.model.ids import MessageId
from tests.fakes import START
from tests.newsroom import CHANNEL, post

GRACE = timedelta(seconds=10)
NOW = START + timedelta(minutes=5)
JUST_NOW = NOW - timedelta(seconds=5)


@pytest.fixture
def watched() -> WatchList:
    watched = WatchList(START)
    watched.add(Channel(CHANNEL, "Morning News", read_to=MessageId(1)), START)
    watched.hear_from(START + timedelta(minutes=1), GapReason.DISCONNECTED)
    return watched


def test_a_post_from_before_live_updates_were_heard_is_missed_for_that_reason(watched: WatchList) -> None:
    assert watched.unheard([post(2, "x", at=START)], NOW, GRACE) == {2: GapReason.DISCONNECTED}


def test_a_post_from_before_a_channel_was_watched_is_missed_for_that_reason(watched: WatchList) -> None:
    watched.drop(CHANNEL)
    watched.add(Channel(CHANNEL, "Morning News", read_to=MessageId(1)), NOW)
    assert watched.unheard([post(2, "x", at=JUST_NOW)], NOW, GRACE) == {2: GapReason.UNWATCHED}


def test_a_post_overtaken_by_a_live_one_was_not_pushed(watched: WatchList) -> None:
    watched.note(CHANNEL, MessageId(3))
    assert watched.unheard([post(2, "x", at=JUST_NOW)], NOW, GRACE) == {2: GapReason.NOT_PUSHED}


def test_a_post_that_did_not_come_for_a_while_was_not_pushed(watched: WatchList) -> None:
    assert watched.unheard([post(2, "x", at=NOW - timedelta(seconds=11))], NOW, GRACE) == {2: GapReason.NOT_PUSHED}


def test_a_post_just_made_may_still_be_on_its_way(watched: WatchList) -> None:
    assert watched.unheard([post(2, "x", at=JUST_NOW)], NOW, GRACE) == {}


def test_a_live_post_that_waits_to_be_kept_is_not_missed(watched: WatchList) -> None:
    watched.note(CHANNEL, MessageId(3))
    watched.wait(post(2, "x", at=JUST_NOW))
    assert watched.unheard([post(2, "x", at=JUST_NOW)], NOW, GRACE) == {}
    watched.kept([post(2, "x", at=JUST_NOW)])
    assert watched.unheard([post(2, "x", at=JUST_NOW)], NOW, GRACE) == {2: GapReason.NOT_PUSHED}


def test_a_live_post_that_found_no_place_is_missed_for_that_reason_once(watched: WatchList) -> None:
    watched.leave_to_history(post(2, "x", at=JUST_NOW))
    assert watched.unheard([post(2, "x", at=JUST_NOW)], NOW, GRACE) == {2: GapReason.FLOODED}
    assert watched.unheard([post(2, "x", at=JUST_NOW)], NOW, GRACE) == {}
