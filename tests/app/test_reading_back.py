from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Channel

TEXT = "Це жест доброї волі"


async def ready(story: Story, posts: int) -> Channel:
    """Make a channel with a past, the older half of it from long ago."""
    await story.ask(story.owner, "/narrative new Test story")
    await story.ask(story.owner, "/watch test-story жест доброї волі")
    await story.ask(story.owner, "/start")
    await story.follow(story.owner, "Test story")
    channel = story.telegram.add_channel("Новини", username="novyny")
    for number in range(posts):
        long_ago = datetime.now(UTC) - timedelta(days=400 if number < posts / 2 else 0, minutes=posts - number)
        await story.telegram.post(channel, f"{TEXT}, {number}", at=long_ago)
    return channel


async def test_a_new_channel_begins_at_its_newest_post(story: Story) -> None:
    async with story.program.running():
        channel = await ready(story, 10)
        said = (await story.ask(story.owner, "/channel add @novyny")).text
        await story.telegram.post(channel, f"{TEXT} і знову")
        await story.card(story.owner)

    assert "new posts only" in said
    assert story.program.rows("SELECT message_id FROM posts") == [(11,)]


async def test_the_last_posts_are_read_summed_up_and_never_sent_one_by_one(story: Story) -> None:
    async with story.program.running():
        await ready(story, 260)
        letter = await story.ask(story.owner, "/channel add @novyny media last 250")
        await wait_for(lambda: "Old posts read: 250 posts, 250 with a narrative" in letter.text)

    assert story.program.rows("SELECT min(message_id), count(*) FROM posts") == [(11, 250)]
    assert story.program.rows("SELECT kind FROM outbox") == [("summary",)]
    assert story.program.rows("SELECT count(*) FROM summary_posts") == [(250,)]
    assert story.cards(story.owner) == []
    assert story.program.rows("SELECT from_id FROM coverage") == [(10,)]
    assert story.program.rows("SELECT * FROM gaps") == []


async def test_posts_since_a_date_are_read_and_a_new_one_alerts(story: Story) -> None:
    async with story.program.running():
        channel = await ready(story, 20)
        day = (datetime.now(UTC) - timedelta(days=30)).date()
        await story.ask(story.owner, f"/channel add @novyny since {day}")
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(10,)])
        await story.telegram.post(channel, f"{TEXT} і знову")
        card = await story.card(story.owner)

    assert "і знову" in card.text
    assert len(story.cards(story.owner)) == 1
    assert story.program.rows("SELECT count(*) FROM summary_posts") == [(10,)]


async def test_a_channel_can_be_read_further_back_later(story: Story) -> None:
    async with story.program.running():
        await ready(story, 20)
        await story.ask(story.owner, "/channel add @novyny last 5")
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(5,)])
        await story.ask(story.owner, "/channel add @novyny last 1000")
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(20,)])
        said = await story.ask(story.owner, "/coverage novyny")

    assert story.program.rows("SELECT count(*) FROM summary_posts") == [(20,)]
    assert "from the first post" in said.text


async def test_old_posts_that_were_known_promise_no_summary(story: Story) -> None:
    async with story.program.running():
        await ready(story, 20)
        first = await story.ask(story.owner, "/channel add @novyny last 5")
        await wait_for(lambda: "Old posts read: 5 posts, 5 with a narrative. Followers" in first.text)
        again = await story.ask(story.owner, "/channel add @novyny last 5")
        await wait_for(lambda: "Old posts read" in again.text)
        further = await story.ask(story.owner, "/channel add @novyny last 8")
        await wait_for(lambda: "Old posts read" in further.text)

    assert again.text.endswith("Old posts read: 5 posts, 5 of them already known. No new matches.")
    assert "8 posts, 5 of them already known. 3 new posts match a narrative. Followers receive a" in further.text
    assert story.program.rows("SELECT count(*) FROM summary_posts") == [(8,)]


async def test_a_depth_that_cannot_be_read_is_answered_with_a_sentence(story: Story) -> None:
    async with story.program.running():
        await ready(story, 1)
        for wish, answer in {
            "last many": "“last many” isn’t a valid range",
            "last 0": "“last 0” isn’t a valid",
            "last 0000000015000000": "“last 0000000015000000” isn’t a valid",
            "since yesterday": "“since yesterday” isn’t a valid",
            "since 2999-01-01": "2999-01-01 is in the future",
            "media since": "“since” isn’t a valid",
        }.items():
            assert answer in (await story.ask(story.owner, f"/channel add @novyny {wish}")).text

    assert story.program.rows("SELECT * FROM channels") == []


async def test_a_channel_with_a_long_past_keeps_no_other_waiting(story: Story) -> None:
    story.program.variables |= {"NW_SWEEP_EVERY": "1s", "NW_SWEEP_QUIET": "1s", "NW_PAGE_PAUSE": "1s"}
    async with story.program.running():
        await ready(story, 1)
        other = story.telegram.add_channel("Інші новини", username="inshi")
        await story.telegram.post(other, "Давня новина")
        await story.ask(story.owner, "/channel add @inshi")
        long_ago = story.telegram.add_channel("Архів", username="arkhiv")
        for number in range(2_000):
            await story.telegram.post(long_ago, f"Новина {number}", at=datetime.now(UTC) - timedelta(days=40))
        await story.ask(story.owner, "/channel add @arkhiv last 2000")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts"))
        await story.telegram.post(other, TEXT, silently=True)
        await story.card(story.owner)

        assert story.program.rows("SELECT count(*) < 1900 FROM posts") == [(1,)]
