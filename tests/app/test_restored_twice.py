"""What happens to alerts that were sent after the backup which is put back: they come again, and none is swallowed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.app.test_doctor import say
from tests.app.test_try_and_search import stocked, tried
from tests.server import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.story import Story
    from tests.server import Letter


async def restore_into(story: Story, kept: Path, name: str) -> None:
    """Put a backup into a folder of its own, which is the program's from now on."""
    folder = story.program.database.parents[1] / name
    story.program.variables |= {"NW_DATABASE": str(folder / "watch.db"), "NW_SESSION_DIR": str(folder / "sessions")}
    story.program.database = folder / "watch.db"
    code, said = await say(story, "restore", str(kept), "--with-sessions")
    assert code == 0, said


def cards_with(story: Story, part: str) -> list[Letter]:
    return [card for card in story.cards(story.owner) if part in card.text]


def are_there(story: Story, part: str, number: int) -> bool:
    return len(cards_with(story, part)) >= number


def is_told(story: Story, times: int) -> bool:
    """Say whether the owner heard of so many restores."""
    told = [letter for letter in story.from_bot(story.owner) if "restored from a backup" in letter.text]
    return len(told) >= times


async def test_what_was_sent_after_a_backup_comes_again_and_nothing_new_passes_for_it(story: Story) -> None:
    async with story.program.as_child():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, "Вранці жест доброї волі")
        await story.card(story.owner)
        await wait_for(lambda: story.program.rows("SELECT status FROM outbox") == [("sent",)])
        assert (await say(story, "backup", "--with-sessions"))[0] == 0
        covered = story.program.rows("SELECT channel_id, from_id, from_at FROM coverage")
        await story.telegram.post(channel, "Опівдні мер назвав відступ з міста так: жест доброї волі")
        await story.card(story.owner, 2)
    (kept,) = (story.program.database.parent / "backups").glob("*.db")
    await story.telegram.post(channel, "Надвечір речник повторив про жест доброї волі на річці", silently=True)

    for times in (1, 2):
        await restore_into(story, kept, f"elsewhere-{times}")
        async with story.program.running():
            for part, expected in (("Опівдні", 1 + times), ("Надвечір", times)):
                await wait_for(partial(are_there, story, part, expected))
            await wait_for(partial(is_told, story, times))
            assert story.program.rows("SELECT channel_id, from_id, from_at FROM coverage") == covered
        assert [len(cards_with(story, part)) for part in ("Вранці", "Опівдні", "Надвечір")] == [1, 1 + times, times]


STALE, GONE = "This button is out of date. Send the command again.", "This phrase has been removed."


async def test_a_button_from_before_a_restore_acts_on_nothing_that_came_after_it(story: Story) -> None:
    async with story.program.running():
        await stocked(story)
    assert (await say(story, "backup", "--with-sessions"))[0] == 0
    (kept,) = (story.program.database.parent / "backups").glob("*.db")
    async with story.program.running():
        watched = await story.ask_for(story.owner, "/watch test-story колодязі", "колодязі")
        page = await story.ask_for(story.owner, "/phrases test-story", "колодязі")
        await story.press_to(story.owner, page, place_of(page, "колодязі"), "колодязі")
        trial = await tried(story, "/try колодязі")

    await restore_into(story, kept, "elsewhere")
    async with story.program.running():
        await story.ask_for(story.owner, "/watch test-story відступ", "відступ")
        await tried(story, "/try погода")
        for letter, label, said in (
            (watched, "↩️ Undo", STALE),
            (page, "🗑 Remove", GONE),
            (trial, "Add to…", STALE),
        ):
            assert (await story.press(story.owner, letter, label)).text == said
        await story.ask_for(story.owner, "/phrases test-story", "відступ")


def place_of(page: Letter, phrase: str) -> str:
    return next(line for line in page.text.split("\n") if phrase in line).split(".")[0]
