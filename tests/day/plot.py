"""What happens in the day, scene after scene."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tests.day import posts
from tests.day.diary import label
from tests.day.town import A_MINUTE, KYIV, LONDON, town

if TYPE_CHECKING:
    from pathlib import Path

    from tests.day.diary import Diary
    from tests.day.town import Town
    from tests.server import Post

GOODWILL, TRANSFER, FEINT, BIOLABS = "жест доброї волі", "перекидання", "обманний", "Біолабораторії"


@dataclass(frozen=True, slots=True)
class Cast:
    """The readers of the day."""

    oksana: Diary
    mark: Diary
    ivan: Diary


async def play(folder: Path) -> Cast:
    """Play the day, and return the diaries of its readers."""
    async with town(folder) as here:
        cast = Cast(
            await _newcomer(here, "Оксана", "oksana", "uk", KYIV),
            await _newcomer(here, "Mark", "mark", "en", LONDON),
            await _newcomer(here, "Іван", "ivan", "uk", KYIV),
        )
        await _eve(here, cast)
        await _night(here, cast)
        await _morning(here, cast)
        await _noon(here, cast)
        await _storm(here, cast)
        await _evening(here, cast)
        await _next_morning(here, cast)
        return cast


async def _newcomer(here: Town, name: str, username: str, language: str, zone: object) -> Diary:
    person = here.telegram.add_user(name, username=username, language=language)
    await here.operate(f"/allow {person.id}")
    diary = here.diary(person, zone)  # type: ignore[arg-type] # the zones above
    here.watch(diary)
    return diary


def _at(hour: int, minute: int = 0, *, day: int = 8) -> datetime:
    return datetime(2022, 9, day, hour, minute, tzinfo=KYIV)


async def _eve(here: Town, cast: Cast) -> None:
    """They come, choose narratives, and say on what terms."""
    await here.operate("/narrative urgent feint")
    await here.wind_to(_at(19, day=7))
    oksana = cast.oksana
    await oksana.writes("/start")
    listed = await oksana.writes("/narratives")
    for title in (GOODWILL, TRANSFER, FEINT):
        await oksana.presses(listed, title)
    settings = await oksana.writes("/settings")
    await oksana.presses(settings, label("settings-quiet", "uk"))
    await oksana.presses(settings, "23:00–07:00")
    await oksana.presses(settings, label("settings-back", "uk"))
    await oksana.presses(settings, label("settings-budget", "uk"))
    await oksana.presses(settings, "6")
    await oksana.presses(settings, label("settings-back", "uk"))

    await here.wind_to(_at(19, 20, day=7))
    mark = cast.mark
    await mark.writes("/start")
    listed = await mark.writes("/narratives")
    for title in (GOODWILL, TRANSFER):
        await mark.presses(listed, title)
    await mark.writes("/settings zone London")
    await mark.writes("/settings daily 18:00")
    settings = await mark.writes("/settings")
    await mark.presses(settings, label("settings-each", "en"))
    await mark.presses(settings, label("delivery-all-daily", "en"))

    await here.wind_to(_at(19, 40, day=7))
    await cast.ivan.writes("/start")
    listed = await cast.ivan.writes("/narratives")
    await cast.ivan.presses(listed, BIOLABS)


async def _night(here: Town, cast: Cast) -> None:
    """A post comes in quiet hours, and is told when they are over."""
    await here.wind_to(_at(2, 14))
    await here.post(posts.NEIGHBOURS, posts.AT_NIGHT)
    await here.settles()
    await here.wind_to(_at(7, 0))
    await cast.oksana.latest("тихі години")


async def _morning(here: Town, cast: Cast) -> None:
    """A story goes through twelve channels, and is debunked."""
    for hour, (title, text) in zip((8, 8, 8), posts.NEWS, strict=False):
        await here.wind_to(_at(hour, 10))
        await here.post(title, text)
    await here.wind_to(_at(9, 30))
    first = await here.post(posts.SPOKESMAN, posts.STATEMENT, views=12_000)
    card = await cast.oksana.latest(posts.SPOKESMAN)
    await here.wind_to(_at(9, 31))
    await cast.oksana.presses(card, label("card-why", "uk"))
    copies: list[tuple[str, str, Post | None]] = [(title, posts.STATEMENT, first) for title in posts.FORWARDED]
    for place, (title, text) in enumerate(posts.RETYPED.items()):
        copies.insert(2 * place + 1, (title, text, None))
    for minutes, (title, text, origin) in zip(posts.MINUTES_APART, copies, strict=True):
        await here.wind_to(_at(9, 30) + minutes * A_MINUTE)
        await here.post(title, text, forwarded_from=origin, views=900 + 130 * minutes)
        await here.settles()
    await here.wind_to(_at(10, 40))
    await here.post(posts.FACT_CHECKERS, posts.DEBUNK, views=2_100)
    await here.until(lambda: posts.FACT_CHECKERS in card.text, "the debunk on the card")


async def _noon(here: Town, cast: Cast) -> None:
    """A false alarm, an edit and a deletion; Mark cannot wait."""
    oksana = cast.oksana
    await here.wind_to(_at(11, 20))
    await here.post(posts.SPORT, posts.FALSE_ALARM)
    card = await oksana.latest(posts.SPORT)
    await here.wind_to(_at(11, 22))
    await oksana.presses(card, label("card-false-alarm", "uk"))

    await here.wind_to(_at(12, 10))
    edited = await here.post(posts.INSIDERS, posts.BEFORE_EDIT)
    card = await oksana.latest("никто не терял")
    await here.wind_to(_at(12, 31))
    await here.telegram.edit(edited.channel, edited.id, posts.AFTER_EDIT, at=here.clock.now())
    await here.until(lambda: "Тепер у дописі" in card.text, "the edit on the card")

    await here.wind_to(_at(13, 5))
    doomed = await here.post(posts.ARBAT, posts.TO_BE_DELETED)
    card = await oksana.latest("в танке")
    await here.wind_to(_at(13, 44))
    await here.telegram.delete(doomed.channel, doomed.id)
    await here.until(lambda: "Видалено" in card.text, "the deletion on the card")

    await here.wind_to(_at(14, 30))
    await cast.mark.writes("/missed")
    await cast.mark.writes("/digest")
    await cast.mark.settles()


async def _storm(here: Town, cast: Cast) -> None:
    """More comes than Oksana wants in an hour."""
    await here.wind_to(_at(15, 0))
    for minutes, (title, text) in enumerate(posts.STORM):
        await here.wind_to(_at(15, 0) + 3 * minutes * A_MINUTE)
        await here.post(title, text)
        await here.settles()
    await here.wind_to(_at(15, 40))
    storm = await cast.oksana.latest("🌩")
    await cast.oksana.presses(storm, "▸")
    await here.wind_to(_at(16, 45))
    await cast.oksana.settles()


async def _evening(here: Town, cast: Cast) -> None:
    """Oksana wants an hour of peace; Mark gets his digest."""
    oksana = cast.oksana
    await here.wind_to(_at(17, 30))
    await here.post(*posts.WHILE_MUTED[0])
    card = await oksana.latest(posts.WHILE_MUTED[0][0])
    await oksana.presses(card, label("card-mute", "uk"))
    await oksana.presses(card, label("mute-for-1h", "uk"))
    await here.wind_to(_at(17, 50))
    await here.post(*posts.WHILE_MUTED[1])
    await here.wind_to(_at(18, 29))
    await here.all_read()
    await here.wind_to(_at(18, 31))
    await oksana.latest("Поки сповіщення були вимкнені")
    await here.wind_to(_at(19, 59))
    await here.all_read()
    await here.wind_to(_at(20, 1))
    digest = await cast.mark.latest("🗞")
    await cast.mark.presses(digest, "▸")
    await here.wind_to(_at(21, 0))
    settings = await cast.mark.writes("/settings")
    await cast.mark.presses(settings, label("settings-card", "en"))
    await cast.mark.presses(settings, label("settings-card-compact", "en"))
    await cast.mark.presses(settings, label("settings-back", "en"))
    await cast.mark.presses(settings, label("settings-each", "en"))
    await cast.mark.presses(settings, label("delivery-all-at-once", "en"))
    await here.wind_to(_at(23, 40))
    await here.post("Тихие инсайды", posts.URGENT)
    await oksana.latest("котёл")
    await here.wind_to(_at(23, 50))
    await here.post("Голос степи", posts.LATE_AT_NIGHT)
    await here.settles()


async def _next_morning(here: Town, cast: Cast) -> None:
    """What the night held comes; and a line that all was quiet."""
    await here.wind_to(_at(7, 1, day=9))
    await cast.oksana.settles()
    await here.wind_to(_at(8, 59, day=9))
    await here.all_read()
    await here.wind_to(_at(9, 1, day=9))
    await cast.ivan.latest("Усе спокійно")
