"""Which channel a command is about: a channel chooses its title and its @name, never which one is meant."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Channel


def bare(channel: Channel) -> int:
    return -channel.marked_id - 1_000_000_000_000


def watched(story: Story) -> set[str]:
    return {str(title) for (title,) in story.program.rows("SELECT title FROM channels WHERE status = 'active'")}


SHAPES = [
    "T.me/novyny",
    "https://T.me/novyny",
    "@novyny.",
    "@novyny,",
    "(@novyny)",
    "tg://resolve?domain=novyny",
    "tg://resolve?domain=novyny&post=5",
    "https://web.telegram.org/k/#@novyny",
    "https://web.telegram.org/a/#{marked}",
    "https://web.telegram.org/k/#-{bare}",
    "https://web.telegram.org/a/#?tgaddr=tg%3A%2F%2Fresolve%3Fdomain%3Dnovyny%26post%3D5",
    "https://t.me/@novyny",
    "https://t.me/novyny#x",
    "https://t.me/s/novyny",
    "https://t.me/c/{bare}/5/12",
    "https://t.me/novyny/123?single",
    "tg://privatepost?channel={bare}&post=12",
    "{marked}",
]


@pytest.mark.parametrize("shape", SHAPES)
async def test_a_channel_is_named_by_any_link_in_every_command(story: Story, shape: str) -> None:
    async with story.program.running():
        channel = story.telegram.add_channel("Новини", username="novyny", members=[story.program.reader])
        await story.telegram.post(channel, "Новий міст через річку")
        name = shape.format(marked=channel.marked_id, bare=bare(channel))
        assert "Watching Новини" in (await story.ask(story.owner, f"/channel add {name}")).text
        await story.telegram.post(channel, "Старий міст через річку")
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(1,)])
        assert "Новини" in (await story.ask(story.owner, f"/coverage {name}")).text
        assert "Старий" in (await story.ask(story.owner, f"/search міст {name}")).text
        assert "Новини is public" in (await story.ask(story.owner, f"/channel readers {name}")).text
        assert "Новини is no longer watched" in (await story.ask(story.owner, f"/channel remove {name}")).text


async def test_a_bare_number_is_asked_about_before_a_channel_is_added(story: Story) -> None:
    async with story.program.running():
        answer = await story.ask(story.owner, "/channel add 1234567890")
    assert "use -1001234567890 or https://t.me/c/1234567890" in answer.text


async def test_a_title_never_stands_for_another_channels_name_or_id(story: Story) -> None:
    async with story.program.running():
        good = story.telegram.add_channel("Я останній", username="novyny")
        await story.ask(story.owner, "/channel add @novyny")
        for at, title in enumerate(["novyny", "@novyny", str(good.marked_id), str(bare(good)), "t.me/novyny"]):
            story.telegram.add_channel(title, username=f"hostile{at}")
            await story.ask(story.owner, f"/channel add @hostile{at}")
        for name in ("novyny", "@novyny", str(good.marked_id), str(bare(good)), "t.me/novyny"):
            assert "Я останній" in (await story.ask(story.owner, f"/coverage {name}")).text
            assert "Я останній is no longer watched" in (await story.ask(story.owner, f"/channel remove {name}")).text
            again = await story.ask(story.owner, f"/channel remove {name}")
            assert "isn’t being watched" in again.text
            await story.ask(story.owner, "/channel add @novyny")
    assert len(watched(story)) == 6


async def test_a_title_counts_where_one_channel_has_it_and_else_is_asked_about(story: Story) -> None:
    async with story.program.running():
        first = story.telegram.add_channel("Новини", username="pershi")
        other = story.telegram.add_channel("НОВИНИ", username="druhi")
        story.telegram.add_channel("Плітки & чутки", username="chutky")
        story.telegram.add_channel("Kyiv", username="kyiv_today")
        await story.ask(story.owner, "/channel add @pershi @druhi @chutky @kyiv_today")
        asked = (await story.ask(story.owner, "/channel remove Новини")).text
        assert str(first.marked_id) in asked
        assert f"@druhi · {other.marked_id}" in asked
        assert f"@kyiv_today" in (await story.ask(story.owner, "/channel remove kyiv")).text  # noqa: F541
        assert len(watched(story)) == 4
        assert "is no longer watched" in (await story.ask(story.owner, "/channel remove Плітки & чутки")).text
    assert watched(story) == {"Новини", "НОВИНИ", "Kyiv"}


async def test_several_channels_are_added_at_once_and_each_is_answered(story: Story) -> None:
    async with story.program.running():
        story.telegram.add_channel("Новини", username="novyny")
        story.telegram.add_channel("Другі", username="druhi")
        written = "/channel add https://t.me/novyny\n• https://t.me/nemaie, media\n2. https://t.me/druhi fact-checker"
        answer = (await story.ask(story.owner, written)).text
    assert "Watching Новини: new posts only." in answer
    assert "Channel “https://t.me/nemaie” not found" in answer
    assert "Watching Другі (fact-checker): new posts only." in answer
    assert story.program.rows("SELECT title, role FROM channels ORDER BY title") == [
        ("Другі", "fact-checker"),
        ("Новини", "monitored"),
    ]


async def test_more_channels_than_one_command_takes_are_refused_with_the_number(story: Story) -> None:
    async with story.program.running():
        answer = await story.ask(story.owner, "/channel add " + " ".join(f"@kanal{at}" for at in range(30)))
    assert "That’s 30 channels. Add up to 20 at once." in answer.text


@pytest.mark.parametrize("role", ["fact-checker", "media"])
async def test_a_channel_that_is_read_further_back_keeps_its_role(story: Story, role: str) -> None:
    async with story.program.running():
        channel = story.telegram.add_channel("Перевірка", username="perevirka")
        await story.telegram.post(channel, "Це неправда")
        await story.ask(story.owner, f"/channel add @perevirka {role}")
        answer = await story.ask(story.owner, "/channel add @perevirka last 50")
        assert "is already being watched" in answer.text
        assert "role" not in answer.text
        await story.ask(story.owner, "/channel remove @perevirka")
        assert f"({role})" in (await story.ask(story.owner, "/channel add @perevirka")).text
    assert story.program.rows("SELECT role FROM channels") == [(role,)]


async def test_a_change_of_role_is_told(story: Story) -> None:
    async with story.program.running():
        story.telegram.add_channel("Перевірка", username="perevirka")
        await story.ask(story.owner, "/channel add @perevirka fact-checker")
        answer = (await story.ask(story.owner, "/channel add @perevirka monitored")).text
    assert "as an ordinary channel" in answer
    assert "Previously: fact-checker." in answer


async def test_why_says_that_a_channel_is_no_post(story: Story) -> None:
    async with story.program.running():
        await story.set_up("Test story", "жест доброї волі")
        answer = await story.ask(story.owner, "/why T.me/novyny")
    assert "Новини" in answer.text
    assert "https://t.me/name/123" in answer.text


async def test_why_explains_a_post_by_any_form_of_its_link(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, "Це жест доброї волі")
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(1,)])
        for link in (
            f"T.me/novyny/{post.id}.",
            f"tg://resolve?domain=novyny&post={post.id}",
            f"tg://privatepost?channel={bare(channel)}&post={post.id}",
            f"https://t.me/c/{bare(channel)}/1/{post.id}?single",
        ):
            assert "Test story" in (await story.ask(story.owner, f"/why {link}")).text


def names(story: Story) -> list[tuple[object, ...]]:
    return story.program.rows("SELECT title, username, is_private FROM channels ORDER BY title")


async def test_a_name_that_moved_leaves_its_old_channel_whose_cards_then_go_by_id(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        channel.username = "novyny_old"
        story.telegram.add_channel("Чужі", username="NOVYNY")
        await story.ask(story.owner, "/channel add @novyny")
        assert names(story) == [("Новини", None, 0), ("Чужі", "NOVYNY", 0)]
        post = await story.telegram.post(channel, "Це жест доброї волі")
        card = await story.card(story.owner)
        assert [one.url for row in card.buttons for one in row if one.url] == [
            f"https://t.me/c/{bare(channel)}/{post.id}"
        ]
        assert "Чужі" in (await story.ask(story.owner, "/coverage @novyny")).text


async def test_a_name_that_moves_between_two_watched_channels_is_never_borne_by_both(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        other = story.telegram.add_channel("Чужі", username="chuzhi")
        await story.ask(story.owner, "/channel add @chuzhi")
        channel.username = None
        story.telegram.rename(other, title="Чужі", username="Novyny")
        await wait_for(lambda: names(story) == [("Новини", None, 0), ("Чужі", "Novyny", 0)])
        story.telegram.rename(channel, title="Новини", username="novyny_24")
        await wait_for(lambda: names(story) == [("Новини", "novyny_24", 0), ("Чужі", "Novyny", 0)])


async def test_a_name_that_its_channel_gave_up_is_not_kept_when_it_is_asked_for(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        channel.username = "novyny_old"
        assert "not found. Check the name" in (await story.ask(story.owner, "/channel add @novyny")).text
        assert names(story) == [("Новини", None, 0)]


@pytest.mark.parametrize("alike", ["Штаб\u200b", "Штaб", "\u202eШтаб", "Ш\u0301таб", "штаб\ufe0f"])
async def test_a_title_that_looks_like_another_is_asked_about(story: Story, alike: str) -> None:
    async with story.program.running():
        story.telegram.add_channel("Штаб", username="good_one")
        story.telegram.add_channel(alike, username="bad_one")
        await story.ask(story.owner, "/channel add @good_one @bad_one")
        listed = (await story.ask(story.owner, "/channels")).text.splitlines()
        shown = next(line for line in listed if "bad_one" in line).split(" · ")[0]
        for title in (shown, "Штаб"):
            answer = (await story.ask(story.owner, f"/channel remove {title}")).text
            assert "Several channels match" in answer
            assert "@good_one" in answer
            assert "@bad_one" in answer
        assert len(watched(story)) == 2


@pytest.mark.parametrize("number", [1, 2])
async def test_a_title_of_a_channel_to_be_joined_is_asked_about_like_one_of_a_watched(
    story: Story, number: int
) -> None:
    async with story.program.running():
        for at in range(number):
            story.telegram.add_channel("Штаб", username=f"headquarters{at}")
            await story.ask(story.owner, f"/channel add @headquarters{at}")
    story.program.change(
        "INSERT INTO invitations SELECT 'AbCdEfGh1234', 'Штаб', '', id, added_at, 'second', 'requested' "
        "FROM subscribers WHERE role = 'owner'"
    )
    async with story.program.running():
        assert "Several channels match" in (await story.ask(story.owner, "/channel remove Штаб")).text
        assert "Several channels match" in (await story.ask(story.owner, "/channel remove штаб")).text
        status = story.program.rows("SELECT DISTINCT status FROM channels")
        assert (status, story.program.rows("SELECT count(*) FROM invitations")) == ([("active",)], [(1,)])
        assert "is no longer watched" in (await story.ask(story.owner, "/channel remove @headquarters0")).text
        await story.ask(story.owner, "/channel remove t.me/+AbCdEfGh1234")
        assert story.program.rows("SELECT count(*) FROM invitations") == [(0,)]


async def test_a_forwarded_post_is_not_taken_for_one_of_the_channel_that_had_its_name_before(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        channel.username = "novyny_old"
        other = story.telegram.add_channel("Чужі", username="novyny")
        for source, said in ((other, "Чужі"), (channel, "Новини is already being watched")):
            post = await story.telegram.post(source, "Новий міст через річку")
            await story.telegram.say(story.owner, story.program.bot, post.text, forwarded_from=post)
            await wait_for(partial(answered_with, story, said))


def answered_with(story: Story, part: str) -> bool:
    return any(part in letter.text for letter in story.from_bot(story.owner)[-1:])


async def test_a_place_is_unsubscribed_by_its_name_or_id_whatever_others_are_titled(story: Story) -> None:
    async with story.program.running():
        ours = story.telegram.add_channel("Наші", username="ours_24", admins=[story.owner, story.program.bot])
        await story.ask(story.owner, "/subscribe @ours_24")
        for at, title in enumerate(["@ours_24", "ours_24", str(ours.marked_id), "наші"]):
            story.telegram.add_channel(title, username=f"hostile{at}", admins=[story.owner, story.program.bot])
            await story.ask(story.owner, f"/subscribe @hostile{at}")
        stopped = "SELECT id FROM subscribers WHERE status = 'stopped'"
        answer = (await story.ask(story.owner, "/unsubscribe Наші")).text
        assert str(ours.marked_id) in answer
        assert story.program.rows(stopped) == []
        for name in ("@ours_24", "ours_24", "t.me/ours_24", str(ours.marked_id)):
            assert "Наші" in (await story.ask(story.owner, f"/unsubscribe {name}")).text
            assert story.program.rows(stopped) == [(ours.marked_id,)]
            await story.ask(story.owner, "/subscribe @ours_24")


async def test_the_link_of_a_card_that_was_sent_follows_its_channel_when_another_takes_the_name(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        post = await story.telegram.post(channel, "Це жест доброї волі")
        card = await story.card(story.owner)
        other = story.telegram.add_channel("Чужі", username="chuzhi")
        await story.ask(story.owner, "/channel add @chuzhi")
        story.telegram.rename(channel, username="novyny_24")
        story.telegram.rename(other, username="novyny")
        link = f"https://t.me/novyny_24/{post.id}"
        await wait_for(lambda: link in [one.url for row in card.buttons for one in row])
