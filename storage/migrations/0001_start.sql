-- Times are UTC text of one fixed form (2022-09-10T08:00:00.000+00:00), so that they sort and read well.

CREATE TABLE facts (                    -- what the file is for, and the salt of its delivery numbers
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
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
    what    TEXT NOT NULL CHECK (what IN ('lookup', 'join')),
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
    added_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE phrases (                  -- never deleted: old matches point here
    id           INTEGER PRIMARY KEY,
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
    UNIQUE (channel_id, message_id)
) STRICT;

CREATE UNIQUE INDEX posts_of_album ON posts (channel_id, album_id) WHERE album_id IS NOT NULL;

CREATE TABLE album_members (            -- the messages of an album, which are one post with all their texts
    channel_id INTEGER NOT NULL REFERENCES channels,
    message_id INTEGER NOT NULL,
    post_id    INTEGER NOT NULL REFERENCES posts,
    text       TEXT NOT NULL,
    edited_at  TEXT,
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

CREATE TABLE matches (
    post_id      INTEGER NOT NULL REFERENCES posts,
    revision     INTEGER NOT NULL,
    phrase_id    INTEGER NOT NULL REFERENCES phrases,
    narrative_id TEXT NOT NULL REFERENCES narratives,
    level        TEXT NOT NULL CHECK (level IN ('alert', 'near')),
    score        REAL NOT NULL,
    spans        TEXT NOT NULL,         -- JSON [[start, end], …] in characters of that revision's text
    PRIMARY KEY (post_id, revision, phrase_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX matches_of_narrative ON matches (narrative_id, level);

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

CREATE TABLE subscribers (
    id            INTEGER PRIMARY KEY,  -- the marked id of the chat that alerts go to
    name          TEXT NOT NULL DEFAULT '',
    username      TEXT,
    role          TEXT NOT NULL CHECK (role IN ('subscriber', 'operator', 'owner', 'console')),
    status        TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'stopped', 'paused', 'denied')),
    paused_reason TEXT,
    language      TEXT,
    time_zone     TEXT,
    added_at      TEXT NOT NULL
) STRICT;

CREATE TABLE subscriptions (
    subscriber_id INTEGER NOT NULL REFERENCES subscribers,
    narrative_id  TEXT NOT NULL REFERENCES narratives,
    since         TEXT NOT NULL,
    PRIMARY KEY (subscriber_id, narrative_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscriptions_to ON subscriptions (narrative_id);

CREATE TABLE strangers (                -- people at the door, so that an owner can let them in by id
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    username TEXT,
    last_at  TEXT NOT NULL
) STRICT;

CREATE TABLE outbox (
    id            INTEGER PRIMARY KEY,
    subscriber_id INTEGER NOT NULL REFERENCES subscribers,
    kind          TEXT NOT NULL CHECK (kind IN ('new', 'edit-added', 'summary', 'notice')),
    post_id       INTEGER REFERENCES posts,     -- none for a summary or a notice
    revision      INTEGER,
    status        TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sent', 'buried')),
    owed_at       TEXT NOT NULL,
    due_at        TEXT NOT NULL,
    attempts      INTEGER NOT NULL DEFAULT 0,
    sent_at       TEXT,
    closed        INTEGER NOT NULL DEFAULT 0,   -- 1: a summary being sent, which takes no more posts
    message_id    INTEGER,                      -- in the subscriber's chat
    amend_at      TEXT,                         -- when the sent card is to be changed, since its post was
    amendments    INTEGER NOT NULL DEFAULT 0,   -- failed attempts at that
    reason        TEXT,                         -- of the last retry, or of the burial
    UNIQUE (subscriber_id, post_id, kind, revision)
) STRICT;
CREATE INDEX outbox_pending ON outbox (subscriber_id, id) WHERE status = 'pending';
CREATE INDEX outbox_of_post ON outbox (post_id);
CREATE INDEX outbox_amendments ON outbox (amend_at) WHERE amend_at IS NOT NULL;
CREATE UNIQUE INDEX outbox_one_open_summary ON outbox (subscriber_id)
    WHERE kind = 'summary' AND status = 'pending' AND closed = 0;

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

CREATE TABLE audit (
    id       INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    actor_id INTEGER NOT NULL,          -- 0: the program itself
    action   TEXT NOT NULL,             -- such as phrase.added
    subject  TEXT NOT NULL,
    detail   TEXT NOT NULL DEFAULT ''
) STRICT;
