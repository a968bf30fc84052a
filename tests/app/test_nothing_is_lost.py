from __future__ import annotations

import asyncio
import signal
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from telethon.tl.functions.messages import SendMessageRequest

from tests.fakes import FastClock
from tests.server import wait_for

if TYPE_CHECKING:
    from telethon.tl import TLRequest

    from tests.app.story import Story
    from tests.server import Account


def is_card(request: TLRequest, _: Account | None) -> bool:
    return "жест" in request.message


async def test_a_flood_wait_delays_the_card_and_brings_it_once(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        fault = story.telegram.fail(SendMessageRequest, "FLOOD_WAIT_4", when=is_card)

        started = time.monotonic()
        await story.telegram.post(channel, "Це жест доброї волі")
        await wait_for(lambda: fault.met == 1)
        await story.card(story.owner)

        assert time.monotonic() - started >= 4
        assert len(story.cards(story.owner)) == 1


async def test_a_server_error_is_tried_again(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        story.telegram.fail(SendMessageRequest, "INTERNAL_SERVER_ERROR", when=is_card)

        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)

        assert len(story.cards(story.owner)) == 1


async def test_a_connection_cut_before_the_answer_brings_the_card_once(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        fault = story.telegram.cut_before_answer(SendMessageRequest, when=is_card)

        await story.telegram.post(channel, "Це жест доброї волі")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM outbox WHERE status = 'sent'"))

        assert fault.met == 1
        assert len(story.cards(story.owner)) == 1


async def test_killed_between_ingest_and_send_the_card_arrives_after_the_restart_once(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    refusal = story.telegram.fail(SendMessageRequest, "INTERNAL_SERVER_ERROR", when=is_card, times=None)
    async with story.program.as_child() as child:
        await story.telegram.post(channel, "Це жест доброї волі")
        await wait_for(lambda: refusal.met > 0)
        child.send_signal(signal.SIGKILL)
        await child.wait()
    assert story.program.rows("SELECT status FROM outbox") == [("pending",)]
    refusal.lift()

    async with story.program.running():
        await story.card(story.owner)
        await wait_for(lambda: story.program.rows("SELECT status FROM outbox") == [("sent",)])

    assert len(story.cards(story.owner)) == 1


async def test_killed_between_send_and_mark_the_card_is_not_sent_again(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    story.telegram.delay(SendMessageRequest, 30, when=is_card)
    async with story.program.as_child() as child:
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
        child.send_signal(signal.SIGKILL)
        await child.wait()
    assert story.program.rows("SELECT status FROM outbox") == [("pending",)]

    async with story.program.running():
        await wait_for(lambda: story.program.rows("SELECT 1 FROM outbox WHERE status = 'sent'"))

    assert len(story.cards(story.owner)) == 1


async def test_sigterm_finishes_the_send_in_flight_and_exits_cleanly(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    story.telegram.delay(SendMessageRequest, 1, when=is_card)
    async with story.program.as_child() as child:
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
        child.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(child.wait(), 20) == 0

    assert story.program.rows("SELECT status FROM outbox") == [("sent",)]


async def test_posts_made_while_it_was_down_are_found_at_the_start(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    for number in range(130):
        await story.telegram.post(channel, f"Звичайна новина {number}")
    await story.telegram.post(channel, "Це жест доброї волі")

    async with story.program.running():
        await story.card(story.owner)
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE text = 'Звичайна новина 129'"))

    assert story.program.rows("SELECT count(*) FROM posts") == [(131,)]
    assert len(story.cards(story.owner)) == 1


async def test_a_live_post_that_arrives_before_skipped_ones_does_not_hide_them(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, "Перший жест доброї волі", silently=True)
        await story.telegram.post(channel, "Другий жест доброї волі", silently=True)
        await story.telegram.post(channel, "Третій жест доброї волі")

        await story.card(story.owner, 3)

    texts = " ".join(letter.text for letter in story.cards(story.owner))
    assert all(texts.count(word) == 1 for word in ("Перший", "Другий", "Третій"))


async def test_after_a_lost_connection_history_is_read(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.stop_listening()
        await story.telegram.post(channel, "Це жест доброї волі", silently=True)
        await story.telegram.resume_listening()

        await story.card(story.owner)


async def test_posts_too_old_for_alerts_are_summed_up(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    long_ago = datetime.now(UTC) - timedelta(days=2)
    for _ in range(3):
        await story.telegram.post(channel, "Це жест доброї волі", at=long_ago)

    async with story.program.running():
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM summary_posts") == [(3,)])

    assert story.cards(story.owner) == []
    assert story.program.rows("SELECT kind, status FROM outbox") == [("summary", "pending")]


async def test_an_edit_that_adds_the_words_alerts_once(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, "Це просто жест")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts"))

        await story.telegram.edit(channel, post.id, "Це жест доброї волі")
        card = await story.card(story.owner)
        await story.telegram.edit(channel, post.id, "Це жест доброї волі, кажуть вони")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE revision = 3"))

    assert "Words added in an edit" in card.text
    assert len(story.cards(story.owner)) == 1
    assert story.program.rows("SELECT number, text FROM revisions") == [
        (1, "Це просто жест"),
        (2, "Це жест доброї волі"),
    ]


async def test_a_full_disk_ends_the_program_with_a_sentence_and_loses_nothing(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    async with story.program.as_child(stderr=asyncio.subprocess.PIPE, largest_file=400) as child:
        for number in range(100):
            await story.telegram.post(channel, f"Новина {number} " + "слово " * 600)
        await story.telegram.post(channel, "Це жест доброї волі")
        _, said = await asyncio.wait_for(child.communicate(), 60)
        assert child.returncode == 1
    assert "The database can't be written" in said.decode()
    assert "Traceback" not in said.decode()

    async with story.program.running():
        await story.card(story.owner)
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(101,)])


async def test_an_alert_whose_answer_got_lost_in_a_reconnect_is_asked_about_again_soon(story: Story) -> None:
    clock = FastClock(10)  # so ten seconds of patience are one, and the ten minutes of the watchdog one minute
    async with story.program.running(clock):
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        # Neither the first request nor the one that Telethon repeats after the reconnect is answered.
        unanswered = story.telegram.delay(SendMessageRequest, 3600, times=2, when=is_card)
        await story.telegram.post(channel, "Це жест доброї волі")
        await wait_for(lambda: unanswered.met == 1)
        await story.telegram.drop_connections(story.program.bot)
        sent = "SELECT status FROM outbox WHERE post_id IS NOT NULL"
        await wait_for(lambda: story.program.rows(sent) == [("sent",)])
    assert len(story.cards(story.owner)) == 1


async def test_a_command_sent_after_a_kill_in_the_first_minute_of_all_is_heard(story: Story) -> None:
    async with story.program.as_child() as child:
        await story.ask(story.owner, "/start")
        child.send_signal(signal.SIGKILL)
        await child.wait()
    heard = len(story.from_bot(story.owner))
    await story.telegram.say(story.owner, story.program.bot, "/narrative new A ruse")

    async with story.program.running():
        await wait_for(lambda: len(story.from_bot(story.owner)) > heard)
    assert "A ruse" in story.from_bot(story.owner)[-1].text
    assert len(story.program.rows("SELECT 1 FROM narratives WHERE title = 'A ruse'")) == 1


async def test_a_channel_that_is_added_again_is_no_news_for_the_audit_log(story: Story) -> None:
    async with story.program.running():
        await story.set_up("Test story", "жест доброї волі")
        assert "already being watched" in (await story.ask(story.owner, "/channel add @novyny")).text
        added = "SELECT detail FROM audit WHERE action = 'channel.added'"
        assert story.program.rows(added) == [("Новини (monitored)",)]
        await story.ask(story.owner, "/channel add @novyny media")
        assert story.program.rows(added) == [("Новини (monitored)",), ("Новини (media)",)]


async def test_a_narrative_asked_for_twice_is_there_once(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/narrative new A ruse")
        again = await story.ask(story.owner, "/narrative new A ruse")
    assert "A narrative titled A ruse already exists (id a-ruse)" in again.text
    assert len(story.program.rows("SELECT 1 FROM narratives WHERE title = 'A ruse'")) == 1
