"""Send old posts down the pipeline, with one reader: the console."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from bot.alerts.composer import MessageComposer
from bot.alerts.delivery import DeliveryWorker
from bot.alerts.rules.rate_limit import RateLimiter
from bot.cli.replay.error_summary import Complaints
from bot.cli.replay.records import Broken, OldPost, Skipped
from bot.ingest.pipeline import Pipeline
from bot.narratives.matcher_sync import load_active
from bot.narratives.starter import add_narratives
from storage.channels import channels
from storage.migrate import DatabaseRefused
from storage.model.channels import ChannelRole
from storage.model.database import Fact, Purpose
from storage.model.ids import ChatId
from storage.model.narratives import Level, NarrativeStatus
from storage.model.subscribers import Role
from storage.narratives import narratives
from storage.ops import facts
from storage.people import subscribers

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator

    from bot.alerts.delivery import Sender
    from bot.cli.replay.records import Record
    from bot.ingest.pipeline import Ingested
    from bot.matching import Matcher
    from bot.narratives.file.schema import NarrativesFile
    from bot.runtime.clock import Clock
    from bot.ui.locale import Texts
    from storage.database import Connection, Database
    from storage.model.channels import Channel
    from storage.model.ids import ChannelId, PhraseId

CONSOLE = ChatId(0)
BATCH = 200  # posts in one transaction


Batch = list[OldPost]
Ahead = Callable[[Iterable[Batch]], AsyncIterator[Batch]]


class Printer(Protocol):
    """Shows what a replay finds: what was found in each post, or the cards that come by the outbox, or both."""

    def show(self, channel: Channel, ingested: Ingested) -> None:
        """Show what became of a post that has just been kept."""
        ...


@dataclass(slots=True)
class ReplayCounts:
    """What a replay has done so far. `broken` counts what could not be read, by where and why.

    `joined` counts posts that owe no card since an earlier one told their story.
    """

    posts: int = 0
    new: int = 0
    cards: int = 0
    joined: int = 0
    alerts: Counter[str] = field(default_factory=Counter)  # posts at alert level by narrative
    skipped: Counter[str] = field(default_factory=Counter)
    broken: Complaints = field(default_factory=Complaints)


class Replay:
    """One run over old posts into one database."""

    def __init__(
        self, database: Database, matcher: Matcher, clock: Clock, tally: ReplayCounts, *, ahead: Ahead | None = None
    ) -> None:
        """Take each batch from `ahead`, where there is one, which yields those it is given when they are matched."""
        self._database = database
        self._ahead = ahead or _one_by_one
        self._matcher = matcher
        self._clock = clock
        self._known: dict[ChannelId, Channel] = {}
        self._suggested: dict[str, ChannelRole] = {}
        self.tally = tally

    async def make_ready(self, file: NarrativesFile, *, language: str | None, time_zone: str) -> dict[PhraseId, str]:
        """Claim the database, add the file's narratives, and have the console follow all; return every phrase's text.

        Raises DatabaseRefused for a database that has been live: its subscribers must not be owed old posts.
        """
        purpose = await facts.get(self._database.reader, Fact.PURPOSE)
        if purpose not in {None, Purpose.REPLAY}:
            raise DatabaseRefused(
                f"{self._database.path} is the database of a service. Name another file for the replay, or none."
            )
        now = self._clock.now()

        async def work(connection: Connection) -> None:
            await facts.save(connection, Fact.PURPOSE, Purpose.REPLAY)
            await add_narratives(connection, file, now)
            await subscribers.let_in(connection, CONSOLE, Role.CONSOLE, now)
            await subscribers.set_speech(connection, CONSOLE, language=language, time_zone=time_zone)
            for narrative in await narratives.list_all(connection):
                if narrative.status is NarrativeStatus.ACTIVE:
                    await subscribers.follow(connection, CONSOLE, narrative.id, now)

        await self._database.write(work)
        self._suggested = {entry.username.casefold(): ChannelRole(entry.role) for entry in file.channel}
        await load_active(self._database.reader, self._matcher)
        return await narratives.phrase_texts(self._database.reader)

    async def run(
        self,
        records: Iterable[Record],
        printer: Printer,
        sender: Sender,
        texts: Texts,
        owed: asyncio.Event,
        broken: Callable[[Broken], None],
    ) -> None:
        """Ingest all records in batches, printing as it goes; tell `broken` of the first of each kind of fault."""
        pipeline = Pipeline(self._database, self._matcher, self._clock, alert_max_age=None, owed=owed)
        letters = MessageComposer(self._database, texts, time_zone="UTC", is_live=False)
        courier = DeliveryWorker(self._database, sender, letters, RateLimiter(lambda: 0.0), self._clock, owed)
        self.tally.cards += await courier.drain()  # what a run before this one had no time to print
        posts = self._posts(records, broken)
        batches = iter(lambda: list(islice(posts, BATCH)), [])
        async for batch in self._ahead(batches):
            await self._add_channels(batch)
            for old, ingested in zip(batch, await pipeline.ingest([old.post for old in batch]), strict=True):
                self._count(ingested)
                printer.show(old.channel, ingested)
            self.tally.cards += await courier.drain()

    def _posts(self, records: Iterable[Record], broken: Callable[[Broken], None]) -> Iterator[OldPost]:
        for record in records:
            match record:
                case OldPost():
                    yield record
                case Skipped(what):
                    self.tally.skipped[what] += 1
                case Broken():
                    if self.tally.broken.add(record):
                        broken(record)

    async def _add_channels(self, batch: list[OldPost]) -> None:
        new = {old.channel.id: self._with_role(old.channel) for old in batch if old.channel.id not in self._known}
        if not new:
            return

        async def work(connection: Connection) -> None:
            for channel in new.values():
                await channels.add(connection, channel, self._clock.now())

        await self._database.write(work)
        self._known |= new

    def _with_role(self, channel: Channel) -> Channel:
        """Give a channel that the narratives file suggests the role it has there."""
        role = self._suggested.get((channel.username or "").casefold(), channel.role)
        return replace(channel, role=role)

    def _count(self, ingested: Ingested) -> None:
        self.tally.posts += 1
        self.tally.new += ingested.changed
        self.tally.joined += ingested.joined
        self.tally.alerts.update({match.narrative_id for match in ingested.matches if match.level is Level.ALERT})


async def _one_by_one(batches: Iterable[Batch]) -> AsyncIterator[Batch]:
    for batch in batches:
        yield batch
