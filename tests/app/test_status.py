from __future__ import annotations

from typing import TYPE_CHECKING

from telethon.tl.functions.messages import SendMessageRequest

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account


async def status(story: Story, person: Account) -> str:
    """Ask for the status; other news may come before it."""
    heard = len(story.from_bot(person))
    await story.telegram.say(person, story.program.bot, "/status")

    def told() -> list[str]:
        return [one.text for one in story.from_bot(person)[heard:] if one.text.startswith("Narrative Watch ")]

    await wait_for(told, awaited="the status")
    return told()[0]


async def test_a_new_program_says_what_to_begin_with_and_then_that_all_is_well(story: Story) -> None:
    async with story.program.running():
        text = await status(story, story.owner)
        assert "Needs attention" in text
        assert "No channels are being watched" in text
        assert "Nobody follows a narrative" in text
        assert "Coverage" not in text

        channel = await story.set_up("Test story", "жест доброї волі")
        await story.ask(story.owner, "/start")
        await story.follow(story.owner, "Test story")
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
        await wait_for(lambda: story.program.rows("SELECT 1 FROM outbox WHERE status = 'sent'"))
        await wait_for(lambda: story.program.rows("SELECT 1 FROM coverage WHERE checked_at IS NOT NULL"))
        text = await status(story, story.owner)
    for part in (
        "Coverage: 1 of 1 channels without gaps until",
        "Delay (last hour): ",
        "Alerts: 0 waiting, 0 held, 1 sent, 0 failed",
        "Database: 0.",
        "No problems.",
    ):
        assert part in text
    assert "Needs attention" not in text
    assert "open gap" not in text


async def test_what_needs_a_hand_is_named_with_the_command_that_helps(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        gone = story.telegram.add_channel("Зниклий канал", username="znyklyi")
        await story.telegram.post(gone, "Перший допис")
        await story.ask(story.owner, "/channel add @znyklyi")
        oksana, petro = story.person("Oksana"), story.person("Petro")
        await story.subscribe(oksana, "Test story")
        await story.ask(story.owner, "/narrative new Nothing yet")
        await story.ask(petro, "/start")
        story.telegram.block(oksana, story.program.bot)
        await story.telegram.post(channel, "Це жест доброї волі")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM subscribers WHERE status = 'paused'"))
    story.telegram.close_down(gone)
    async with story.program.running():
        await wait_for(lambda: story.program.rows("SELECT 1 FROM channels WHERE status = 'paused'"))
        text = await status(story, story.owner)
        for part in (
            "• 1 channel can’t be read: Зниклий канал (deleted)",
            "/channel remove",
            "• 1 subscriber can’t be reached; alerts are on hold, and those over the limit are only counted: Oksana.",
            "• 1 narrative has no phrases and finds nothing: nothing-yet. Add some: /watch",
            "• Petro requested access this week. Review: /allow",
            "• Nobody follows a narrative",
        ):
            assert part in text, part

        await story.ask(story.owner, f"/allow {petro.id}")
        await story.ask(story.owner, "/watch nothing-yet перекидання військ")
        await story.ask(story.owner, "/channel remove @znyklyi")
        story.telegram.unblock(oksana, story.program.bot)
        await story.ask(oksana, "/start")
        assert "No problems." in await status(story, story.owner)
        await story.ask(story.owner, "/settings language uk")
        assert "Проблем немає" in await status(story, story.owner)


async def test_alerts_that_telegram_refuses_are_told_for_a_day(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        await story.subscribe(story.owner, "Test story")
        story.telegram.fail(SendMessageRequest, "MESSAGE_TOO_LONG")
        await story.telegram.post(channel, "Це жест доброї волі")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM outbox WHERE status = 'buried'"))
        text = await status(story, story.owner)
        assert "In the last day Telegram rejected 1 alert: MESSAGE_TOO_LONG (1). The posts are kept: /search" in text
    story.program.change("UPDATE outbox SET buried_at = '2020-01-01T00:00:00.000+00:00'")
    async with story.program.running():
        text = await status(story, story.owner)
        assert "1 failed" in text
        assert "refused" not in text
