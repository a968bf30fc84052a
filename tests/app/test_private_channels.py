from __future__ import annotations

from typing import TYPE_CHECKING

from tests.app.room import Room
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Channel, Letter

GOODWILL = "жест доброї волі"


async def watched(story: Story) -> Channel:
    """Have a private channel watched by its invite link."""
    channel = story.telegram.add_channel("Staff room", private=True, invite="AAAAAAAAAAAAAAAA")
    await story.telegram.post(channel, "Перший допис каналу")
    await story.track("Goodwill", GOODWILL)
    answer = await story.ask(story.owner, "/channel add t.me/+AAAAAAAAAAAAAAAA")
    assert "Watching Staff room" in answer.text
    assert "This channel is private. Its alerts go to operators only." in answer.text
    assert f"/channel share {channel.marked_id}" in answer.text
    return channel


async def test_alerts_of_a_private_channel_go_to_operators_and_to_those_it_is_shared_with(story: Story) -> None:
    async with story.program.running():
        channel = await watched(story)
        petro, oksana = story.person("Petro"), story.person("Oksana")
        for person in (petro, oksana):
            await story.subscribe(person, "Goodwill")
        await story.follow(story.owner, "Goodwill")

        await story.telegram.post(channel, f"Це {GOODWILL}")
        await story.card(story.owner)
        shared = await story.share(channel, "@petro")
        assert f"Petro ({petro.id}) now gets alerts" in shared.text
        assert "already" in (await story.ask(story.owner, f"/channel share {channel.marked_id} {petro.id}")).text
        await story.telegram.post(channel, f"Другий допис, зовсім інший, а слова ті самі: {GOODWILL}")
        await story.card(petro)
        await story.card(story.owner, 2)
    assert (len(story.cards(petro)), len(story.cards(oksana))) == (1, 0)
    assert "Другий" in story.cards(petro)[0].text
    assert story.program.rows("SELECT action FROM audit WHERE action = 'channel.shared'") == [("channel.shared",)]


async def test_what_was_owed_before_it_was_taken_back_is_not_sent(story: Story) -> None:
    async with story.program.running():
        channel = await watched(story)
        petro = story.person("Petro")
        await story.subscribe(petro, "Goodwill")
        await story.share(channel, "@petro")
        story.telegram.block(petro, story.program.bot)
        await story.telegram.post(channel, f"Це {GOODWILL}")
        await wait_for(lambda: story.program.rows("SELECT 1 FROM subscribers WHERE status = 'paused'"))
        await story.ask(story.owner, f"/channel unshare {channel.marked_id} @petro")
        assert "was not shared" in (await story.ask(story.owner, f"/channel unshare {channel.marked_id} @petro")).text
    story.telegram.unblock(petro, story.program.bot)
    async with story.program.running():
        await story.ask(petro, "/start")
        await wait_for(
            lambda: story.program.rows("SELECT 1 FROM outbox WHERE post_id IS NOT NULL AND status = 'buried'")
        )
    assert not any(GOODWILL in letter.text for letter in story.from_bot(petro))


async def test_a_group_gets_them_only_when_it_is_named(story: Story) -> None:
    async with story.program.running():
        channel = await watched(story)
        group = story.telegram.add_channel(
            "Newsroom", private=True, megagroup=True, admins=[story.owner], members=[story.program.bot]
        )
        room = Room(story, group)
        await room.ask(story.owner, "/subscribe")
        await room.follow(story.owner, "Goodwill")
        await story.follow(story.owner, "Goodwill")
        await story.telegram.post(channel, f"Це {GOODWILL}")
        await story.card(story.owner)
        assert room.cards() == []

        assert (
            "not found. Use the id or @name"
            in (await story.ask(story.owner, f"/channel share {channel.marked_id} Nobody")).text
        )
        await story.share(channel, "Newsroom")
        readers: Letter = await story.ask(story.owner, f"/channel readers {channel.marked_id}")
        assert "and to 1 other" in readers.text
        assert str(group.marked_id) in readers.text
        await story.telegram.post(channel, f"Другий допис, зовсім інший, а слова ті самі: {GOODWILL}")
        await room.card()
    assert len(room.cards()) == 1


async def test_a_channel_that_loses_its_name_is_private_from_then_on(story: Story) -> None:
    story.program.variables["NW_CHECK_CHANNELS_EVERY"] = "1s"
    async with story.program.running():
        channel = await story.set_up("Goodwill", GOODWILL)
        petro = story.person("Petro")
        await story.subscribe(petro, "Goodwill")
        await story.follow(story.owner, "Goodwill")
        assert "is public" in (await story.ask(story.owner, "/channel readers @novyny")).text
        channel.username, channel.private = None, True
        story.telegram.world.tell_of(channel, channel.members)
        await wait_for(lambda: any("no longer has a public name" in one.text for one in story.from_bot(story.owner)))
        await story.telegram.post(channel, f"Це {GOODWILL}")
        await story.card(story.owner)
        assert story.cards(petro) == []

        story.telegram.rename(channel, username="novyny_znovu")
        private = "SELECT is_private FROM channels"
        await wait_for(lambda: story.program.rows(private) == [(0,)])
        await story.telegram.post(channel, f"Другий допис, зовсім інший, а слова ті самі: {GOODWILL}")
        await story.card(petro)
    assert len(story.cards(petro)) == 1
