from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage.channels import channels
from storage.database import to_text
from storage.model.channels import Channel
from storage.model.deliveries import ReaderVerdict, Verdicts
from storage.model.ids import ChannelId, MessageId, NarrativeId, PhraseId, PostId
from storage.model.narratives import Level, Match, Narrative, Phrase
from storage.model.posts import Post
from storage.narratives import narratives, quality
from storage.posts import matches, posts
from tests.fakes import START

if TYPE_CHECKING:
    from storage.database import Connection
    from storage.posts.posts import SavedPost

NEWS = Channel(ChannelId(-1001234567890), "News", "news")
FEINT, GOODWILL = NarrativeId("feint"), NarrativeId("goodwill")
ANNA, BORYS = 101, 102
RELEVANT, FALSE_ALARM = ReaderVerdict.RELEVANT, ReaderVerdict.FALSE_ALARM
SINCE = START - timedelta(days=30)


@pytest.fixture
async def tx(connection: Connection) -> Connection:
    await channels.add(connection, NEWS, START)
    for name, text in ((FEINT, "a feint"), (GOODWILL, "goodwill")):
        phrase = Phrase(PhraseId(0), name, text)
        await narratives.put(connection, Narrative(name, name.title(), phrases=(phrase,)), START)
    for person in (ANNA, BORYS):
        await connection.execute(
            "INSERT INTO subscribers (id, role, added_at) VALUES (?, 'subscriber', ?)", (person, to_text(START))
        )
        await follow(connection, person, FEINT)
    return connection


async def follow(tx: Connection, person: int, narrative: NarrativeId) -> None:
    await tx.execute(
        "INSERT INTO subscriptions (subscriber_id, narrative_id, since) VALUES (?, ?, ?)",
        (person, narrative, to_text(START)),
    )


async def phrase_of(tx: Connection, name: NarrativeId) -> PhraseId:
    narrative = await narratives.get(tx, name)
    assert narrative is not None
    return narrative.phrases[0].id


async def found(
    tx: Connection, number: int, *names: NarrativeId, level: Level = Level.ALERT, score: float = 90.0, days: int = 0
) -> SavedPost:
    post = Post(NEWS.id, MessageId(number), START - timedelta(days=days), f"text {number}")
    (kept,) = await posts.save_all(tx, [post], START)
    found = [Match(name, await phrase_of(tx, name), level, score, ((0, 4),)) for name in names]
    await matches.save(tx, kept, found)
    return kept


async def say(tx: Connection, kept: SavedPost, person: int, verdict: ReaderVerdict) -> None:
    await tx.execute(
        "INSERT INTO verdicts VALUES (?, ?, ?, ?, ?, ?)",
        (kept.id, kept.revision, person, person, verdict, to_text(START)),
    )


async def test_what_readers_say_is_counted_for_posts_and_for_what_found_them(tx: Connection) -> None:
    first, old = await found(tx, 1, FEINT), await found(tx, 2, FEINT, days=31)
    unjudged = await found(tx, 3, FEINT)
    await say(tx, first, ANNA, FALSE_ALARM)
    await say(tx, first, BORYS, FALSE_ALARM)
    await say(tx, old, ANNA, FALSE_ALARM)
    phrase = await phrase_of(tx, FEINT)
    assert await quality.posts(tx, SINCE) == [(first.id, NEWS.id, Verdicts(0, 2))]
    assert await quality.finds(tx, SINCE, 9) == [(phrase, first.id, 1, Verdicts(0, 2))]
    assert await quality.finds(tx, SINCE, 9, narrative=GOODWILL) == []
    assert await quality.found(tx, FEINT, phrase, SINCE, 9) == [(unjudged.id, 1), (first.id, 1)]
    assert await quality.found(tx, FEINT, phrase, SINCE, 1) == [(unjudged.id, 1)]


async def test_a_verdict_is_about_the_narratives_that_the_reader_was_told_of(tx: Connection) -> None:
    both = await found(tx, 1, FEINT, GOODWILL)
    await say(tx, both, ANNA, FALSE_ALARM)
    assert [one.phrase_id for one in await quality.finds(tx, SINCE, 9)] == [await phrase_of(tx, FEINT)]
    await tx.execute("DELETE FROM subscriptions")  # who left may have left for this alert
    assert len(await quality.finds(tx, SINCE, 9)) == 2


async def test_a_phrase_that_is_back_again_keeps_what_was_said_of_it(tx: Connection) -> None:
    kept = await found(tx, 1, FEINT)
    await say(tx, kept, ANNA, RELEVANT)
    gone = await phrase_of(tx, FEINT)
    await narratives.remove_phrase(tx, gone, START)
    assert await quality.finds(tx, SINCE, 9) == []
    await narratives.add_phrase(tx, FEINT, "a feint", START)
    back = await phrase_of(tx, FEINT)
    assert back != gone
    assert await quality.finds(tx, SINCE, 9) == [(back, kept.id, 1, Verdicts(1, 0))]


async def test_an_edited_post_is_one_post_and_its_text_is_that_which_was_judged(tx: Connection) -> None:
    kept = await found(tx, 1, FEINT)
    await say(tx, kept, ANNA, FALSE_ALARM)
    later = START + timedelta(minutes=1)
    await posts.save_all(tx, [Post(NEWS.id, MessageId(1), START, "another text", edited_at=later)], later)
    assert await quality.finds(tx, SINCE, 9) == [(await phrase_of(tx, FEINT), kept.id, 1, Verdicts(0, 1))]
    assert (await quality.as_they_were(tx, [(kept.id, 1)]))[kept.id].post.text == "text 1"
    assert (await quality.as_they_were(tx, [(kept.id, 2)]))[kept.id].post.text == "another text"
    assert await quality.as_they_were(tx, [(PostId(77), 1)]) == {}


async def test_near_misses_are_the_best_of_each_phrase_that_nothing_else_found(tx: Connection) -> None:
    await found(tx, 1, FEINT, level=Level.NEAR, score=66)
    best = await found(tx, 2, FEINT, level=Level.NEAR, score=73)
    other = await found(tx, 3, GOODWILL, level=Level.NEAR, score=70)
    await found(tx, 4, GOODWILL, level=Level.NEAR, score=74, days=8)
    seen = await found(tx, 5, GOODWILL, level=Level.NEAR, score=74)
    second = await narratives.add_phrase(tx, GOODWILL, "good will", START)
    assert second is not None
    await matches.save(tx, seen, [Match(GOODWILL, second, Level.ALERT, 99, ())])
    feint, goodwill = await phrase_of(tx, FEINT), await phrase_of(tx, GOODWILL)
    week = START - timedelta(days=7)
    expected = [(feint, best.id, 1, 73.0, ((0, 4),)), (goodwill, other.id, 1, 70.0, ((0, 4),))]
    assert await quality.near_misses(tx, week, 9) == expected
    assert await quality.near_misses(tx, week, 1) == expected[:1]
    await tx.execute("UPDATE narratives SET status = 'paused' WHERE id = 'feint'")
    assert await quality.near_misses(tx, week, 9) == expected[1:]
