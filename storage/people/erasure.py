"""Delete all that is stored about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.database import Connection
    from storage.model.ids import ChatId

# Who did something, where it is not known any more who that was.
NOBODY = -1

# What hangs on other rows goes first. ?1 is the person, ?2 nobody.
_STATEMENTS = (
    "DELETE FROM summary_posts WHERE delivery_id IN (SELECT id FROM outbox WHERE subscriber_id = ?1)",
    "DELETE FROM notices WHERE delivery_id IN (SELECT id FROM outbox WHERE subscriber_id = ?1)",
    "DELETE FROM outbox WHERE subscriber_id = ?1",
    "DELETE FROM verdicts WHERE ?1 IN (person_id, subscriber_id)",
    "DELETE FROM subscriptions WHERE subscriber_id = ?1",
    "DELETE FROM rounds WHERE subscriber_id = ?1",
    "DELETE FROM private_readers WHERE subscriber_id = ?1",
    "DELETE FROM questions WHERE ?1 IN (person_id, subscriber_id)",
    "DELETE FROM imports WHERE person_id = ?1",
    "DELETE FROM handled_messages WHERE chat_id = ?1",
    "DELETE FROM held_commands WHERE chat_id = ?1",
    "DELETE FROM strangers WHERE id = ?1",
    "DELETE FROM invitations WHERE asked_by = ?1",
    "DELETE FROM invites WHERE made_by = ?1 AND used_at IS NULL",
    "UPDATE invites SET made_by = ?2 WHERE made_by = ?1",
    "UPDATE invites SET used_by = ?2 WHERE used_by = ?1",
    "DELETE FROM inquiries WHERE asked_by = ?1",
    # Whoever invited them was told so, by name.
    """
    UPDATE notices SET said = json_set(said, '$.name', '…', '$.person', '')
    WHERE json_extract(said, '$.person') = CAST(?1 AS TEXT)
    """,
    "UPDATE subscribers SET set_up_by = NULL WHERE set_up_by = ?1",
    "UPDATE audit SET subject = '', detail = '' WHERE subject = CAST(?1 AS TEXT)",
    "UPDATE audit SET detail = '' WHERE detail = CAST(?1 AS TEXT) OR detail LIKE '% → ' || ?1",
    "UPDATE audit SET actor_id = ?2 WHERE actor_id = ?1",
    "DELETE FROM subscribers WHERE id = ?1",
)


async def forget(connection: Connection, person_id: ChatId) -> None:
    """Delete a person with all that is theirs.

    Places that they set up stay in the table, and the audit log keeps what was done, both without them.
    """
    for statement in _STATEMENTS:
        values = (person_id, NOBODY) if "?2" in statement else (person_id,)
        await connection.execute(statement, values)
