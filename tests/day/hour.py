"""An operator's first hour with the real program, from the claim code on, and a colleague's beside it."""

from __future__ import annotations

import io
import re
from contextlib import asynccontextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.app import build_matcher
from tests.app.program import Program
from tests.day import hour_posts as posts
from tests.day.clock import DayClock
from tests.day.diary import label
from tests.day.town import KYIV, SETTINGS, Town
from tests.server import TelegramServer, wait_for
from tests.server.world import by_clock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.day.diary import Diary
    from tests.server import Letter

BEGINS = datetime(2022, 9, 8, 10, 0, tzinfo=KYIV)
NARRATIVE = "grain-for-the-rich"
CHANNELS = {
    posts.HARBOUR: "portovy_visnyk_invented",
    posts.STEPPE: "holos_stepy_invented",
    posts.SPOKESMAN: "rupor_invented",
    posts.CHECKERS: "perevirka_invented",
}


@dataclass(frozen=True, slots=True)
class Hour:
    """What the terminal said at the start, and the diaries of the owner and of a colleague."""

    terminal: str
    olha: Diary
    ihor: Diary


async def play(folder: Path) -> Hour:
    """Play the hour."""
    async with _office(folder) as (here, terminal):
        telegram = here.telegram
        people = (("Olha", "olha", "en"), ("Ігор", "ihor", "uk"))
        olha, ihor = (
            here.diary(telegram.add_user(name, username=username, language=language), KYIV)
            for name, username, language in people
        )
        hour = Hour(terminal, olha, ihor)
        here.watch(olha)
        here.watch(ihor)
        await _claim(hour)
        await _channels(here, hour)
        await _invite(here, hour)
        await _phrases(here, hour)
        await _colleague(here, hour)
        await _cards(here, hour)
        await _quality(here, hour)
        await _undo(here, hour)
        await _look_up(here, hour)
        await _files(here, hour)
        await _last_look(here, hour)
        return hour


@asynccontextmanager
async def _office(folder: Path) -> AsyncIterator[tuple[Town, str]]:
    """Start the program without owners, in a Telegram whose channels have a past."""
    async with TelegramServer() as telegram:
        reader = telegram.add_user("Reader", phone="+380500000001", code="12345")
        bot = telegram.add_bot("Narrative Watch", username="nw_bot", token="1000:secret")
        program = Program(telegram, folder, (reader, bot), reader, build_matcher)
        program.variables |= SETTINGS | {"NW_OWNER_IDS": ""}
        await program.sign_reader_in()
        clock = DayClock(BEGINS.astimezone(UTC))
        terminal = io.StringIO()
        with by_clock(clock.now):
            with redirect_stdout(terminal):
                running = program.running(clock)
                await running.__aenter__()
            try:
                here = Town(telegram, program, reader, clock)
                await _past(here)
                yield here, terminal.getvalue().strip()
                await here.end()
            finally:
                await running.__aexit__(None, None, None)
    assert telegram.unknown_requests == []
    assert telegram.breakages == []


async def _past(here: Town) -> None:
    for title, username in CHANNELS.items():
        here.channels[title] = here.telegram.add_channel(title, username=username)
    for number in range(60):
        at = BEGINS - timedelta(hours=9 * (60 - number))
        await here.telegram.post(here.channels[posts.HARBOUR], posts.harbour_news(number), at=at, views=900)
    for number, text in enumerate(posts.CLAIMS):
        at = BEGINS - timedelta(days=12 - 3 * number)
        await here.telegram.post(here.channels[posts.STEPPE], text, at=at, views=2_400)
    await here.telegram.post(here.channels[posts.CHECKERS], "Вітаємо в нашому каналі", at=BEGINS)


async def _later(here: Town, minutes: int) -> None:
    await here.clock.wind_to(here.clock.now() + timedelta(minutes=minutes))
    await here.telegram.wait_for(lambda: True)


async def _claim(hour: Hour) -> None:
    found = re.search(r"/claim \S+", hour.terminal)
    assert found is not None, hour.terminal
    await hour.olha.writes(found[0])
    await hour.olha.writes("/help")
    await hour.olha.writes("/status")


async def _channels(here: Town, hour: Hour) -> None:
    olha = hour.olha
    await olha.writes(f"/channel add @{CHANNELS[posts.CHECKERS]} fact-checker last 200")
    added = await olha.writes(f"/channel add @{CHANNELS[posts.HARBOUR]} media last 200")
    await wait_for(lambda: "60 posts" in added.text, within=20, awaited="the past of the harbour")
    await olha.writes(f"/channel add @{CHANNELS[posts.STEPPE]} last 200")
    await here.telegram.post(here.channels[posts.SPOKESMAN], "Слушайте нас по будням", at=here.clock.now())
    post = here.channels[posts.SPOKESMAN].posts[1]
    question = await olha.does(f"forwards a post of {posts.SPOKESMAN}", post.text, forwarded_from=post)
    await olha.presses(question, label("watch-as-monitored", "en"))
    await olha.writes("/channels")


async def _invite(here: Town, hour: Hour) -> None:
    invited = await hour.olha.writes("/invite operator")
    token = invited.text.partition("?start=")[2].split()[0]
    await _later(here, 2)
    await hour.ihor.does("opens the link and presses Start", f"/start {token}")
    await hour.ihor.writes("/help")
    await hour.olha.latest("👋")


async def _phrases(here: Town, hour: Hour) -> None:
    olha = hour.olha
    await _later(here, 2)
    await olha.writes("/narrative new Grain for the rich")
    await olha.writes(f"/narrative describe {NARRATIVE} Ukrainian grain is said to feed Europe, not the hungry")
    tried = await olha.writes("/try зерно порт")
    await _done(tried, "Searched")
    await olha.settles()
    await _later(here, 1)
    tried = await olha.writes("/try зерно годує Європу")
    await _done(tried, "Searched")
    await olha.settles()
    await olha.presses(tried, label("try-step", "en", threshold=60, hits=1))
    await olha.presses(tried, label("back", "en"))
    await olha.presses(tried, label("try-add", "en"))
    await olha.presses(tried, "Grain for the rich")
    await _later(here, 1)
    await olha.writes(f"/watch {NARRATIVE}\nзерно кормит Европу\ngrain feeds Europe\nзернова угода\nі в на")
    listed = await olha.writes("/narratives")
    await _press_on_its_page(olha, listed, "Grain for the rich")


async def _press_on_its_page(person: Diary, listed: Letter, title: str) -> None:
    while not any(title in button.text for row in listed.buttons for button in row):
        await person.presses(listed, "▶")
    await person.presses(listed, title)


async def _done(letter: Letter, words: str) -> None:
    await wait_for(lambda: words in letter.text, within=30, awaited=f"«{words}»")


async def _colleague(here: Town, hour: Hour) -> None:
    ihor = hour.ihor
    await _later(here, 2)
    listed = await ihor.writes("/narratives")
    await _press_on_its_page(ihor, listed, "Grain for the rich")
    await ihor.writes(f"/phrases {NARRATIVE}")
    tried = await ihor.writes("/try не в Африку")
    await _done(tried, "Переглянуто")
    await ihor.settles()
    await ihor.writes(f"/watch {NARRATIVE}\nзерно не в Африку\nі в на\nзерно годує Європу")


async def _cards(here: Town, hour: Hour) -> None:
    await _later(here, 3)
    for title, text, right in (
        (posts.SPOKESMAN, posts.STATEMENT, True),
        (posts.HARBOUR, posts.EXCHANGE[0], False),
        (posts.STEPPE, posts.DEAL, True),
        (posts.HARBOUR, posts.EXCHANGE[1], False),
    ):
        await here.post(title, text)
        words = text[:24]
        card = await hour.olha.latest(words)
        verdict = "card-relevant" if right else "card-false-alarm"
        await hour.olha.presses(card, label(verdict, "en"))
        card = await hour.ihor.latest(words)
        await hour.ihor.presses(card, label(verdict, "uk"))
        await _later(here, 3)


async def _quality(here: Town, hour: Hour) -> None:
    shown = await hour.olha.writes("/quality")
    await hour.olha.presses(shown, "❌")
    await hour.olha.presses(shown, label("quality-exclude", "en", word="біржа"))
    await _later(here, 2)
    await hour.ihor.writes("/quality")


async def _undo(here: Town, hour: Hour) -> None:
    ihor = hour.ihor
    await ihor.writes(f"/narrative threshold {NARRATIVE} 60")
    await _later(here, 1)
    await hour.olha.writes(f"/audit {NARRATIVE}")
    listed = await ihor.writes(f"/audit {NARRATIVE}")
    await ihor.presses(listed, label("undo-number", "uk", number=""))


async def _look_up(here: Town, hour: Hour) -> None:
    await _later(here, 2)
    await hour.olha.writes("/search корабель голод")
    await hour.ihor.writes(f"/search зернова угода @{CHANNELS[posts.HARBOUR]} since 2022-09-01")
    doubted = here.channels[posts.STEPPE].posts[1]
    for person, language in ((hour.olha, "en"), (hour.ihor, "uk")):
        await person.does(f"forwards a post of {posts.STEPPE}", doubted.text, forwarded_from=doubted)
        said = await person.does("answers the post they forwarded with «/why»", "/why", reply_to=person.sent())
        await person.presses(said, label("judged-in-detail", language, number=1))


async def _files(here: Town, hour: Hour) -> None:
    ihor = hour.ihor
    await _later(here, 3)
    exported = await ihor.writes("/export")
    assert exported.file is not None
    text = exported.file.content.decode()
    before = f'id = "{NARRATIVE}"\ntitle = "Grain for the rich"'
    assert before in text
    changed = text.replace(before, f'id = "{NARRATIVE}"\ntitle = "Зерно для багатих"')
    changed += '\n[[narrative]]\nid = "empty-ships"\ntitle = "Порожні кораблі"\nphrases = ["кораблі йдуть порожні"]\n'
    asked = await ihor.does(
        "renames the narrative in the file, adds another one, and sends it back",
        "",
        file=("narratives.toml", changed.encode()),
    )
    await ihor.presses(asked, label("import-apply", "uk"))
    await hour.olha.writes("/export")


async def _last_look(here: Town, hour: Hour) -> None:
    await _later(here, 2)
    for person, name in ((hour.olha, "Ігор"), (hour.ihor, "Olha")):
        listed = await person.writes("/people")
        await person.presses(listed, name)
        await person.writes("/status")
