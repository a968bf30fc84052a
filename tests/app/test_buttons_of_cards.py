from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.messages import EditMessageRequest

from tests.app.room import Room
from tests.app.room import labels as room_labels
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account, Letter

TEXT = "Це був жест доброї волі"
VERDICTS = "SELECT verdict, person_id, subscriber_id FROM verdicts"
MUTED = "SELECT muted_until FROM subscribers WHERE id = ?"


def labels(card: Letter) -> list[list[str]]:
    return [[button.text for button in row] for row in card.buttons]


def has(card: Letter, label: str) -> bool:
    return any(label == button.text for row in card.buttons for button in row)


def seconds_left(story: Story, query: str, *values: object) -> float:
    ((until,),) = story.program.rows(query, *values)
    return (datetime.fromisoformat(str(until)) - datetime.now(UTC)).total_seconds()


async def test_a_card_has_its_buttons_and_each_works_after_a_restart(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        assert labels(card) == [
            ["Open post", "Why?"],
            ["✅ Relevant", "❌ False alarm"],
            ["🔕 Mute…"],
        ]
        assert card.buttons[0][0].url == f"https://t.me/novyny/{post.id}"
    async with story.program.running():
        heard = len(story.from_bot(story.owner))
        await story.press(story.owner, card, "Why?")
        await wait_for(lambda: len(story.from_bot(story.owner)) > heard)
        answer = story.from_bot(story.owner)[heard]
        assert answer.reply_to is card
        assert answer.text.startswith("Why this alert")
        await story.press(story.owner, card, "❌ False alarm")
        await wait_for(lambda: has(card, "● ❌ False alarm"))
        await story.press(story.owner, card, "🔕 Mute…")
        await wait_for(lambda: has(card, "8 hours"))


async def test_a_verdict_is_kept_once_changed_and_taken_back(story: Story) -> None:
    owner = story.owner
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, TEXT)
        card = await story.card(owner)

        assert "false alarm" in str((await story.press(owner, card, "❌ False alarm")).text)
        await wait_for(lambda: has(card, "● ❌ False alarm"))
        assert story.program.rows(VERDICTS) == [("false-alarm", owner.id, owner.id)]

        assert "relevant" in str((await story.press(owner, card, "✅ Relevant")).text)
        await wait_for(lambda: labels(card)[1] == ["● ✅ Relevant", "❌ False alarm"])
        assert story.program.rows(VERDICTS) == [("relevant", owner.id, owner.id)]

        assert (await story.press(owner, card, "● ✅ Relevant")).text == "Mark removed."
        await wait_for(lambda: labels(card)[1] == ["✅ Relevant", "❌ False alarm"])
        assert story.program.rows(VERDICTS) == []
    assert TEXT in card.text


async def test_a_verdict_stays_marked_when_the_card_changes(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        await story.press(story.owner, card, "✅ Relevant")
        await wait_for(lambda: has(card, "● ✅ Relevant"))
        await story.telegram.edit(channel, post.id, "Щось інше")
        await wait_for(lambda: "Words removed" in card.text)
    assert labels(card)[1] == ["● ✅ Relevant", "❌ False alarm"]


@pytest.mark.parametrize(("button", "hours"), [("1 hour", 1), ("8 hours", 8)])
async def test_everything_is_muted_for_as_long_as_the_button_says(story: Story, button: str, hours: int) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        await open_mutes(story, story.owner, card)
        answer = await story.press(story.owner, card, button)
        await wait_for(lambda: has(card, "Why?"))
    assert str(answer.text).startswith("🔕 Alerts muted until ")
    assert hours * 3600 - 60 < seconds_left(story, MUTED, story.owner.id) <= hours * 3600


async def test_until_tomorrow_ends_at_eight_in_the_morning_of_the_reader(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        await asyncio.to_thread(story.program.change, "UPDATE subscribers SET time_zone = 'Asia/Kathmandu'")
        await open_mutes(story, story.owner, card)
        answer = await story.press(story.owner, card, "Until tomorrow")
    ((until,),) = story.program.rows(MUTED, story.owner.id)
    assert str(until)[11:16] == "02:15"  # 08:00 in Kathmandu
    assert "08:00. Unmute: /mute off" in str(answer.text)


async def test_one_narrative_is_muted_and_the_others_are_not(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.track("Other story", "інша фраза")
        await story.follow(story.owner, "Other story")
        await story.telegram.post(channel, f"{TEXT}, інша фраза")
        card = await story.card(story.owner)
        await open_mutes(story, story.owner, card)
        assert labels(card) == [
            ["1 hour", "8 hours", "Until tomorrow"],
            ["Only “Other story”"],
            ["Only “Test story”"],
            ["← Back"],
        ]
        await story.press(story.owner, card, "Only “Test story”")
        await wait_for(lambda: has(card, "1 week"))
        assert labels(card) == [["Only “Test story”"], ["1 hour", "8 hours"], ["Until tomorrow", "1 week"], ["← Back"]]
        answer = await story.press(story.owner, card, "1 week")
        await wait_for(lambda: has(card, "Why?"))
    assert str(answer.text).startswith("🔕 “Test story” muted until ")
    muted = "SELECT narrative_id FROM subscriptions WHERE muted_until IS NOT NULL"
    assert story.program.rows(muted) == [("test-story",)]
    assert story.program.rows(MUTED, story.owner.id) == [(None,)]
    assert timedelta(days=7).total_seconds() - 60 < seconds_left(
        story, "SELECT muted_until FROM subscriptions WHERE narrative_id = 'test-story'"
    )


async def test_back_brings_the_cards_own_buttons(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        before = labels(card)
        await open_mutes(story, story.owner, card)
        await story.press(story.owner, card, "← Back")
        await wait_for(lambda: labels(card) == before)


async def test_why_tells_of_phrases_near_misses_and_exclusions(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.ask(story.owner, "/watch test-story затоплення старої шахти")
        await story.ask(story.owner, "/watch test-story -навчання")
        await story.telegram.post(channel, f"{TEXT}. Почалося затоплення шахти")
        card = await story.card(story.owner)
        await story.ask(story.owner, "/unwatch test-story жест доброї волі")
        heard = len(story.from_bot(story.owner))
        await story.press(story.owner, card, "Why?")
        await wait_for(lambda: len(story.from_bot(story.owner)) > heard)
    assert story.from_bot(story.owner)[heard].text.split("\n") == [
        "Why this alert",
        "",
        "Test story",
        "🔎 “жест доброї волі”: 100/100 (threshold 75)",
        "・exact matches: жест, доброї, волі",
        "・this phrase has been removed since",
        "",
        "Near misses",
        "・“затоплення старої шахти”: missing “старої”",
        "",
        "Exclusions (none found in the text): “навчання”",
    ]


async def test_why_explains_the_text_that_the_card_told_of(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        await story.telegram.edit(channel, post.id, "Щось інше")
        await wait_for(lambda: "Words removed" in card.text)
        heard = len(story.from_bot(story.owner))
        await story.press(story.owner, card, "Why?")
        await wait_for(lambda: len(story.from_bot(story.owner)) > heard)
    assert "・exact matches: жест, доброї, волі" in story.from_bot(story.owner)[heard].text


@pytest.mark.parametrize(
    "data",
    ["why:1", "relevant:1", "false-alarm:1", "mute:1", "hush:1:1h", "card:1", "why:x", "why:", "why:" + "9" * 40],
)
async def test_a_card_of_somebody_else_cannot_be_reached_by_its_number(story: Story, data: str) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, TEXT)
        await story.card(story.owner)
        petro = story.person("Petro")
        await story.subscribe(petro, "Test story")
        menu = await story.ask(petro, "/narratives")
        forged = await press_forged(story, petro, menu, data)
        assert "out of date" in str(forged)
    assert story.program.rows(VERDICTS) == []
    assert story.program.rows("SELECT count(*) FROM subscribers WHERE muted_until IS NOT NULL") == [(0,)]


async def test_a_card_whose_narrative_was_left_says_so(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, TEXT)
        card = await story.card(story.owner)
        await story.follow(story.owner, "Test story")  # the same button leaves it again
        answer = await story.press(story.owner, card, "Why?")
    assert answer.text == "You don’t follow any narrative on this card."


async def test_a_compact_card_is_few_lines_and_one_row(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    story.program.change("UPDATE subscribers SET card_style = 'compact', time_zone = 'Europe/Kyiv'")
    async with story.program.running():
        await story.telegram.post(channel, f"{'Слово за словом. ' * 40}\n\n{TEXT}, кажуть вони.\n{'Іще слово. ' * 40}")
        card = await story.card(story.owner)
        await story.press(story.owner, card, "✅")
        await wait_for(lambda: has(card, "● ✅"))
        assert labels(card) == [["↗", "Why?", "● ✅", "❌", "🔕"]]
        await open_mutes(story, story.owner, card, "🔕")
    first, second, quote = card.text.split("\n")
    assert first == "🔎 Test story"
    assert second.startswith("Новини · ")
    assert "жест доброї волі, кажуть вони." in quote
    assert len(quote) <= 125
    assert {"жест", "доброї", "волі"} <= set(card.bold())


async def open_mutes(story: Story, person: Account, card: Letter, label: str = "🔕 Mute…") -> None:
    await story.press(person, card, label)
    await wait_for(lambda: has(card, "8 hours"))


async def press_forged(story: Story, person: Account, letter: Letter, data: str) -> str | None:
    """Press a button that is not there, as a client of one's own making can."""
    said = await story.telegram.world.press(person, letter, data.encode())
    return str(said.message)


async def test_hostile_posts_and_names_make_cards_that_telegram_takes(story: Story) -> None:
    story.program.variables["NW_STORY_WINDOW"] = "0s"
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        story.telegram.rename(channel, title="\u202e</b><b>\nНовини\u200b{ $x }" + "\u0301" * 99)
        hostile = [
            f"{TEXT} </blockquote></b><a href='https://evil.example'>тут</a>",
            f"\u202e{TEXT}\u2066 навпаки",
            f"{TEXT} е" + "\u0301" * 3_000,
            "🎭" * 1_000 + f" {TEXT} " + "👨‍👩‍👧‍👦" * 150,
            f"{TEXT} " * 170,
            "\n" * 2_000 + TEXT,
        ]
        for number, text in enumerate(hostile, 1):
            await story.telegram.post(channel, text)
            card = await story.card(story.owner, number)
            assert {"жест", "доброї", "волі"} <= set(card.bold())
            assert not set(card.text) & set("\u202e\u2066")
            heard = len(story.from_bot(story.owner))
            await story.press(story.owner, card, "Why?")
            await wait_for(lambda heard=heard: len(story.from_bot(story.owner)) > heard)  # type: ignore[misc]
    assert story.program.rows("SELECT count(*) FROM outbox WHERE status != 'sent'") == [(0,)]


async def test_in_a_group_verdicts_are_counted_and_the_card_is_changed_in_its_turn(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        readers = [story.person(name) for name in ("Iryna", "Petro", "Oksana")]
        group = story.telegram.add_channel(
            "Newsroom", private=True, megagroup=True, admins=[story.owner], members=[story.program.bot, *readers]
        )
        room = Room(story, group)
        await room.ask(story.owner, "/subscribe")
        await room.follow(story.owner, "Test story")
        await story.telegram.post(channel, TEXT)
        card = await room.card()
        edits = story.telegram.count(EditMessageRequest)
        for reader in readers[:2]:
            assert "Marked as relevant" in str((await room.press(reader, card, "✅ Relevant")).text)
        await room.press(readers[2], card, "❌ False alarm")
        await wait_for(lambda: "❌ False alarm 1" in room_labels(card))
        assert "✅ Relevant 2" in room_labels(card)
        assert story.telegram.count(EditMessageRequest) - edits <= 3

        await room.press(readers[1], card, "✅ Relevant 2")
        await wait_for(lambda: "✅ Relevant 1" in room_labels(card))
    assert len(story.program.rows(VERDICTS)) == 2
