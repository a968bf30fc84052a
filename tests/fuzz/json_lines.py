"""JSON Lines: whatever the line, a post, or the line's number and why it is none."""

from __future__ import annotations

from bot.cli.replay.jsonl import read_jsonl
from tests.fuzz.exports import check_record
from tests.fuzz.target import Target, seeds, words


def check(data: bytes) -> None:
    """Read the bytes as lines of a file."""
    for record in read_jsonl(data.splitlines(keepends=True), "posts.jsonl"):
        check_record(record, "posts.jsonl")


TARGET = Target(
    check,
    seeds(
        '{"channel":"@news","message_id":7,"date":"2022-09-10T11:00:00Z","text":"Жест доброї волі"}\n\n',
        '{"channel":"Новини","message_id":1,"date":1662796800,"text":"a","edited":"2022-09-10T11:00:00","views":3,'
        '"forwards":0,"forwarded_from":"x","reply_to":2,"role":"media","username":"news","more":[1]}',
    ),
    words(
        '"channel" "message_id" "date" "text" "username" "role" "edited" "views" "forwarded_from" "reply_to" null -1 '
        '9007199254740993 "0001-01-01T00:00:00+14:00" "9999-12-31T23:59:59-14:00" \\ud800 \\u0000 {} [] 253402300800'
    ),
)
