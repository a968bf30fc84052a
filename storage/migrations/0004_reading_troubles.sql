CREATE TABLE reading_troubles (         -- channels whose history Telegram refuses again and again, as long as it does
    channel_id INTEGER PRIMARY KEY REFERENCES channels,
    error      TEXT NOT NULL,           -- as Telegram calls it
    since      TEXT NOT NULL            -- when it was refused first
) STRICT;
