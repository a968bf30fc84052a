from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story


async def test_an_urgent_narrative_comes_in_quiet_hours_and_the_others_wait(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        await story.track("Other story", "обманний маневр")
        oksana = story.person("Oksana")
        await story.subscribe(oksana, "Test story")
        await story.follow(oksana, "Other story")
        local = datetime.now(UTC).astimezone(ZoneInfo("Europe/Kyiv"))
        begin, end = local - timedelta(hours=2), local + timedelta(hours=2)
        await story.ask(oksana, f"/settings quiet {begin:%H:%M}-{end:%H:%M}")
        assert "is urgent" in (await story.ask(story.owner, "/narrative urgent test-story")).text
        await story.telegram.post(channel, "Це обманний маневр")
        await story.telegram.post(channel, "Це жест доброї волі")
        assert "жест" in (await story.card(oksana)).text
        await wait_for(lambda: story.program.rows("SELECT held_by FROM outbox WHERE status = 'held'") == [("quiet",)])
        menu = await story.ask(oksana, "/narratives")
        assert any("✅ ❗ Test story" in button.text for row in menu.buttons for button in row)

        assert "no longer urgent" in (await story.ask(story.owner, "/narrative urgent test-story off")).text
        assert "Unknown word" in (await story.ask(story.owner, "/narrative urgent test-story very")).text
        assert "Closest: " in (await story.ask(story.owner, "/narrative urgent tset-story")).text
        assert "isn’t available to you" in (await story.ask(oksana, "/narrative urgent test-story")).text

    assert len(story.cards(oksana)) == 1
    done = story.program.rows("SELECT action, subject FROM audit WHERE action LIKE '%urgent' ORDER BY id")
    assert done == [("narrative.urgent", "test-story"), ("narrative.not-urgent", "test-story")]
