from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.cli.replay.records import Broken, OldPost, Skipped
from bot.cli.replay.run import CONSOLE, Replay, ReplayCounts
from bot.narratives.file.schema import parse_narratives
from storage.database import open_database
from storage.migrate import DatabaseRefused
from storage.model.channels import Channel, ChannelRole
from storage.model.subscribers import Role
from storage.ops import facts
from storage.people import subscribers
from tests.fakes import HandClock, RecordingSender, WordMatcher
from tests.newsroom import CHANNEL, post

if TYPE_CHECKING:
    from pathlib import Path

    from bot.cli.replay.records import Record
    from bot.ingest.pipeline import Ingested
    from bot.ui.locale import Texts

FILE = parse_narratives(
    """
    [[channel]]
    username = "Morning_News"
    title = "Morning News"
    role = "fact-checker"
    [[narrative]]
    id = "feint"
    title = "Feint"
    phrases = ["ruse"]
    """,
    "my.toml",
)
NEWS = Channel(CHANNEL, "Morning News", "morning_news")
RECORDS: list[Record] = [
    OldPost(NEWS, post(1, "a ruse")),
    Skipped("service message"),
    Broken("posts.jsonl, line 3", "no date"),
    OldPost(NEWS, post(2, "rain")),
    OldPost(NEWS, post(3, "ruse again")),
]


class Shown:
    def __init__(self) -> None:
        self.posts: list[int] = []

    def show(self, _: Channel, ingested: Ingested) -> None:
        self.posts.append(ingested.post.message_id)


async def replay(
    path: Path, texts: Texts, records: list[Record] = RECORDS
) -> tuple[ReplayCounts, Shown, RecordingSender]:
    shown, sender, complaints = Shown(), RecordingSender(), list[Broken]()
    async with open_database(path) as database:
        one = Replay(database, WordMatcher(), HandClock(), ReplayCounts())
        await one.make_ready(FILE, language="uk", time_zone="UTC")
        await one.run(records, shown, sender, texts, asyncio.Event(), complaints.append)
        assert len(complaints) == one.tally.broken.total
        console = await subscribers.get(database.reader, CONSOLE)
        assert console is not None
        assert (console.role, console.language) == (Role.CONSOLE, "uk")
        return one.tally, shown, sender


async def test_old_posts_go_down_the_road_and_their_cards_come_out(tmp_path: Path, texts: Texts) -> None:
    tally, shown, sender = await replay(tmp_path / "replay.db", texts)
    assert (tally.posts, tally.new, tally.cards) == (3, 3, 2)
    assert (tally.skipped, tally.alerts) == ({"service message": 1}, {"feint": 2})
    assert tally.broken.total == 1
    assert shown.posts == [1, 2, 3]
    cards = [html for _, _, html in sender.sent]
    assert len(cards) == 2
    assert all("(фактчекер)" in card and "Із запізненням" not in card for card in cards)


async def test_the_same_replay_into_the_same_file_adds_nothing(tmp_path: Path, texts: Texts) -> None:
    await replay(tmp_path / "replay.db", texts)
    tally, _, sender = await replay(tmp_path / "replay.db", texts)
    assert (tally.posts, tally.new, tally.cards, sender.sent) == (3, 0, 0, [])


async def test_cards_that_a_broken_off_replay_left_are_printed_by_the_next(tmp_path: Path, texts: Texts) -> None:
    await replay(tmp_path / "replay.db", texts)
    async with open_database(tmp_path / "replay.db") as database:

        async def work(connection: object) -> None:
            await database._writer.execute("UPDATE outbox SET status = 'pending' WHERE id = 2")

        await database.write(work)
    tally, _, sender = await replay(tmp_path / "replay.db", texts, [])
    assert (tally.posts, tally.cards) == (0, 1)
    assert [delivery for _, delivery, _ in sender.sent] == [2]


async def test_a_database_that_has_been_live_is_refused_and_left_alone(tmp_path: Path, texts: Texts) -> None:
    async with open_database(tmp_path / "live.db") as database:
        await database.write(lambda connection: facts.save(connection, "purpose", "live"))
    with pytest.raises(DatabaseRefused, match="is the database of a service"):
        await replay(tmp_path / "live.db", texts)
    async with open_database(tmp_path / "live.db") as database:
        assert await subscribers.list_all(database.reader) == []


async def test_the_role_of_a_channel_comes_from_the_narratives_file(tmp_path: Path, texts: Texts) -> None:
    other = Channel(CHANNEL, "Other", role=ChannelRole.MEDIA)
    _, _, sender = await replay(tmp_path / "replay.db", texts, [OldPost(other, post(1, "a ruse"))])
    assert "(медіа)" in sender.sent[0][2]


async def test_a_replay_larger_than_a_batch_keeps_its_order(tmp_path: Path, texts: Texts) -> None:
    records: list[Record] = [OldPost(NEWS, post(number, f"ruse {number}")) for number in range(1, 451)]
    tally, shown, sender = await replay(tmp_path / "replay.db", texts, records)
    assert (tally.new, tally.cards) == (450, 450)
    assert shown.posts == list(range(1, 451))
    assert [delivery for _, delivery, _ in sender.sent] == list(range(1, 451))
