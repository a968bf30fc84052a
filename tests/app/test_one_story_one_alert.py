from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.messages import EditMessageRequest, SendMessageRequest

from tests.fakes import FastClock
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Channel, Letter, Post

TEXT = (
    "Наши подразделения покинули село без боя. Это жест доброй воли: мы бережём мирных жителей и выполняем все "
    "поставленные задачи, о чём вчера вечером сообщил представитель ведомства."
)
MINUTES = 60  # how much faster the clock of most of these stories runs: a second is a minute


async def channels(story: Story, number: int, role: str = "") -> list[Channel]:
    """Have the program watch so many more channels."""
    added = []
    for each in range(number):
        name = f"kanal_{role[:4]}{each + 1}"
        channel = story.telegram.add_channel(f"Канал {role}{each + 1}", username=name)
        await story.telegram.post(channel, "Перший допис")
        assert "Watching" in (await story.ask(story.owner, f"/channel add @{name} {role}")).text
        added.append(channel)
    return added


async def ready(story: Story, number: int) -> list[Channel]:
    """Track a narrative that the owner follows, in so many channels."""
    first = await story.set_up_and_follow("Goodwill", "жест доброї волі", "жест доброй воли")
    return [first, *await channels(story, number - 1)]


def reworded(number: int) -> str:
    """Return the text as one of many channels has it: with a head, another word, a signature."""
    return f"❗️{TEXT.replace('вчера вечером', 'накануне')}\n\n👉 Подписаться на канал {number}"


async def settled(story: Story) -> None:
    """Wait until no card waits to be sent or changed."""
    await wait_for(
        lambda: (
            story.program.rows(
                "SELECT count(*) FROM outbox WHERE status = 'pending' OR (status = 'sent' AND amend_at IS NOT NULL)"
            )
            == [(0,)]
        ),
        awaited="all cards to be as they should",
    )


async def spread(story: Story, sources: list[Channel], lead: Post) -> None:
    """Have channels tell a story one after the other: every third forwards it, the others write it anew."""
    for number, channel in enumerate(sources):
        known = story.program.rows("SELECT count(*) FROM story_posts")[0][0]
        if number % 3:
            await story.telegram.post(channel, reworded(number), views=1000)
        else:
            await story.telegram.post(channel, TEXT, forwarded_from=lead, views=1000)
        await wait_for(
            lambda before=known: story.program.rows("SELECT count(*) FROM story_posts")[0][0] > before,  # type: ignore[misc]
            awaited="the copy to be kept",
        )


async def test_a_story_in_twelve_channels_is_one_card_that_is_changed_and_two_words_of_its_steps(story: Story) -> None:
    async with story.program.running():
        first, *others = await ready(story, 12)
    async with story.program.running(FastClock(MINUTES)):
        lead = await story.telegram.post(first, TEXT, views=500)
        card = await story.card(story.owner)
        assert "📡" not in card.text
        await spread(story, others[:4], lead)
        await wait_for(lambda: len(story.steps(story.owner)) == 1, awaited="the first step")
        await spread(story, others[4:], lead)
        await wait_for(lambda: len(story.steps(story.owner)) == 2, awaited="the second step")
        await wait_for(lambda: "📡 12 channels in" in card.text, awaited="the whole spread on the card")
        await settled(story)

    assert story.cards(story.owner) == [card]
    assert "5 forwarded, 6 reposted · 11,500 views" in card.text
    assert "Also in: Канал 1, Канал 2, Канал 3 and 8 more channels" in card.text
    assert "First seen" not in card.text
    five, ten = story.steps(story.owner)
    assert five.text.startswith("📈 Now in 5 channels within")
    assert re.match("📈 Now in 1[012] channels within", ten.text)  # as many as there are when it is told
    assert five.text.endswith(": Goodwill")
    assert [step.reply_to for step in (five, ten)] == [card, card]
    assert f"https://t.me/novyny/{lead.id}" in [button.url for row in ten.buttons for button in row]
    assert story.program.rows("SELECT count(*), count(DISTINCT story_id) FROM story_posts") == [(12, 1)]


async def test_a_card_is_changed_at_most_once_a_minute_because_its_story_spreads(story: Story) -> None:
    async with story.program.running():
        first, *others = await ready(story, 4)
    async with story.program.running(FastClock(MINUTES)):
        lead = await story.telegram.post(first, TEXT)
        card = await story.card(story.owner)
        await asyncio.sleep(2)
        before = story.telegram.count(EditMessageRequest)
        for channel in others:
            await story.telegram.post(channel, TEXT, forwarded_from=lead)
        await wait_for(lambda: "📡 4 channels in" in card.text)
        assert story.telegram.count(EditMessageRequest) - before <= 3
        await settled(story)


async def test_a_fact_checker_answers_on_the_card_and_does_not_count(story: Story) -> None:
    async with story.program.running():
        first, second = await ready(story, 2)
        (checker,) = await channels(story, 1, "fact-checker")
        reader = story.person("Reader")
        lead = await story.telegram.post(first, TEXT, at=datetime.now(UTC) - timedelta(hours=3, minutes=5))
        card = await story.card(story.owner)
        await story.subscribe(reader, "Goodwill")
        answer = await story.telegram.post(checker, "Неправда: це не жест доброї волі, а втеча.")

        await wait_for(lambda: "🛡 Debunked by Канал fact-checker1" in card.text)
        own = await story.card(reader)
        assert "(after 3 hours)" in card.text
        assert "Now in" not in card.text
        assert f"https://t.me/kanal_fact1/{answer.id}" in links(card)
        assert "Канал fact-checker1 (fact-checker)" in own.text
        assert story.cards(story.owner) == [card]

        await story.telegram.post(second, "Совсем другой рассказ о том, почему жест доброй воли был нужен всем")
        later = await story.card(story.owner, 2)
        assert "🛡 Already debunked by Канал fact-checker1" in later.text
        await story.telegram.post(second, TEXT, forwarded_from=lead)
        await story.card(reader, 2)


def links(card: Letter) -> list[str]:
    return [entity.url for entity in card.entities if hasattr(entity, "url")]


async def test_a_post_found_late_that_was_earlier_is_where_the_story_was_first_seen(story: Story) -> None:
    async with story.program.running():
        first, second = await ready(story, 2)
    async with story.program.running(FastClock(MINUTES)):
        now = datetime.now(UTC)
        await story.telegram.post(first, TEXT, at=now)
        card = await story.card(story.owner)
        late = await story.telegram.post(second, reworded(2), at=now - timedelta(minutes=42))
        await wait_for(lambda: "First seen: Канал 1" in card.text, awaited="the earlier post on the card")

    assert "📡 2 channels in 42 minutes · 1 reposted" in card.text
    assert f"https://t.me/kanal_1/{late.id}" in links(card)
    assert story.cards(story.owner) == [card]


async def test_who_follows_later_gets_a_card_of_the_next_copy_and_only_of_that(story: Story) -> None:
    async with story.program.running():
        first, second, third = await ready(story, 3)
        lead = await story.telegram.post(first, TEXT)
        await story.card(story.owner)
        reader = story.person("Reader", language="uk")
        await story.subscribe(reader, "Goodwill")
        await story.telegram.post(second, reworded(2))
        card = await story.card(reader)
        await story.telegram.post(third, TEXT, forwarded_from=lead)
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM story_posts") == [(3,)])

    assert "📡 2 канали за 1 хвилину · переказано 1" in card.text
    assert "⏮ Уперше помічено: Новини" in card.text
    assert len(story.cards(reader)) == len(story.cards(story.owner)) == 1


async def test_edits_and_deletions_of_any_post_of_the_story_show_on_its_card(story: Story) -> None:
    story.program.variables["NW_REVISIT_AFTER"] = "1s,2s,3s,4s,5s,6s,7s,8s,9s,10s"
    async with story.program.running():
        first, second, third = await ready(story, 3)
        lead = await story.telegram.post(first, TEXT)
        card = await story.card(story.owner)
        copies = [await story.telegram.post(channel, reworded(2)) for channel in (second, third)]
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM story_posts") == [(3,)])
        await story.telegram.edit(second, copies[0].id, "Ничего такого")
        await wait_for(lambda: "1 other post was edited and no longer contains it" in card.text)
        await story.telegram.delete(third, copies[1].id)
        await wait_for(lambda: "1 other post was deleted" in card.text)
        await story.telegram.edit(first, lead.id, "Планове відведення")
        await wait_for(lambda: "Words removed in an edit" in card.text)
        await story.telegram.delete(first, lead.id)
        await wait_for(lambda: "Deleted by the channel" in card.text)

    assert "📡 3 channels in" in card.text
    assert story.cards(story.owner) == [card]


async def test_a_restart_in_the_middle_neither_forgets_the_story_nor_a_step(story: Story) -> None:
    async with story.program.running():
        first, *others = await ready(story, 5)
        lead = await story.telegram.post(first, TEXT)
        card = await story.card(story.owner)
        await spread(story, others[:2], lead)
    for channel in others[2:]:
        await story.telegram.post(channel, TEXT, forwarded_from=lead)

    async with story.program.running(FastClock(MINUTES)):
        await wait_for(lambda: len(story.steps(story.owner)) == 1, awaited="the step")
        await wait_for(lambda: "📡 5 channels in" in card.text, awaited="the spread on the card")
    async with story.program.running():
        await settled(story)

    assert story.cards(story.owner) == [card]
    assert [step.reply_to for step in story.steps(story.owner)] == [card]


async def test_killed_before_the_step_was_marked_it_is_told_once(story: Story) -> None:
    async with story.program.running():
        first, *others = await ready(story, 5)
        lead = await story.telegram.post(first, TEXT)
        await story.card(story.owner)
        await spread(story, others[:3], lead)
    fault = story.telegram.cut_before_answer(SendMessageRequest, when=lambda sent, _: "📈" in sent.message, times=None)
    await story.telegram.post(others[3], TEXT, forwarded_from=lead)
    async with story.program.as_child() as child:
        await wait_for(lambda: fault.met > 0)
        child.kill()
        await child.wait()
    fault.lift()
    async with story.program.running():
        await wait_for(lambda: story.program.rows("SELECT status FROM outbox WHERE kind = 'step'") == [("sent",)])
    assert len(story.steps(story.owner)) == 1


async def test_a_step_comes_without_being_a_reply_where_its_reader_deleted_the_card(story: Story) -> None:
    async with story.program.running():
        first, *others = await ready(story, 5)
        lead = await story.telegram.post(first, TEXT)
        card = await story.card(story.owner)
        story.telegram.world.unsend(card)
        await spread(story, others, lead)
        await wait_for(lambda: len(story.steps(story.owner)) == 1, awaited="the step")

    assert story.steps(story.owner)[0].reply_to is None
    assert "Now in 5 channels" in story.steps(story.owner)[0].text


async def test_a_flood_wait_on_edits_delays_the_changed_card_and_no_step(story: Story) -> None:
    async with story.program.running():
        first, *others = await ready(story, 5)
    async with story.program.running(FastClock(MINUTES)):
        lead = await story.telegram.post(first, TEXT)
        card = await story.card(story.owner)
        fault = story.telegram.fail(EditMessageRequest, "FLOOD_WAIT_300")
        await spread(story, others, lead)
        await wait_for(lambda: len(story.steps(story.owner)) == 1, awaited="the step")
        await wait_for(lambda: fault.met == 1)
        await wait_for(lambda: "📡 5 channels in" in card.text, awaited="the spread on the card")


@pytest.mark.parametrize("window", ["0s", "1h"])
async def test_posts_out_of_the_window_are_stories_of_their_own(story: Story, window: str) -> None:
    story.program.variables["NW_STORY_WINDOW"] = window
    async with story.program.running():
        first, second = await ready(story, 2)
        await story.telegram.post(first, TEXT, at=datetime.now(UTC) - timedelta(minutes=62))
        await story.card(story.owner)
        await story.telegram.post(second, TEXT)
        await story.card(story.owner, 2)


async def test_a_copy_that_tells_a_further_narrative_is_not_swallowed(story: Story) -> None:
    async with story.program.running():
        first, second = await ready(story, 2)
        await story.track("Weapons", "чёрный рынок оружия")
        await story.follow(story.owner, "Weapons")
        await story.telegram.post(first, TEXT)
        await story.card(story.owner)
        await story.telegram.post(second, f"{TEXT} А ещё есть чёрный рынок оружия.")
        card = await story.card(story.owner, 2)

    assert "Weapons" in card.text
