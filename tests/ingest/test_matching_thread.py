from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.ingest.matching_thread import SharedMatcher
from bot.ingest.pipeline import HistoryPage
from storage.model.ids import MessageId, NarrativeId
from tests.newsroom import ANNA, CHANNEL, post

if TYPE_CHECKING:
    from storage.model.narratives import Match
    from storage.model.posts import Post
    from tests.newsroom import Newsroom

PATIENCE = 10.0  # seconds, which only what fails takes
CAPTION = "брехня про склад і міст "


def album(number: int, captions: int = 10, *, first: int = 1) -> list[Post]:
    return [
        replace(post(first + place, f"{CAPTION}{number}.{place} ruse"), album_id=number) for place in range(captions)
    ]


@pytest.fixture
def in_transaction(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return whether a transaction was under way, for each text that was matched."""
    noted: list[bool] = []
    match = newsroom.matcher.match

    def noting(text: str) -> list[Match]:
        noted.append(newsroom.database._writer.in_transaction)
        return match(text)

    monkeypatch.setattr(newsroom.matcher, "match", noting)
    return noted


async def test_the_event_loop_goes_on_while_a_text_is_matched(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone_on = threading.Event()
    seen: list[bool] = []

    def slow(_: str) -> list[Match]:
        begun.set()
        seen.append(gone_on.wait(PATIENCE if threading.current_thread() is not threading.main_thread() else 0.1))
        return []

    begun = threading.Event()
    monkeypatch.setattr(newsroom.matcher, "match", slow)
    task = asyncio.create_task(newsroom.pipeline().ingest([post(1, "довгий текст")]))
    await asyncio.to_thread(begun.wait, PATIENCE)
    gone_on.set()
    await task
    assert seen == [True]


async def test_no_text_is_matched_in_a_transaction_albums_included(
    newsroom: Newsroom, in_transaction: list[bool]
) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    page = [*album(1), *album(2, first=11)]
    await newsroom.pipeline().ingest(page[:5])
    await newsroom.pipeline().ingest(page, finished=HistoryPage(CHANNEL, MessageId(20)))
    assert in_transaction
    assert not any(in_transaction)
    whole = "\n\n".join(one.text for one in page[10:])
    assert (whole,) in await newsroom.rows("SELECT text FROM posts")
    assert await newsroom.rows("SELECT count(*) FROM outbox") == [(2,)]


async def test_copies_of_a_text_are_matched_once(newsroom: Newsroom, in_transaction: list[bool]) -> None:
    await newsroom.pipeline().ingest([post(number, "копія") for number in range(1, 51)])
    assert len(in_transaction) == 1


async def test_what_is_kept_meanwhile_by_another_read_is_seen(newsroom: Newsroom, in_transaction: list[bool]) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    one, two = album(1, 2)
    await asyncio.gather(*(newsroom.pipeline().ingest([member]) for member in (one, two)))
    assert await newsroom.rows("SELECT text, revision FROM posts") == [(f"{one.text}\n\n{two.text}", 2)]
    assert await newsroom.rows("SELECT count(*) FROM outbox") == [(1,)]
    assert not any(in_transaction)


async def test_narratives_do_not_change_while_a_text_is_matched(newsroom: Newsroom) -> None:
    begun, go_on, done = threading.Event(), threading.Event(), list[str]()

    class Slow:
        def match(self, _: str) -> list[Match]:
            begun.set()
            go_on.wait(PATIENCE)
            done.append("matched")
            return []

        def forget(self, _: NarrativeId) -> None:
            done.append("forgotten")

    shared = SharedMatcher(Slow())  # type: ignore[arg-type] # what is not asked for is left out
    matching = asyncio.create_task(asyncio.to_thread(shared.match, "довгий текст"))
    await asyncio.to_thread(begun.wait, PATIENCE)
    forgetting = asyncio.create_task(asyncio.to_thread(shared.forget, NarrativeId("feint")))
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(matching, forgetting)
    assert done == ["matched", "forgotten"]
