from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telethon.tl.functions.contacts import ResolveUsernameRequest
from telethon.tl.functions.updates import GetStateRequest

from tests.app.program import Typist
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account, Channel


async def second_account(story: Story, name: str = "second") -> Account:
    number = 2 + len(story.telegram.world.accounts)
    account = story.telegram.add_user(name.title(), phone=f"+38050000000{number}", code="54321")
    await story.program.log_in(Typist(account.phone or "", "54321"), name)
    return account


async def watch(story: Story, number: int, **options: object) -> Channel:
    channel = story.telegram.add_channel(f"Канал {number}", username=f"kanal_{number}")
    assert "Watching" in (await story.ask(story.owner, f"/channel add @kanal_{number}")).text
    return channel


async def narrative(story: Story) -> None:
    await story.ask(story.owner, "/narrative new Test story")
    await story.ask(story.owner, "/watch test-story жест доброї волі")
    await story.follow(story.owner, "Test story")


def readers(story: Story) -> dict[str, str]:
    return {str(title): str(account) for title, account in story.program.rows("SELECT title, account FROM channels")}


async def test_channels_are_shared_out_among_the_reading_accounts(story: Story) -> None:
    second = await second_account(story)
    async with story.program.running():
        await narrative(story)
        channels = [await watch(story, number) for number in range(4)]
        assert sorted(readers(story).values()) == ["reader", "reader", "second", "second"]
        assert sum(second in channel.members for channel in channels) == 2

        for channel in channels:
            await story.telegram.post(channel, f"Це жест доброї волі, {channel.title}")
        await story.card(story.owner, 4)
        text = (await story.ask(story.owner, "/status")).text
        assert "✅ Reading account: connected" in text
        assert "✅ Reading account “second”: connected" in text


async def test_no_account_reads_more_channels_than_the_settings_allow(story: Story) -> None:
    await second_account(story)
    story.program.variables["NW_CHANNELS_PER_ACCOUNT"] = "1"
    async with story.program.running():
        await watch(story, 1)
        await watch(story, 2)
        story.telegram.add_channel("Канал 3", username="kanal_3")
        assert "limit of joined channels" in (await story.ask(story.owner, "/channel add @kanal_3")).text
    assert sorted(readers(story).values()) == ["reader", "second"]


@pytest.mark.parametrize(
    ("reason", "remedy"),
    [
        ("USER_DEACTIVATED_BAN", "recover@telegram.org"),
        ("AUTH_KEY_DUPLICATED", "two places at once"),
        ("SESSION_REVOKED", "narrative-watch login --account second"),
    ],
)
async def test_the_channels_of_a_lost_account_go_to_the_others_and_the_owner_hears_the_remedy(
    story: Story, reason: str, remedy: str
) -> None:
    second = await second_account(story)
    async with story.program.running():
        await narrative(story)
        channels = [await watch(story, number) for number in range(4)]
        story.telegram.revoke(second, reason)
        await story.telegram.drop_connections(but=story.program.bot)
        await wait_for(lambda: set(readers(story).values()) == {"reader"})
        await wait_for(lambda: any("2 channels are now read by" in one.text for one in story.from_bot(story.owner)))

        (told,) = [one.text for one in story.from_bot(story.owner) if "no longer works" in one.text]
        assert "reading account “second”" in told
        assert remedy in told
        for channel in channels:
            await story.telegram.post(channel, f"Це жест доброї волі, {channel.title}")
        await story.card(story.owner, 4)


async def test_a_lost_account_is_never_tried_again_until_it_is_signed_in_anew(story: Story) -> None:
    second = await second_account(story)
    async with story.program.running():
        await watch(story, 1)
        await watch(story, 2)
        story.telegram.revoke(second, "AUTH_KEY_DUPLICATED")
        await story.telegram.drop_connections(but=story.program.bot)
        await wait_for(lambda: any("no longer works" in one.text for one in story.from_bot(story.owner)))
    assert story.program.rows("SELECT reason FROM lost_accounts") == [("lost-used-twice",)]
    asked = len(story.telegram.requests)
    async with story.program.running():
        await story.ask_for(story.owner, "/status", "⛔ Reading account “second”")
        told = [one for one in story.from_bot(story.owner) if "no longer works" in one.text]
        assert len(told) == 1
    assert [one.request for one in story.telegram.requests[asked:] if one.account is None] == []

    await story.program.log_in(Typist(second.phone or "", "54321"), "second")
    async with story.program.running():
        await wait_for(lambda: story.telegram.connected(second))
        assert "✅ Reading account “second”" in (await story.ask(story.owner, "/status")).text


async def test_a_channel_that_no_other_account_can_read_is_paused_and_taken_up_when_one_can(story: Story) -> None:
    second = await second_account(story)
    async with story.program.running():
        await narrative(story)
        await watch(story, 1)
        closed = story.telegram.add_channel("Закритий", private=True, members=[second])
        bare = -closed.marked_id - 1_000_000_000_000
        assert "Watching" in (await story.ask(story.owner, f"/channel add t.me/c/{bare}")).text
        assert readers(story)["Закритий"] == "second"
        story.telegram.revoke(second)
        await story.telegram.drop_connections(but=story.program.bot)
        await wait_for(
            lambda: any("No account can read 1 channel: Закритий" in one.text for one in story.from_bot(story.owner))
        )
        assert "no reading account can open it" in (await story.ask(story.owner, "/channels")).text
    await story.telegram.post(closed, "Це жест доброї волі")

    await story.program.log_in(Typist(second.phone or "", "54321"), "second")
    async with story.program.running():
        await story.card(story.owner)
    assert story.program.rows("SELECT status FROM channels WHERE title = 'Закритий'") == [("active",)]


async def test_channels_that_find_no_room_in_the_other_accounts_are_named(story: Story) -> None:
    story.program.variables["NW_CHANNELS_PER_ACCOUNT"] = "1"
    second = await second_account(story)
    async with story.program.running():
        await watch(story, 1)
        await watch(story, 2)
        story.telegram.revoke(second)
        await story.telegram.drop_connections(but=story.program.bot)
        await wait_for(
            lambda: any("No account can read 1 channel: Канал 2" in one.text for one in story.from_bot(story.owner))
        )


async def test_channels_wait_for_the_budget_of_the_account_that_takes_them_over(story: Story) -> None:
    story.program.variables["NW_LOOKUPS_PER_DAY"] = "1"
    second = await second_account(story)
    async with story.program.running():
        await watch(story, 1)
        await watch(story, 2)
        before = story.telegram.count(ResolveUsernameRequest, story.program.reader)
        story.telegram.revoke(second)
        await story.telegram.drop_connections(but=story.program.bot)
        await wait_for(lambda: story.program.rows("SELECT 1 FROM lost_accounts"))
        await story.ask(story.owner, "/status")
        assert story.telegram.count(ResolveUsernameRequest, story.program.reader) == before
        assert story.program.rows("SELECT DISTINCT status FROM channels") == [("active",)]


async def test_a_private_channel_of_a_lost_account_is_joined_by_another_with_the_same_link(story: Story) -> None:
    second = await second_account(story)
    async with story.program.running():
        await narrative(story)
        await watch(story, 1)
        closed = story.telegram.add_channel("Закритий", private=True, invite="AbCdEfGh1234")
        await story.ask(story.owner, "/channel add https://t.me/+AbCdEfGh1234")
        assert closed.members == [second]
        story.telegram.revoke(second)
        await story.telegram.drop_connections(but=story.program.bot)
        await wait_for(lambda: story.program.reader in closed.members)
        await wait_for(lambda: set(readers(story).values()) == {"reader"})
        await story.telegram.post(closed, "Це жест доброї волі")
        await story.card(story.owner)


async def test_a_link_given_twice_lets_in_one_account_only(story: Story) -> None:
    second = await second_account(story)
    async with story.program.running():
        closed = story.telegram.add_channel("Закритий", private=True, invite="AbCdEfGh1234")
        await story.ask(story.owner, "/channel add https://t.me/+AbCdEfGh1234")
        await story.ask(story.owner, "/channel add https://t.me/+AbCdEfGh1234")
    assert len(closed.members) == 1
    assert second in closed.members or story.program.reader in closed.members


async def test_trouble_of_telegrams_at_the_start_is_not_taken_for_a_lost_account(story: Story) -> None:
    async with story.program.running():
        await story.ask(story.owner, "/start")
    story.telegram.fail(GetStateRequest, "INTERNAL_SERVER_ERROR", when=lambda _, who: who is story.program.reader)
    async with story.program.running():
        await wait_for(lambda: story.telegram.connected(story.program.reader))
        assert "✅ Reading account: connected" in (await story.ask(story.owner, "/status")).text
    assert story.program.rows("SELECT * FROM lost_accounts") == []
