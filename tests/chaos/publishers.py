"""Channels that post, edit and delete at random, and remember what they published."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.server import Channel, Post, TelegramServer

NARRATIVES = {
    "Жест": "жест доброї волі",
    "Маневр": "обманний маневр військ",
    "Лабораторії": "таємні біологічні лабораторії",
    "Зерно": "вивезення краденого зерна",
    "Склад": "знищений склад ракет",
    "Студенти": "примусова мобілізація студентів",
}
NEWS = (
    "Завтра по всій країні дощ, місцями сніг",
    "Курс валют на ранок майже не змінився",
    "Матч завершився нічиєю, глядачі розійшлися мовчки",
    "Вийшла друком нова книжка про мандри Карпатами",
    "Через річку відкрили пішохідний міст",
    "Фестиваль музики просто неба зібрав тисячі людей",
)
TELLING = 0.2  # the share of posts that tell a narrative
SILENT = 0.3  # the share of changes that Telegram does not push
WITHIN_REACH = 60  # posts of all channels: only the latest are edited or deleted


def told_in(text: str) -> frozenset[str]:
    """Return the narratives a text tells."""
    return frozenset(title for title, phrase in NARRATIVES.items() if phrase in text)


@dataclass(eq=False, slots=True)
class Published:
    """A post and all texts it ever had. It is one message, or several as an album, of which one has the text."""

    messages: list[Post]
    worded: Post
    texts: list[str]
    deleted: bool = False

    @property
    def channel(self) -> Channel:
        """Where it was published."""
        return self.worded.channel

    def __str__(self) -> str:
        """Name it, and say how it ended, for who looks for it in a database."""
        ids = "+".join(str(message.id) for message in self.messages)
        ended = ", then deleted" if self.deleted else ""
        return f"{self.channel.title} ({self.channel.marked_id}) / {ids}: {self.texts}{ended}"


class Publishers:
    """All channels at work."""

    telling = TELLING
    silent = SILENT

    def __init__(
        self, telegram: TelegramServer, channels: list[Channel], dice: Random, is_kept: Callable[[Published], bool]
    ) -> None:
        """`is_kept` tells whether the program has a post: only such a one is deleted, since no other can be missed."""
        self.published: list[Published] = []
        self.changed_at: dict[Published, float] = {}
        """When the text of each was last published, in seconds of time.monotonic()."""
        self._telegram = telegram
        self._channels = channels
        self._dice = dice
        self._is_kept = is_kept

    async def work(self, changes_a_second: float) -> None:
        """Publish and change until cancelled."""
        acts = [self._post, self._post_album, self._copy, self._edit, self._recount, self._delete]
        while True:
            await asyncio.sleep(self._dice.expovariate(changes_a_second))
            (act,) = self._dice.choices(acts, weights=(55, 5, 10, 15, 7, 8))
            await act()

    async def _post(self) -> None:
        channel, text = self._dice.choice(self._channels), self._a_text()
        post = await self._telegram.post(channel, text, silently=self._chance(self.silent), views=1, forwards=0)
        self._note(Published([post], post, [text]))

    async def _post_album(self) -> None:
        """Post pictures that belong together; any of them may have the words, and some come late."""
        channel, text = self._dice.choice(self._channels), self._a_text()
        captions = ["", "", text][self._dice.randint(0, 1) :]
        self._dice.shuffle(captions)
        album = await self._telegram.post_album(channel, *captions, pause=self._dice.choice((0, 0.3)))
        self._note(Published(album, album[captions.index(text)], [text]))

    async def _copy(self) -> None:
        """Tell what another channel told: forward it, or write it anew with a signature."""
        telling = [one for one in self.published[-WITHIN_REACH:] if told_in(one.texts[-1]) and not one.deleted]
        if not telling:
            return
        lead, channel = self._dice.choice(telling), self._dice.choice(self._channels)
        forwards = self._chance(0.5)
        text = lead.texts[-1] if forwards else f"{lead.texts[-1]}\nЧитайте нас щодня"
        origin = lead.worded if forwards else None
        post = await self._telegram.post(
            channel, text, forwarded_from=origin, silently=self._chance(self.silent), views=1
        )
        self._note(Published([post], post, [text]))

    async def _edit(self) -> None:
        """Change a text: other words around what it tells, nothing left of it, or something more."""
        if (chosen := self._choose()) is None:
            return
        text = chosen.texts[-1]
        told = sorted(told_in(text))
        way = self._dice.choice(("reword", "reword", "retract", "add"))
        if way == "retract" and told:
            for title in told:
                text = text.replace(NARRATIVES[title], "…")
        elif way == "add" and told:
            text += f". {self._a_telling()}"
        text += f" [{len(chosen.texts)}]"
        chosen.texts.append(text)
        self.changed_at[chosen] = time.monotonic()
        await self._telegram.edit(chosen.channel, chosen.worded.id, text, silently=self._chance(self.silent))

    async def _recount(self) -> None:
        """Let people see, forward and like a post, which may look like an edit and is none."""
        if (chosen := self._choose()) is None:
            return
        channel, post_id = chosen.channel, chosen.worded.id
        views, forwards = (chosen.worded.views or 0) + 10, (chosen.worded.forwards or 0) + 1
        self._telegram.recount(channel, post_id, views=views, forwards=forwards, reactions={"👍": forwards})
        await self._telegram.edit(channel, post_id, silently=self._chance(self.silent))

    async def _delete(self) -> None:
        chosen = self._choose()
        if chosen is not None and self._is_kept(chosen):
            chosen.deleted = True
            ids = [message.id for message in chosen.messages]
            await self._telegram.delete(chosen.channel, *ids, silently=self._chance(self.silent))

    def _note(self, one: Published) -> None:
        self.published.append(one)
        self.changed_at[one] = time.monotonic()

    def news(self) -> str:
        """Return something to publish that tells nothing."""
        return self._dice.choice(NEWS)

    def _a_text(self) -> str:
        text = f"{self.news()} ({len(self.published) + 1})"
        return f"{text}. {self._a_telling()}" if self._chance(self.telling) else text

    def _a_telling(self) -> str:
        return f"Пишуть про {self._dice.choice(list(NARRATIVES.values()))}"

    def _choose(self) -> Published | None:
        living = [one for one in self.published[-WITHIN_REACH:] if not one.deleted]
        return self._dice.choice(living) if living else None

    def _chance(self, share: float) -> bool:
        return self._dice.random() < share
