from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telethon.tl.types import MessageEntityTextUrl

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account, Channel, Letter

# The words of the phrase stand further apart in those that are no gestures of goodwill.
LOOSE = ("Жест доброї сусідської волі побачили вчора", "Зробили жест доброї старої волі, пише дід")
DRILLS = ("На навчанні в школі показали жест доброї волі", "Жест доброї волі — тема шкільних навчань")
RIGHT = ("Відступ назвали «жест доброї волі»", "Черговий жест доброї волі окупантів на півдні")
PHRASES = "SELECT text, kind, threshold FROM phrases WHERE removed_at IS NULL AND narrative_id = 'goodwill' ORDER BY id"


@pytest.fixture
def story(story: Story) -> Story:
    story.program.variables["NW_STORY_WINDOW"] = "0s"
    return story


def labels(letter: Letter) -> list[str]:
    return [button.text for row in letter.buttons for button in row]


def has(letter: Letter, label: str) -> bool:
    return any(label in one for one in labels(letter))


async def judged(story: Story, channel: Channel, *posts: str, false: bool) -> None:
    """Post, and have the owner say of each card what it is."""
    for text in posts:
        number = len(story.cards(story.owner)) + 1
        await story.telegram.post(channel, text)
        card = await story.card(story.owner, number)
        label = "❌ False alarm" if false else "✅ Relevant"
        await story.press(story.owner, card, label)
        await wait_for(lambda card=card, label=label: has(card, f"● {label}"))  # type: ignore[misc]


async def operator(story: Story, name: str = "Andrii", *, language: str = "en") -> Account:
    person = story.person(name, language=language)
    await story.make_operator(person)
    return person


async def phrase_page(story: Story, person: Account) -> Letter:
    """Ask for /quality and open the page of the one phrase that is noisy."""
    letter = await story.ask(person, "/quality")
    label = next(one for one in labels(letter) if one.startswith("❌"))
    await story.press_to(person, letter, label)
    return letter


async def forged(story: Story, person: Account, letter: Letter, data: str) -> str:
    """Press a button that the bot never gave."""
    return str((await story.telegram.world.press(person, letter, data.encode())).message)


def number_of(story: Story) -> int:
    ((number,),) = story.program.rows("SELECT id FROM phrases WHERE narrative_id = 'goodwill' AND kind = 'watch'")
    return int(str(number))


async def test_what_readers_say_is_counted_by_phrase_and_channel(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Goodwill", "жест доброї волі")
        await judged(story, channel, *LOOSE, false=True)
        await judged(story, channel, RIGHT[0], false=False)
        await story.ask(story.owner, "/watch goodwill затоплення старої шахти")
        await story.telegram.post(channel, "Почалося затоплення шахти")
        near = "SELECT count(*) FROM matches WHERE level = 'near' AND narrative_id = 'goodwill'"
        await wait_for(lambda: story.program.rows(near) == [(1,)])
        letter = await story.ask(story.owner, "/quality")
    assert "3 posts judged, 3 verdicts" in letter.text
    assert "✅ 1 · ❌ 2 · tied 0 · precision 33%" in letter.text
    assert "❌ 1. “жест доброї волі” (Goodwill): ✅ 1 · ❌ 2" in letter.text
    assert "Новини: ✅ 1 · ❌ 2" in letter.text
    assert "Near misses worth checking" in letter.text
    assert "“затоплення старої шахти”" in letter.text
    assert "Почалося затоплення шахти" in letter.text
    assert {"затоплення", "шахти"} <= {*letter.bold()}
    assert labels(letter)[0] == "❌ 1 “жест доброї волі”"
    assert has(letter, "“затоплення старої шахти”")


async def test_a_threshold_that_is_proposed_is_set_by_a_button_and_taken_back(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Goodwill", "жест доброї волі")
        await judged(story, channel, *LOOSE, false=True)
        await judged(story, channel, *RIGHT, false=False)
        letter = await phrase_page(story, story.owner)
        assert "Readers judged 4 of its posts in the last 30 days" in letter.text
        assert LOOSE[0] in letter.text
        assert {"доброї", "волі"} <= {*letter.bold()}
        assert letter.marked(MessageEntityTextUrl)
        assert "Threshold 99: removes 2 false alarms, no relevant posts, 0 other posts" in letter.text
    async with story.program.running():  # the buttons are as good after a restart
        await story.press_to(story.owner, letter, "Set ≥99", "2 of these false alarms would no longer fire")
        assert story.program.rows(PHRASES) == [("жест доброї волі", "watch", 99.0)]
        assert has(letter, "Undo")
        assert not has(letter, "Set ≥")
        assert story.program.rows("SELECT action FROM audit ORDER BY id DESC LIMIT 1") == [("phrase.threshold",)]

        before = len(story.cards(story.owner))
        await story.telegram.post(channel, "Ось жест доброї людської волі")
        await story.telegram.post(channel, "Ще один жест доброї волі")
        assert "Ще один" in (await story.card(story.owner, before + 1)).text
        overview = await story.ask(story.owner, "/quality")
        assert "None of the false alarms would fire again today" in overview.text

        await story.press_to(story.owner, letter, "↩️ Undo", "Undone")
        assert story.program.rows(PHRASES) == [("жест доброї волі", "watch", None)]
        await story.telegram.post(channel, "Оце жест доброї братньої волі")
        assert "братньої" in (await story.card(story.owner, before + 2)).text


async def test_a_word_that_is_proposed_is_excluded_in_every_form(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Goodwill", "жест доброї волі")
        await judged(story, channel, *DRILLS, false=True)
        await judged(story, channel, *RIGHT, false=False)
        letter = await phrase_page(story, story.owner)
        assert "removes 2 false alarms, no relevant posts" in letter.text
        await story.press_to(story.owner, letter, "Exclude “навчання”", "would no longer fire")
        assert story.program.rows(PHRASES)[1:] == [("навчання", "exclude", None)]

        before = len(story.cards(story.owner))
        await story.telegram.post(channel, "Після навчань був жест доброї волі")
        await story.telegram.post(channel, "Про цей жест доброї волі пишуть усі")
        assert "пишуть усі" in (await story.card(story.owner, before + 1)).text
        await story.press_to(story.owner, letter, "↩️ Undo", "Undone")
        assert len(story.program.rows(PHRASES)) == 1


async def test_two_operators_press_the_same_button_and_it_is_done_once(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Goodwill", "жест доброї волі")
        await judged(story, channel, *LOOSE, false=True)
        await judged(story, channel, RIGHT[0], false=False)
        andrii = await operator(story)
        one, other = await phrase_page(story, story.owner), await phrase_page(story, andrii)
        assert (await story.press(story.owner, one, "Set ≥99")).text == "Threshold set to 99."
        assert (await story.press(andrii, other, "Set ≥99")).text == "Already set."
        await wait_for(lambda: not has(other, "Set ≥99"))
    assert story.program.rows("SELECT count(*) FROM audit WHERE action = 'phrase.threshold'") == [(1,)]


async def test_what_is_proposed_no_more_is_not_done(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Goodwill", "жест доброї волі")
        await judged(story, channel, *LOOSE, false=True)
        letter = await phrase_page(story, story.owner)
        assert has(letter, "Set ≥99")
        await story.press(story.owner, story.cards(story.owner)[0], "✅ Relevant")
        answer = await story.press(story.owner, letter, "Set ≥99")
        assert "Nothing was changed" in str(answer.text)
        number = number_of(story)
        assert "Nothing was changed" in await forged(story, story.owner, letter, f"quality-set:{number}:100")
        assert "Nothing was changed" in await forged(story, story.owner, letter, f"quality-set:{number}:x")
        assert "Nothing was changed" in await forged(story, story.owner, letter, f"quality-not:{number}:погода")
        assert "has been removed" in await forged(story, story.owner, letter, "quality-set:999:99")
        assert "has been removed" in await forged(story, story.owner, letter, "quality-phrase:x")
        await story.ask(story.owner, "/unwatch goodwill жест доброї волі")
        assert "has been removed" in await forged(story, story.owner, letter, f"quality-phrase:{number}")
    assert story.program.rows(PHRASES) == []


async def test_where_nothing_was_judged_it_says_how_verdicts_come_about(story: Story) -> None:
    async with story.program.running():
        await story.set_up_and_follow("Goodwill", "жест доброї волі")
        letter = await story.ask(story.owner, "/quality")
    assert "No alerts have been judged yet" in letter.text
    assert "❌ False alarm" in letter.text
    assert labels(letter) == []


async def test_only_operators_may_ask(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Goodwill", "жест доброї волі")
        await judged(story, channel, *LOOSE, false=True)
        reader = story.person("Nadia")
        await story.subscribe(reader, "Goodwill")
        assert "isn’t available to you" in (await story.ask(reader, "/quality")).text
        own = await story.ask(reader, "/narratives")
        number = number_of(story)
        for data in ("quality", f"quality-phrase:{number}", f"quality-set:{number}:99", f"quality-not:{number}:вчора"):
            assert "out of date" in await forged(story, reader, own, data)
    assert story.program.rows(PHRASES) == [("жест доброї волі", "watch", None)]


async def test_hostile_posts_are_quoted_as_they_are(story: Story) -> None:
    hostile = "Жест доброї сусідської волі </blockquote><a href='https://evil.example'>тут</a> & \u202eназад"
    async with story.program.running():
        channel = await story.set_up_and_follow("Goodwill", "жест доброї волі")
        story.telegram.rename(channel, title="<b>Новини</b>")
        await judged(story, channel, hostile, "<i>" * 900 + " жест доброї старої волі", false=True)
        overview = await story.ask(story.owner, "/quality")
        assert "<b>Новини</b>" in overview.text
        letter = await phrase_page(story, story.owner)
    assert "</blockquote><a href='https://evil.example'>тут</a> &" in letter.text
    assert "\u202e" not in letter.text


async def test_a_ukrainian_operator_reads_it_in_ukrainian(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Goodwill", "жест доброї волі")
        await judged(story, channel, *LOOSE, false=True)
        await judged(story, channel, RIGHT[0], false=False)
        iryna = await operator(story, "Iryna", language="uk")
        letter = await story.ask(iryna, "/quality")
        assert "Оцінено 3 дописи, усього 3 оцінки" in letter.text
        label = next(one for one in labels(letter) if one.startswith("❌"))
        await story.press_to(iryna, letter, label, "За 30 днів читачі оцінили 3 її дописи")
        assert "Поріг 99: прибирає 2 хибні тривоги, жодного доречного допису, 0 інших дописів" in letter.text
        await story.press_to(iryna, letter, "Поріг ≥99", "2 із цих хибних тривог уже не повторилися б")
        await story.press_to(iryna, letter, "⬅ Усі фрази", "Жодна з хибних тривог тепер не повторилася б")


async def test_a_word_that_another_phrase_of_the_narrative_needs_is_not_excluded(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Goodwill", "жест доброї волі")
        await story.ask(story.owner, "/watch goodwill відступ за планом")
        await judged(story, channel, *DRILLS, false=True)
        await judged(
            story, channel, "Відступ за планом, кажуть на навчанні", "План був на відступ у школі", false=False
        )
        letter = await phrase_page(story, story.owner)
    assert not has(letter, "навчан")
    assert not has(letter, "шк")


async def test_what_nobody_judged_is_counted_among_what_would_have_changed(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Goodwill", "жест доброї волі")
        await judged(story, channel, *LOOSE, false=True)
        await story.telegram.post(channel, "Жест доброї доглянутої волі")
        await story.card(story.owner, 3)
        letter = await phrase_page(story, story.owner)
    assert "It finds 1 more post that nobody judged" in letter.text
    assert "Threshold 99: removes 2 false alarms, no relevant posts, 1 other post" in letter.text
