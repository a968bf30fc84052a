from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.channels import GetChannelsRequest, JoinChannelRequest
from telethon.tl.functions.contacts import ResolveUsernameRequest
from telethon.tl.functions.messages import CheckChatInviteRequest, GetHistoryRequest, ImportChatInviteRequest

from tests.fakes import FastClock
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Channel, Letter, Post


ONLY_COMMANDS = "I only understand commands. See /help."


def bare(channel: Channel) -> int:
    return -channel.marked_id - 1_000_000_000_000


async def narrative(story: Story) -> None:
    await story.ask(story.owner, "/narrative new Test story")
    await story.ask(story.owner, "/watch test-story жест доброї волі")
    await story.follow(story.owner, "Test story")


@pytest.mark.parametrize(
    "reference",
    [
        "@novyny",
        "novyny",
        "t.me/novyny",
        "https://t.me/s/Novyny",
        "https://telegram.me/novyny/12?single",
        "novyny.t.me",
    ],
)
async def test_a_public_channel_is_known_by_any_way_of_writing_its_name(story: Story, reference: str) -> None:
    async with story.program.running():
        story.telegram.add_channel("Новини", username="novyny")
        assert "Watching Новини" in (await story.ask(story.owner, f"/channel add {reference}")).text


@pytest.mark.parametrize("link", ["https://t.me/+{}", "t.me/joinchat/{}", "tg://join?invite={}"])
async def test_a_private_channel_is_joined_by_any_form_of_its_invite_link(story: Story, link: str) -> None:
    async with story.program.running():
        closed = story.telegram.add_channel("Закритий", private=True, invite="AbCdEfGh1234")
        answer = await story.ask(story.owner, "/channel add " + link.format("AbCdEfGh1234"))
        assert "Watching Закритий" in answer.text
        assert story.program.reader in closed.members


async def test_a_private_channel_the_account_is_in_is_found_by_the_link_of_a_post(story: Story) -> None:
    async with story.program.running():
        await narrative(story)
        closed = story.telegram.add_channel("Закритий", private=True, members=[story.program.reader])
        other = story.telegram.add_channel("Чужий", private=True)
        assert "Watching" in (await story.ask(story.owner, f"/channel add https://t.me/c/{bare(closed)}/5")).text
        assert "Ask for an invite link" in (await story.ask(story.owner, f"/channel add t.me/c/{bare(other)}/5")).text

        await story.telegram.post(closed, "Це жест доброї волі")
        await story.card(story.owner)


async def test_a_forwarded_post_is_enough_to_watch_its_channel(story: Story) -> None:
    async with story.program.running():
        await narrative(story)
        channel = story.telegram.add_channel("Новини <b>", username="novyny")
        post = await story.telegram.post(channel, "/stop")
        question = await forward(story, post)
        assert question.text == "Watch Новини <b>?"
        await story.press(story.owner, question, "Watch as media")
        await wait_for(lambda: "Watching Новини <b> (media)" in story.from_bot(story.owner)[-1].text)

        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
        assert story.program.rows("SELECT status FROM subscribers") == [("active",)]


async def test_a_forwarded_post_of_a_private_channel_leads_to_it_where_the_account_is_in(story: Story) -> None:
    async with story.program.running():
        closed = story.telegram.add_channel("Закритий", private=True, members=[story.program.reader])
        question = await forward(story, await story.telegram.post(closed, "Новина"))
        await story.press(story.owner, question, "Watch")
        await wait_for(lambda: "Watching Закритий" in story.from_bot(story.owner)[-1].text)
        again = await forward(story, await story.telegram.post(closed, "Ще новина"))
        assert "already being watched" in again.text


async def test_what_was_forwarded_from_a_person_is_no_channel_and_no_command(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/start")
        oksana = story.person("Oksana")
        await story.ask(story.owner, f"/allow {oksana.id}")
        for person in (story.owner, oksana):
            await story.telegram.say(person, story.program.bot, "/stop", forwarded_from="Hidden")
        await wait_for(lambda: "wasn’t forwarded from a channel" in story.from_bot(story.owner)[-1].text)
        await wait_for(lambda: [one.text for one in story.from_bot(oksana)] == [ONLY_COMMANDS])


async def forward(story: Story, post: Post) -> Letter:
    heard = len(story.from_bot(story.owner))
    await story.telegram.say(story.owner, story.program.bot, post.text, forwarded_from=post)
    await wait_for(lambda: len(story.from_bot(story.owner)) > heard)
    return story.from_bot(story.owner)[heard]


async def test_a_group_is_watched_like_a_channel(story: Story) -> None:
    async with story.program.running():
        await narrative(story)
        group = story.telegram.add_channel("Балачки", username="balachky", megagroup=True)
        assert "Watching" in (await story.ask(story.owner, "/channel add @balachky")).text

        await story.telegram.post(group, "Це жест доброї волі", sender=story.person("Petro"))
        assert "Балачки" in (await story.card(story.owner)).text


async def test_two_names_of_one_channel_are_one_channel(story: Story) -> None:
    async with story.program.running():
        channel = story.telegram.add_channel("Новини", username="novyny")
        channel.more_usernames.append("novyny_ua")
        for name in ("@novyny", "@novyny_ua", "@NOVYNY_UA"):
            await story.ask(story.owner, f"/channel add {name}")
        assert "already being watched" in story.from_bot(story.owner)[-1].text
        assert story.program.rows("SELECT username FROM channels") == [("novyny",)]


async def test_a_name_that_went_to_another_channel_leads_to_the_other_one(story: Story) -> None:
    async with story.program.running():
        first = story.telegram.add_channel("Перший", username="novyny")
        await story.ask(story.owner, "/channel add @novyny")
        first.username = "pershyi"
        story.telegram.add_channel("Другий", username="novyny")

        assert "Watching Другий" in (await story.ask(story.owner, "/channel add @novyny")).text
        assert story.program.rows("SELECT count(*) FROM channels") == [(2,)]


async def test_a_channel_is_looked_up_once_and_named_by_its_id_ever_after(story: Story) -> None:
    async with story.program.running():
        story.telegram.add_channel("Новини", username="novyny")
        await story.ask(story.owner, "/channel add @novyny")
        await story.ask(story.owner, "/channel remove @novyny")
    async with story.program.running():
        assert "Watching" in (await story.ask(story.owner, "/channel add @novyny")).text
    assert story.telegram.count(ResolveUsernameRequest, story.program.reader) == 1


async def test_a_renamed_channel_is_followed_at_once_and_its_links_go_by_the_new_name(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        story.telegram.rename(channel, title="Новини 24", username="novyny24")
        await wait_for(
            lambda: story.program.rows("SELECT title, username FROM channels") == [("Новини 24", "novyny24")]
        )

        post = await story.telegram.post(channel, "Це жест доброї волі")
        card = await story.card(story.owner)
        assert [button.url for row in card.buttons for button in row if button.url] == [
            f"https://t.me/novyny24/{post.id}"
        ]
        assert "Новини 24 · @novyny24" in (await story.ask(story.owner, "/channels")).text
    assert story.program.rows("SELECT action FROM audit WHERE action = 'channel.renamed'") == [("channel.renamed",)]


async def test_a_rename_nobody_told_of_is_found_when_channels_are_asked_for_their_names(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
    channel.title = "Перейменований"
    async with story.program.running():
        await wait_for(lambda: story.program.rows("SELECT title FROM channels") == [("Перейменований",)])


async def test_names_of_many_channels_are_asked_for_a_hundred_at_once(story: Story) -> None:
    async with story.program.running():
        for number in range(5):
            story.telegram.add_channel(f"Канал {number}", username=f"kanal_{number}")
            await story.ask(story.owner, f"/channel add @kanal_{number}")
    before = story.telegram.count(GetChannelsRequest)
    async with story.program.running():
        await wait_for(lambda: story.telegram.count(GetChannelsRequest) > before)
    assert len(story.telegram.asked(GetChannelsRequest)[before].id) == 5
    assert story.telegram.count(GetChannelsRequest) == before + 1


async def test_public_channels_need_not_be_joined(story: Story) -> None:
    story.program.variables |= {"NW_JOIN_CHANNELS": "no", "NW_SWEEP_EVERY": "1s", "NW_SWEEP_QUIET": "1s"}
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
    assert story.telegram.count(JoinChannelRequest) == 0
    assert channel.members == []


async def test_channels_are_joined_one_by_one_with_pauses_and_read_meanwhile(story: Story) -> None:
    story.program.variables["NW_JOIN_PAUSE"] = "3m"
    async with story.program.running(FastClock(60)):
        channels = [story.telegram.add_channel(f"Канал {n}", username=f"kanal_{n}") for n in range(3)]
        for number in range(3):
            assert "Watching" in (await story.ask(story.owner, f"/channel add @kanal_{number}")).text
        joined = [story.program.reader in channel.members for channel in channels]
        assert joined == [True, False, False]
        await wait_for(lambda: all(story.program.reader in channel.members for channel in channels))
    spent = [str(row[0]) for row in story.program.rows("SELECT at FROM spendings WHERE what = 'join' ORDER BY at")]
    assert len(spent) == 3


async def test_no_more_channels_are_joined_in_a_day_than_the_settings_allow_even_after_a_restart(story: Story) -> None:
    story.program.variables["NW_JOINS_PER_DAY"] = "1"
    for number in range(2):
        async with story.program.running():
            story.telegram.add_channel(f"Канал {number}", username=f"kanal_{number}")
            assert "Watching" in (await story.ask(story.owner, f"/channel add @kanal_{number}")).text
    assert story.telegram.count(JoinChannelRequest) == 1


async def test_a_private_channel_that_cannot_be_joined_yet_is_joined_later_and_its_command_goes_on(
    story: Story,
) -> None:
    story.program.variables["NW_JOIN_PAUSE"] = "3m"
    async with story.program.running(FastClock(60)):
        await narrative(story)
        story.telegram.add_channel("Новини", username="novyny")
        await story.ask(story.owner, "/channel add @novyny")
        closed = story.telegram.add_channel("Закритий", private=True, invite="AbCdEfGh1234")
        answer = await story.ask(story.owner, "/channel add https://t.me/+AbCdEfGh1234 media")
        assert "has to join Закритий first" in answer.text
        assert "Закритий · waiting to join" in (await story.ask(story.owner, "/channels")).text

        await wait_for(lambda: "Watching Закритий (media)" in story.from_bot(story.owner)[-1].text)
        await story.telegram.post(closed, "Це жест доброї волі")
        await story.card(story.owner)
    assert story.program.rows("SELECT * FROM invitations") == []


async def test_a_request_to_join_waits_for_leave_and_is_taken_up_when_it_is_granted(story: Story) -> None:
    async with story.program.running():
        await narrative(story)
        closed = story.telegram.add_channel("Закритий", private=True, invite="AbCdEfGh1234", join_by_request=True)
        answer = await story.ask(story.owner, "/channel add https://t.me/+AbCdEfGh1234 media")
        assert "requires approval to join" in answer.text
        assert "join request sent" in (await story.ask(story.owner, "/channels")).text
        assert closed.requests == [story.program.reader]

        story.telegram.admit(closed, story.program.reader)
        await wait_for(lambda: "Watching Закритий (media)" in story.from_bot(story.owner)[-1].text)
        await story.telegram.post(closed, "Це жест доброї волі")
        await story.card(story.owner)
    assert story.telegram.count(ImportChatInviteRequest) == 1


async def test_a_channel_that_waits_to_be_joined_can_be_let_go(story: Story) -> None:
    async with story.program.running():
        closed = story.telegram.add_channel("Закритий", private=True, invite="AbCdEfGh1234", join_by_request=True)
        await story.ask(story.owner, "/channel add https://t.me/+AbCdEfGh1234")
        assert "will not be joined" in (await story.ask(story.owner, "/channel remove https://t.me/+AbCdEfGh1234")).text
        story.telegram.admit(closed, story.program.reader)
        assert "No channels" in (await story.ask(story.owner, "/channels")).text
    assert story.program.rows("SELECT * FROM channels") == []


async def test_a_request_granted_while_the_program_was_down_is_taken_up_at_the_start(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/start")
        closed = story.telegram.add_channel("Закритий", private=True, invite="AbCdEfGh1234", join_by_request=True)
        await story.ask(story.owner, "/channel add https://t.me/+AbCdEfGh1234")
    story.telegram.admit(closed, story.program.reader)
    async with story.program.running():
        await wait_for(lambda: "Watching Закритий" in story.from_bot(story.owner)[-1].text)
        again = await forward(story, await story.telegram.post(closed, "Ще новина"))
        assert "already being watched" in again.text


async def test_a_request_seen_granted_twice_at_once_is_taken_up_once(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/start")
        closed = story.telegram.add_channel("Закритий", private=True, invite="AbCdEfGh1234", join_by_request=True)
        await story.ask(story.owner, "/channel add https://t.me/+AbCdEfGh1234")
    slow = story.telegram.delay(CheckChatInviteRequest, 1, times=2)
    async with story.program.running():
        await wait_for(lambda: slow.met == 1, awaited="the question of the start")
        story.telegram.admit(closed, story.program.reader)  # its update has it asked about again
        await wait_for(lambda: "Watching Закритий" in story.from_bot(story.owner)[-1].text)
        await asyncio.sleep(2)
    assert [one.text for one in story.from_bot(story.owner) if "already being watched" in one.text] == []


async def test_a_request_whose_link_expires_is_given_up_and_said_so(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/start")
        closed = story.telegram.add_channel("Закритий", private=True, invite="AbCdEfGh1234", join_by_request=True)
        await story.ask(story.owner, "/channel add https://t.me/+AbCdEfGh1234")
    closed.invite_expired = True
    async with story.program.running():
        await wait_for(lambda: "“Закритий” can’t be joined" in story.from_bot(story.owner)[-1].text)
    assert story.program.rows("SELECT * FROM invitations") == []


async def test_a_public_channel_that_lets_in_by_request_is_read_all_the_same(story: Story) -> None:
    async with story.program.running():
        story.telegram.add_channel("Новини", username="novyny", join_by_request=True)
        assert "Watching" in (await story.ask(story.owner, "/channel add @novyny")).text
    assert story.program.rows("SELECT membership FROM accesses") == [("requested",)]


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        ("private", "private, or closed"),
        ("kicked", "private, or closed"),
        ("gone", "deleted"),
        ("restricted", "restricted by Telegram"),
    ],
)
async def test_a_channel_that_cannot_be_read_is_paused_with_its_reason_and_said_once(
    story: Story, harm: str, reason: str
) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
    match harm:
        case "private":
            story.telegram.turn_private(channel)
        case "kicked":
            story.telegram.kick(channel, story.program.reader)
        case "gone":
            story.telegram.close_down(channel)
        case "restricted":
            channel.restricted = "Violates the terms."
    for _ in range(2):
        async with story.program.running():
            await wait_for(lambda: story.program.rows("SELECT status FROM channels") == [("paused",)])
            assert reason in (await story.ask(story.owner, "/status")).text
    told = [letter.text for letter in story.from_bot(story.owner) if "can no longer be read" in letter.text]
    assert len(told) == 1
    assert reason in told[0]


async def test_a_channel_that_comes_back_is_read_again_from_where_it_was_left(story: Story) -> None:
    story.program.variables["NW_CHECK_CHANNELS_EVERY"] = "1s"
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        story.telegram.turn_private(channel)
        await wait_for(lambda: story.program.rows("SELECT status FROM channels") == [("paused",)])
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.telegram.post(channel, "Новина")
        story.telegram.turn_public(channel, "novyny")

        await story.card(story.owner)
        texts = [letter.text for letter in story.from_bot(story.owner)]
        assert sum("is readable again" in text for text in texts) == 1
        await wait_for(lambda: story.program.rows("SELECT count(*) FROM posts") == [(2,)])


async def test_operators_who_want_no_alerts_hear_of_trouble_all_the_same(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        await story.ask(story.owner, "/stop")
    story.telegram.turn_private(channel)
    async with story.program.running():
        await wait_for(lambda: "can no longer be read" in story.from_bot(story.owner)[-1].text)


async def test_an_exhausted_budget_of_look_ups_is_said_with_the_time_it_lasts(story: Story) -> None:
    story.program.variables["NW_LOOKUPS_PER_DAY"] = "1"
    async with story.program.running():
        for name in ("odyn", "dva"):
            story.telegram.add_channel(name, username=f"{name}_kanal")
        assert "Watching" in (await story.ask(story.owner, "/channel add @odyn_kanal")).text
        assert "Try again after" in (await story.ask(story.owner, "/channel add @dva_kanal")).text
    async with story.program.running():
        assert "Try again after" in (await story.ask(story.owner, "/channel add @dva_kanal")).text
    assert story.telegram.count(ResolveUsernameRequest, story.program.reader) == 1


async def test_an_expired_link_and_an_unknown_one_get_a_sentence(story: Story) -> None:
    async with story.program.running():
        closed = story.telegram.add_channel("Закритий", private=True, invite="AbCdEfGh1234")
        closed.invite_expired = True
        assert "has expired" in (await story.ask(story.owner, "/channel add https://t.me/+AbCdEfGh1234")).text
        assert "has expired" in (await story.ask(story.owner, "/channel add https://t.me/+Unknown12345")).text
    assert story.telegram.count(CheckChatInviteRequest) == 2
    assert story.telegram.count(GetHistoryRequest) == 0


async def test_a_forwarded_post_of_a_watched_channel_is_not_offered_again(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up("Test story", "жест доброї волі")
        said = await forward(story, await story.telegram.post(channel, "Новина"))
    assert (
        said.text
        == "Новини is already being watched. To see which narratives this post matches, reply to it with /why."
    )
    assert [button.text for row in said.buttons for button in row] == ["Send alerts"]
