from __future__ import annotations

import asyncio
import signal
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from telethon.tl.functions.messages import SendMessageRequest

from tests.app.story import OWN
from tests.fakes import LeapClock
from tests.server import wait_for

if TYPE_CHECKING:
    from telethon.tl import TLRequest

    from tests.app.story import Story
    from tests.server import Account, Channel, Letter

KYIV = ZoneInfo("Europe/Kyiv")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def kyiv(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=KYIV)


# All are behind the time of the machine: commands carry that, and one of long ago would be asked about again.
EVENING = kyiv(2026, 6, 1, 22, 30)


@pytest.fixture(autouse=True)
def patient(story: Story) -> None:
    """Leaps of the clock are no silence of Telegram's."""
    for name in ("NW_STALL_AFTER", "NW_BLIND_AFTER", "NW_TELL_SUBSCRIBERS_AFTER", "NW_REVISIT_AFTER"):
        story.program.variables[name] = "900d"
    story.program.variables["NW_SWEEP_EVERY"] = "1s"


async def say(story: Story, channel: Channel, number: int, clock: LeapClock, phrase: str = "жест доброї волі") -> None:
    """Post something new that says the phrase, and wait until it was read."""
    text = f"{OWN[number]}. Це {phrase}"
    await story.telegram.post(channel, text, at=clock.now())
    await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE text = ?", text))


async def held(story: Story, number: int) -> None:
    await wait_for(
        lambda: story.program.rows("SELECT count(*) FROM outbox WHERE status = 'held'") == [(number,)],
        awaited=f"{number} held",
    )


async def caught_up(story: Story, clock: LeapClock) -> None:
    """Wait until a program that has just started has read its channels: a leap before that is lost on its sweep."""
    since = (clock.now() - MINUTE).astimezone(UTC).isoformat(timespec="milliseconds")
    query = "SELECT count(*) FROM coverage WHERE coalesce(checked_at, '') < ?"
    await wait_for(lambda: story.program.rows(query, since) == [(0,)], awaited="the channels to be read")


async def message(story: Story, person: Account, text: str) -> Letter:
    def found() -> list[Letter]:
        return [letter for letter in story.from_bot(person) if text in letter.text]

    await wait_for(found, awaited=text)
    assert len(found()) == 1
    return found()[0]


async def follow(story: Story, name: str, *narratives: str, language: str = "en") -> Account:
    person = story.person(name, language=language)
    for narrative in narratives:
        await story.subscribe(person, narrative)
    return person


@pytest.mark.parametrize(
    ("evening", "morning"),
    [
        (EVENING, kyiv(2026, 6, 2, 7)),
        (kyiv(2026, 3, 28, 22, 30), kyiv(2026, 3, 29, 7)),
        (kyiv(2025, 10, 25, 22, 30), kyiv(2025, 10, 26, 7)),
    ],
    ids=["in June", "when the clock goes forward", "when it goes back"],
)
async def test_the_night_is_quiet_but_for_what_is_urgent_and_a_restart_changes_nothing(
    story: Story, evening: datetime, morning: datetime
) -> None:
    clock = LeapClock(evening)
    async with story.program.running(clock):
        channel = await story.set_up("Test story", "жест доброї волі")
        await story.track("Grave story", "тривожна звістка")
        await story.ask(story.owner, "/narrative urgent grave-story")
        oksana = await follow(story, "Oksana", "Test story", "Grave story", language="uk")
        await story.ask(oksana, "/settings quiet 23:00-07:00")
        clock.leap(evening + HOUR)
        await say(story, channel, 0, clock)
        await say(story, channel, 1, clock)
        await held(story, 2)
        await say(story, channel, 2, clock, "тривожна звістка")
        urgent = await story.card(oksana)
        assert OWN[2] in urgent.text
    clock.leap(morning - MINUTE)
    async with story.program.running(clock):
        assert len(story.cards(oksana)) == 1
        await caught_up(story, clock)
        clock.leap(morning)
        await story.card(oksana, 3)
    late = story.cards(oksana)[1:]
    assert all("🌙 Затримано: тихі години" in card.text for card in late)
    assert sorted(OWN.index(card.text.split("\n")[-1].split(". ")[0]) for card in late) == [0, 1]


async def test_a_night_of_many_alerts_is_one_digest_whose_narratives_unfold(story: Story) -> None:
    clock = LeapClock(EVENING)
    async with story.program.running(clock):
        channel = await story.set_up("Test story", "жест доброї волі")
        oksana = await follow(story, "Oksana", "Test story")
        await story.ask(oksana, "/settings quiet 23:00-07:00")
        clock.leap(EVENING + HOUR)
        for number in range(4):
            await say(story, channel, number, clock)
        await held(story, 4)
        clock.leap(kyiv(2026, 6, 2, 7))
        digest = await message(story, oksana, "During your quiet hours")
        assert "4 stories, 4 posts" in digest.text
        assert "without gaps" in digest.text
    async with story.program.running(clock):
        await story.press_to(oksana, digest, "▸ Test story (4)", OWN[0], OWN[3])
        await story.press_to(oksana, digest, "↩ Back to digest", "During your quiet hours")
    assert story.cards(oksana) == []


async def test_a_daily_digest_that_was_due_while_the_program_was_down_comes_late_and_once(story: Story) -> None:
    clock = LeapClock(EVENING)
    async with story.program.running(clock):
        channel = await story.set_up("Test story", "жест доброї волі")
        oksana = await follow(story, "Oksana", "Test story", language="uk")
        await asyncio.to_thread(story.program.change, "UPDATE subscriptions SET delivery = 'daily'")
        await say(story, channel, 0, clock)
        await held(story, 1)
    clock.leap(kyiv(2026, 6, 4, 12))
    for _ in range(2):
        async with story.program.running(clock):
            digest = await message(story, oksana, "🗞 Щоденний дайджест")
    assert "⏰ Із запізненням на 2 дні (за розкладом: 2 черв., 09:00)" in digest.text
    assert "1 сюжет, 1 допис" in digest.text
    assert "👁 1 канал прочитано без прогалин до 12:0" in digest.text


async def test_a_digest_killed_while_it_is_sent_comes_once(story: Story) -> None:
    def is_digest(request: TLRequest, _: Account | None) -> bool:
        return "Held alerts" in request.message

    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await asyncio.to_thread(story.program.change, "UPDATE subscriptions SET delivery = 'daily'")
        for number in range(2):
            await story.telegram.post(channel, f"{OWN[number]}. Це жест доброї волі")
        await held(story, 2)
    # Before it is sent.
    refusal = story.telegram.fail(SendMessageRequest, "INTERNAL_SERVER_ERROR", when=is_digest, times=None)
    async with story.program.as_child() as child:
        await story.telegram.say(story.owner, story.program.bot, "/digest")
        await wait_for(lambda: refusal.met > 0)
        child.send_signal(signal.SIGKILL)
        await child.wait()
    assert story.program.rows("SELECT kind, status FROM outbox ORDER BY id") == [
        ("new", "rolled"),
        ("new", "rolled"),
        ("digest", "pending"),
    ]
    refusal.lift()
    # After it was sent, and before that was marked.
    story.telegram.delay(SendMessageRequest, 30, when=is_digest)
    async with story.program.as_child() as child:
        await message(story, story.owner, "Held alerts")
        child.send_signal(signal.SIGKILL)
        await child.wait()
    assert story.program.rows("SELECT status FROM outbox WHERE kind = 'digest'") == [("pending",)]

    async with story.program.running():
        await wait_for(lambda: story.program.rows("SELECT 1 FROM outbox WHERE kind = 'digest' AND status = 'sent'"))
    await message(story, story.owner, "Held alerts")
    assert story.cards(story.owner) == []


async def test_a_storm_is_one_message_that_grows_unfolds_and_ends(story: Story) -> None:
    clock = LeapClock(EVENING)
    async with story.program.running(clock):
        channel = await story.set_up("Test story", "жест доброї волі")
        oksana = await follow(story, "Oksana", "Test story")
        await asyncio.to_thread(story.program.change, "UPDATE subscribers SET budget = 2")
        for number in range(4):
            await say(story, channel, number, clock)
        storm = await message(story, oksana, "🌩 High volume")
        assert len(story.cards(oksana)) == 2
        await say(story, channel, 4, clock)
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM outbox WHERE status = 'rolled'") == [(3,)])
    async with story.program.running(clock):
        await caught_up(story, clock)
        clock.leap(clock.now() + MINUTE)
        await wait_for(lambda: "3 stories, 3 posts" in storm.text)
        heard = len(story.from_bot(oksana))
        await story.press(oksana, storm, "▸ Test story (3)")
        await wait_for(lambda: len(story.from_bot(oksana)) > heard)
        listed = story.from_bot(oksana)[-1]
        assert listed.reply_to is storm
        assert all(one in listed.text for one in (OWN[2][:30], OWN[3][:30], OWN[4][:30]))
        clock.leap(clock.now() + HOUR + MINUTE)
        await wait_for(lambda: "🌤 Back to normal" in storm.text)
        await say(story, channel, 5, clock)
        await story.card(oksana, 3)
    assert len([one for one in story.from_bot(oksana) if "grouped" in one.text or "High volume" in one.text]) == 1


async def test_a_digest_is_nobody_elses(story: Story) -> None:
    clock = LeapClock(EVENING)
    async with story.program.running(clock):
        channel = await story.set_up("Test story", "жест доброї волі")
        oksana = await follow(story, "Oksana", "Test story")
        petro = await follow(story, "Petro", "Test story")
        await asyncio.to_thread(story.program.change, "UPDATE subscribers SET budget = 1")
        await say(story, channel, 0, clock)
        await say(story, channel, 1, clock)
        hers = await message(story, oksana, "🌩 High volume")
        his = await message(story, petro, "🌩 High volume")
        data = his.buttons[0][0].data
        assert data is not None
        before = len(story.from_bot(oksana))
        answer = await story.telegram.world.press(oksana, hers, data)
        assert answer.message == "This button is out of date. Send the command again."
        assert len(story.from_bot(oksana)) == before


async def test_a_mute_of_an_hour_holds_what_comes_and_ends_with_a_digest_after_a_restart(story: Story) -> None:
    clock = LeapClock(kyiv(2026, 6, 1, 12, 10))
    async with story.program.running(clock):
        channel = await story.set_up("Test story", "жест доброї волі")
        oksana = await follow(story, "Oksana", "Test story")
        await story.ask(oksana, "/mute 1h")
        await say(story, channel, 0, clock)
        await say(story, channel, 1, clock)
        await held(story, 2)
    async with story.program.running(clock):
        await caught_up(story, clock)
        clock.leap(clock.now() + 50 * MINUTE)
        await say(story, channel, 2, clock)
        await held(story, 3)
        clock.leap(clock.now() + 15 * MINUTE)
        digest = await message(story, oksana, "🔕 While alerts were muted")
        assert "3 stories" in digest.text
        await say(story, channel, 3, clock)
        await story.card(oksana)


async def test_a_day_without_anything_ends_with_a_line_that_tells_what_it_is_worth(story: Story) -> None:
    clock = LeapClock(kyiv(2026, 6, 1, 8))
    async with story.program.running(clock):
        await story.set_up("Test story", "жест доброї волі")
        oksana = await follow(story, "Oksana", "Test story", language="uk")
        clock.leap(kyiv(2026, 6, 2, 8, 58))
        await wait_for(
            lambda: story.program.rows(
                "SELECT 1 FROM coverage WHERE to_at > ?", clock.now().astimezone(ZoneInfo("UTC")).isoformat()[:15]
            ),
            awaited="a sweep",
        )
        clock.leap(kyiv(2026, 6, 2, 9))
        line = await message(story, oksana, "✅ Усе спокійно. 1 канал прочитано без прогалин до 08:5")
        assert line.buttons == []
        clock.leap(kyiv(2026, 6, 2, 12))
    async with story.program.running(clock):
        await story.ask(oksana, "/help")
    assert len([one for one in story.from_bot(oksana) if "спокійно" in one.text]) == 1


async def test_who_blocked_the_bot_gets_what_was_missed_together_on_return(story: Story) -> None:
    clock = LeapClock(EVENING)
    async with story.program.running(clock):
        channel = await story.set_up("Test story", "жест доброї волі")
        oksana = await follow(story, "Oksana", "Test story")
        await story.ask(oksana, "/stop")
        for number in range(3):
            await say(story, channel, number, clock)
        await story.ask(oksana, "/start")
        await say(story, channel, 3, clock)
        await story.card(oksana)
    assert len(story.cards(oksana)) == 1  # nothing is owed to those who want nothing
