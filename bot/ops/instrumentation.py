"""Count what passes our own ports: texts on their way to the matcher, posts kept, messages sent, transactions.

And how the event loop keeps up, which all of it goes through.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from bot.alerts.rules.outcome import Pause, Refused, Retry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.alerts.delivery import Sender
    from bot.alerts.rules.outcome import Outcome
    from bot.ingest.pipeline import Ingested
    from bot.matching import Matcher
    from bot.ops.metrics import Metrics
    from bot.runtime.clock import Clock
    from bot.ui.message import Message
    from storage.model.deliveries import Delivery
    from storage.model.ids import NarrativeId
    from storage.model.narratives import Match, Narrative


LOOKED_EVERY = 1.0  # seconds between two looks at the event loop


async def measure_loop(metrics: Metrics) -> None:
    """Measure how late the event loop wakes who sleeps, and count its tasks, until cancelled."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + LOOKED_EVERY
        await asyncio.sleep(LOOKED_EVERY)
        metrics.lateness.observe(max(loop.time() - due, 0.0))
        metrics.tasks.set(len(asyncio.all_tasks(loop)))


class Instrumentation:
    """Watches the ports where that is wanted; without `metrics` it leaves everything as it is."""

    def __init__(self, metrics: Metrics | None, clock: Clock) -> None:
        self.metrics = metrics
        self._clock = clock
        self._sender: InstrumentedSender | None = None

    def matcher(self, matcher: Matcher) -> Matcher:
        """Return the matcher, with its time taken."""
        return matcher if self.metrics is None else InstrumentedMatcher(matcher, self.metrics)

    def sender(self, sender: Sender) -> Sender:
        """Return the sender, with its outcomes counted."""
        if self.metrics is None:
            return sender
        self._sender = InstrumentedSender(sender, self.metrics, self._clock)
        return self._sender

    def last_attempt(self) -> datetime | None:
        """Return when something was last sent, or tried to be."""
        return self._sender.last_attempt if self._sender is not None else None

    def ingested(self, done: Sequence[Ingested]) -> None:
        """Count the posts that were new, and what was found in them."""
        if self.metrics is not None:
            for one in done:
                _count(one, self.metrics, self._clock.now())


class InstrumentedMatcher:
    """A matcher whose time is taken (the Matcher of bot.matching)."""

    def __init__(self, matcher: Matcher, metrics: Metrics) -> None:
        self._matcher = matcher
        self._metrics = metrics

    def watch(self, narrative: Narrative) -> None:
        """Put or replace a narrative."""
        self._matcher.watch(narrative)

    def forget(self, narrative_id: NarrativeId) -> None:
        """Stop looking for a narrative."""
        self._matcher.forget(narrative_id)

    def match(self, text: str) -> list[Match]:
        """Return what the matcher finds."""
        begun = time.perf_counter()
        found = self._matcher.match(text)
        self._metrics.matching.observe(time.perf_counter() - begun)
        return found


def _count(one: Ingested, metrics: Metrics, now: datetime) -> None:
    if not one.changed:
        return
    metrics.posts.labels(one.post.channel_id).inc()
    if one.post.edited_at is None:
        metrics.lag.observe(max((now - one.post.posted_at).total_seconds(), 0.0))
    for match in one.matches:
        metrics.matches.labels(match.narrative_id, match.level).inc()


class InstrumentedSender:
    """A sender whose outcomes are counted (the Sender of bot.alerts.delivery); it knows when it was last at work."""

    def __init__(self, sender: Sender, metrics: Metrics, clock: Clock) -> None:
        self._sender = sender
        self._metrics = metrics
        self._clock = clock
        self.last_attempt: datetime | None = None

    async def send(self, delivery: Delivery, message: Message) -> Outcome:
        """Send, and count what became of it."""
        outcome = await self._sender.send(delivery, message)
        self.last_attempt = self._clock.now()
        self._metrics.deliveries.labels(_outcome(outcome, changed=delivery.message_id is not None)).inc()
        return outcome


def _outcome(outcome: Outcome, *, changed: bool) -> str:
    match outcome:
        case Retry():
            return "retry"
        case Pause():
            return "pause"
        case Refused():
            return "refused"
    return "changed" if changed else "sent"
