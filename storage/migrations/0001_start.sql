-- Times are UTC text of one fixed form (2022-09-10T08:00:00.000+00:00), so that they sort and read well.

CREATE TABLE facts (                    -- what the file is for, the salt of its delivery numbers, the narratives file
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sizes (                    -- how large the file was, a row a day
    day   TEXT PRIMARY KEY,             -- UTC, such as 2022-09-10
    bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE channels (
    id            INTEGER PRIMARY KEY,  -- Telegram's marked id, -100…
    title         TEXT NOT NULL,
    username      TEXT,
    role          TEXT NOT NULL CHECK (role IN ('monitored', 'media', 'fact-checker')),
    status        TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'removed')),
    paused_reason TEXT,
    account       TEXT,                 -- the reading account that reads it; none: still to be found
    access_hash   INTEGER,              -- that account's own
    invite        TEXT,                 -- the hash of the link that let an account in
    is_private    INTEGER NOT NULL DEFAULT 0,   -- its text goes only to those in private_readers, and operators
    read_to       INTEGER NOT NULL DEFAULT 0,   -- moved only by a finished page of history
    newest_seen   INTEGER NOT NULL DEFAULT 0,   -- by any way, live updates included
    summed_to     INTEGER NOT NULL DEFAULT 0,   -- posts up to here are older than the watch: summed up, never alerted
    added_at      TEXT NOT NULL
) STRICT;

CREATE TABLE accesses (                 -- what each account may use; no account can use another's access hash
    channel_id  INTEGER NOT NULL,       -- not always one that is watched
    account     TEXT NOT NULL,
    access_hash INTEGER NOT NULL,
    membership  TEXT NOT NULL CHECK (membership IN ('none', 'wanted', 'requested', 'member')),
    PRIMARY KEY (channel_id, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (              -- private channels that an operator gave the link of, until an account is in
    hash       TEXT PRIMARY KEY,        -- what follows t.me/+
    title      TEXT NOT NULL,
    arguments  TEXT NOT NULL,           -- of /channel add, to go on with
    asked_by   INTEGER NOT NULL,
    asked_at   TEXT NOT NULL,
    account    TEXT NOT NULL,
    membership TEXT NOT NULL CHECK (membership IN ('wanted', 'requested'))
) STRICT, WITHOUT ROWID;

CREATE TABLE lost_accounts (            -- sessions that are over for good, never to be tried again
    account TEXT PRIMARY KEY,
    session TEXT NOT NULL,              -- a mark of the very session, so that a new one counts as another
    reason  TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE blindness (                -- what does not work now, and who has heard of it
    sense            TEXT PRIMARY KEY,  -- reading <account>, or sending
    since            TEXT NOT NULL,
    operators_told   INTEGER NOT NULL,
    subscribers_told INTEGER NOT NULL,
    works_since      TEXT               -- when it worked again, as long as it is not sure that it does
) STRICT, WITHOUT ROWID;

CREATE TABLE spendings (                -- what Telegram grants few of a day: look-ups of names, joins
    account TEXT NOT NULL,
    what    TEXT NOT NULL CHECK (what IN ('lookup', 'join', 'fetch')),
    at      TEXT NOT NULL
) STRICT;
CREATE INDEX spendings_of_account ON spendings (account, what, at);

CREATE TABLE flood_waits (              -- until when Telegram asked an account to wait with a method
    account TEXT NOT NULL,
    method  TEXT NOT NULL,
    until   TEXT NOT NULL,
    PRIMARY KEY (account, method)
) STRICT, WITHOUT ROWID;

CREATE TABLE coverage (                 -- since when and until when every post of a channel was read
    channel_id INTEGER PRIMARY KEY REFERENCES channels,
    from_id    INTEGER NOT NULL,        -- the posts after this id
    from_at    TEXT NOT NULL,
    to_at      TEXT NOT NULL,           -- moved only by finished history
    checked_at TEXT,                    -- when Telegram last said that nothing more is there
    read_at    TEXT,                    -- when history itself was last read to its end
    next_at    TEXT NOT NULL,           -- when the sweep asks again
    pts        INTEGER                  -- Telegram's count of all changes in the channel, at checked_at
) STRICT;
CREATE INDEX coverage_next ON coverage (next_at);

CREATE TABLE gaps (                     -- what live updates left out, or when a channel could not be read
    id          INTEGER PRIMARY KEY,
    channel_id  INTEGER NOT NULL REFERENCES channels,
    reason      TEXT NOT NULL CHECK (
        reason IN ('down', 'disconnected', 'not-pushed', 'flooded', 'unreadable', 'unwatched')),
    first_id    INTEGER,                -- of the posts that history brought; none while it is not known
    last_id     INTEGER,
    from_at     TEXT NOT NULL,          -- when the first of them was posted, or reading stopped
    to_at       TEXT,
    posts       INTEGER NOT NULL DEFAULT 0,
    found_at    TEXT NOT NULL,
    refilled_at TEXT                    -- when history was read past it
) STRICT;
CREATE INDEX gaps_of_channel ON gaps (channel_id, id);
CREATE INDEX gaps_open ON gaps (channel_id) WHERE refilled_at IS NULL;

CREATE TABLE narratives (
    id          TEXT PRIMARY KEY,       -- a slug made from the title
    title       TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    status      TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'archived')),
    threshold   REAL CHECK (threshold BETWEEN 0 AND 100),
    added_at    TEXT NOT NULL,
    urgent      INTEGER NOT NULL DEFAULT 0      -- 1: its alerts pass quiet hours
) STRICT, WITHOUT ROWID;

CREATE TABLE phrases (                  -- never deleted: old matches point here
    id           INTEGER PRIMARY KEY AUTOINCREMENT,    -- never used again: buttons name it
    narrative_id TEXT NOT NULL REFERENCES narratives,
    text         TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('watch', 'exclude')),
    threshold    REAL CHECK (threshold BETWEEN 0 AND 100),
    added_at     TEXT NOT NULL,
    removed_at   TEXT
) STRICT;
CREATE UNIQUE INDEX phrases_in_use ON phrases (narrative_id, kind, text) WHERE removed_at IS NULL;

CREATE TABLE posts (
    id                 INTEGER PRIMARY KEY,
    channel_id         INTEGER NOT NULL REFERENCES channels,
    message_id         INTEGER NOT NULL,
    revision           INTEGER NOT NULL DEFAULT 1,
    posted_at          TEXT NOT NULL,
    edited_at          TEXT,            -- when the present text came
    latest_edit_at     TEXT,            -- the newest edit seen, whether or not it changed the text
    text               TEXT NOT NULL,
    preview            TEXT,            -- the title of the link preview, which Telegram may add later
    forward_title      TEXT,
    forward_channel_id INTEGER,
    forward_message_id INTEGER,
    forward_posted_at  TEXT,
    reply_to           INTEGER,
    album_id           INTEGER,
    views              INTEGER,
    forwards           INTEGER,
    reactions          INTEGER,         -- of all kinds together
    missing_since      TEXT,            -- when it was first not to be found
    deleted_at         TEXT,            -- the same, once it is believed
    kept_at            TEXT NOT NULL,
    forgotten          TEXT,            -- a digest of the text, when the text itself was forgotten
    UNIQUE (channel_id, message_id)
) STRICT;

CREATE UNIQUE INDEX posts_of_album ON posts (channel_id, album_id) WHERE album_id IS NOT NULL;

CREATE INDEX posts_of_origin ON posts (forward_channel_id, forward_message_id) WHERE forward_message_id IS NOT NULL;

CREATE TABLE album_members (            -- the messages of an album, which are one post with all their texts
    channel_id INTEGER NOT NULL REFERENCES channels,
    message_id INTEGER NOT NULL,
    post_id    INTEGER NOT NULL REFERENCES posts,
    text       TEXT NOT NULL,
    edited_at  TEXT,
    forgotten  TEXT,                    -- as in posts
    PRIMARY KEY (channel_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX album_members_of_post ON album_members (post_id);

CREATE TABLE revisions (                -- the texts a post had before its present one
    post_id   INTEGER NOT NULL REFERENCES posts,
    number    INTEGER NOT NULL,
    text      TEXT NOT NULL,
    edited_at TEXT,
    PRIMARY KEY (post_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE words (                    -- all words that any post has, folded, so that posts are found by them
    id    INTEGER PRIMARY KEY,
    text  TEXT NOT NULL UNIQUE,
    known INTEGER NOT NULL              -- 0: no dictionary has it
) STRICT;

CREATE TABLE word_keys (                -- their lemmas (uk:воля) and sounds (~volia)
    key     TEXT NOT NULL,
    word_id INTEGER NOT NULL REFERENCES words,
    PRIMARY KEY (key, word_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE post_words (               -- the ids of a post's words, in their order, four bytes each
    post_id INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    words   BLOB NOT NULL
) STRICT;

CREATE TABLE unindexed (                -- posts whose words are still to be noted, or have changed
    post_id INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE
) STRICT;

CREATE TRIGGER posts_come AFTER INSERT ON posts BEGIN
    INSERT OR IGNORE INTO unindexed VALUES (new.id);
END;

CREATE TRIGGER posts_change AFTER UPDATE OF text, preview ON posts
WHEN new.text <> old.text OR new.preview IS NOT old.preview BEGIN
    INSERT OR IGNORE INTO unindexed VALUES (new.id);
END;

CREATE TABLE matches (
    post_id      INTEGER NOT NULL REFERENCES posts,
    revision     INTEGER NOT NULL,
    phrase_id    INTEGER NOT NULL REFERENCES phrases,
    narrative_id TEXT NOT NULL REFERENCES narratives,
    level        TEXT NOT NULL CHECK (level IN ('alert', 'near')),
    score        REAL NOT NULL,
    spans        TEXT NOT NULL,         -- JSON [[start, end], …] in characters of that revision's text
    posted_at    TEXT NOT NULL,         -- the post's own, so that hits of some days are counted in the index alone
    PRIMARY KEY (post_id, revision, phrase_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX matches_of_narrative ON matches (narrative_id, level, posted_at);

CREATE TABLE revisits (                 -- matched posts that are read again, and when
    post_id INTEGER PRIMARY KEY REFERENCES posts,
    due_at  TEXT NOT NULL
) STRICT;
CREATE INDEX revisits_due ON revisits (due_at);

CREATE TABLE counts (                   -- how often matched posts were seen, forwarded and reacted to, time after time
    post_id   INTEGER NOT NULL REFERENCES posts,
    at        TEXT NOT NULL,
    views     INTEGER,
    forwards  INTEGER,
    reactions INTEGER,
    PRIMARY KEY (post_id, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE stories (                  -- posts that say the same: what a card tells of
    id        INTEGER PRIMARY KEY,
    lead_id   INTEGER NOT NULL REFERENCES posts,    -- the post that copies are compared with
    gist      TEXT NOT NULL,            -- what its text is compared by: a sign for each word
    is_answer INTEGER NOT NULL,         -- 1: fact-checkers' posts, which are no spread
    led_at    TEXT NOT NULL,            -- of the lead: copies are near it in time
    first_at  TEXT NOT NULL,            -- of the earliest post and the latest
    last_at   TEXT NOT NULL
) STRICT;

CREATE TABLE story_narratives (
    narrative_id TEXT NOT NULL REFERENCES narratives,
    led_at       TEXT NOT NULL,         -- as in stories, so that the open ones of a narrative are found at once
    story_id     INTEGER NOT NULL REFERENCES stories,
    PRIMARY KEY (narrative_id, led_at, story_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_narratives_of_story ON story_narratives (story_id);

CREATE TABLE story_posts (              -- a post is of one story at most
    post_id    INTEGER PRIMARY KEY REFERENCES posts,
    story_id   INTEGER NOT NULL REFERENCES stories,
    way        TEXT NOT NULL CHECK (way IN ('lead', 'forwarded', 'retyped')),
    similarity REAL NOT NULL,           -- to the lead, 0-100
    at         TEXT NOT NULL            -- when it said so: posted, or edited
) STRICT;
CREATE INDEX story_posts_of_story ON story_posts (story_id);

CREATE TABLE debunks (                  -- posts of fact-checkers that answer a story
    story_id INTEGER NOT NULL REFERENCES stories,
    post_id  INTEGER NOT NULL REFERENCES posts,
    PRIMARY KEY (story_id, post_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX debunks_by_post ON debunks (post_id);

CREATE TABLE subscribers (
    id                INTEGER PRIMARY KEY,  -- the marked id of the chat; a forum topic has a number of its own
    forum_id          INTEGER,          -- of a topic: the marked id of the group that it is in,
    topic_id          INTEGER,          -- and the message that it began with
    set_up_by         INTEGER,          -- the person who subscribed a group, channel or topic
    name              TEXT NOT NULL DEFAULT '',
    username          TEXT,
    role              TEXT NOT NULL CHECK (role IN ('subscriber', 'operator', 'owner', 'console')),
    status            TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'stopped', 'paused', 'denied')),
    paused_reason     TEXT,
    language          TEXT,             -- chosen; none: as their Telegram is set
    telegram_language TEXT,
    time_zone         TEXT,             -- chosen; none: as the settings say
    quiet_from        TEXT,             -- quiet hours, HH:MM in that zone; both or none
    quiet_to          TEXT,
    daily_at          TEXT NOT NULL DEFAULT '09:00',    -- of the daily digest and the line that all is quiet
    budget            INTEGER,          -- cards an hour, above which they are rolled up; none: the default
    card_style        TEXT NOT NULL DEFAULT 'full' CHECK (card_style IN ('full', 'compact')),
    all_quiet         INTEGER NOT NULL DEFAULT 1,       -- 0: no line on days without alerts
    muted_until       TEXT,
    seen_at           TEXT,             -- when they wrote or pressed last
    menu              TEXT,             -- which menu of commands Telegram shows them
    added_at          TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX subscribers_by_topic ON subscribers (forum_id, topic_id) WHERE forum_id IS NOT NULL;

CREATE TABLE subscriptions (
    subscriber_id INTEGER NOT NULL REFERENCES subscribers ON UPDATE CASCADE,
    narrative_id  TEXT NOT NULL REFERENCES narratives,
    since         TEXT NOT NULL,
    delivery      TEXT NOT NULL DEFAULT 'at-once' CHECK (delivery IN ('at-once', 'hourly', 'daily')),
    muted_until   TEXT,
    PRIMARY KEY (subscriber_id, narrative_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscriptions_to ON subscriptions (narrative_id);

CREATE TABLE rounds (                   -- when a subscriber's day is over: a digest, or the line that all is quiet
    subscriber_id INTEGER PRIMARY KEY REFERENCES subscribers ON UPDATE CASCADE,
    due_at        TEXT NOT NULL
) STRICT;
CREATE INDEX rounds_due ON rounds (due_at);

CREATE TABLE private_readers (          -- who may read what a private channel says, beside operators
    channel_id    INTEGER NOT NULL REFERENCES channels,
    subscriber_id INTEGER NOT NULL REFERENCES subscribers ON UPDATE CASCADE,
    PRIMARY KEY (channel_id, subscriber_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE strangers (                -- people at the door, so that an owner can let them in by id
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    username TEXT,
    last_at  TEXT NOT NULL
) STRICT;

CREATE TABLE invites (                  -- links that let one person in, once
    token_hash TEXT PRIMARY KEY,        -- SHA-256 of what the link holds
    role       TEXT NOT NULL CHECK (role IN ('subscriber', 'operator', 'owner')),
    made_by    INTEGER NOT NULL,        -- 0: the program, which claims its first owner
    made_at    TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_by    INTEGER,
    used_at    TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,    -- never given twice: Telegram takes each for one message only
    subscriber_id INTEGER NOT NULL REFERENCES subscribers ON UPDATE CASCADE,
    kind          TEXT NOT NULL CHECK (kind IN ('new', 'edit-added', 'step', 'summary', 'digest', 'notice')),
    post_id       INTEGER REFERENCES posts,     -- none for a summary, a digest or a notice
    revision      INTEGER,
    story_id      INTEGER REFERENCES stories,   -- that the card tells of
    step          INTEGER,              -- of a step: how many channels the story has reached
    occasion      TEXT CHECK (          -- of a digest
        occasion IN ('hourly', 'daily', 'asked', 'quiet', 'mute', 'away', 'storm', 'all-quiet')),
    status        TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'held', 'rolled', 'sent', 'buried')),
    held_by       TEXT CHECK (          -- stays when it is held no more
        held_by IN ('quiet', 'mute', 'digest', 'storm', 'away')),
    rolled_into   INTEGER REFERENCES outbox,    -- the digest that tells it, in its place
    owed_at       TEXT NOT NULL,
    due_at        TEXT NOT NULL,        -- of one that is held: when to look at it again
    attempts      INTEGER NOT NULL DEFAULT 0,
    sent_at       TEXT,
    closed        INTEGER NOT NULL DEFAULT 0,   -- 1: a summary or digest that takes no more posts
    message_id    INTEGER,                      -- in the subscriber's chat
    amend_at      TEXT,                         -- when the sent card is to be changed, since what it tells was
    amended_at    TEXT,                         -- when it was changed last
    amendments    INTEGER NOT NULL DEFAULT 0,   -- failed attempts at that
    buried_at     TEXT,                         -- when it was given up
    reason        TEXT                          -- of the last retry, or of the burial
) STRICT;
CREATE UNIQUE INDEX outbox_once ON outbox (subscriber_id, post_id, kind, revision, coalesce(step, 0));
CREATE INDEX outbox_pending ON outbox (subscriber_id, id) WHERE status = 'pending';
CREATE INDEX outbox_held ON outbox (subscriber_id, due_at) WHERE status = 'held';
CREATE INDEX outbox_sent ON outbox (subscriber_id, sent_at);
CREATE INDEX outbox_of_post ON outbox (post_id);
CREATE INDEX outbox_of_story ON outbox (story_id) WHERE story_id IS NOT NULL;
CREATE INDEX outbox_in_storm ON outbox (subscriber_id, due_at) WHERE status = 'rolled' AND held_by = 'storm';
CREATE UNIQUE INDEX outbox_one_open_storm ON outbox (subscriber_id)
    WHERE kind = 'digest' AND occasion = 'storm' AND closed = 0 AND status <> 'buried';
CREATE INDEX outbox_in_digest ON outbox (rolled_into) WHERE rolled_into IS NOT NULL;
CREATE INDEX outbox_amendments ON outbox (amend_at) WHERE amend_at IS NOT NULL;
CREATE UNIQUE INDEX outbox_one_open_summary ON outbox (subscriber_id)
    WHERE kind = 'summary' AND status = 'pending' AND closed = 0;

CREATE TABLE verdicts (                 -- what readers say of a card: once each, the last word counts
    post_id       INTEGER NOT NULL REFERENCES posts,
    revision      INTEGER NOT NULL,
    person_id     INTEGER NOT NULL,     -- who pressed; in a group one of many
    subscriber_id INTEGER NOT NULL REFERENCES subscribers ON UPDATE CASCADE,    -- where
    verdict       TEXT NOT NULL CHECK (verdict IN ('relevant', 'false-alarm')),
    at            TEXT NOT NULL,
    PRIMARY KEY (post_id, revision, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE summary_posts (            -- what a summary counts: posts too old for an alert of their own
    delivery_id  INTEGER NOT NULL REFERENCES outbox,
    narrative_id TEXT NOT NULL REFERENCES narratives,
    post_id      INTEGER NOT NULL REFERENCES posts,
    PRIMARY KEY (delivery_id, narrative_id, post_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE notices (                  -- what the program has to say about itself, put into words when it is sent
    delivery_id INTEGER PRIMARY KEY REFERENCES outbox,
    name        TEXT NOT NULL,          -- of the text
    said        TEXT NOT NULL           -- JSON of its values
) STRICT;

CREATE TABLE handled_messages (         -- commands already acted on: Telegram may hand them over twice
    chat_id    INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    at         TEXT NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE held_commands (            -- commands that came late and wait for a yes
    chat_id    INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    text       TEXT NOT NULL,
    sent_at    TEXT NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE inquiries (                -- what operators asked and buttons go on with: a phrase tried, words searched for
    id       INTEGER PRIMARY KEY AUTOINCREMENT,    -- never used again: buttons name it
    asked_by INTEGER NOT NULL,          -- the chat or topic that got the answer, as in subscribers
    kind     TEXT NOT NULL CHECK (kind IN ('try', 'search', 'why')),
    text     TEXT NOT NULL,
    answer   TEXT,                      -- JSON; none while it is being worked out
    at       TEXT NOT NULL
) STRICT;

CREATE TABLE questions (                -- what the bot asked somebody; their next message is the answer
    person_id     INTEGER NOT NULL,
    subscriber_id INTEGER NOT NULL REFERENCES subscribers ON UPDATE CASCADE,    -- whose settings it is about
    about         TEXT NOT NULL,
    asked_at      TEXT NOT NULL,
    PRIMARY KEY (person_id, subscriber_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,    -- never used again: buttons name it
    at       TEXT NOT NULL,
    actor_id INTEGER NOT NULL,          -- 0: the program itself
    action   TEXT NOT NULL,             -- such as phrase.added
    subject  TEXT NOT NULL,
    detail   TEXT NOT NULL DEFAULT '',
    change   TEXT,                      -- of a narrative: JSON of what it changed, before and after
    batch    INTEGER,                   -- what was changed together: the first entry of it
    undoes   INTEGER REFERENCES audit   -- the entry that this one takes back
) STRICT;
CREATE INDEX audit_of_subject ON audit (subject, id);
CREATE INDEX audit_of_batch ON audit (batch) WHERE batch IS NOT NULL;
CREATE INDEX audit_undone ON audit (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE imports (                  -- narratives files that operators sent, until they say what to do with them
    id        INTEGER PRIMARY KEY AUTOINCREMENT,    -- never used again: buttons name it
    person_id INTEGER NOT NULL UNIQUE,  -- a new file takes the place of the one before
    text      TEXT NOT NULL,
    shown     TEXT NOT NULL,            -- a mark of the difference that they were shown
    at        TEXT NOT NULL
) STRICT;
