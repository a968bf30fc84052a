from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.commands import button_target
from bot.commands.settings.menu import SUBJECTS
from storage.model.ids import ChatId
from storage.people.places import TOPICS_BELOW
from tests.app.room import Room
from tests.server import wait_for
from tests.server.media import place

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account, Letter, Post, Remark


def stored(story: Story, person: Account, column: str) -> Any:  # noqa: ANN401
    return story.program.rows(f"SELECT {column} FROM subscribers WHERE id = ?", person.id)[0][0]  # noqa: S608


def labels(letter: Letter | Post | Remark) -> list[str]:
    return [button.text for row in letter.buttons for button in row]


async def let_in(story: Story, name: str = "Oksana", *, language: str = "en") -> Account:
    person = story.person(name, language=language)
    await story.ask(story.owner, f"/allow {person.id}")
    await story.ask(person, "/start")
    return person


async def test_every_setting_is_shown_and_changed_by_buttons(story: Story) -> None:
    async with story.program.running():
        await story.track("Test story", "жест доброї волі")
        oksana = await let_in(story)
        await story.follow(oksana, "Test story")
        menu = await story.ask(oksana, "/settings")
        for line in (
            "Language: English, same as your Telegram",
            "Time zone: Europe/Kyiv (bot default)",
            "Quiet hours: none",
            "Delivery: everything at once",
            "Daily digest: at 09:00",
            "Quiet days: one line at 09:00",
            "Hourly limit: 12 cards",
            "Card: full",
        ):
            assert line in menu.text

        async def turn(page: str, button: str, expected: str) -> None:
            await story.press_to(oksana, menu, page, page.split(" ", 1)[1].split(" ", maxsplit=1)[0])
            await wait_for(lambda: "‹ Back" in labels(menu))
            await story.press_to(oksana, menu, button, expected)
            await story.press_to(oksana, menu, "‹ Back", "Settings", expected)

        await turn("🕒 Time zone", "London", "Time zone: Europe/London")
        await turn("🌙 Quiet hours", "23:00–07:00", "Quiet hours: 23:00–07:00")
        await turn("📬 Delivery", "Test story · at once", "Delivery: everything hourly")
        await turn("🗞 Daily digest", "18:00", "Daily digest: at 18:00")
        await turn("🕊 Quiet days", "Send nothing", "Quiet days: no message")
        await turn("🚦 Hourly limit", "No limit", "Hourly limit: none")
        await turn("🪪 Card", "Compact", "Card: compact")
        await story.press_to(oksana, menu, "🌐 Language", "Language")
        await story.press_to(oksana, menu, "Українська", "Мова: Українська")
        await story.press_to(oksana, menu, "‹ Назад", "Тихі години: 23:00–07:00")

    row = story.program.rows(
        """
        SELECT language, time_zone, quiet_from, quiet_to, daily_at, all_quiet, budget, card_style
        FROM subscribers WHERE id = ?
        """,
        oksana.id,
    )
    assert row == [("uk", "Europe/London", "23:00", "07:00", "18:00", 0, 0, "compact")]
    assert story.program.rows("SELECT delivery FROM subscriptions") == [("hourly",)]


async def test_settings_can_be_put_back_to_what_they_were(story: Story) -> None:
    async with story.program.running():
        oksana = await let_in(story)
        for typed in ("language uk", "zone Europe/London", "quiet 22:00-07:00", "all-quiet off", "card compact"):
            await story.ask(oksana, f"/settings {typed}")
        menu = await story.ask(oksana, "/settings")
        await story.press_to(oksana, menu, "🌐 Мова", "Мова")
        await wait_for(lambda: "Як у моєму Telegram" in labels(menu))
        await story.press_to(oksana, menu, "Як у моєму Telegram", "English, same as your Telegram")
        for page, button, expected in (
            ("zone", "Bot default", "(bot default)"),
            ("quiet", "No quiet hours", "Quiet hours: none"),
            ("all-quiet", "Send one line", "one line at"),
            ("card", "Full", "Card: full"),
        ):
            letter = await story.ask(oksana, f"/settings {page}")
            await story.press_to(oksana, letter, button, expected)

    assert [
        stored(story, oksana, one) for one in ("language", "time_zone", "quiet_from", "all_quiet", "card_style")
    ] == [
        None,
        None,
        None,
        1,
        "full",
    ]


async def test_quiet_hours_move_by_half_an_hour_and_never_become_none_at_all(story: Story) -> None:
    async with story.program.running():
        oksana = await let_in(story)
        letter = await story.ask(oksana, "/settings quiet 23:00-00:00")
        await story.press_to(oksana, letter, "From +30 min", "23:30–00:00")
        await story.press_to(oksana, letter, "From +30 min", "00:30–00:00")  # not 00:00, which is the end
        await story.press_to(oksana, letter, "To −30 min", "00:30–23:30")
        await story.press_to(oksana, letter, "To +30 min", "00:30–00:00")
        await story.press_to(oksana, letter, "From −30 min", "23:30–00:00")

    assert (stored(story, oksana, "quiet_from"), stored(story, oksana, "quiet_to")) == ("23:30", "00:00")


@pytest.mark.parametrize(
    ("typed", "column", "value", "answer"),
    [
        ("zone Одеса", "time_zone", "Europe/Kyiv", "Europe/Kyiv"),
        ("zone New York", "time_zone", "America/New_York", "UTC−"),
        ("пояс Варшава", "time_zone", "Europe/Warsaw", "Europe/Warsaw"),
        ("quiet з 22 до 6:30", "quiet_to", "06:30", "22:00–06:30"),
        ("quiet off", "quiet_from", None, "none"),
        ("daily 8:30", "daily_at", "08:30", "08:30"),
        ("language українська", "language", "uk", "Українська"),
        ("budget 7", "budget", 7, "7"),
        ("budget off", "budget", 0, "Hourly limit: none"),
        ("card стисла", "card_style", "compact", "compact"),
        ("all-quiet ні", "all_quiet", 0, "no message"),
    ],
)
async def test_settings_are_also_typed(story: Story, typed: str, column: str, value: object, answer: str) -> None:
    async with story.program.running():
        oksana = await let_in(story)
        assert answer in (await story.ask(oksana, f"/settings {typed}")).text
    assert stored(story, oksana, column) == value


async def test_what_cannot_be_set_is_named_with_what_to_do(story: Story) -> None:
    async with story.program.running():
        oksana = await let_in(story)
        for typed, answer in (
            ("colour blue", "Unknown setting “colour”"),
            ("zone Kyjiv", "Europe/Kyiv"),
            ("zone Xqzw", "Time zone “Xqzw” not found"),
            ("quiet 7:00-7:00", "isn’t a valid range. Write a start and an end"),
            ("quiet nights", "“nights” isn’t a valid range"),
            ("daily noon", "“noon” isn’t a time of day"),
            ("daily 25:00", "“25:00” isn’t a time of day"),
            ("language klingon", "Unknown language “klingon”"),
            ("budget many", "from 1 to 1,000"),
            ("budget 5000", "from 1 to 1,000"),
            ("budget 0000000015000", "from 1 to 1,000"),
            ("budget ²", "from 1 to 1,000"),
            ("card <b>huge</b>", "Unknown card “<b>huge</b>”"),
            ("all-quiet perhaps", "isn’t on or off"),
            ("delivery feint sometimes", "isn’t a narrative and a delivery"),
            ("delivery feintt hourly", "Closest: feint"),
            ("delivery feint hourly", "don’t follow"),
        ):
            assert answer in (await story.ask(oksana, f"/settings {typed}")).text, typed
    assert [stored(story, oksana, one) for one in ("time_zone", "quiet_from", "daily_at", "budget")] == [
        None,
        None,
        "09:00",
        None,
    ]


async def test_a_near_miss_of_a_zone_is_one_press_away(story: Story) -> None:
    async with story.program.running():
        oksana = await let_in(story)
        letter = await story.ask(oksana, "/settings zone Варшва")
        await story.press_to(oksana, letter, "Europe/Warsaw", "Time zone: Europe/Warsaw")
    assert stored(story, oksana, "time_zone") == "Europe/Warsaw"


async def test_what_is_typed_after_a_question_is_its_answer_even_over_a_restart(story: Story) -> None:
    async with story.program.running():
        oksana = await let_in(story, language="uk")
        letter = await story.ask(oksana, "/settings zone")
        await story.press_to(oksana, letter, "✍️ Інше місто", "Напишіть своє місто")
    async with story.program.running():
        assert "Часовий пояс «Неіснуюче» не знайдено" in (await story.ask(oksana, "Неіснуюче")).text
        assert "Europe/Kyiv, зараз" in (await story.ask(oksana, "Чернівці")).text
        assert "лише команди" in (await story.ask(oksana, "Київ")).text
    assert stored(story, oksana, "time_zone") == "Europe/Kyiv"


async def test_hours_and_times_are_asked_for_too(story: Story) -> None:
    async with story.program.running():
        oksana = await let_in(story)
        letter = await story.ask(oksana, "/settings quiet")
        await story.press_to(oksana, letter, "✍️ Other hours", "When do quiet hours start and end?")
        assert "Write it again" in (await story.ask(oksana, "late")).text
        assert "22:45–05:15" in (await story.ask(oksana, "22:45 - 5:15")).text
        letter = await story.ask(oksana, "/settings daily")
        await story.press_to(oksana, letter, "✍️ Another time", "At what time?")
        assert "at 07:20" in (await story.ask(oksana, "7.20")).text


async def test_a_question_is_over_when_something_else_is_asked_for_or_after_an_hour(story: Story) -> None:
    async with story.program.running():
        oksana = await let_in(story)
        letter = await story.ask(oksana, "/settings zone")
        await story.press_to(oksana, letter, "✍️ Another city", "Write your city")
        await story.ask(oksana, "/help")
        assert "only understand commands" in (await story.ask(oksana, "London")).text

        letter = await story.ask(oksana, "/settings zone")
        await story.press_to(oksana, letter, "✍️ Another city", "Write your city")
        await story.press_to(oksana, letter, "‹ Back", "choose a city")
        assert "only understand commands" in (await story.ask(oksana, "London")).text

        letter = await story.ask(oksana, "/settings zone")
        await story.press_to(oksana, letter, "✍️ Another city", "Write your city")
        await asyncio.to_thread(story.program.change, "UPDATE questions SET asked_at = '2022-01-01T00:00:00.000+00:00'")
        assert "only understand commands" in (await story.ask(oksana, "London")).text
    assert stored(story, oksana, "time_zone") is None


async def test_a_shared_location_sets_the_time_zone(story: Story) -> None:
    async with story.program.running():
        oksana = await let_in(story)
        heard = len(story.from_bot(oksana))
        await story.telegram.say(oksana, story.program.bot, "", media=place(40.71, -74.0))
        await wait_for(lambda: len(story.from_bot(oksana)) > heard)
        assert "America/New_York" in story.from_bot(oksana)[-1].text

        stranger = story.person("Stranger")
        await story.telegram.say(stranger, story.program.bot, "", media=place(40.71, -74.0))
        await wait_for(lambda: story.from_bot(stranger))
        assert story.from_bot(stranger)[-1].text == "This bot is private."

        channel = story.telegram.add_channel("Maps", username="maps")
        post = await story.telegram.post(channel, "", media=place(51.5, -0.12))
        heard = len(story.from_bot(oksana))
        await story.telegram.say(oksana, story.program.bot, "", media=place(51.5, -0.12), forwarded_from=post)
        await wait_for(lambda: len(story.from_bot(oksana)) > heard)
    assert stored(story, oksana, "time_zone") == "America/New_York"


async def test_delivery_is_set_for_each_narrative_on_pages_and_for_all(story: Story) -> None:
    async with story.program.running():
        for number in range(1, 11):
            await story.track(f"Story {number:02}", f"жест номер{number}")
        oksana = await let_in(story)
        for number in range(1, 11):
            await story.follow(oksana, f"Story {number:02}")
        await story.ask(story.owner, "/narrative urgent story-10")

        letter = await story.ask(oksana, "/settings delivery")
        assert "Story 10" not in str(labels(letter))
        await story.press(oksana, letter, "▶")
        await wait_for(lambda: "❗ Story 10 · at once" in labels(letter))
        await story.press(oksana, letter, "❗ Story 10 · at once")
        await wait_for(lambda: "❗ Story 10 · hourly" in labels(letter))
        await story.press(oksana, letter, "❗ Story 10 · hourly")
        await wait_for(lambda: "❗ Story 10 · daily" in labels(letter))
        assert "9 at once, 0 hourly, 1 daily" in letter.text
        await story.press_to(oksana, letter, "All hourly", "everything hourly")
        assert "9 at once" not in letter.text
        answer = await story.ask(oksana, "/settings delivery Story 03 щодня")
        assert "Story 03 · daily" in labels(answer)
        menu = await story.ask(oksana, "/narratives")
        assert any("Story 03 · daily" in one for one in labels(menu))

    modes: dict[object, object] = dict(story.program.rows("SELECT narrative_id, delivery FROM subscriptions"))  # type: ignore[arg-type]
    assert modes.pop("story-03") == "daily"
    assert set(modes.values()) == {"hourly"}


@pytest.mark.parametrize(
    "data",
    [
        "set:nothing",
        "set:zone:Mars/Olympus",
        "set:zone:../../etc/passwd",
        "set:quiet:9900-0000",
        "set:quiet:2300-2300",
        "set:daily:2960",
        "set:budget:99999999999999999999",
        "set:budget:-1",
        "set:language:ru",
        "set:card:huge",
        "set:all-quiet:maybe",
        "set:each:x:feint",
        "mutes:century",
        "mutes:1h:no-such-narrative",
        "mutes:one:no-such-narrative",
    ],
)
async def test_data_of_buttons_is_not_trusted(story: Story, data: str) -> None:
    async with story.program.running():
        oksana = await let_in(story)
        letter = await story.ask(oksana, "/settings")
        before = story.program.rows("SELECT * FROM subscribers")
        for row in letter.markup.rows if letter.markup is not None else ():
            for button in row.buttons:
                button.type.data = data.encode()  # as somebody with a client of their own may send it
        answer = await story.telegram.press(oksana, letter, data.encode())
        assert answer.text in {
            "This button is out of date. Send the command again.",
            "You don’t follow this narrative.",
        }
    assert story.program.rows("SELECT * FROM subscribers") == before


async def test_buttons_work_after_a_restart_and_say_what_they_mean_however_old(story: Story) -> None:
    async with story.program.running():
        oksana = await let_in(story)
        old = await story.ask(oksana, "/settings quiet")
        await story.ask(oksana, "/settings quiet 10:00-11:00")
    async with story.program.running():
        await story.press_to(oksana, old, "22:00–07:00", "Quiet hours: 22:00–07:00")
    assert stored(story, oksana, "quiet_from") == "22:00"


async def test_a_change_of_terms_lets_held_alerts_go(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        oksana = await let_in(story)
        await story.follow(oksana, "Test story")
        await story.ask(oksana, "/settings delivery all daily")
        await story.telegram.post(channel, "Це жест доброї волі")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM outbox WHERE status = 'held'"))
        assert story.cards(oksana) == []
        await story.ask(oksana, "/settings delivery all at-once")
        await story.card(oksana)
    assert len(story.cards(oksana)) == 1


async def test_somebody_who_blocked_the_bot_finds_their_settings_as_they_were(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        oksana = await let_in(story)
        await story.follow(oksana, "Test story")
        await story.ask(oksana, "/settings card compact")
        story.telegram.block(oksana, story.program.bot)
        await story.telegram.post(channel, "Це жест доброї волі")
        await wait_for(lambda: stored(story, oksana, "status") == "paused")
        story.telegram.unblock(oksana, story.program.bot)
        assert "Card: compact" in (await story.ask(oksana, "/settings")).text
    assert stored(story, oksana, "status") == "active"


async def test_the_settings_of_a_group_are_its_own_and_its_admins_to_change(story: Story) -> None:
    async with story.program.running():
        await story.track("Goodwill", "жест доброї волі")
        iryna = await let_in(story, "Iryna")
        petro = await let_in(story, "Petro")
        group = story.telegram.add_channel(
            "Newsroom", private=True, megagroup=True, admins=[iryna], members=[story.program.bot, petro]
        )
        room = Room(story, group)
        await room.ask(iryna, "/subscribe")
        await room.follow(iryna, "Goodwill")
        assert "23:00–07:00" in (await room.ask(iryna, "/settings@nw_bot quiet 23:00-07:00")).text
        assert "admins" in (await room.ask(petro, "/settings@nw_bot quiet off")).text
        page = await room.ask(iryna, "/settings@nw_bot zone")
        assert "✍️ Another city" not in labels(page), "in a group the bot does not hear what is typed"
        assert "admins" in str((await room.press(petro, page, "London")).text)
        await room.press(iryna, page, "London")
        await wait_for(lambda: "Europe/London" in page.text)
        assert "until you unmute it" in (await room.ask(iryna, "/mute@nw_bot goodwill")).text

        # and from the private chat of an admin
        mine = await story.ask(iryna, "/places")
        await story.press_to(iryna, mine, "Newsroom", "Newsroom")
        await story.press_to(iryna, mine, "⚙️ Settings", "Europe/London", "23:00–07:00")
        await story.press_to(iryna, mine, "📬 Delivery", "at once")
        await story.press_to(iryna, mine, "Goodwill · at once", "hourly")
        await story.press_to(iryna, mine, "‹ Back", "everything hourly")

    row = story.program.rows("SELECT time_zone, quiet_from FROM subscribers WHERE id = ?", group.marked_id)
    assert row == [("Europe/London", "23:00")]
    for person in (iryna, petro):
        assert (stored(story, person, "time_zone"), stored(story, person, "quiet_from")) == (None, None)
    delivery = story.program.rows("SELECT delivery, muted_until IS NULL FROM subscriptions")
    assert delivery == [("hourly", 0)]


async def test_the_time_of_the_zone_is_shown_so_that_one_sees_it_is_right(story: Story) -> None:
    async with story.program.running():
        oksana = await let_in(story)
        answer = await story.ask(oksana, "/settings zone Asia/Kathmandu")
        offset = timedelta(hours=5, minutes=45)
        shown = {f"{datetime.now(UTC) + offset + timedelta(minutes=minute):%H:%M}" for minute in (-1, 0)}
        assert "(UTC+5:45)" in answer.text
        assert any(one in answer.text for one in shown)


async def test_the_data_of_every_button_fit_even_for_a_topic_and_the_longest_id(story: Story) -> None:
    topic = ChatId(TOPICS_BELOW - 2**48)
    async with story.program.running():
        title = "Very long title of a narrative that goes on and on"
        await story.track(title, "жест доброї волі")
        oksana = await let_in(story)
        await story.follow(oksana, "Very long title")
        pages = [await story.ask(oksana, f"/{one}") for one in ("settings", "settings delivery", "mute", "narratives")]
        for subject in SUBJECTS:
            pages.append(await story.ask(oksana, f"/settings {min(subject.words)}"))  # noqa: PERF401
        await story.press_to(oksana, pages[2], "One narrative…", "Mute which narrative?")
        await story.press_to(oksana, pages[2], title, "for how long?")
        await story.press_to(oksana, pages[2], "Until I unmute", "until you unmute it")

    (name,) = story.program.rows("SELECT narrative_id FROM subscriptions")[0]
    assert len(str(name)) == 40
    data = [button.data or b"" for page in pages for row in page.buttons for button in row]
    assert len(data) > 50
    assert max(len(button_target.data(topic, one.decode())) for one in data) <= 64


async def test_an_example_is_one_of_the_setting_that_was_typed_and_works(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/narrative new Feint")
        await story.ask(story.owner, "/start")
        for subject in SUBJECTS:
            word = min(subject.words)
            said = (await story.ask(story.owner, f"/settings {word} жодне-з-них !")).text
            example = said.split("For example: ")[1]
            assert example.split()[1] in subject.words
            if subject.name != "each":  # which needs a narrative that is followed
                assert "For example: " not in (await story.ask(story.owner, example)).text
