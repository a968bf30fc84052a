"""What happens in a run: act after act, each ended when the program has done what it should."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from tests.app.story import OWN
from tests.chaos.publishers import NARRATIVES, Published
from tests.crash.stage import data_of
from tests.server.media import photo

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.crash.stage import Stage
    from tests.server import Account, Channel, Letter

KYIV = ZoneInfo("Europe/Kyiv")
INVITATION = "AAAAAAAAAAAAAAAA"
GESTURE, RUSE, GRAIN, STORE = "Жест", "Маневр", "Зерно", "Склад"
FILE = """
[[narrative]]
id = "sklad"
title = "Склад"
phrases = ["знищений склад ракет"]
"""


def says(number: int, narrative: str) -> str:
    """Return a text like no other that tells a narrative."""
    return f"{OWN[number]}. Пишуть про {NARRATIVES[narrative]}"


class Play:
    """A few days of a newsroom."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.oksana = stage.story.person("Oksana", language="uk")
        self.petro = stage.story.person("Petro")
        self.news = stage.telegram.add_channel("Новини", username="novyny")
        self.copies = stage.telegram.add_channel("Передрук", username="peredruk")
        self.checkers = stage.telegram.add_channel("Перевірка", username="perevirka")
        self.iryna = stage.story.person("Iryna")
        stage.telegram.add_member(cast("Channel", stage.room.place), self.iryna, admin=True)
        self.staff = stage.telegram.add_channel("Свої", private=True, invite=INVITATION, join_by_request=True)
        self.gesture: Published
        self.ruse: Published
        self.of_petro: list[Published] = []

    def acts(self) -> list[Callable[[], Awaitable[None]]]:
        """Return the acts in their order."""
        return [
            self.narratives,
            self.channels,
            self.people,
            self.following,
            self.alerts,
            self.copies_and_edits,
            self.verdicts,
            self.what_nobody_heard,
            self.debunked,
            self.album,
            self.deleted,
            self.mended,
            self.a_file,
            self.a_private_channel,
            self.a_group,
            self.muted,
            self.a_storm,
            self.blocked,
            self.overnight,
            self.leaving,
        ]

    async def narratives(self) -> None:
        for title in (GESTURE, RUSE, GRAIN):
            if title == GRAIN:
                await self._owner("/narrative urgent manevr", "SELECT 1 FROM narratives WHERE id = 'manevr' AND urgent")
            await self._owner(f"/narrative new {title}", "SELECT 1 FROM narratives WHERE title = ?", title)
            ((name,),) = self.stage.rows("SELECT id FROM narratives WHERE title = ? ORDER BY id LIMIT 1", title)
            phrase = NARRATIVES[title]
            await self._owner(f"/watch {name} {phrase}", "SELECT 1 FROM phrases WHERE text = ?", phrase)

    async def channels(self) -> None:
        for number in (8, 9):
            text = says(number, RUSE) if number == 9 else OWN[number]
            await self.stage.telegram.post(self.news, text, at=self.stage.clock.now() - timedelta(days=1))
        for channel, more in ((self.news, " last 5"), (self.copies, ""), (self.checkers, " fact-checker")):
            await self.stage.telegram.announce(channel)
            added = "SELECT 1 FROM channels JOIN coverage ON channel_id = id WHERE username = ? AND checked_at > ''"
            await self._owner(f"/channel add @{channel.username}{more}", added, channel.username)

    async def people(self) -> None:
        invited = await self._owner("/invite subscriber", "SELECT 1 FROM invites")
        while (link := re.search(r"start=(\S+)", invited.text)) is None:
            invited = self.stage.answers(self.stage.owner)[-1]
        joined = "SELECT 1 FROM invites WHERE used_by = ?"
        await self._ask(self.oksana, f"/start {link[1]}", joined, self.oksana.id)
        await self._owner(f"/allow {self.petro.id}", "SELECT 1 FROM subscribers WHERE id = ?", self.petro.id)
        await self._ask(self.petro, "/start", "SELECT 1 FROM audit WHERE action = 'subscriber.started'")

    async def following(self) -> None:
        for person, title in (
            (self.oksana, GESTURE),
            (self.oksana, RUSE),
            (self.stage.owner, GESTURE),
            (self.petro, GRAIN),
        ):
            shown = await self._ask(person, "/narratives", "SELECT 1")
            followed = """
                SELECT 1 FROM subscriptions JOIN narratives ON narratives.id = narrative_id
                WHERE subscriber_id = ? AND title = ?
            """
            await self.stage.press(person, shown, title, self._is(followed, person.id, title))
        daily = "SELECT 1 FROM subscriptions WHERE subscriber_id = ? AND delivery = 'daily'"
        await self._ask(self.petro, "/settings delivery all daily", daily, self.petro.id)
        quiet = "SELECT 1 FROM subscribers WHERE id = ? AND quiet_from = '23:00'"
        await self._ask(self.oksana, "/settings quiet 23:00-07:00", quiet, self.oksana.id)

    async def alerts(self) -> None:
        self.gesture = await self.stage.post(self.news, says(0, GESTURE))
        await self.stage.card(self.oksana, 1, GESTURE)
        await self.stage.card(self.stage.owner, 1, GESTURE)
        await self.stage.post(self.copies, OWN[1])

    async def copies_and_edits(self) -> None:
        await self.stage.post(self.copies, says(0, GESTURE), origin=self.gesture.worded)
        await self.stage.let_pass(timedelta(minutes=2))
        await self.stage.card(self.oksana, 1, "2 канал")
        await self.stage.card(self.stage.owner, 1, "📡 2 channels in")
        await self.stage.edit(self.gesture, f"Повідомляють: {OWN[0]}, а решта тиша")
        await self.stage.card(self.oksana, 1, "✂️")
        await self.stage.card(self.stage.owner, 1, "✂️")
        await self.stage.edit(self.gesture, f"{says(0, GESTURE)}. Ще одна деталь")

    async def verdicts(self) -> None:
        given = "SELECT 1 FROM verdicts WHERE person_id = ? AND verdict = 'relevant'"
        card = await self.stage.card(self.oksana, 1)
        await self.stage.press(self.oksana, card, "✅", self._is(given, self.oksana.id))

    async def what_nobody_heard(self) -> None:
        """A post that Telegram does not push, found by the sweep."""
        self.ruse = await self.stage.post(self.copies, says(2, RUSE), silently=True)
        await self.stage.card(self.oksana, 2, RUSE)
        # Of a card whose number got lost nobody knows whether it can be changed: it is found when it has to be, and a
        # debunk that comes before that is told by a card of its own.
        await self.stage.post(self.news, says(2, RUSE), origin=self.ruse.worded)
        await self.stage.let_pass(timedelta(minutes=2))
        await self.stage.card(self.oksana, 2, "2 канал")

    async def debunked(self) -> None:
        await self.stage.post(self.checkers, f"Неправда: {says(2, RUSE)}", origin=self.ruse.worded)
        self.stage.published.pop()  # it is told on the card of what it answers
        await self.stage.card(self.oksana, 2, "🛡")

    async def album(self) -> None:
        text = says(3, GESTURE)
        members = [
            await self.stage.telegram.post(
                self.copies, caption, album_id=77, media=photo(), at=self.stage.clock.now(), views=1, forwards=0
            )
            for caption in ("", text, "")
        ]
        one = Published(members, members[1], [text])
        self.stage.published.append(one)
        for member in members:
            query = "SELECT 1 FROM album_members WHERE channel_id = ? AND message_id = ?"
            await self.stage.until(self._is(query, self.copies.marked_id, member.id), "an album to be kept")
        await self.stage.card(self.oksana, 3, GESTURE)
        await self.stage.card(self.stage.owner, 2, GESTURE)

    async def deleted(self) -> None:
        self.ruse.deleted = True
        await self.stage.telegram.delete(self.copies, self.ruse.worded.id)
        await self.stage.until(self._is("SELECT 1 FROM posts WHERE missing_since > ''"), "a post to be missed")
        await self.stage.let_pass(timedelta(minutes=2))  # a post is believed to be gone when it is not there twice
        await self.stage.card(self.oksana, 2, "🗑")

    async def mended(self) -> None:
        """Changes of narratives, one of them taken back; and an edit that nobody heard of, found by reading again."""
        await self._owner("/narrative threshold zhest 85", "SELECT 1 FROM narratives WHERE threshold = 85")
        renamed = "SELECT 1 FROM narratives WHERE title = 'Обман'"
        answer = await self._owner("/narrative rename manevr Обман", renamed)
        undone = self._is("SELECT 1 FROM narratives WHERE id = 'manevr' AND title = ?", RUSE)
        if answer.buttons:
            await self.stage.press(self.stage.owner, answer, "↩", undone)
        else:  # asked again, it changed nothing any more, and has no button; the list of changes has
            listed = await self._owner("/audit manevr", "SELECT 1")
            ((number,),) = self.stage.rows("SELECT id FROM audit WHERE action = 'narrative.renamed'")
            await self.stage.press(self.stage.owner, listed, f" {number}", undone)
        await self.stage.edit(self.gesture, f"Спростовано. {OWN[0]}, а далі тиша", silently=True)
        await self.stage.let_pass(timedelta(minutes=11))
        await self.stage.kept(self.gesture)
        await self.stage.card(self.oksana, 1, "✂️")
        await self.stage.card(self.stage.owner, 1, "✂️")

    async def a_file(self) -> None:
        sent = await self.stage.ask(
            self.stage.owner, "", self._is("SELECT 1 FROM imports"), file=("narratives.toml", FILE.encode())
        )
        made = self._is("SELECT 1 FROM narratives WHERE id = 'sklad'")
        await self.stage.until(lambda: self.stage.answers(self.stage.owner)[-1].buttons, "a button for the file")
        sent = self.stage.answers(self.stage.owner)[-1]
        label = sent.buttons[0][0].text
        await self.stage.press(self.stage.owner, sent, label, made)

    async def a_private_channel(self) -> None:
        """A channel that its admins have to let the reading account into; its alerts are for operators."""
        invited = "SELECT 1 FROM invitations UNION ALL SELECT 1 FROM audit WHERE action = 'channel.invited'"
        await self._owner(f"/channel add t.me/+{INVITATION}", invited)
        self.stage.telegram.admit(self.staff, self.stage.reader)
        await self.stage.let_pass(timedelta(minutes=1))
        added = "SELECT 1 FROM channels JOIN coverage ON channel_id = id WHERE title = 'Свої' AND checked_at > ''"
        await self.stage.until(self._is(added), "the private channel to be read")
        await self.stage.until(lambda: not self.stage.rows("SELECT 1 FROM invitations"), "the invitation to be used up")
        await self.stage.post(self.staff, says(10, GESTURE))
        self.stage.published.pop()  # not for everybody who follows it
        await self.stage.card(self.stage.owner, 3, GESTURE)

    async def a_group(self) -> None:
        """An admin who has alerts come to a group, and is forgotten soon after."""
        await self._owner(f"/allow {self.iryna.id}", "SELECT 1 FROM subscribers WHERE id = ?", self.iryna.id)
        await self._ask(self.iryna, "/start", "SELECT 1 FROM audit WHERE actor_id = ?", self.iryna.id)
        room = self.stage.room.place.marked_id
        subscribed = self._is("SELECT 1 FROM subscribers WHERE id = ? AND status = 'active'", room)
        await self.stage.ask_in_room(self.iryna, "/subscribe", subscribed)
        follows = "SELECT 1 FROM subscriptions WHERE narrative_id = 'sklad' AND subscriber_id = ?"
        listed = await self.stage.ask_in_room(self.iryna, "/narratives@nw_bot", lambda: True)
        shown = await self._ask(self.iryna, "/narratives", "SELECT 1")
        for page, follower in ((listed, room), (shown, self.iryna.id)):
            await self.stage.press(self.iryna, page, "▶", partial(data_of, page, STORE))
            await self.stage.press(self.iryna, page, STORE, self._is(follows, follower))
        await self.stage.post(self.news, says(11, STORE))
        self.stage.published.pop()
        await self.stage.until(self.stage.room.cards, "a card in the group")
        await self.stage.card(self.iryna, 1, STORE)
        await self.stage.calm()
        gone = self._is("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM subscribers WHERE id = ?)", self.iryna.id)
        warned = await self._ask(self.iryna, "/forget_me", "SELECT 1")
        await self.stage.press(self.iryna, warned, "🗑", gone)

    async def muted(self) -> None:
        """An hour without alerts, ended by a digest of what came."""
        muted = "SELECT 1 FROM subscribers WHERE id = ? AND muted_until > ''"
        await self._ask(self.oksana, "/mute 1h", muted, self.oksana.id)
        for held, number in enumerate((4, 5), start=1):
            await self.stage.post(self.news, says(number, GESTURE))
            await self._held(self.oksana, held)
            self.stage.published.pop()  # told by a digest, not by a card
            await self.stage.card(self.stage.owner, 3 + held)
        await self.stage.let_pass(timedelta(minutes=62))
        await self.stage.told(self.oksana, "🔕 Поки сповіщення були вимкнені")

    async def a_storm(self) -> None:
        """More alerts in an hour than the owner wants."""
        one = "SELECT 1 FROM subscribers WHERE id = ? AND budget = 1"
        await self._owner("/settings budget 1", one, self.stage.owner.id)
        for number in (6, 7):
            await self.stage.post(self.news, says(number, GESTURE))
            self.stage.published.pop()
        await self.stage.told(self.stage.owner, "🌩")
        await self.stage.card(self.oksana, 5)
        await self.stage.let_pass(timedelta(minutes=70))
        await self.stage.told(self.stage.owner, "🌤")

    async def blocked(self) -> None:
        self.stage.telegram.block(self.oksana, self.stage.bot)
        await self.stage.post(self.news, says(8, RUSE))
        self.stage.published.pop()
        paused = "SELECT 1 FROM subscribers WHERE id = ? AND status = 'paused'"
        await self.stage.until(self._is(paused, self.oksana.id), "Oksana cannot be reached")
        # Her alert is held with the next round: those who are away must not be told all at once when they are back.
        self.stage.clock.wind(self.stage.clock.now() + timedelta(minutes=2))
        await self._held(self.oksana, 1)
        self.stage.telegram.unblock(self.oksana, self.stage.bot)
        active = "SELECT 1 FROM subscribers WHERE id = ? AND status = 'active'"
        await self._ask(self.oksana, "/start", active, self.oksana.id)
        await self.stage.card(self.oksana, 6)

    async def overnight(self) -> None:
        """A night, in which one alert is quiet; a digest and lines in the morning, texts forgotten, a backup made."""
        await self.stage.post(self.news, says(9, GRAIN))
        self.stage.published.pop()
        await self._held(self.petro, 1)
        evening = self.stage.clock.now().astimezone(KYIV).replace(hour=23, minute=30)
        await self.stage.wind(evening)
        await self.stage.swept()
        await self.stage.post(self.copies, f"Серед ночі кажуть про {NARRATIVES[GESTURE]}")
        await self._held(self.oksana, 1)
        await self.stage.wind((evening + timedelta(days=1)).replace(hour=9, minute=1))
        await self.stage.told(self.petro, "🗞")
        await self.stage.card(self.oksana, 7)
        await self.stage.let_pass(timedelta(hours=5))
        await self.stage.until(self._is("SELECT 1 FROM posts WHERE forgotten > ''"), "texts to be forgotten")
        await self.stage.until(self._is("SELECT 1 FROM facts WHERE name = 'backup made'"), "a backup")

    async def leaving(self) -> None:
        removed = "SELECT 1 FROM phrases WHERE narrative_id = 'zerno' AND removed_at > ''"
        await self._owner(f"/unwatch zerno {NARRATIVES[GRAIN]}", removed)
        await self._owner(f"/deny {self.petro.id}", "SELECT 1 FROM subscribers WHERE status = 'denied'")
        removed = "SELECT 1 FROM channels WHERE username = ? AND status = 'removed'"
        await self._owner("/channel remove @perevirka", removed, "perevirka")
        await self._ask(self.oksana, "/stop", "SELECT 1 FROM subscribers WHERE status = 'stopped'")

    async def _held(self, person: Account, number: int) -> None:
        query = "SELECT count(*) FROM outbox WHERE status = 'held' AND subscriber_id = ?"
        await self.stage.until(lambda: self.stage.rows(query, person.id) == [(number,)], f"{number} held")

    def _is(self, query: str, *values: object) -> Callable[[], object]:
        return lambda: self.stage.rows(query, *values)

    async def _ask(self, person: Account, text: str, effect: str, *values: object) -> Letter:
        return await self.stage.ask(person, text, self._is(effect, *values))

    async def _owner(self, text: str, effect: str, *values: object) -> Letter:
        return await self._ask(self.stage.owner, text, effect, *values)
