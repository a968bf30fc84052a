from __future__ import annotations

from typing import TYPE_CHECKING

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story


async def test_an_operator_sets_up_a_narrative_and_a_subscriber_receives_exactly_one_card(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі", "організоване відведення військ")
        oksana = story.person("Oksana", language="uk")
        await story.subscribe(oksana, "Test story")

        text = "👨‍👩‍👧 У москві знову заявили про «жест доб\u200bрої волі» та організоване відведення військ <b>"
        post = await story.telegram.post(channel, text)
        card = await story.card(oksana)

        assert card.bold() == [
            "Test story",
            "Новини",
            "жест",
            "доб\u200bрої",
            "волі",
            "організоване",
            "відведення",
            "військ",
        ]
        assert "У москві знову заявили" in card.text
        assert card.text.endswith("<b>")
        assert [button.url for row in card.buttons for button in row if button.url] == [
            f"https://t.me/novyny/{post.id}"
        ]
        await story.ask(oksana, "/help")
        assert len(story.cards(oksana)) == 1
        await wait_for(lambda: story.program.rows("SELECT status FROM outbox") == [("sent",)])


async def test_a_post_that_says_something_else_alerts_nobody(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        oksana = story.person("Oksana")
        await story.subscribe(oksana, "Test story")

        await story.telegram.post(channel, "Завтра дощ, у Харкові до 15 градусів")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts"))

        assert story.program.rows("SELECT * FROM outbox") == []
        assert story.cards(oksana) == []


async def test_a_phrase_just_added_is_live_for_the_next_post(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "обманний маневр")
        await story.ask(story.owner, "/start")
        await story.follow(story.owner, "Test story")

        await story.telegram.post(channel, "Це була недостатня поінформованість радників")
        await story.ask(story.owner, "/watch test-story недостатня поінформованість радників")
        await story.telegram.post(channel, "Усе пояснили недостатньою поінформованістю радників")
        card = await story.card(story.owner)

        assert "недостатньою поінформованістю" in card.text
        assert len(story.cards(story.owner)) == 1


async def test_a_post_forwarded_by_a_fact_checker_says_both(story: Story) -> None:
    async with story.program.running():
        await story.set_up_and_follow("Test story", "жест доброї волі")
        checkers = story.telegram.add_channel("Перевірка", username="perevirka")
        await story.ask(story.owner, "/channel add https://t.me/perevirka fact-checker")

        await story.telegram.post(checkers, "Знову «жест доброї волі»", forwarded_from="Рупор <i>")
        card = await story.card(story.owner)

        assert "Перевірка (fact-checker)" in card.text
        assert "Forwarded from Рупор <i>" in card.text
