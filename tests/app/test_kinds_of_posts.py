from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from telethon.tl import types

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story

TEXT = "Це жест доброї волі"


@pytest.mark.parametrize("captions", [(TEXT, "", ""), ("", "", TEXT), ("", TEXT, "Фото: архів")])
async def test_an_album_is_one_post_whichever_picture_has_the_caption(story: Story, captions: tuple[str, ...]) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post_album(channel, *captions)
        card = await story.card(story.owner)
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM album_members") == [(3,)])
        await story.ask(story.owner, "/help")

    assert TEXT in card.text
    assert "Words added in an edit" not in card.text
    assert len(story.cards(story.owner)) == 1
    assert story.program.rows("SELECT text FROM posts") == [("\n\n".join(filter(None, captions)),)]


async def test_an_album_read_from_history_is_one_post_and_reading_it_again_changes_nothing(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    for number in range(98):
        await story.telegram.post(channel, f"Новина {number}")
    await story.telegram.post_album(channel, "", "", TEXT, "")  # the end of one page and the beginning of the next

    async with story.program.running():
        card = await story.card(story.owner)
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM album_members") == [(4,)])
    await story.telegram.post(channel, "Новина")
    await story.telegram.edit(channel, 50, "Правлена новина")
    async with story.program.running():
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE text = 'Правлена новина'"))

    assert "Words added in an edit" not in card.text
    assert len(story.cards(story.owner)) == 1
    assert story.program.rows("SELECT count(*) FROM posts") == [(100,)]


async def test_an_edited_caption_is_an_edit_of_the_album_and_a_picture_taken_away_deletes_nothing(story: Story) -> None:
    story.program.variables["NW_REVISIT_AFTER"] = "1s,2s,3s,4s,5s"
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        album = await story.telegram.post_album(channel, "", TEXT)
        card = await story.card(story.owner)
        await story.telegram.delete(channel, album[0].id)
        await story.telegram.edit(channel, album[1].id, "Щось інше")
        await wait_for(lambda: "Words removed" in card.text)
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM revisits") == [(0,)])
        assert story.program.rows("SELECT deleted_at FROM posts") == [(None,)]

    assert story.program.rows("SELECT number, text FROM revisions ORDER BY number")[-1][1] == TEXT


async def test_an_album_that_was_deleted_as_a_whole_is_deleted(story: Story) -> None:
    story.program.variables["NW_REVISIT_AFTER"] = "1s,2s,3s,4s,5s"
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        album = await story.telegram.post_album(channel, "", TEXT)
        card = await story.card(story.owner)
        await story.telegram.delete(channel, *(one.id for one in album))
        await wait_for(lambda: "Deleted by the channel" in card.text)


async def test_the_question_and_the_answers_of_a_poll_are_read(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        poll = types.Poll(
            id=1,
            question=types.TextWithEntities("Це був жест доброї волі?", []),
            answers=[types.PollAnswer(types.TextWithEntities(one, []), one.encode()) for one in ("Так", "Ні")],
            hash=0,
        )
        await story.telegram.post(channel, "", media=types.MessageMediaPoll(poll, types.PollResults()))
        card = await story.card(story.owner)

    assert "Це був жест доброї волі?\nТак\nНі" in card.text


def page(title: str) -> types.MessageMediaWebPage:
    webpage = types.WebPage(id=1, url="https://example.org", display_url="example.org", hash=0, title=title)
    return types.MessageMediaWebPage(webpage)


async def test_the_title_of_a_link_preview_is_kept_apart_and_is_no_edit(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, "Читайте: https://example.org")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts"))
        post.media = page(f"{TEXT}, кажуть вони")
        await story.telegram.edit(channel, post.id, views=3)
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE preview IS NOT NULL"))

    assert story.program.rows("SELECT preview, text, revision FROM posts") == [
        (f"{TEXT}, кажуть вони", "Читайте: https://example.org", 1)
    ]
    assert story.program.rows("SELECT * FROM outbox") == []


async def test_the_title_of_a_link_preview_alerts_where_the_operator_wants_it(story: Story) -> None:
    story.program.variables["NW_MATCH_PREVIEWS"] = "true"
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, "Читайте: https://example.org", media=page(f"{TEXT} <b>"))
        card = await story.card(story.owner)
        late = await story.telegram.post(channel, "І ще: https://example.org")
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(2,)])
        late.media = page(f"Знову {TEXT}")
        await story.telegram.edit(channel, late.id, views=3)
        second = await story.card(story.owner, 2)

    assert f"🔗 In the link preview: {TEXT} <b>" in card.text
    assert card.bold()[-3:] == ["жест", "доброї", "волі"]
    assert f"In the link preview: Знову {TEXT}" in second.text


async def test_a_reply_and_a_forward_keep_where_they_come_from(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        first = await story.telegram.post(channel, "Перша новина")
        await story.telegram.post(channel, "Відповідь", reply_to=first)
        origin = story.telegram.add_channel("Рупор", username="rupor")
        at = datetime(2022, 9, 7, 12, 48, tzinfo=UTC)
        source = await story.telegram.post(origin, TEXT, at=at)
        await story.telegram.post(channel, TEXT, forwarded_from=source)
        card = await story.card(story.owner)
        await story.telegram.post(channel, f"{TEXT} таємно", forwarded_from="Хтось")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE forward_title = 'Хтось'"))

    assert "Forwarded from Рупор (posted 7 Sep 2022, 15:48)" in card.text
    assert story.program.rows("SELECT reply_to FROM posts WHERE text = 'Відповідь'") == [(first.id,)]
    assert story.program.rows(
        "SELECT forward_title, forward_channel_id, forward_message_id, forward_posted_at FROM posts "
        "WHERE forward_title IS NOT NULL ORDER BY message_id LIMIT 1"
    ) == [("Рупор", origin.marked_id, source.id, "2022-09-07T12:48:00.000+00:00")]
    assert story.program.rows("SELECT forward_channel_id FROM posts WHERE forward_title = 'Хтось'") == [(None,)]


async def test_a_forward_read_from_history_keeps_the_name_of_its_origin(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    origin = story.telegram.add_channel("Рупор", username="rupor")
    source = await story.telegram.post(origin, TEXT, at=datetime.now(UTC) - timedelta(days=1))
    await story.telegram.post(channel, TEXT, forwarded_from=source)
    async with story.program.running():
        assert "Forwarded from Рупор (posted " in (await story.card(story.owner)).text


async def test_a_forward_from_a_deleted_account_is_a_forward_and_its_card_names_nobody(story: Story) -> None:
    gone = story.telegram.add_user("")
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, TEXT, forwarded_from=gone)
        card = await story.card(story.owner)

    assert "Forwarded, author hidden" in card.text
    assert "Forwarded from" not in card.text
    assert story.program.rows("SELECT forward_title FROM posts WHERE text != ''")[-1] == ("",)
