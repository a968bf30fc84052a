from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.channels import GetMessagesRequest
from telethon.tl.functions.messages import EditMessageRequest, SendMessageRequest

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story

TEXT = "Це жест доброї волі"


@pytest.fixture
def visiting(story: Story) -> Story:
    """Read matched posts again after one, two and twenty seconds."""
    story.program.variables |= {"NW_REVISIT_AFTER": "1s,2s,3s,20s"}
    return story


async def test_an_edit_that_takes_the_words_out_changes_the_card_to_before_and_after(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        at = datetime.now(UTC) - timedelta(minutes=14, seconds=5)
        post = await story.telegram.post(channel, TEXT, at=at)
        card = await story.card(story.owner)
        await story.telegram.edit(channel, post.id, "Планове <відведення> військ")

        await wait_for(lambda: "Words removed in an edit 14 minutes after posting: Test story" in card.text)

    assert TEXT in card.text
    assert card.text.endswith("The post now says:\nПланове <відведення> військ")
    assert [button.url for row in card.buttons for button in row if button.url] == [f"https://t.me/novyny/{post.id}"]
    assert len(story.cards(story.owner)) == 1


async def test_words_that_come_back_take_the_note_off_the_card_again(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        await story.telegram.edit(channel, post.id, "Щось інше")
        await wait_for(lambda: "Words removed" in card.text)
        await story.telegram.edit(channel, post.id, f"{TEXT}, знову")
        await wait_for(lambda: "Words removed" not in card.text)

    assert len(story.cards(story.owner)) == 1


async def test_an_edit_before_the_card_was_sent_is_in_the_card(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        fault = story.telegram.fail(
            SendMessageRequest, "FLOOD_WAIT_3", when=lambda request, _: "жест" in request.message
        )
        post = await story.telegram.post(channel, TEXT)
        await wait_for(lambda: fault.met == 1)
        await story.telegram.edit(channel, post.id, "Щось інше")
        card = await story.card(story.owner)

        assert TEXT in card.text
        assert "Words removed" in card.text


async def test_an_edit_that_keeps_the_words_and_changes_their_sentence_shows_on_the_card(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        at = datetime.now(UTC) - timedelta(minutes=14, seconds=5)
        post = await story.telegram.post(channel, f"{TEXT}: загинули 12 людей", at=at)
        card = await story.card(story.owner)
        await story.telegram.edit(channel, post.id, f"{TEXT}: загинули <98> людей")

        await wait_for(lambda: "Edited 14 minutes after posting:\n“12” → “<98>”" in card.text)
        assert card.text.endswith(f"{TEXT}: загинули <98> людей")

        await story.telegram.edit(channel, post.id, f"{TEXT}: загинули 12 людей")
        await wait_for(lambda: "✏️ Edited" not in card.text)

    assert card.text.endswith(f"{TEXT}: загинули 12 людей")
    assert len(story.cards(story.owner)) == 1


async def test_an_edit_outside_of_what_the_card_quotes_changes_nothing(story: Story) -> None:
    rest = "Далі йде довга розповідь про погоду. " * 30
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, f"{TEXT}. {rest} Кінець о 12:00")
        card = await story.card(story.owner)
        shown = card.text
        await story.telegram.edit(channel, post.id, f"{TEXT}. {rest} Кінець о 18:00, доповнено")
        await wait_for(lambda: story.program.rows("SELECT revision FROM posts WHERE revision = 2"))
        assert story.program.rows("SELECT amend_at, amended_at FROM outbox") == [(None, None)]

        await story.telegram.edit(channel, post.id, f"Не {TEXT}. {rest} Кінець о 18:00, доповнено")
        await wait_for(lambda: "\nadded: “Не”" in card.text)

    assert card.text != shown
    assert "Кінець" not in card.text
    assert len(story.cards(story.owner)) == 1


async def test_an_edit_while_the_card_is_being_sent_is_put_in_afterwards(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        story.telegram.delay(SendMessageRequest, 3, when=lambda request, _: "жест" in request.message)
        post = await story.telegram.post(channel, f"{TEXT}: 12")
        card = await story.card(story.owner)
        assert "12" in card.text
        await story.telegram.edit(channel, post.id, f"{TEXT}: 98")
        await wait_for(lambda: story.program.rows("SELECT revision FROM posts WHERE revision = 2"))
        assert story.program.rows("SELECT status FROM outbox") == [("pending",)]
        await wait_for(lambda: "“12” → “98”" in card.text)

    assert len(story.cards(story.owner)) == 1


async def test_what_stands_there_since_the_words_were_removed_is_kept_up_to_date(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        await story.telegram.edit(channel, post.id, "Щось інше")
        await wait_for(lambda: card.text.endswith("The post now says:\nЩось інше"))
        await story.telegram.edit(channel, post.id, "Зовсім інше")
        await wait_for(lambda: card.text.endswith("The post now says:\nЗовсім інше"))


async def test_a_reaction_is_no_edit(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT, views=5)
        await story.card(story.owner)
        await story.telegram.edit(channel, post.id, views=500)
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE views = 500"))

    assert story.program.rows("SELECT * FROM revisions") == []
    assert story.program.rows("SELECT amend_at FROM outbox") == [(None,)]


async def test_a_flood_wait_on_edits_delays_the_changed_card_and_no_new_alert(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        fault = story.telegram.fail(EditMessageRequest, "FLOOD_WAIT_5")
        await story.telegram.edit(channel, post.id, "Щось інше")
        await wait_for(lambda: fault.met == 1)
        await story.telegram.post(channel, f"{TEXT} знову")
        await story.card(story.owner, 2)
        assert "Words removed" not in card.text
        await wait_for(lambda: "Words removed" in card.text)


async def test_killed_before_the_card_was_changed_it_is_changed_after_the_restart(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
    fault = story.telegram.fail(EditMessageRequest, "INTERNAL_SERVER_ERROR", times=None)
    await story.telegram.edit(channel, post.id, "Щось інше")
    async with story.program.as_child() as child:
        await wait_for(lambda: fault.met > 0)
        child.kill()
        await child.wait()
    fault.lift()

    async with story.program.running():
        await wait_for(lambda: "Words removed" in card.text)


async def test_a_card_whose_sending_was_never_answered_is_found_to_be_changed(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        for _ in range(60):  # more talk than can be looked through
            await story.ask(story.owner, "/help")
        fault = story.telegram.cut_before_answer(SendMessageRequest, when=lambda sent, _: "жест" in sent.message)
        posts = [await story.telegram.post(channel, f"Це жест доброї волі, {number}") for number in range(3)]
        cards = [await story.card(story.owner, number) for number in (1, 2, 3)]
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM outbox WHERE status = 'sent'") == [(3,)], 20)
        assert fault.met == 1
        assert story.program.rows("SELECT count(*) FROM outbox WHERE message_id IS NULL") == [(1,)]

        for post in posts:
            await story.telegram.edit(channel, post.id, "Нічого такого")
        await wait_for(lambda: all("Words removed" in card.text for card in cards))

    assert [f", {number}" in card.text for number, card in enumerate(cards)] == [True] * 3
    assert len(story.cards(story.owner)) == 3


async def test_a_card_that_its_reader_deleted_is_not_tried_for_ever(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT)
        await story.card(story.owner)
        fault = story.telegram.fail(EditMessageRequest, "MESSAGE_ID_INVALID", times=None)
        await story.telegram.edit(channel, post.id, "Щось інше")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM outbox WHERE reason IS NOT NULL AND amend_at IS NULL"))

    assert fault.met == 1
    assert story.program.rows("SELECT status FROM outbox") == [("sent",)]


async def test_a_deleted_post_keeps_its_text_and_its_card_says_so(visiting: Story) -> None:
    story = visiting
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        await story.telegram.delete(channel, post.id)

        await wait_for(lambda: "🗑 Deleted by the channel" in card.text)

    assert "after posting (noticed " in card.text
    assert TEXT in card.text
    assert story.program.rows("SELECT text, deleted_at = missing_since FROM posts") == [(TEXT, 1)]


async def test_a_deletion_that_nobody_heard_of_is_found_by_reading_again(visiting: Story) -> None:
    story = visiting
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        await story.telegram.delete(channel, post.id, silently=True)

        await wait_for(lambda: "Deleted by the channel" in card.text)

    assert story.telegram.count(GetMessagesRequest) >= 2


async def test_one_empty_answer_deletes_nothing(visiting: Story) -> None:
    story = visiting
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT)
        await story.card(story.owner)
        kept = channel.posts.pop(post.id)
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE missing_since IS NOT NULL"))
        channel.posts[post.id] = kept
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE missing_since IS NULL"))

    assert story.program.rows("SELECT deleted_at FROM posts") == [(None,)]


async def test_an_answer_without_any_known_neighbour_deletes_nothing(visiting: Story) -> None:
    story = visiting
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, TEXT)
        await story.card(story.owner)
        all_of_them = dict(channel.posts)
        channel.posts.clear()
        asked = story.telegram.count(GetMessagesRequest)
        await wait_for(lambda: story.telegram.count(GetMessagesRequest) > asked + 2)
        assert story.program.rows("SELECT deleted_at FROM posts") == [(None,)]
        channel.posts.update(all_of_them)


async def test_a_deleted_post_that_is_there_again_is_told_of_as_before(visiting: Story) -> None:
    story = visiting
    story.program.variables["NW_REVISIT_AFTER"] = "1s,2s,3s,4s,5s,6s,7s,8s,9s,10s,11s,12s"
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        kept = channel.posts.pop(post.id)
        await wait_for(lambda: "Deleted by the channel" in card.text)
        channel.posts[post.id] = kept
        await wait_for(lambda: "Deleted by the channel" not in card.text)


async def test_the_counts_of_matched_posts_are_kept_over_time(visiting: Story) -> None:
    story = visiting
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT, views=10, forwards=1)
        other = await story.telegram.post(channel, "Звичайна новина", views=10, forwards=1)
        await story.card(story.owner)
        post.views, post.forwards, post.reactions = 500, 40, {"👍": 3, "😡": 4}
        other.views = 600
        await wait_for(lambda: story.program.rows("SELECT 1 FROM counts WHERE views = 500"))

    rows = story.program.rows("SELECT views, forwards, reactions FROM counts ORDER BY at")
    assert rows[0] == (10, 1, None)
    assert rows[-1] == (500, 40, 7)
    assert story.program.rows("SELECT views, reactions FROM posts ORDER BY message_id") == [(500, 7), (10, None)]


async def test_many_posts_of_a_channel_are_read_again_in_one_request(visiting: Story) -> None:
    story = visiting
    story.program.variables["NW_REVISIT_AFTER"] = "3s"
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        for number in range(60):
            await story.telegram.post(channel, f"{TEXT}, {number}")
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM revisits") == [(60,)])
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM revisits") == [(0,)])

    assert 1 <= story.telegram.count(GetMessagesRequest) <= 4


async def test_a_deletion_while_nobody_listened_is_found_at_the_start(story: Story) -> None:
    story.program.variables["NW_REVISIT_AFTER"] = "3s,1h"
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM counts") == [(0,)])
        await asyncio.sleep(5)
    await story.telegram.delete(channel, post.id)

    async with story.program.running():
        await wait_for(lambda: "Deleted by the channel" in card.text)
