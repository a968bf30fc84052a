-- A @name moves: of channels with the same one, that keeps it which was seen with it last. Removed ones are not looked at.
UPDATE channels SET username = NULL WHERE id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY lower(username) ORDER BY is_removed, seen_at DESC, id) AS place
        FROM (
            SELECT id, username, status = 'removed' AS is_removed, max(added_at, coalesce((
                SELECT max(at) FROM audit WHERE action = 'channel.renamed' AND subject = CAST(channels.id AS TEXT)
            ), '')) AS seen_at
            FROM channels WHERE username IS NOT NULL
        )
    )
    WHERE place > 1
);
CREATE UNIQUE INDEX channels_by_name ON channels (username COLLATE NOCASE) WHERE username IS NOT NULL;
