"""Inputs that broke a promise once, by target, and what they were: they are tried each time, and begun with."""

from __future__ import annotations

FINDINGS: dict[str, dict[str, str | bytes]] = {
    "buttons": {
        "a button that needs more than it says": "unsubscribe",
        "a held command by a number that no database takes": "late-yes:99999999999999999999",
        "a person by a number that no database takes": "person:0:9999999999999999999",
        "a budget whose first digits are small": "set:budget:00000000099999999999999999999",
    },
    "commands": {
        "a typed budget whose first digits are small": "r/settings budget 00000000599999999999999999999",
        "a depth whose first digits are small": "p/channel add @morning_news last 00000000599999999999999999999",
    },
    "references": {
        "an id that is none": "-1001234567890001234571",
        "a link with an id that is none": "t.me/c/99999999999999999999",
        "a post of a channel whose id has eleven digits": "http://t.me/c/10020152348/5",
    },
    "backup_files": {
        "a time that is none": "sql:UPDATE posts SET posted_at = 'soon';",
        "a time that is none in a fact": "sql:INSERT OR REPLACE INTO facts VALUES ('alive at', 'yesterday');",
        "a refusal that did not name the file": "sql:PRAGMA user_version = 0;",
        "a schema that is no text": bytes.fromhex("64623a120000ffffffffffffff46940a64623a120000940a00010001"),
    },
    "json_lines": {
        "a time before all": '{"channel":"a","message_id":1,"date":"0001-01-01T00:00:00+14:00","text":"x"}',
        "a time after all": '{"channel":"a","message_id":1,"date":"9999-12-31T23:59:59Z","text":"x"}',
    },
    "folding": {"two letters of one sign, the second of which began a word": "#Ж\u01c4ї_Є;"},
    "exports": {
        "more brackets in brackets than the memory holds": '{"messages":[{"text":' + "[" * 60_000,
        "a time that no zone takes": '{"type":"public_channel","id":1,"messages":[{"id":1,"type":"message",'
        '"date":"9999-12-31T23:59:59"}]}',
    },
}


def as_bytes(found: str | bytes) -> bytes:
    """Return a finding as a target takes it."""
    return found if isinstance(found, bytes) else found.encode()
