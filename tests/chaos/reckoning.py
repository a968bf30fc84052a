"""The reckoning: what was published, against what is in SQLite and what each chat received."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tests.chaos.publishers import told_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.app.program import Program
    from tests.chaos.publishers import Published
    from tests.server import Letter, Post

# Posts are linked to by the name of their channel, or by its bare id.
_LINK = re.compile(r"https://t\.me/(?:c/(?P<id>\d+)|(?P<name>\w+))/(?P<post>\d+)")


class Stored(NamedTuple):
    """A post as the program has it: all its texts, oldest first."""

    texts: list[str]


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody's chat: the narratives they follow, and the cards that came."""

    name: str
    follows: frozenset[str]
    cards: list[Letter]


@dataclass(slots=True)
class Reckoning:
    """The figures of a trial, and a sentence for each fault."""

    published: int = 0
    stored: int = 0
    owed: int = 0
    delivered: int = 0
    missed: list[str] = field(default_factory=list)
    edits_missed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    duplicated: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """Everything that should not be, in words."""
        kinds = {
            "missed": self.missed,
            "edit missed": self.edits_missed,
            "lost": self.lost,
            "duplicated": self.duplicated,
        }
        return [f"{kind}: {one}" for kind, found in kinds.items() for one in found]

    def figures(self) -> str:
        """Return all figures in one line."""
        return (
            f"published={self.published} stored={self.stored} missed={len(self.missed)} "
            f"edits_missed={len(self.edits_missed)} owed={self.owed} delivered={self.delivered} "
            f"lost={len(self.lost)} duplicated={len(self.duplicated)}"
        )


def reckon(
    published: Iterable[Published], kept: dict[tuple[int, int], Stored], readers: Iterable[Follower]
) -> Reckoning:
    """Compare."""
    found = Reckoning()
    posts = list(published)
    for one in posts:
        _reckon_post(found, one, kept.get(key_of(one.post)))
    for reader in readers:
        _reckon_chat(found, reader, posts, kept)
    return found


def key_of(post: Post) -> tuple[int, int]:
    """Return how the program names a post: its channel's marked id and its own."""
    return post.channel.marked_id, post.id


def _reckon_post(found: Reckoning, one: Published, stored: Stored | None) -> None:
    found.published += 1
    if stored is None:
        found.missed.append(str(one))
        return
    found.stored += 1
    matched = any(told_in(text) for text in stored.texts)
    if matched and not one.deleted and stored.texts[-1] != one.texts[-1]:
        found.edits_missed.append(f"{one}, stored as {stored.texts}")


def _reckon_chat(
    found: Reckoning, reader: Follower, posts: list[Published], kept: dict[tuple[int, int], Stored]
) -> None:
    received = Counter(_linked(card) for card in reader.cards)
    found.delivered += sum(received.values())
    for one in posts:
        stored = kept.get(key_of(one.post))
        owed = _cards_owed(stored.texts, reader.follows) if stored is not None else 0
        found.owed += owed
        channel = one.post.channel
        got = received[channel.username or "", one.post.id] + received[str(channel.id), one.post.id]
        found.lost += [f"to {reader.name}, {one}"] * max(owed - got, 0)
        found.duplicated += [f"to {reader.name}, {one}"] * max(got - owed, 0)


def _cards_owed(texts: list[str], follows: frozenset[str]) -> int:
    """Count the cards about a post: one for its first text that tells what is followed, one for each edit that adds."""
    told: frozenset[str] = frozenset()
    cards = 0
    for text in texts:
        cards += bool((told_in(text) - told) & follows)
        told |= told_in(text)
    return cards


def _linked(card: Letter) -> tuple[str, int]:
    for row in card.buttons:
        for button in row:
            if link := _LINK.fullmatch(button.url or ""):
                return link["id"] or link["name"], int(link["post"])
    raise AssertionError(f"a card that links to no post: {card.text}")


def kept_by(program: Program) -> dict[tuple[int, int], Stored]:
    """Read all posts out of the program's database."""
    rows = program.rows(
        """
        SELECT channel_id, message_id, revisions.number, revisions.text FROM posts
        JOIN revisions ON revisions.post_id = posts.id
        UNION ALL SELECT channel_id, message_id, posts.revision, posts.text FROM posts
        ORDER BY channel_id, message_id, 3
        """
    )
    kept: dict[tuple[int, int], Stored] = {}
    for channel_id, message_id, _, text in rows:
        kept.setdefault((int(str(channel_id)), int(str(message_id))), Stored([])).texts.append(str(text))
    return kept
