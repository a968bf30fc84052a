"""The nouns of the program: frozen values that every other part speaks in.

Times are aware UTC datetimes. Every chat id is Telegram's *marked* id: positive for a person, -100… for a channel or
supergroup. Text offsets count characters of the original text (Python's own, not UTF-16 units).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, NewType

if TYPE_CHECKING:
    from collections.abc import Mapping

ChannelId = NewType("ChannelId", int)
ChatId = NewType("ChatId", int)
MessageId = NewType("MessageId", int)
PostId = NewType("PostId", int)
NarrativeId = NewType("NarrativeId", str)
PhraseId = NewType("PhraseId", int)
DeliveryId = NewType("DeliveryId", int)
StoryId = NewType("StoryId", int)

# Marked ids of channels and supergroups count down from here, those of basic groups stay above. CHANNEL_IDS less a
# marked id is the bare id that t.me/c links use, and the other way round.
CHANNEL_IDS = -1_000_000_000_000

Span = tuple[int, int]

# The end of a mute that has none.
FOR_EVER = datetime(9000, 1, 1, tzinfo=UTC)


# What is told longer after it was made is late, and is said to be.
LATE_AFTER = timedelta(minutes=15)
# Of a digest: so many with their stories fit a message even if every sign counts twice.
NARRATIVES_AT_ONCE = 4


class Fact(StrEnum):
    """The names of what is known of a database itself."""

    PURPOSE = "purpose"  # a Purpose
    ALIVE = "alive at"  # when the program last ran
    DELIVERY_SALT = "delivery salt"  # random; keeps the ids made from delivery numbers apart from another database's
    NARRATIVES_FILE = "narratives file"  # the text of the one that was read in last, for its comments
    WORDS_MADE_BY = "words made by"  # the rules by which the words of posts were noted
    BACKUP_MADE = "backup made"  # when the newest was
    BACKUP_FAILED = "backup failed"  # why the last one did; nothing where it did not


class Purpose(StrEnum):
    """What a database is for: no other program may work on it."""

    LIVE = "live"
    REPLAY = "replay"


class ChannelRole(StrEnum):
    """What a channel is to the reader: a source under watch, a news outlet, or somebody who checks facts."""

    MONITORED = "monitored"
    MEDIA = "media"
    FACT_CHECKER = "fact-checker"


class ChannelStatus(StrEnum):
    """Whether a channel is read."""

    ACTIVE = "active"
    PAUSED = "paused"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that is, or once was, watched.

    `read_to` is the last message id of a finished history read, and only such a read moves it. `newest_seen` is the
    highest id seen by any way, live updates included. Posts up to `summed_to` are older than the watch. `access_hash`
    is good for `account` only, which reads it. What a private channel says is only for those who are allowed it.
    """

    id: ChannelId
    title: str
    username: str | None = None
    role: ChannelRole = ChannelRole.MONITORED
    status: ChannelStatus = ChannelStatus.ACTIVE
    paused_reason: str | None = None
    account: str | None = None
    access_hash: int | None = None
    invite: str | None = None
    read_to: MessageId = MessageId(0)
    newest_seen: MessageId = MessageId(0)
    summed_to: MessageId = MessageId(0)
    is_private: bool = False


class GapReason(StrEnum):
    """Why posts did not come by live updates, so that history had to bring them."""

    DOWN = "down"
    DISCONNECTED = "disconnected"
    NOT_PUSHED = "not-pushed"
    FLOODED = "flooded"
    UNREADABLE = "unreadable"
    UNWATCHED = "unwatched"


@dataclass(frozen=True, slots=True)
class Gap:
    """Posts of a channel that live updates left out. It is open while `refilled_at` is None."""

    reason: GapReason
    from_at: datetime
    to_at: datetime | None
    posts: int
    found_at: datetime
    refilled_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReadingTrouble:
    """What Telegram calls the error by which it refuses a channel's history again and again, and since when."""

    error: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Coverage:
    """Since when and until when every post of a channel was read, as finished history proves it.

    The range begins after the message `from_id`; `checked_at` is when Telegram last said that nothing more is there.
    """

    channel: Channel
    from_id: MessageId
    from_at: datetime
    to_at: datetime
    checked_at: datetime | None
    gaps: int
    open_gaps: int
    trouble: ReadingTrouble | None = None


class PauseReason(StrEnum):
    """Why a channel cannot be read at the moment."""

    PRIVATE = "private"
    GONE = "gone"
    BANNED = "banned"
    RESTRICTED = "restricted"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Blindness:
    """Since when reading or sending does not work, who has been told, and since when it works again, perhaps."""

    since: datetime
    operators_told: bool = False
    subscribers_told: bool = False
    works_since: datetime | None = None


class Membership(StrEnum):
    """How an account stands to a channel: `none` can be read by its history alone."""

    NONE = "none"
    WANTED = "wanted"
    REQUESTED = "requested"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A private channel that an operator asked for by its link, and that no account is in yet.

    `arguments` are those of the command, to go on with once an account is in.
    """

    hash: str
    title: str
    arguments: str
    asked_by: ChatId
    account: str
    membership: Membership = Membership.WANTED


@dataclass(frozen=True, slots=True)
class ForwardOrigin:
    """Where a forwarded post was first written, as far as Telegram tells."""

    title: str | None = None
    channel_id: ChannelId | None = None
    message_id: MessageId | None = None
    posted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One message of a channel, as Telegram shows it now. `preview` is the title of its link preview."""

    channel_id: ChannelId
    message_id: MessageId
    posted_at: datetime
    text: str
    edited_at: datetime | None = None
    forward: ForwardOrigin | None = None
    reply_to: MessageId | None = None
    album_id: int | None = None
    views: int | None = None
    forwards: int | None = None
    reactions: int | None = None
    preview: str | None = None


class NarrativeStatus(StrEnum):
    """Whether a narrative is matched: paused ones may come back, archived ones are kept for the record."""

    ACTIVE = "active"
    PAUSED = "paused"
    ARCHIVED = "archived"


class PhraseKind(StrEnum):
    """What a phrase does to its narrative: a watch phrase matches it, an exclusion stops it."""

    WATCH = "watch"
    EXCLUDE = "exclude"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to look for. `threshold` (0-100), where given, takes the place of the narrative's."""

    id: PhraseId
    narrative_id: NarrativeId
    text: str
    kind: PhraseKind = PhraseKind.WATCH
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Narrative:
    """A story under watch: its watch phrases and its exclusions. `threshold` is 0-100, None for the default.

    The alerts of an urgent one pass quiet hours.
    """

    id: NarrativeId
    title: str
    description: str = ""
    status: NarrativeStatus = NarrativeStatus.ACTIVE
    threshold: float | None = None
    phrases: tuple[Phrase, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What a change made of a narrative: only what differs, by the name of the field, before and after.

    `phrases` are lists of kind, text and threshold. `before` is None for a new narrative.
    """

    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


class Level(StrEnum):
    """How well a post says a phrase: well enough to alert, or nearly."""

    ALERT = "alert"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Match:
    """One phrase found in one text. `score` is 0-100; `spans` are the matched words, sorted, not overlapping."""

    narrative_id: NarrativeId
    phrase_id: PhraseId
    level: Level
    score: float
    spans: tuple[Span, ...]


class Role(StrEnum):
    """What a subscriber may do. The console is the one reader of a replay."""

    SUBSCRIBER = "subscriber"
    OPERATOR = "operator"
    OWNER = "owner"
    CONSOLE = "console"


class SubscriberStatus(StrEnum):
    """Whether alerts go to a subscriber: stopped by their own wish, paused because they cannot be reached."""

    ACTIVE = "active"
    STOPPED = "stopped"
    PAUSED = "paused"
    DENIED = "denied"


class PlaceTrouble(StrEnum):
    """Why alerts cannot reach a group, channel or topic, or may not: whoever set it up was shut out."""

    TOPIC_CLOSED = "topic-closed"
    TOPIC_DELETED = "topic-deleted"
    NO_RIGHT = "no-right"
    REMOVED = "removed"
    GONE = "gone"
    SHUT_OUT = "shut-out"


class CardStyle(StrEnum):
    """How much of a post a card shows: all that fits, or a line."""

    FULL = "full"
    COMPACT = "compact"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody that alerts go to: a person, a group, a channel, or a topic of a forum.

    `id` is the marked id of the chat. A topic has a number of its own; `forum_id` and `topic_id` say where it is.
    `language` and `time_zone` are chosen; None leaves them to Telegram's language, and to the settings. Quiet hours
    and `daily_at` are HH:MM in that zone; `budget` is in cards an hour, None for the default. `seen_at` is when they
    wrote or pressed last, `menu` the mark of the menu of commands that Telegram shows them.
    """

    id: ChatId
    role: Role
    name: str = ""
    username: str | None = None
    status: SubscriberStatus = SubscriberStatus.ACTIVE
    paused_reason: str | None = None
    language: str | None = None
    time_zone: str | None = None
    telegram_language: str | None = None
    forum_id: ChatId | None = None
    topic_id: MessageId | None = None
    set_up_by: ChatId | None = None
    quiet_from: str | None = None
    quiet_to: str | None = None
    daily_at: str = "09:00"
    budget: int | None = None
    card_style: CardStyle = CardStyle.FULL
    all_quiet: bool = True
    muted_until: datetime | None = None
    seen_at: datetime | None = None
    menu: str | None = None

    @property
    def chat(self) -> ChatId:
        """The marked id of the chat to write to."""
        return self.forum_id or self.id

    @property
    def is_place(self) -> bool:
        """Whether it is a group, a channel or a topic, and no person. Who set it up need not be known any more."""
        return self.chat < 0

    @property
    def speaks(self) -> str | None:
        """The language to write in: the one chosen, or else Telegram's; None for the default."""
        return self.language or self.telegram_language


class DeliveryKind(StrEnum):
    """What a delivery brings.

    A card of a new post, or of words added by an edit; word that a story reached so many channels; a count of old
    posts; a digest of many cards; or a notice.
    """

    NEW = "new"
    EDIT_ADDED = "edit-added"
    STEP = "step"
    SUMMARY = "summary"
    DIGEST = "digest"
    NOTICE = "notice"


class Occasion(StrEnum):
    """Why there is a digest.

    Its hour has come, it was asked for, quiet hours or a mute are over, the subscriber was away, or there is a storm.
    All quiet is the line of a day without anything to tell.
    """

    HOURLY = "hourly"
    DAILY = "daily"
    ASKED = "asked"
    QUIET = "quiet"
    MUTE = "mute"
    AWAY = "away"
    STORM = "storm"
    ALL_QUIET = "all-quiet"


class HeldBy(StrEnum):
    """What keeps a delivery back for a while. Away is a subscriber who stopped alerts, or could not be reached."""

    QUIET = "quiet"
    MUTE = "mute"
    DIGEST = "digest"
    STORM = "storm"
    AWAY = "away"


class DeliveryMode(StrEnum):
    """How a subscriber wants the alerts of a narrative: each at once, or together by the hour or the day."""

    AT_ONCE = "at-once"
    HOURLY = "hourly"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class Wish:
    """How a subscriber wants the alerts of one narrative, and whether it is urgent."""

    narrative_id: NarrativeId
    mode: DeliveryMode = DeliveryMode.AT_ONCE
    muted_until: datetime | None = None
    urgent: bool = False


class ReaderVerdict(StrEnum):
    """What a reader says of a card."""

    RELEVANT = "relevant"
    FALSE_ALARM = "false-alarm"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many readers of a chat call a card relevant, or a false alarm; in a private chat that is one at most."""

    relevant: int = 0
    false_alarms: int = 0


class TextName(str):
    """The name of a text, said in the reader's language where it is a value of another text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the program says of itself: the name of a text, and its values (text, numbers, times, other texts)."""

    name: str
    values: Mapping[str, str | int | datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the outbox that waits to be sent. A summary, a digest and a notice have no post and no revision.

    One that was sent has the id of its message, and waits to be changed since `amend_at`. A digest has an `occasion`;
    `owed_at` is when it was due. A step tells that the card's story has reached `step` channels, in reply to the card.
    """

    id: DeliveryId
    subscriber: Subscriber
    kind: DeliveryKind
    post_id: PostId | None
    revision: int | None
    attempts: int
    owed_at: datetime
    message_id: int | None = None
    sent_at: datetime | None = None
    amend_at: datetime | None = None
    story_id: StoryId | None = None
    step: int | None = None
    occasion: Occasion | None = None
    held_by: HeldBy | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class CardMatch:
    """One narrative in a post, as a card names it: its best score, and the words of all its phrases that matched."""

    narrative_id: NarrativeId
    title: str
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Removal:
    """Narratives, by title, that a post told once and tells no more since an edit; and what it says now."""

    titles: tuple[str, ...]
    at: datetime
    text_now: str


class Rewording(NamedTuple):
    """What a post says since an edit that left a card's narratives in it, and where their words are now."""

    text: str
    spans: tuple[Span, ...]
    at: datetime


class Lead(NamedTuple):
    """The post that the others of a story are compared with: by its gist, which has a sign for each word."""

    story_id: StoryId
    channel_id: ChannelId
    gist: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A post of a story as a card names it. The channel is None where the reader may not know which it is."""

    channel: Channel | None
    message_id: MessageId
    at: datetime


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a story has come: in so many channels within `span` of its first post, as far as posts are watched.

    `forwarded` and `retyped` count the posts after the first. `others` are some of the channels that have it, beside
    the first and that of the card; `deleted` and `changed` count posts other than the card's that are gone, or say it
    no more.
    """

    first: Sighting
    posts: int
    channels: int
    span: timedelta
    forwarded: int = 0
    retyped: int = 0
    views: int | None = None
    others: tuple[Sighting, ...] = ()
    others_unnamed: int = 0
    deleted: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Debunk:
    """A fact-checker's post that answers a story; `after` is the time since the story's first post, maybe negative."""

    sighting: Sighting
    after: timedelta

    @property
    def is_older(self) -> bool:
        """Tell whether it was there before the story: it is about the same, and no answer to it."""
        return self.after.days < 0


@dataclass(frozen=True, slots=True)
class Card:
    """All that an alert tells about one post: `post.text` is the text that the spans belong to.

    `noticed_at` is when that text was first read here; `missed_by` why it did not come live, as far as it is known.
    `removal` tells of words that an edit took out again, `rewording` how the post is put since an edit that did not;
    `deleted_at` is when the post was seen to be gone. `spread` is None while nobody else tells the story. `held_by` is
    what kept the card back before it was sent.
    """

    channel: Channel
    post: Post
    matches: tuple[CardMatch, ...]
    kind: DeliveryKind = DeliveryKind.NEW
    noticed_at: datetime | None = None
    missed_by: GapReason | None = None
    removal: Removal | None = None
    deleted_at: datetime | None = None
    spread: Spread | None = None
    debunks: tuple[Debunk, ...] = ()
    held_by: HeldBy | None = None
    rewording: Rewording | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Word that the story of a card has come far: the card's narratives by title, and where its post is."""

    titles: tuple[str, ...]
    channel: Channel
    post: Post
    channels: int
    span: timedelta


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a card was sent for: `post.text` is the text that it tells of, `told` are the narratives that it names.

    `narratives` also has those that were nearly found; their phrases are the ones found, nearly found (`matches`, the
    best first) and, of those told, the exclusions that were tried. Some phrases are out of use since (`removed`).
    """

    post: Post
    told: tuple[NarrativeId, ...]
    narratives: Mapping[NarrativeId, Narrative]
    matches: tuple[Match, ...]
    removed: frozenset[PhraseId] = frozenset()


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """How often, where and when a narrative was found in posts too old for alerts of their own."""

    title: str
    posts: int
    channels: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class DigestStory:
    """A story as a digest names it: its earliest post, how far it has come, and a check that names it, if any."""

    post: Post
    channel: Channel
    posts: int
    channels: int
    deleted: bool = False
    check: Debunk | None = None


@dataclass(frozen=True, slots=True)
class DigestNarrative:
    """What a digest tells of a narrative: how much there is, and the stories that came furthest."""

    id: NarrativeId
    title: str
    urgent: bool
    stories: int
    posts: int
    channels: int
    top: tuple[DigestStory, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How much of what is watched was read without a gap: all of `whole` channels until `until`.

    `others` are those of which something is not read, by title; None for a private one.
    """

    channels: int
    whole: int
    until: datetime | None
    others: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """What is told together: a page of its narratives, the busiest first, and how many of all there are.

    `due_at` is when it was due, of a storm when it began, and `over_at` when that was over. `late` counts posts that
    were read only long after they were made.
    """

    id: DeliveryId
    occasion: Occasion
    due_at: datetime
    narratives: tuple[DigestNarrative, ...]
    narratives_in_all: int
    stories: int
    posts: int
    late: int
    reading: Reading
    over_at: datetime | None = None
    sent_at: datetime | None = None
    message_id: int | None = None
