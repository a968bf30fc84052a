"""What a run left: in SQLite and in the chats, without the times and numbers that differ from run to run."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tests.chaos.reckoning import Follower, kept_by, reckon
from tests.crash.play import GESTURE, RUSE
from tests.crash.stage import DELIVERED
from tests.server import Post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.crash.stage import Stage
    from tests.server.messages import Content

# What there has to be in the end, whatever was stopped on the way: a question for each kind of thing.
FACTS = {
    "narratives": "SELECT id, title, status, threshold, urgent FROM narratives",
    "phrases": "SELECT narrative_id, text, kind, threshold, removed_at IS NULL FROM phrases",
    "channels": "SELECT id, title, username, role, status, paused_reason, is_private, read_to FROM channels",
    "people": """
        SELECT id, name, role, status, language, quiet_from, quiet_to, daily_at, budget, card_style, muted_until IS NULL
        FROM subscribers""",
    "subscriptions": "SELECT subscriber_id, narrative_id, delivery FROM subscriptions",
    "invites": "SELECT role, made_by, used_by FROM invites WHERE used_by IS NOT NULL",
    "audit": "SELECT actor_id, action, subject, detail, undoes IS NULL FROM audit",
    "posts": "SELECT channel_id, message_id, revision, text, album_id, deleted_at IS NULL, forgotten FROM posts",
    "revisions": """
        SELECT channel_id, message_id, number, revisions.text FROM revisions JOIN posts ON posts.id = post_id""",
    "matches": """
        SELECT channel_id, message_id, matches.revision, phrases.text, level, score, spans
        FROM matches JOIN posts ON posts.id = post_id JOIN phrases ON phrases.id = phrase_id""",
    "stories": """
        SELECT lead.channel_id, lead.message_id, posts.channel_id, posts.message_id, way
        FROM story_posts JOIN stories ON stories.id = story_id JOIN posts AS lead ON lead.id = lead_id
        JOIN posts ON posts.id = story_posts.post_id""",
    "debunks": """
        SELECT lead.message_id, posts.message_id FROM debunks JOIN stories ON stories.id = story_id
        JOIN posts AS lead ON lead.id = lead_id JOIN posts ON posts.id = debunks.post_id""",
    "owed": """
        SELECT subscriber_id, kind, channel_id, message_id, outbox.revision, step, occasion, outbox.status, held_by
        FROM (SELECT outbox.*, posts.channel_id, posts.message_id AS post FROM outbox
            LEFT JOIN posts ON posts.id = post_id) AS outbox WHERE kind <> 'notice'""".replace(
        "channel_id, message_id,", "channel_id, post,"
    ),
    "notices": "SELECT subscriber_id, notices.name, status FROM outbox JOIN notices ON delivery_id = outbox.id",
    "verdicts": """
        SELECT channel_id, message_id, person_id, verdict FROM verdicts JOIN posts ON posts.id = post_id""",
    "invitations": "SELECT hash, arguments, membership FROM invitations",
    "questions": "SELECT person_id, about FROM questions",
    "late commands": "SELECT text FROM held_commands",
    "words": """
        SELECT channel_id, message_id, length(words) FROM post_words JOIN posts ON posts.id = post_id""",
}
# What must be nowhere.
NEVER = {
    "owed and not sent": "SELECT subscriber_id, kind FROM outbox WHERE status = 'pending'",
    "a card to be changed": "SELECT id, kind FROM outbox WHERE status = 'sent' AND amend_at IS NOT NULL",
    "a gap left open": "SELECT channel_id, reason FROM gaps WHERE refilled_at IS NULL",
    "a phrase twice": """
        SELECT text FROM phrases WHERE removed_at IS NULL GROUP BY narrative_id, text HAVING count(*) > 1""",
    "a title twice": "SELECT title FROM narratives GROUP BY title HAVING count(*) > 1",
    "words not noted": "SELECT post_id FROM unindexed",
    "a match without its post's word": """
        SELECT post_id FROM matches JOIN posts ON posts.id = post_id WHERE matches.revision > posts.revision""",
    "a member of a digest that was not sent": """
        SELECT one.id FROM outbox AS one JOIN outbox AS digest ON digest.id = one.rolled_into
        WHERE digest.status <> 'sent'""",
    "an alert of nothing": "SELECT id FROM outbox WHERE status = 'rolled' AND rolled_into IS NULL",
    "more claimed than was read": """
        SELECT channel_id FROM coverage JOIN channels ON channels.id = channel_id
        WHERE read_to > newest_seen OR from_at > to_at""",
}
_TIME = re.compile(r"\b\d{1,2}:\d\d\b")
_READ_SO_FAR = re.compile(r"👁.*")  # how far channels were read at that moment
_SPAN = re.compile(r"\b\d+ (second|minute|секунд|хвилин)\w*")


@dataclass(frozen=True, slots=True)
class Remains:
    """Facts by kind, each line as often as it is there; what people have from the bot; what should not be."""

    facts: dict[str, Counter[str]] = field(default_factory=dict)
    chats: dict[str, Counter[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def differences(self, usual: Remains, *, asked_again: bool) -> list[str]:
        """Say what is here and not in another run's remains, and the other way round.

        Whose command was done, and its answer lost, asks again: /stop, /deny and the like are then noted twice.
        """
        found = []
        for kind, mine, theirs in (
            *((kind, self.facts.get(kind, Counter()), usual.facts[kind]) for kind in usual.facts),
            *((f"to {name}", self.chats.get(name, Counter()), usual.chats[name]) for name in usual.chats),
        ):
            more = set(mine) - set(theirs) if kind == "audit" and asked_again else (mine - theirs).elements()
            found += [f"{kind}: too much: {one}" for one in more]
            found += [f"{kind}: missing: {one}" for one in (theirs - mine).elements()]
        return found


class Chat(NamedTuple):
    """What the bot wrote to a subscriber, by the numbers that it knows; and which of it are cards."""

    name: str
    id: int
    letters: Mapping[int, Content]
    cards: Sequence[Content]


def remains_of(stage: Stage) -> Remains:
    """Look at everything as it stands."""
    if not stage.program.database.exists():
        return Remains(faults=["there is no database"])
    facts = {kind: Counter(str(row) for row in stage.rows(query)) for kind, query in FACTS.items()}
    faults = [f"{kind}: {row}" for kind, query in NEVER.items() for row in stage.rows(query)]
    faults += _damage(stage)
    faults += _not_read(stage)
    faults += _reckoned(stage)
    chats = {}
    for chat in _chats(stage):
        told, wrong = _told(stage, chat)
        chats[chat.name] = Counter(_text(letter) for letter in told)
        faults += wrong
    return Remains(facts, chats, faults)


def _chats(stage: Stage) -> list[Chat]:
    """Return the private chats of all people with the bot, and the group."""
    chats = []
    for person in (one for one in stage.telegram.world.accounts.values() if not one.is_bot):
        letters = {letter.ids[stage.bot.id]: letter for letter in stage.story.from_bot(person)}
        chats.append(Chat(person.name, person.id, letters, stage.story.cards(person)))
    posts = {post.id: post for post in stage.room.from_bot() if isinstance(post, Post)}
    return [*chats, Chat(stage.room.place.title, stage.room.place.marked_id, posts, stage.room.cards())]


def _told(stage: Stage, chat: Chat) -> tuple[list[Content], list[str]]:
    """Return the alerts and digests in a chat, and where that is not what is noted as sent."""
    letters, name = chat.letters, chat.name
    delivered = [one for one in letters.values() if one in chat.cards or one.text.startswith(DELIVERED)]
    if not stage.rows("SELECT 1 FROM subscribers WHERE id = ?", chat.id):  # forgotten, with all that was sent
        return delivered, []
    sent = [row[0] for row in stage.rows(_SENT, chat.id)]
    faults = [f"sent to {name}, and not there: {one}" for one in sent if one and one not in letters]
    faults += [f"sent to {name} by two rows: {one}" for one, number in Counter(sent).items() if one and number > 1]
    told = [letters[one] for one in sent if isinstance(one, int) and one in letters]
    # One whose answer got lost is known to have been sent, and not by which number.
    others = [one for one in delivered if one not in told]
    if len(others) != sent.count(None):
        faults.append(f"{name} has {len(others)} messages of no row, not {sent.count(None)}: {others}")
    return told + others, faults


_SENT = "SELECT message_id FROM outbox WHERE subscriber_id = ? AND status = 'sent'"


def _text(letter: Content) -> str:
    """Return what a letter says and which buttons it has, without what differs from run to run."""
    labels = [button.text for row in letter.buttons for button in row]
    return _READ_SO_FAR.sub("", _SPAN.sub("…", _TIME.sub("…", f"{letter.text}\n{labels}")))


def _damage(stage: Stage) -> list[str]:
    with closing(sqlite3.connect(stage.program.database)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        astray = connection.execute("PRAGMA foreign_key_check").fetchall()
    return ([] if verdict == "ok" else [f"damaged: {verdict}"]) + [f"a reference that leads nowhere: {astray}"] * bool(
        astray
    )


def _not_read(stage: Stage) -> list[str]:
    """Compare how far each channel is said to be read with what was posted there."""
    faults = []
    for channel in stage.telegram.world.channels.values():
        for read_to, from_id, status in stage.rows(
            "SELECT read_to, from_id, status FROM channels JOIN coverage ON channel_id = id WHERE id = ?",
            channel.marked_id,
        ):
            kept = {
                row[0]
                for query in ("posts", "album_members")
                for row in stage.rows(f"SELECT message_id FROM {query} WHERE channel_id = ?", channel.marked_id)  # noqa: S608
            }
            said = {
                post.id
                for post in channel.posts.values()
                if int(str(from_id)) < post.id <= int(str(read_to)) and post.action is None
            }
            faults += [f"{channel.title} / {one} is said to have been read" for one in sorted(said - kept)]
            if status == "active" and read_to != channel.top_message:
                faults.append(f"{channel.title} was read to {read_to}, not to {channel.top_message}")
    return faults


def _reckoned(stage: Stage) -> list[str]:
    followers = [
        Follower(person.name, follows, stage.story.cards(person))
        for person, follows in (
            (stage.owner, frozenset({GESTURE})),
            *(
                (one, frozenset({GESTURE, RUSE}))
                for one in stage.telegram.world.accounts.values()
                if one.name == "Oksana"
            ),
        )
    ]
    return reckon(stage.published, kept_by(stage.program), followers).faults
