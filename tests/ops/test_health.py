from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ops.health import STANDSTILL, Liveness
from tests.fakes import START
from tests.newsroom import ANNA, post

if TYPE_CHECKING:
    from datetime import datetime

    from tests.newsroom import Newsroom

MINUTE = timedelta(minutes=1)


class Reading:
    name = "reading reader"

    def __init__(self) -> None:
        self.fine = True

    def works(self, now: datetime) -> bool:
        return self.fine and now >= START


class Patient:
    """A newsroom with an alert due, and what is known of sending it."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self.reading = Reading()
        self.tried: datetime | None = None
        self.paused: datetime | None = None
        self.vitals = Liveness(
            [self.reading], newsroom.database, newsroom.clock, lambda: self.tried, lambda: self.paused
        )

    async def ails(self) -> set[str]:
        await self.vitals.look()
        return {name for name, works in self.vitals.report().parts.items() if not works}


@pytest.fixture
async def patient(newsroom: Newsroom) -> Patient:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    await newsroom.pipeline().ingest([post(1, "a ruse")])
    return Patient(newsroom)


def test_before_the_first_look_it_is_not_well(newsroom: Newsroom) -> None:
    assert not Patient(newsroom).vitals.report().is_well


async def test_it_is_well_while_everything_works(patient: Patient) -> None:
    assert await patient.ails() == set()
    assert patient.vitals.report().is_well


async def test_a_sense_that_does_not_work_is_named(patient: Patient) -> None:
    patient.reading.fine = False
    assert await patient.ails() == {"reading reader"}


async def test_an_event_loop_that_stands_still_is_noticed_from_outside(patient: Patient) -> None:
    await patient.vitals.look()
    patient.newsroom.clock.move(STANDSTILL)
    assert patient.vitals.report().parts["event loop"] is False


async def test_an_alert_that_is_due_and_never_tried_is_a_standstill(patient: Patient) -> None:
    patient.newsroom.clock.move(9 * MINUTE)
    assert await patient.ails() == set()
    patient.newsroom.clock.move(2 * MINUTE)
    assert await patient.ails() == {"outbox"}


async def test_a_long_queue_that_is_worked_off_is_none(patient: Patient) -> None:
    patient.newsroom.clock.move(60 * MINUTE)
    patient.tried = START + 55 * MINUTE
    assert await patient.ails() == set()


async def test_a_wait_that_telegram_asked_for_is_none(patient: Patient) -> None:
    patient.newsroom.clock.move(60 * MINUTE)
    patient.paused = START + 70 * MINUTE
    assert await patient.ails() == set()


async def test_alerts_of_people_who_cannot_be_reached_are_none(patient: Patient) -> None:
    await patient.newsroom.run("UPDATE subscribers SET status = 'paused'")
    patient.newsroom.clock.move(60 * MINUTE)
    assert await patient.ails() == set()
