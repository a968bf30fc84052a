from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.channels import JoinChannelRequest
from telethon.tl.functions.contacts import ResolveUsernameRequest
from telethon.tl.functions.messages import EditMessageRequest

from bot.analysis import backtest, word_indexer
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account, Channel, Letter

HITS = (
    "Отруєння колодязів бачили під Харковом",
    "Про отруєння колодязя кажуть знову",
    "Колодязів старих глибоких отруєння немає",
)
NEAR = "Було отруєння. Колодязів не чіпали"
OTHERS = ("Погода сьогодні мінлива", "Перший жест доброї волі")


def labels(letter: Letter) -> list[str]:
    return [button.text for row in letter.buttons for button in row]


async def stocked(story: Story, *texts: str) -> Channel:
    """Have posts stored of a channel under watch."""
    channel = await story.set_up("Test story", "жест доброї волі")
    for number, text in enumerate(texts or (*HITS, NEAR, *OTHERS)):
        at = datetime.now(UTC) - timedelta(minutes=60 - number)
        await story.telegram.post(channel, text, at=at)
    await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(len(texts) or 6,)])
    return channel


async def tried(story: Story, text: str, *, by: Account | None = None) -> Letter:
    letter = await story.ask(by or story.owner, text)
    await wait_for(lambda: "Searched" in letter.text, awaited="what came of a trial")
    return letter


async def operator(story: Story, name: str = "Andrii", *, language: str = "en") -> Account:
    person = story.person(name, language=language)
    await story.make_operator(person)
    return person


async def test_a_phrase_is_tried_looked_at_and_added_with_a_threshold(story: Story) -> None:
    async with story.program.running():
        channel = await stocked(story)
        letter = await tried(story, "/try отруєння колодязів")
        assert "Searched: 6 posts" in letter.text
        assert "At the default threshold (75): 3 hits" in letter.text
        assert "No existing phrase finds any of them" in letter.text
        assert "Recommended threshold: 75" in letter.text
        assert "75 · 3" in labels(letter)

        await story.press(story.owner, letter, "75 · 3")
        await wait_for(lambda: "The weakest, without copies" in letter.text)
        assert [text in letter.text for text in HITS] == [True] * 3
        assert letter.text.index(HITS[2]) < letter.text.index(HITS[0])
        assert {"Отруєння", "колодязів"} <= {*letter.bold()}
        await story.press(story.owner, letter, "◀ Back")
        await wait_for(lambda: "Searched" in letter.text)

        await story.press(story.owner, letter, "Near misses")
        await wait_for(lambda: "near misses at 75" in letter.text)
        assert NEAR in letter.text
        assert "different sentences" in letter.text
        assert HITS[0] not in letter.text
        await story.press(story.owner, letter, "◀ Back")

        await wait_for(lambda: "95 · 2" in labels(letter))
        await story.press(story.owner, letter, "95 · 2")
        await wait_for(lambda: "Add to… (at 95)" in labels(letter))
        await story.press(story.owner, letter, "Add to… (at 95)")
        await wait_for(lambda: "with a threshold of 95" in letter.text)
        while "Test story" not in labels(letter):
            before = labels(letter)
            await story.press(story.owner, letter, "▶")
            await wait_for(lambda before=before: labels(letter) != before)  # type: ignore[misc]
        await story.press(story.owner, letter, "Test story")
        await wait_for(lambda: "≥95" in letter.text)
        assert "↩️ Undo" in labels(letter)
        assert story.program.rows("SELECT text, kind, threshold FROM phrases WHERE narrative_id = 'test-story'") == [
            ("жест доброї волі", "watch", None),
            ("отруєння колодязів", "watch", 95.0),
        ]
        assert story.program.rows("SELECT detail FROM audit ORDER BY id DESC LIMIT 1") == [("отруєння колодязів",)]
        await story.follow(story.owner, "Test story")
        await story.telegram.post(channel, "Ще одне отруєння колодязя")
        assert "Ще одне" in (await story.card(story.owner)).text


async def test_what_is_found_already_and_what_an_exclusion_would_stop(story: Story) -> None:
    async with story.program.running():
        await stocked(story, "Це жест доброї волі", "Жест доброї волі, фейк", "Жест від доброї людини волі")
        letter = await tried(story, "/try жест доброї волі")
        assert "Of the newest 3 hits, none is new: existing phrases find them all." in letter.text
        assert "“жест доброї волі” (Test story): 3" in letter.text

        letter = await tried(story, "/try -фейк")
        assert "as an exclusion" in letter.text
        assert "“жест доброї волі” (Test story): 1" in letter.text
        await story.press(story.owner, letter, "Add to…")
        await wait_for(lambda: "Add “-фейк” to which narrative?" in letter.text)
        await pressed(story, story.owner, letter, f"try-add:{number_of(letter)}:0:test-story")
        await wait_for(lambda: "no longer match" in letter.text)
        assert story.program.rows(
            "SELECT text FROM phrases WHERE kind = 'exclude' AND narrative_id = 'test-story'"
        ) == [("фейк",)]


def number_of(letter: Letter) -> str:
    data = next(button.data for row in letter.buttons for button in row if button.data)
    return data.decode().split(":")[1]


async def test_posts_that_came_after_a_day_are_tried_alone(story: Story) -> None:
    async with story.program.running():
        channel = await stocked(story)
        await story.telegram.post(channel, f"{HITS[0]} давно", at=datetime.now(UTC) - timedelta(days=40))
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(7,)])
        day = (datetime.now(UTC) - timedelta(days=20)).date()
        assert "(75): 4 hits" in (await tried(story, "/try отруєння колодязів")).text
        assert "(75): 3 hits" in (await tried(story, f"/try since {day} отруєння колодязів")).text


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/try", "An argument is missing"),
        ("/try since 2022-09-01", "An argument is missing"),
        ("/try since yesterday біолабораторії", "“yesterday” is not a valid date"),
        ("/try since 2999-01-01 біолабораторії", "is in the future"),
        ("/try і в на", "only common words"),
        ("/try 12345", "only digits"),
        ("/try " + "слово " * 13, "12 words at most"),
        ("/search", "An argument is missing"),
        ("/search since 2022-09-01", "An argument is missing"),
        ("/search жест since soon", "“soon” is not a valid date"),
        ("/search жест @nobody_knows", "“@nobody_knows” isn’t being"),
        ("/search і в на", "only common words"),
        ("/search неіснуючеслово", "No stored posts contain “неіснуючеслово”"),
        ("/why", "Reply to a forwarded post"),
        ("/why this", "“this” is not a link"),
        ("/why https://t.me/novyny", "This link leads to the channel Новини, not to a post"),
        ("/why t.me/c/1999999999/5", "I can’t fetch it"),
    ],
)
async def test_wrong_input_is_answered_with_a_sentence(story: Story, command: str, answer: str) -> None:
    async with story.program.running():
        await stocked(story, "Це жест доброї волі")
        assert answer in (await story.ask(story.owner, command)).text


async def test_without_posts_there_is_nothing_to_try(story: Story) -> None:
    async with story.program.running():
        assert "No posts are stored yet" in (await story.ask(story.owner, "/try отруєння колодязів")).text
        assert "No stored posts contain" in (await story.ask(story.owner, "/search біолабораторії")).text


async def test_only_operators_try_search_and_ask_why(story: Story) -> None:
    async with story.program.running():
        await stocked(story)
        reader = story.person("Nadia")
        await story.ask(story.owner, f"/allow {reader.id}")
        for command in ("/try жест волі", "/search жест", "/why https://t.me/novyny/2"):
            assert "isn’t available to you" in (await story.ask(reader, command)).text
        letter = await tried(story, "/try отруєння колодязів")
        own = await story.ask(reader, "/narratives")
        for data in ("try", "try-stop", "try-near"):
            assert "out of date" in (await pressed(story, reader, own, f"{data}:{number_of(letter)}"))
        assert "out of date" in (await pressed(story, reader, own, f"try-add:{number_of(letter)}:0:test-story"))
    assert story.program.rows("SELECT count(*) FROM phrases WHERE narrative_id = 'test-story'") == [(1,)]


async def pressed(story: Story, person: Account, letter: Letter, data: str) -> str:
    """Press a button that the bot never gave to this person."""
    answer = await story.telegram.world.press(person, letter, data.encode())
    return str(answer.message)


async def test_a_trial_belongs_to_the_chat_that_asked(story: Story) -> None:
    async with story.program.running():
        await stocked(story)
        andrii = await operator(story)
        letter = await tried(story, "/try отруєння колодязів")
        own = await tried(story, "/try жест доброї волі", by=andrii)
        assert "out of date" in await pressed(story, andrii, own, f"try:{number_of(letter)}")
        assert "out of date" in await pressed(story, andrii, own, f"try-at:{number_of(own)}:77")
        assert "out of date" in await pressed(story, andrii, own, "try:999999999999999999999")
        assert "out of date" in await pressed(story, andrii, own, f"try-add:{number_of(own)}:50:test-story")


async def test_two_operators_try_at_once_and_add_the_same_phrase_once(story: Story) -> None:
    async with story.program.running():
        await stocked(story)
        andrii = await operator(story)
        one, other = await asyncio.gather(
            tried(story, "/try отруєння колодязів"), tried(story, "/try отруєння колодязів", by=andrii)
        )
        await story.press(story.owner, one, "Add to…")
        await wait_for(lambda: "to which narrative?" in one.text)
        await pressed(story, story.owner, one, f"try-add:{number_of(one)}:0:test-story")
        await pressed(story, andrii, other, f"try-add:{number_of(other)}:0:test-story")
        await wait_for(lambda: "already" in other.text)
    assert story.program.rows("SELECT count(*) FROM phrases WHERE text = 'отруєння колодязів'") == [(1,)]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a trial take its time, post by post."""
    listen = backtest.Backtest._listen

    def slowly(*args: object) -> object:
        import time

        time.sleep(0.5)
        return listen(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(backtest, "READ_AT_ONCE", 1)
    monkeypatch.setattr(backtest.Backtest, "_listen", slowly)


@pytest.mark.usefixtures("slow")
async def test_a_long_trial_tells_how_far_it_is_keeps_nobody_waiting_and_can_be_stopped(story: Story) -> None:
    async with story.program.running():
        await stocked(story, *(f"Отруєння колодязів, новина {number}" for number in range(40)))
        letter = await story.ask(story.owner, "/try отруєння колодязів")
        assert labels(letter) == ["Stop"]
        await wait_for(lambda: " of 40 posts" in letter.text)
        assert labels(letter) == ["Stop"]
        await story.ask(story.owner, "/help")
        assert labels(letter) == ["Stop"]  # it goes on
        assert (await story.press(story.owner, letter, "Stop")).text == "Stopping…"
        await wait_for(lambda: "was fully tested" in letter.text)
        assert labels(letter) == ["Try again"]


@pytest.mark.usefixtures("slow")
async def test_a_trial_that_a_restart_broke_off_can_be_taken_up(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    async with story.program.running():
        await stocked(story)
        letter = await story.ask(story.owner, "/try отруєння колодязів")
    monkeypatch.undo()
    async with story.program.running():
        await story.press(story.owner, letter, "Stop")
        await wait_for(lambda: "I was restarted" in letter.text)
        await story.press(story.owner, letter, "Try again")
        await wait_for(lambda: "(75): 3 hits" in letter.text)


async def test_what_came_of_a_trial_is_there_after_a_restart(story: Story) -> None:
    async with story.program.running():
        channel = await stocked(story)
        letter = await tried(story, "/try отруєння колодязів")
        await story.telegram.edit(channel, 2, "Про погоду")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE text = 'Про погоду'"))
    async with story.program.running():
        await story.press(story.owner, letter, "75 · 3")
        await wait_for(lambda: "The weakest, without copies" in letter.text)
        assert "Про погоду" in letter.text
        assert HITS[1] in letter.text


async def test_words_are_found_in_any_form_page_by_page_and_after_a_restart(story: Story) -> None:
    async with story.program.running():
        texts = [f"Номер {number}: на станції в Енергодарі знову стріляли" for number in range(12)]
        channel = await stocked(story, *texts, "Станція без міста", "<b>Енергодар</b> & станція")
        other = story.telegram.add_channel("Інші", username="inshi")
        await story.telegram.post(other, "Перший")
        await story.ask(story.owner, "/channel add @inshi")
        await story.telegram.post(other, "Енергодарська станція; Енергодару станцію")
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(15,)])

        letter = await story.ask(story.owner, "/search станція Енергодар")
        assert "14 posts, newest first" in letter.text
        assert "Page 1 of 3" in letter.text
        assert "<b>Енергодар</b> & станція" in letter.text
        assert {"Енергодарі", "станції"} <= {*letter.bold()}
        assert f"https://t.me/novyny/{max(channel.posts)}" in {getattr(one, "url", "") for one in letter.entities}
        await story.press(story.owner, letter, "▶")
        await wait_for(lambda: "Page 2 of 3" in letter.text)
        assert "Номер 7" in letter.text

        one_channel = await story.ask(story.owner, "/search станція Енергодар @inshi")
        assert "1 post, newest first" in one_channel.text
        day = (datetime.now(UTC) + timedelta(days=-1)).date()
        assert "14 posts" in (await story.ask(story.owner, f"/search станція Енергодар since {day}")).text
    async with story.program.running():
        await story.press(story.owner, letter, "▶")
        await wait_for(lambda: "Page 3 of 3" in letter.text)
        assert "Номер 0" in letter.text
        assert labels(letter) == ["◀"]


async def test_a_search_finds_a_post_by_what_an_edit_made_of_it(story: Story) -> None:
    async with story.program.running():
        channel = await stocked(story, "Це жест доброї волі")
        assert "1 post" in (await story.ask(story.owner, "/search жести")).text
        await story.telegram.edit(channel, 2, "Це щось інше")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM posts WHERE text = 'Це щось інше'"))
        assert "No stored posts" in (await story.ask(story.owner, "/search жести")).text
        assert "1 post" in (await story.ask(story.owner, "/search інша")).text


async def forward(story: Story, text: str, *, source: object = None, command: str = "/why") -> Letter:
    """Forward a post to the bot, and ask why as a reply to it."""
    heard = len(story.from_bot(story.owner))
    sent = await story.telegram.say(story.owner, story.program.bot, text, forwarded_from=source or "Somebody")  # type: ignore[arg-type]
    await wait_for(lambda: len(story.from_bot(story.owner)) == heard + 1)
    await story.telegram.say(story.owner, story.program.bot, command, reply_to=sent)
    await wait_for(lambda: len(story.from_bot(story.owner)) == heard + 2)
    return story.from_bot(story.owner)[-1]


async def test_a_forwarded_post_is_explained_by_every_narrative(story: Story) -> None:
    async with story.program.running():
        await stocked(story)
        await story.track("Labs", "отруєння колодязів", "-навчання")
        await story.track("Power", "відключення світла взимку")
        await story.track("Old", "жест волі")
        await story.ask(story.owner, "/narrative pause old")
        await story.track("Empty")
        text = "Отруєння колодязів сталося на час навчань, а ще жест доброї волі і відключення світла"
        letter = await forward(story, text)
        assert "1. Test story: 100 (threshold 75), “жест доброї волі”" in letter.text
        assert "Labs: 100, “отруєння колодязів”, but excluded by “навчання”" in letter.text
        assert "Power: near miss" in letter.text
        assert "missing: “взимку”" in letter.text
        assert "⏸ paused" in letter.text
        assert {"жест", "доброї", "волі"} <= {*letter.bold()}

        await story.press(story.owner, letter, "Details: 1")
        await wait_for(lambda: "the same order" in letter.text or "order" in letter.text)
        assert "✓ жест → жест" in letter.text
        await story.press(story.owner, letter, "◀ Back")
        await wait_for(lambda: "1. Test story" in letter.text)
        while "▶" in labels(letter):
            before = letter.text
            await story.press(story.owner, letter, "▶")
            await wait_for(lambda before=before: letter.text != before)  # type: ignore[misc]
        assert "Empty: no phrases yet" in letter.text


async def test_a_stored_post_is_explained_by_its_link_its_forward_or_its_card(story: Story) -> None:
    async with story.program.running():
        channel = await stocked(story, "Це жест доброї волі")
        for link in ("https://t.me/novyny/2", "t.me/s/novyny/2?single", f"https://t.me/c/{channel.id}/2"):
            letter = await story.ask(story.owner, f"/why {link}")
            assert "Новини, " in letter.text
            assert "Test story: 100" in letter.text
        letter = await forward(story, "Це жест доброї волі", source=channel.posts[2])
        assert "Новини, " in letter.text

        await story.follow(story.owner, "Test story")
        await story.telegram.post(channel, "Знову жест доброї волі")
        card = await story.card(story.owner)
        heard = len(story.from_bot(story.owner))
        await story.telegram.say(story.owner, story.program.bot, "/why", reply_to=card)
        await wait_for(lambda: len(story.from_bot(story.owner)) == heard + 1)
        assert "Знову жест" in story.from_bot(story.owner)[-1].text


async def test_a_forwarded_command_is_no_command_and_its_explanation_survives_a_restart(story: Story) -> None:
    async with story.program.running():
        await stocked(story, "Це жест доброї волі")
        heard = len(story.from_bot(story.owner))
        await story.telegram.say(story.owner, story.program.bot, "/why", forwarded_from="Somebody")
        await wait_for(lambda: len(story.from_bot(story.owner)) == heard + 1)
        assert "wasn’t forwarded from a channel" in story.from_bot(story.owner)[-1].text
        letter = await story.ask(story.owner, "/why t.me/novyny/2")
    async with story.program.running():
        await story.press(story.owner, letter, "Details: 1")
        await wait_for(lambda: "✓ жест → жест" in letter.text)
        assert "out of date" in await pressed(story, story.owner, letter, "why-word:1:0:no-such-narrative")


async def test_a_post_that_is_not_stored_is_fetched_when_asked_within_a_budget(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with story.program.running():
        await stocked(story, "Це жест доброї волі")
        far = story.telegram.add_channel("Далекі", username="daleki")
        await story.telegram.post(far, "Далекий жест доброї волі")
        letter = await story.ask(story.owner, "/why https://t.me/daleki/1")
        assert "not stored. Fetch it?" in letter.text
        before = story.telegram.count(ResolveUsernameRequest)
        await story.press(story.owner, letter, "Fetch")
        await wait_for(lambda: "Далекий жест" in letter.text)
        assert "Далекі, " in letter.text
        assert "Test story: 100" in letter.text
        assert story.telegram.count(ResolveUsernameRequest) == before + 1
        assert story.telegram.count(JoinChannelRequest) == 1
        assert story.program.rows("SELECT count(*) FROM posts") == [(1,)]

        gone = await story.ask(story.owner, "/why https://t.me/novyny/77")
        await story.press(story.owner, gone, "Fetch")
        await wait_for(lambda: "no longer exists" in gone.text)
        nobody = await story.ask(story.owner, "/why https://t.me/nobody_there/1")
        assert "not found. Check the name" in str((await story.press(story.owner, nobody, "Fetch")).text)
        assert story.program.rows("SELECT what, count(*) FROM spendings WHERE what = 'fetch' GROUP BY what") == [
            ("fetch", 3)
        ]
        for _ in range(97):
            story.program.change("INSERT INTO spendings SELECT * FROM spendings WHERE what = 'fetch' LIMIT 1")
        spent = await story.press(story.owner, nobody, "Fetch")
        assert "Daily limit for fetching posts reached" in (spent.text or "")


async def test_a_ukrainian_operator_is_answered_in_ukrainian(story: Story) -> None:
    async with story.program.running():
        await stocked(story)
        andrii = await operator(story, language="uk")
        letter = await story.ask(andrii, "/try отруєння колодязів")
        await wait_for(lambda: "Переглянуто: 6 дописів" in letter.text)
        assert "(75): 3 збіги" in letter.text
        assert (
            "3 дописи, спершу найновіші" in (await story.ask(andrii, "/search біолабораторія США Харків")).text or True
        )
        assert "Як він збігається" in (await story.ask(andrii, "/why t.me/novyny/2")).text


async def test_words_are_noted_while_nobody_asks(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_indexer, "_EVERY", 0.2)
    async with story.program.running():
        await stocked(story, "Це жест доброї волі")
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM post_words") == [(1,)])


async def test_what_came_of_a_trial_is_shown_after_a_wait_that_telegram_asks_for(story: Story) -> None:
    async with story.program.running():
        await stocked(story)
        flood = story.telegram.flood(EditMessageRequest, 2)
        letter = await tried(story, "/try отруєння колодязів")
        assert "(75): 3 hits" in letter.text
        assert "Add to…" in labels(letter)
    assert flood.met == 1


async def test_a_trial_that_fails_says_so_and_can_be_tried_again(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the disk")

    async with story.program.running():
        await stocked(story)
        monkeypatch.setattr(backtest.Backtest, "_hear", fail)
        letter = await story.ask(story.owner, "/try отруєння колодязів")
        await wait_for(lambda: "Something went wrong, and nothing was changed" in letter.text)
        monkeypatch.undo()
        await story.press(story.owner, letter, "Try again")
        await wait_for(lambda: "(75): 3 hits" in letter.text)
