"""The reckoning: what was published, against what is in SQLite and what each chat received."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tests.chaos.publishers import told_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.app.program import Program
    from tests.chaos.publishers import Published
    from tests.server import Letter

# Posts are linked to by the name of their channel, or by its bare id.
_LINK = re.compile(r"https://t\.me/(?:c/(?P<id>\d+)|(?P<name>\w+))/(?P<post>\d+)")
# How cards begin the lines that tell of a deletion, and of an edit that took words out; and those of its narratives.
DELETED, REMOVED = "🗑", "✂️"
_NARRATIVE = re.compile(r"^🔎 (.+) · \d+$", re.MULTILINE)

Key = tuple[int, int]


class Stored(NamedTuple):
    """A post as the program has it: all its texts, oldest first; whether it knows that it was deleted; its story."""

    texts: list[str]
    deleted: bool
    story: object = None


class Told(NamedTuple):
    """A post, what the program has of it, and the cards of one follower that are about it."""

    one: Published
    stored: Stored
    cards: list[Letter]


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
    deletions_missed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    duplicated: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """Everything that should not be, in words."""
        kinds = {
            "missed": self.missed,
            "edit missed": self.edits_missed,
            "deletion missed": self.deletions_missed,
            "lost": self.lost,
            "duplicated": self.duplicated,
        }
        return [f"{kind}: {one}" for kind, found in kinds.items() for one in found]

    def figures(self) -> str:
        """Return all figures in one line."""
        return (
            f"published={self.published} stored={self.stored} missed={len(self.missed)} "
            f"edits_missed={len(self.edits_missed)} deletions_missed={len(self.deletions_missed)} "
            f"owed={self.owed} delivered={self.delivered} lost={len(self.lost)} duplicated={len(self.duplicated)}"
        )


def reckon(published: Iterable[Published], kept: dict[Key, Stored], followers: Iterable[Follower]) -> Reckoning:
    """Compare. An edit or a deletion is missed, too, if the cards of the post's story do not tell of it.

    What is owed to a follower is each narrative of each story, once, on a card about any of its posts.
    """
    found = Reckoning()
    pairs = [(one, _find(one, kept)) for one in published]
    for one, stored in pairs:
        _reckon_post(found, one, stored)
    for follower in followers:
        cards = _by_link(follower.cards)
        stories: defaultdict[object, list[Told]] = defaultdict(list)
        for one, stored in pairs:
            about = [card for link in links_to(one) for card in cards[link]]
            if stored is None:
                found.duplicated += [f"to {follower.name}, {one}"] * len(about)
            else:
                stories[id(stored) if stored.story is None else stored.story].append(Told(one, stored, about))
        for story in stories.values():
            _reckon_story(found, follower, story)
    return found


def keys_of(one: Published) -> list[Key]:
    """Return how the program names the messages of a post: by their channel's marked id and their own."""
    return [(one.channel.marked_id, message.id) for message in one.messages]


def _find(one: Published, kept: dict[Key, Stored]) -> Stored | None:
    """Return a post as it is stored, if all its messages are."""
    found = [kept.get(key) for key in keys_of(one)]
    return None if None in found else found[0]


def _reckon_post(found: Reckoning, one: Published, stored: Stored | None) -> None:
    found.published += 1
    if stored is None:
        found.missed.append(str(one))
        return
    found.stored += 1
    if not any(told_in(text) for text in stored.texts):
        return
    if one.deleted and not stored.deleted:
        found.deletions_missed.append(str(one))
    if not one.deleted and (stored.texts[-1] != one.texts[-1] or stored.deleted):
        found.edits_missed.append(f"{one}, stored as {stored}")


def _reckon_story(found: Reckoning, follower: Follower, story: Sequence[Told]) -> None:
    """Compare what the posts of a story ever told with the cards about them."""
    cards = [card for told in story for card in told.cards]
    ever: frozenset[str] = frozenset().union(*(told_in(text) for told in story for text in told.stored.texts))
    shown = [frozenset(_NARRATIVE.findall(card.text)) for card in cards]
    about = f"to {follower.name}, {story[0].one}"
    found.owed += len(ever & follower.follows)
    found.delivered += len(frozenset().union(*shown) & ever)
    found.lost += [f"{about}: {title}" for title in sorted((ever & follower.follows) - frozenset().union(*shown))]
    found.duplicated += [about] * (len(shown) - len(set(shown)))
    found.duplicated += [about] * sum(not one or not one <= follower.follows for one in shown)
    for told in story if cards else ():
        _reckon_changes(found, follower, told, cards)


def _reckon_changes(found: Reckoning, follower: Follower, told: Told, cards: Sequence[Letter]) -> None:
    """Look for what became of a post on the cards about it, or else on those of its story."""
    ever = frozenset().union(*map(told_in, told.stored.texts)) & follower.follows
    if not ever:
        return
    about = f"on a card to {follower.name}, {told.one}"
    if told.stored.deleted and not all(DELETED in card.text for card in cards):
        found.deletions_missed.append(about)
    left = told_in(told.stored.texts[-1])
    if told.cards and ever - left and not any(REMOVED in card.text for card in told.cards):
        found.edits_missed.append(about)
    if not told.cards and not left and not told.stored.deleted and not all(REMOVED in card.text for card in cards):
        found.edits_missed.append(about)


def links_to(one: Published) -> list[tuple[str, int]]:
    """Return how a card may link to a post: to any message of an album."""
    names = {one.channel.username or "", str(one.channel.id)}
    return [(name, message.id) for name in names for message in one.messages]


def _by_link(cards: Iterable[Letter]) -> defaultdict[tuple[str, int], list[Letter]]:
    found = defaultdict(list)
    for card in cards:
        found[link_of(card)].append(card)
    return found


def link_of(card: Letter) -> tuple[str, int]:
    for row in card.buttons:
        for button in row:
            if link := _LINK.fullmatch(button.url or ""):
                return link["id"] or link["name"], int(link["post"])
    raise AssertionError(f"a card that links to no post: {card.text}")


def kept_by(program: Program) -> dict[Key, Stored]:
    """Read all posts out of the program's database, by each of their messages."""
    # Albums first: the program goes on meanwhile, and what is in an album now has a post a moment later, too.
    albums = program.rows("SELECT channel_id, message_id, post_id FROM album_members")
    rows = program.rows(
        """
        WITH texts AS (
            SELECT post_id, number, text FROM revisions UNION ALL SELECT id, revision, text FROM posts)
        SELECT posts.id, channel_id, message_id, deleted_at IS NOT NULL, texts.text, story_posts.story_id
        FROM posts JOIN texts ON texts.post_id = posts.id LEFT JOIN story_posts ON story_posts.post_id = posts.id
        ORDER BY posts.id, texts.number
        """
    )
    by_id: dict[object, Stored] = {}
    kept: dict[Key, Stored] = {}
    for post_id, channel_id, message_id, deleted, text, story in rows:
        stored = by_id.setdefault(post_id, Stored([], bool(deleted), story))
        stored.texts.append(str(text))
        kept[_key(channel_id, message_id)] = stored
    for channel_id, message_id, post_id in albums:
        kept[_key(channel_id, message_id)] = by_id[post_id]
    return kept


def _key(channel_id: object, message_id: object) -> Key:
    return int(str(channel_id)), int(str(message_id))
