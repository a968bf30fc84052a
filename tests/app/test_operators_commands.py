from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.contacts import ResolveUsernameRequest

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story


async def test_the_life_of_a_narrative(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Жест доброї волі", "жест доброї волі")
        name = str(story.program.rows("SELECT id FROM narratives WHERE title = 'Жест доброї волі'")[0][0])
        assert name == "zhest-dobroi-voli"

        assert "paused" in (await story.ask(story.owner, f"/narrative pause {name}")).text
        await story.telegram.post(channel, "Перший жест доброї волі")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts"))
        assert "resumed" in (await story.ask(story.owner, f"/narrative resume {name}")).text
        await story.telegram.post(channel, "Другий жест доброї волі")
        card = await story.card(story.owner)
        assert "Другий" in card.text

        assert "Добра воля" in (await story.ask(story.owner, f"/narrative rename {name} Добра воля")).text
        assert "archived" in (await story.ask(story.owner, f"/narrative archive {name}")).text
        menu = await story.ask(story.owner, "/narratives")
        assert not any("Добра воля" in button.text for row in menu.buttons for button in row)
    actions = [row[0] for row in story.program.rows("SELECT action FROM audit WHERE subject = ? ORDER BY id", name)]
    assert actions == [
        "narrative.added",
        "phrase.watch",
        "narrative.followed",
        "narrative.paused",
        "narrative.active",
        "narrative.renamed",
        "narrative.archived",
    ]


async def test_phrases_are_added_listed_excluded_and_removed(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        assert "already" in (await story.ask(story.owner, "/watch test-story жест  доброї волі")).text
        assert "no longer match" in (await story.ask(story.owner, "/watch test-story -фейк")).text

        await story.telegram.post(channel, "Фейк: це жест доброї волі")
        await story.telegram.post(channel, "Це жест доброї волі")
        assert "Фейк" not in (await story.card(story.owner)).text

        listed = await story.ask(story.owner, "/phrases test-story")
        assert "1. жест доброї волі" in listed.text
        asked = await story.ask(story.owner, "/unwatch test-story 1")
        assert "Removed" in str((await story.press(story.owner, asked, "🗑 “жест доброї волі”")).text)
        await story.telegram.post(channel, "Знову жест доброї волі")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE text LIKE 'Знову%'"))

    assert len(story.cards(story.owner)) == 1


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/watch", "An argument is missing"),
        ("/watch test-story", "/watch feint deceptive manoeuvre"),
        ("/watch tset-story щось важливе", "Closest: test-story"),
        ("/watch test-story і в на", "only common words"),
        ("/watch test-story 12345", "only digits"),
        ("/watch test-story 🔥🔥", "only digits"),
        ("/watch test-story " + "слово " * 13, "12 words at most"),
        ("/unwatch test-story немає такої", "has no phrase"),
        ("/narrative", "Which command?"),
        ("/narrative new", "An argument is missing"),
        ("/narrative new " + "x" * 130, "120 characters"),
        ("/channel add не-канал", "is not a valid channel name"),
        ("/channel add @nobody_here", "Channel “@nobody_here” not found"),
        ("/channel add @olha", "is a person or a bot"),
        ("/channel add @novyny boss", "Unknown role “boss”"),
        ("/channel remove @other", "isn’t being watched"),
        ("/allow @nobody", "Nobody in Telegram has the name “@nobody”"),
        ("/wacth x", "Did you mean /watch?"),
        ("hello", "only understand commands"),
        ("/", "only understand commands"),
    ],
)
async def test_a_wrong_argument_gets_a_sentence_that_helps(story: Story, command: str, answer: str) -> None:
    async with story.program.running():
        await story.set_up("Test story", "жест доброї волі")
        assert answer in (await story.ask(story.owner, command)).text


async def test_channels_are_added_once_resolved_once_and_removed(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        assert (
            "already being watched" in (await story.ask(story.owner, "/channel add https://t.me/Novyny/1 media")).text
        )
        assert story.telegram.count(ResolveUsernameRequest, story.program.reader) == 1
        assert "Новини · @novyny · media" in (await story.ask(story.owner, "/channels")).text

        assert "no longer watched" in (await story.ask(story.owner, "/channel remove @novyny")).text
        await story.telegram.post(channel, "Це жест доброї волі")
        assert "No channels" in (await story.ask(story.owner, "/channels")).text
        assert story.program.rows("SELECT count(*) FROM posts") == [(0,)]


@pytest.mark.parametrize(
    ("language", "ordinary", "media", "fact_checker"),
    [
        (
            "en",
            "Новини is already being watched, as an ordinary channel.",
            "Новини is already being watched, as media.\nRole changed. Previously: ordinary channel.",
            "Новини is already being watched, as a fact-checker.\nRole changed. Previously: media.",
        ),
        (
            "uk",
            "За каналом Новини я вже стежу як за звичайним каналом.",
            "За каналом Новини я вже стежу як за медіа.\nРоль змінено. Попередня: звичайний канал.",
            "За каналом Новини я вже стежу як за фактчекером.\nРоль змінено. Попередня: медіа.",
        ),
    ],
)
async def test_a_channel_that_is_added_again_is_said_to_be_there_and_as_what(
    story: Story, language: str, ordinary: str, media: str, fact_checker: str
) -> None:
    story.owner.language = language
    async with story.program.running():
        story.telegram.add_channel("Новини", username="novyny")
        await story.ask(story.owner, "/channel add @novyny")
        assert (await story.ask(story.owner, "/channel add @novyny")).text == ordinary
        assert (await story.ask(story.owner, "/channel add @novyny media")).text == media
        assert (await story.ask(story.owner, "/channel add @novyny fact-checker")).text == fact_checker


async def test_a_private_channel_is_joined_by_its_invite_link(story: Story) -> None:
    async with story.program.running():
        await story.set_up_and_follow("Test story", "жест доброї волі")
        closed = story.telegram.add_channel("Закритий", private=True, invite="AbCdEfGh1234")
        assert "Watching" in (await story.ask(story.owner, "/channel add https://t.me/+AbCdEfGh1234")).text

        post = await story.telegram.post(closed, "Це жест доброї волі")
        card = await story.card(story.owner)
        bare = -closed.marked_id - 1_000_000_000_000
        assert [button.url for row in card.buttons for button in row if button.url] == [
            f"https://t.me/c/{bare}/{post.id}"
        ]


async def test_status_tells_how_everything_is(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        await story.telegram.post(channel, "Новина")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts"))

        text = (await story.ask(story.owner, "/status")).text
        for part in (
            "✅ Reading account: connected",
            "✅ Bot: connected",
            "Channels: 1 read",
            "Posts: 1 stored",
            "14 active",
        ):
            assert part in text


async def test_a_long_answer_comes_in_parts_that_telegram_takes(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/narrative new Test story")
        heard = len(story.from_bot(story.owner))
        await story.ask(story.owner, "/watch test-story\n" + "\n".join(["і в на"] * 49 + ["жест доброї волі"]))
        await wait_for(lambda: len(story.from_bot(story.owner)) == heard + 2)
        first, last = story.from_bot(story.owner)[heard:]
        assert first.text.count("only common words") + last.text.count("only common words") == 49
        assert "жест доброї волі" in last.text
        assert (first.buttons, [button.text for row in last.buttons for button in row]) == ([], ["↩️ Undo"])


async def test_hostile_titles_and_names_are_shown_as_they_are(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/narrative new <b>Bold & \u202ereversed</b>")
        answer = story.from_bot(story.owner)[-1]
        assert "<b>Bold & reversed</b>" in answer.text
        menu = await story.ask(story.owner, "/narratives")
        assert any("<b>Bold & reversed</b>" in button.text for row in menu.buttons for button in row)
