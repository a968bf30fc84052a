from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.ui.format import short_time
from bot.ui.locale import Texts
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account, Channel, Letter

KYIV = ZoneInfo("Europe/Kyiv")
# Each is another story: they share the words of the narrative and no others.
TEXTS = (
    "Це жест доброї волі",
    "Військові заявили про жест доброї волі на острові сьогодні вранці",
    "Експерти сперечаються, чи був це жест доброї волі, чи звичайна втеча",
    "Мер міста назвав відключення води жестом доброї волі щодо сусідів",
    "У соцмережах сміються з фрази «жест доброї волі» після новин про відступ",
    "Речник відомства вкотре повторив на брифінгу: жест доброї волі, та й годі",
    "Газета присвятила жесту доброї волі цілу шпальту з фотографіями",
)


def labels(letter: Letter) -> list[str]:
    return [button.text for row in letter.buttons for button in row]


def shown(moment: datetime, language: str = "en") -> set[str]:
    """Write a moment as answers do; the minute may have turned meanwhile."""
    now, say = datetime.now(UTC), Texts("en").for_language(language)
    return {short_time(moment + timedelta(minutes=minute), say, KYIV, now=now) for minute in (-1, 0)}


async def begin(story: Story, *, language: str = "en") -> tuple[Account, Channel]:
    channel = await story.set_up("Test story", "жест доброї волі")
    oksana = story.person("Oksana", language=language)
    await story.subscribe(oksana, "Test story")
    return oksana, channel


async def is_held(story: Story, number: int = 1) -> None:
    query = "SELECT count(*) FROM outbox WHERE status = 'held'"
    await wait_for(lambda: story.program.rows(query) == [(number,)], awaited=f"{number} held")


async def test_a_mute_of_everything_holds_alerts_and_says_until_when(story: Story) -> None:
    async with story.program.running():
        oksana, channel = await begin(story)
        answer = await story.ask(oksana, "/mute 2h")
        assert any(one in answer.text for one in shown(datetime.now(UTC) + timedelta(hours=2)))
        await story.telegram.post(channel, TEXTS[0])
        await is_held(story)
    async with story.program.running():  # a restart ends no mute
        await story.telegram.post(channel, TEXTS[1])
        await is_held(story, 2)
        assert story.cards(oksana) == []
        assert "Alerts unmuted" in (await story.ask(oksana, "/mute off")).text
        told = "SELECT 1 FROM outbox WHERE kind = 'digest' AND occasion = 'mute' AND status = 'sent'"
        await wait_for(lambda: story.program.rows(told))
    assert story.program.rows("SELECT muted_until FROM subscribers WHERE id = ?", oksana.id) == [(None,)]


async def test_a_mute_ends_by_itself_and_what_it_held_is_told(story: Story) -> None:
    async with story.program.running():
        oksana, channel = await begin(story)
        await story.ask(oksana, "/mute 1h")
        await story.telegram.post(channel, TEXTS[0])
        await is_held(story)
    past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat(timespec="milliseconds")
    story.program.change(f"UPDATE subscribers SET muted_until = '{past}' WHERE muted_until IS NOT NULL")  # noqa: S608
    story.program.change(f"UPDATE outbox SET due_at = '{past}' WHERE status = 'held'")  # noqa: S608
    async with story.program.running():
        told = "SELECT 1 FROM outbox WHERE kind = 'digest' AND occasion = 'mute' AND status = 'sent'"
        await wait_for(lambda: story.program.rows(told))
        assert "not muted" in (await story.ask(oksana, "/mute")).text


async def test_one_narrative_is_muted_by_its_id_or_title_and_the_others_go_on(story: Story) -> None:
    async with story.program.running():
        oksana, channel = await begin(story)
        await story.track("Інша історія", "обманний маневр")
        await story.follow(oksana, "Інша історія")
        answer = await story.ask(oksana, "/mute test story 3d")
        assert "Test story" in answer.text
        assert any(one in answer.text for one in shown(datetime.now(UTC) + timedelta(days=3)))
        await story.telegram.post(channel, TEXTS[0])
        await story.telegram.post(channel, "Це був обманний маневр")
        assert "обманний маневр" in (await story.card(oksana)).text
        menu = await story.ask(oksana, "/narratives")
        assert any("Test story 🔕" in one for one in labels(menu))
        assert "until you unmute it" in (await story.ask(oksana, "/mute інша історія")).text
        listed = await story.ask(oksana, "/mute")
        assert "Інша історія: until you unmute it" in listed.text
        assert "Test story: until" in listed.text

        await story.press(oksana, listed, "🔔 Test story")
        card = await story.card(oksana, 2) if len(story.cards(oksana)) > 1 else None
        await wait_for(
            lambda: story.program.rows("SELECT 1 FROM outbox WHERE occasion = 'mute' AND status = 'sent'") or card
        )
        assert "Інша історія unmuted" in (await story.ask(oksana, "/mute інша історія off")).text
    assert story.program.rows("SELECT 1 FROM subscriptions WHERE muted_until IS NOT NULL") == []


async def test_mutes_are_typed_in_ukrainian_too(story: Story) -> None:
    async with story.program.running():
        oksana, _ = await begin(story, language="uk")
        answer = await story.ask(oksana, "/mute 2 год")
        assert any(one in answer.text for one in shown(datetime.now(UTC) + timedelta(hours=2), "uk"))
        assert "Усі сповіщення вимкнено до" in answer.text
        for typed, hour in (("до 18:00", "18:00"), ("до завтра", "08:00"), ("test-story до 7", "07:00")):
            assert hour in (await story.ask(oksana, f"/mute {typed}")).text, typed
        assert "Усі сповіщення вимкнено до" in (await story.ask(oksana, "/mute")).text
        assert "Сповіщення ввімкнено" in (await story.ask(oksana, "/mute вимкнути")).text
        assert "Не зрозуміло, на скільки" in (await story.ask(oksana, "/mute 2 слони")).text


async def test_mutes_are_set_and_ended_by_buttons(story: Story) -> None:
    async with story.program.running():
        oksana, _ = await begin(story)
        page = await story.ask(oksana, "/mute")
        await story.press_to(oksana, page, "8 hours", "All alerts are muted until")
        await story.press_to(oksana, page, "Until tomorrow", "08:00")
        await story.press_to(oksana, page, "🔔 Unmute all", "not muted")
        await story.press_to(oksana, page, "One narrative…", "Mute which narrative?")
        await story.press_to(oksana, page, "Test story", "for how long?")
        await story.press_to(oksana, page, "Until I unmute", "Test story: until you unmute it")
        await story.press_to(oksana, page, "🔔 Test story", "not muted")
        typed = await story.ask(oksana, "/mute 1h")
        await story.press_to(oksana, typed, "🔔 Unmute", "not muted")
        await story.press_to(oksana, typed, "‹ Back", "Settings")
    assert story.program.rows("SELECT muted_until FROM subscribers WHERE id = ?", oksana.id) == [(None,)]


async def test_a_word_of_a_title_mutes_what_it_fits_alone_and_is_asked_about_otherwise(story: Story) -> None:
    async with story.program.running():
        oksana, _ = await begin(story)
        for title in ("Grain for the rich", "Grain that feeds Europe", "Story"):
            await story.track(title, "зерно")
            await story.follow(oksana, title)
        await story.track("Europe freezes", "мороз")  # which she does not follow
        assert "Grain that feeds Europe muted until" in (await story.ask(oksana, "/mute EUROPE 3d")).text
        assert "Story muted until" in (await story.ask(oksana, "/mute story 2h")).text  # all of it goes first
        assert "Grain that feeds Europe unmuted" in (await story.ask(oksana, "/mute europe off")).text
        muted = "SELECT narrative_id FROM subscriptions WHERE muted_until IS NOT NULL"
        assert story.program.rows(muted) == [("story",)]

        which = await story.ask(oksana, "/mute grain 2h")
        assert "Mute which narrative?" in which.text
        assert labels(which) == ["Grain for the rich", "Grain that feeds Europe"]
        assert story.program.rows(muted) == [("story",)]
        await story.press_to(oksana, which, "Grain for the rich", "Mute Grain for the rich for how long?")
        await story.press_to(oksana, which, "8 hours", "Grain for the rich: until")
        ended = await story.ask(oksana, "/mute grain off")
        await story.press_to(oksana, ended, "🔔 Grain for the rich", "Story: until")
        assert story.program.rows(muted) == [("story",)]


async def test_what_cannot_be_muted_is_named(story: Story) -> None:
    async with story.program.running():
        oksana, _ = await begin(story)
        for typed, answer in (
            ("tset-story 2h", "Closest: test-story"),
            ("feint 2h", "don’t follow"),
            ("test-story 2 elephants", "“2 elephants” isn’t a valid duration"),
            ("2", "“2” isn’t a valid duration"),
            ("400d", "a year at most"),
            ("until noon", "Closest: "),
        ):
            assert answer in (await story.ask(oksana, f"/mute {typed}")).text, typed


async def test_digest_brings_what_waits_and_says_what_nothing_is_worth(story: Story) -> None:
    async with story.program.running():
        oksana, channel = await begin(story)
        nothing = await story.ask(oksana, "/digest now")
        assert "No alerts are waiting" in nothing.text
        assert "without gaps" in nothing.text
        await story.ask(oksana, "/settings delivery all daily")
        for text in TEXTS[:2]:
            await story.telegram.post(channel, text)
        await is_held(story, 2)
        heard = len(story.from_bot(oksana))
        await story.ask(oksana, "/digest")
        await wait_for(lambda: len(story.from_bot(oksana)) >= heard + 2)
        both = " ".join(letter.text for letter in story.from_bot(oksana)[heard:])
        assert "on their way" in both
        assert "Held alerts" in both
        assert "2 stories" in both
        await story.ask(oksana, "/stop")
        assert "/start turns them back on" in (await story.ask(oksana, "/digest")).text


async def test_missed_lists_what_was_held_late_and_too_old_in_pages_with_why(story: Story) -> None:
    async with story.program.running():
        oksana, channel = await begin(story)
        assert "all alerts were sent at once" in (await story.ask(oksana, "/missed")).text
        late = datetime.now(UTC) - timedelta(hours=1)
        await story.telegram.post(channel, TEXTS[0], at=late)
        await story.card(oksana)
        await story.telegram.post(channel, TEXTS[1], at=datetime.now(UTC) - timedelta(days=2))
        await story.ask(oksana, "/mute until 18:00")
        for text in TEXTS[2:]:
            await story.telegram.post(channel, text)
        await is_held(story, len(TEXTS) - 2)
        await wait_for(lambda: story.program.rows("SELECT 1 FROM summary_posts"))

        page = await story.ask(oksana, "/missed")
        assert f"in the last 7 days: {len(TEXTS)}" in page.text
        assert "muted until" in page.text
        assert "Газета присвятила" in page.text.split("•")[1], "the newest comes first"
        assert "t.me/novyny/8" in str([entity.url for entity in page.entities if hasattr(entity, "url")])
        first = page.text
    async with story.program.running():
        await story.press(oksana, page, "▶")
        await wait_for(lambda: page.text != first)
        assert "Це жест доброї волі" in page.text
        stories = first + page.text
        assert "sent late" in stories
        assert "too old, or too many" in stories


async def test_missed_shows_nobody_what_is_not_theirs(story: Story) -> None:
    async with story.program.running():
        oksana, channel = await begin(story)
        petro = story.person("Petro")
        await story.ask(story.owner, f"/allow {petro.id}")
        await story.ask(oksana, "/mute 2h")
        await story.telegram.post(channel, TEXTS[0])
        await is_held(story)
        assert "жест" not in (await story.ask(petro, "/missed")).text
        assert "жест" in (await story.ask(oksana, "/missed")).text
    channel.username = None  # else Telegram says at the next start that it is public
    story.program.change("UPDATE channels SET is_private = 1, username = NULL")
    async with story.program.running():
        assert "жест" not in (await story.ask(oksana, "/missed")).text
    story.program.change(f"INSERT INTO private_readers SELECT id, {oksana.id} FROM channels")  # noqa: S608
    async with story.program.running():
        assert "жест" in (await story.ask(oksana, "/missed")).text


async def test_who_stopped_is_told_what_becomes_of_what_waits_and_gets_it_on_return(story: Story) -> None:
    async with story.program.running():
        oksana, channel = await begin(story)
        await story.ask(oksana, "/mute 2h")
        await story.telegram.post(channel, TEXTS[0])
        await is_held(story)
        assert "any alerts still waiting are kept" in (await story.ask(oksana, "/stop")).text
        await story.ask(oksana, "/mute off")
        await story.telegram.post(channel, TEXTS[1])
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(2,)])
        heard = len(story.from_bot(oksana))
        await story.ask(oksana, "/start")
        await wait_for(lambda: len(story.from_bot(oksana)) > heard + 1)
    told = " ".join(letter.text for letter in story.from_bot(oksana)[heard:])
    assert "жест доброї волі" in told
    assert "Військові" not in told
