"""Ingest posts: match them, keep them, and owe alerts, all in one transaction."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ingest.matching_thread import MatchingThread
from bot.ingest.rechecks import note_counts, record_recheck
from bot.ingest.rules.recheck_schedule import confirmed_after, next_visit
from bot.ingest.stories import StoryGrouper
from bot.matching.text.post_text import matched_text
from bot.ui.word_diff import Wording, reworded
from storage.alerts import edits, enqueue, outbox
from storage.channels import channels, coverage
from storage.model.deliveries import DeliveryKind
from storage.model.narratives import Level
from storage.posts import matches as stored_matches
from storage.posts import posts, rechecks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from bot.ingest.rechecks import RecheckResult
    from bot.matching import Matcher
    from bot.runtime.clock import Clock
    from storage.database import Connection, Database
    from storage.model.channels import GapReason
    from storage.model.ids import ChannelId, MessageId
    from storage.model.narratives import Match
    from storage.model.posts import Post

STORY_WINDOW = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """History of a channel has been read without a gap up to this message.

    `asked` is when Telegram was asked for it, and `is_last` tells that nothing came after it then. `unheard` are the
    messages that should have come by live updates and did not, with the reason.
    """

    channel_id: ChannelId
    read_to: MessageId
    asked: datetime | None = None
    is_last: bool = False
    unheard: Mapping[MessageId, GapReason] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one post: whether it, or its text, was new, and what was found in it.

    `owed` is how many cards it owes, `amended` how many that were sent have to be changed; `joined` tells that it
    joined the story of an earlier post.
    """

    post: Post
    matches: tuple[Match, ...]
    changed: bool
    owed: int
    amended: int = 0
    joined: bool = False


class Pipeline:
    """The one road that posts take, whether they come live, from history or from an export."""

    def __init__(
        self,
        database: Database,
        matcher: Matcher,
        clock: Clock,
        *,
        alert_max_age: timedelta | None,
        revisit_after: Sequence[timedelta] = (),
        match_previews: bool = False,
        story_window: timedelta = STORY_WINDOW,
        owed: asyncio.Event | None = None,
        on_ingested: Callable[[Sequence[Ingested]], None] | None = None,
    ) -> None:
        """Sum up posts older than `alert_max_age` (None: no age is too old); set `owed` when something is owed.

        Posts that match are to be read again at the ages `revisit_after`. `match_previews` has the titles of link
        previews matched, too. Posts that say the same within `story_window` are one story, with one alert; zero has
        each be its own. `on_ingested` is told what became of posts.
        """
        self._database = database
        self._thread = MatchingThread(matcher)
        self._clock = clock
        self._alert_max_age = alert_max_age
        self.revisit_after = revisit_after
        self._match_previews = match_previews
        self._story_window = story_window
        self._owed = owed or asyncio.Event()
        self._on_ingested = on_ingested

    async def ingest(
        self, batch: Sequence[Post], *, finished: HistoryPage | None = None, visit: RecheckResult | None = None
    ) -> list[Ingested]:
        """Match and keep posts of watched channels, and owe the alerts; in the order given, all of them or none.

        Matching comes first, in a thread of its own; the transaction after it.

        Posts already kept with the same text change nothing, so overlapping reads do no harm. `finished` moves the
        channel's high-water mark in the same transaction, `visit` tells of posts that were read again. Raises
        sqlite3.Error when the database cannot take it.
        """
        found = await self._thread.matches(map(self._text, batch))
        amended = 0

        async def work(connection: Connection) -> list[Ingested]:
            nonlocal amended
            now = self._clock.now()
            kept = await posts.save_all(connection, batch, now)
            whole = [_whole(*one) for one in zip(batch, kept, strict=True)]
            self._check_matched(whole, kept, found)
            placing = StoryGrouper(connection, self._story_window, now)
            done = [
                await self._note(connection, post, one, found.get(self._text(post), ()), placing, now)
                for post, one in zip(whole, kept, strict=True)
            ]
            await placing.enqueue_updates()
            await _note_newest(connection, batch)
            if finished is not None:
                await _note_page(connection, finished, [one.post for one in done if one.changed], batch, now)
            if visit is not None:
                amended = await record_recheck(connection, visit, self.revisit_after, now)
            return done

        ingested = await self._write(work, found)
        if amended or any(one.owed or one.amended or (one.changed and one.matches) for one in ingested):
            self._owed.set()
        if self._on_ingested is not None:
            self._on_ingested(ingested)
        return ingested

    async def suspect_deleted(self, channel_id: ChannelId, message_ids: Collection[MessageId]) -> None:
        """Take a hint that messages were deleted: those that matched are read again before it is believed."""

        async def work(connection: Connection) -> int:
            now = self._clock.now()
            due = now + confirmed_after(self.revisit_after)
            return await rechecks.suspect(connection, channel_id, message_ids, now, due)

        if self.revisit_after:
            await self._database.write(work)

    async def _write(
        self, work: Callable[[Connection], Awaitable[list[Ingested]]], found: dict[str, tuple[Match, ...]]
    ) -> list[Ingested]:
        """Run the transaction; what turns out to be unmatched there is matched outside, and all is done anew.

        What an album says as a whole is known only with the messages of it that are stored. Matching is too long for
        a transaction, in which nobody else can write.
        """
        while True:
            try:
                return await self._database.write(work)
            except _UnmatchedError as unmatched:
                found |= await self._thread.matches(unmatched.texts)

    def _check_matched(
        self, whole: Sequence[Post], kept: Sequence[posts.SavedPost], found: Mapping[str, tuple[Match, ...]]
    ) -> None:
        texts = [self._text(post) for post, one in zip(whole, kept, strict=True) if one.changed]
        if missing := [text for text in texts if text not in found]:
            raise _UnmatchedError(missing)

    def _text(self, post: Post) -> str:
        return matched_text(post) if self._match_previews else post.text

    async def _note(
        self,
        connection: Connection,
        post: Post,
        kept: posts.SavedPost,
        matches: tuple[Match, ...],
        placing: StoryGrouper,
        now: datetime,
    ) -> Ingested:
        """Keep what was found in a post whose text is new, owe it, and see to the cards about the text before."""
        if not kept.changed and not (kept.previewed and self._match_previews):
            return Ingested(post, matches, changed=False, owed=0)
        amended = await _amend(connection, kept, matches, now)
        done = Ingested(post, matches, changed=kept.changed, owed=0, amended=amended)
        if matches:
            done = await self._owe(connection, done, kept, placing, now)
            await stored_matches.save(connection, kept, matches)
        if self.revisit_after and any(match.level is Level.ALERT for match in matches):
            await note_counts(connection, kept.id, post, now)
            await rechecks.plan(connection, kept.id, next_visit(post.posted_at, now, self.revisit_after))
        return done

    async def _owe(
        self, connection: Connection, done: Ingested, kept: posts.SavedPost, placing: StoryGrouper, now: datetime
    ) -> Ingested:
        """Owe what the new text says and no text before did, to those who have not been told it by another post."""
        post = done.post
        told = await stored_matches.narratives(connection, kept.id)
        narratives = {match.narrative_id for match in done.matches if match.level is Level.ALERT} - told
        kind, since = DeliveryKind.NEW, post.posted_at
        # The message that brings an album's words may come after the others: nothing was edited then.
        if kept.revision > 1 and (told or not kept.joined):
            kind, since = DeliveryKind.EDIT_ADDED, post.edited_at or now
        if not narratives:
            return done
        is_old = await self._is_old(connection, post, kind, now - since)
        place = await placing.assign(post, kept, narratives, since, is_alert=not is_old)
        if is_old:
            await enqueue.enqueue_in_summary(connection, narratives, kept.id, now)
            return replace(done, joined=place.joined)
        known = await place.has_told(connection)
        chats = [chat for chat in await enqueue.followers(connection, narratives, kept.id) if chat not in known]
        if full := (await outbox.overfull(connection)).intersection(chats):
            await enqueue.enqueue_in_summary(connection, narratives, kept.id, now, only=sorted(full))
            chats = [chat for chat in chats if chat not in full]
        owed = await enqueue.enqueue(connection, chats, kept.id, kept.revision, kind, now, place.story_id)
        return replace(done, owed=owed, joined=place.joined)

    async def _is_old(self, connection: Connection, post: Post, kind: DeliveryKind, age: timedelta) -> bool:
        """Tell whether a post is to be summed up: it is past its time, or older than the watch of its channel."""
        if self._alert_max_age is None:
            return False
        if age > self._alert_max_age:
            return True
        return kind is DeliveryKind.NEW and await channels.is_summed_up(connection, post.channel_id, post.message_id)


class _UnmatchedError(Exception):
    """Texts that posts have now were not matched yet."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(f"{len(texts)} texts")
        self.texts = texts


def _whole(post: Post, kept: posts.SavedPost) -> Post:
    """Return a post with its whole text: the message of an album has only a part."""
    return post if kept.text == post.text else replace(post, text=kept.text)


async def _amend(connection: Connection, kept: posts.SavedPost, matches: Sequence[Match], now: datetime) -> int:
    """Have the cards about a post changed if an edit took a narrative out of it or brought one back, or a preview came.

    So have those that quote it if an edit changed what they quote. Return how many cards there are.
    """
    if not kept.changed:
        return await edits.enqueue_edit(connection, kept.id, now) if matches else 0
    if kept.revision == 1:
        return 0
    told = {match.narrative_id for match in matches if match.level is Level.ALERT}
    ever = await stored_matches.narratives(connection, kept.id)
    before = await stored_matches.narratives(connection, kept.id, revision=kept.revision - 1)
    gone, back = before - told, (told - before) & ever
    if gone or back:
        return await edits.enqueue_edit(connection, kept.id, now)
    if not ever or kept.joined or not await _is_reworded(connection, kept, matches, is_whole=told >= ever):
        return 0
    return await edits.enqueue_reworded(connection, kept.id, now)


async def _is_reworded(
    connection: Connection, kept: posts.SavedPost, matches: Sequence[Match], *, is_whole: bool
) -> bool:
    """Tell whether cards quote something else of a post than before its last edit.

    If it does not tell all that it once told (`is_whole`), there are cards that quote its beginning.
    """
    text = await posts.text_before(connection, kept)
    spans = [span for match in matches if match.level is Level.ALERT for span in match.spans]
    before = Wording(text, await stored_matches.spans(connection, kept.id, kept.revision - 1))
    if reworded(before, Wording(kept.text, spans)):
        return True
    return not is_whole and bool(reworded(Wording(text), Wording(kept.text)))


async def _note_newest(connection: Connection, batch: Sequence[Post]) -> None:
    newest: dict[ChannelId, MessageId] = {}
    for post in batch:
        newest[post.channel_id] = max(newest.get(post.channel_id, post.message_id), post.message_id)
    for channel_id, message_id in newest.items():
        await channels.record_seen(connection, channel_id, message_id)


async def _note_page(
    connection: Connection, page: HistoryPage, new: Sequence[Post], batch: Sequence[Post], now: datetime
) -> None:
    """Move the channel's mark over a page of history, and write down in the ledger what that proves."""
    await channels.move_read_to(connection, page.channel_id, page.read_to)
    missed: defaultdict[GapReason, list[Post]] = defaultdict(list)
    for post in new:
        if post.message_id in page.unheard:
            missed[page.unheard[post.message_id]].append(post)
    for reason, found in missed.items():
        await coverage.record_missed(connection, page.channel_id, reason, found, now)
    if batch:
        await coverage.extend(connection, page.channel_id, batch[0].posted_at, batch[-1].posted_at)
    if page.is_last and page.asked is not None:
        await coverage.finish(connection, page.channel_id, page.asked, now)
