"""Exports of Telegram Desktop: whatever the file, a record for each message, and a place for what cannot be read.

The same bytes are tried in both forms, and as a file that is looked into.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.cli.replay.file_types import SourceKind, beginning, kind_of
from bot.cli.replay.records import Broken, OldPost, Skipped
from bot.cli.replay.telegram_export import read_export
from bot.cli.replay.telegram_html import read_page
from storage.database import to_text
from tests.fuzz.target import Target, seeds, words

if TYPE_CHECKING:
    from bot.cli.replay.records import Record

_MESSAGE = {
    "id": 7,
    "type": "message",
    "date": "2022-09-10T11:00:00",
    "date_unixtime": "1662796800",
    "edited": "2022-09-10T12:00:00",
    "from": "Новини",
    "forwarded_from": "Other",
    "forwarded_from_id": "channel123",
    "reply_to_message_id": 3,
    "text": ["Це ", {"type": "bold", "text": "жест"}, " волі"],
}
_PAGE = """<html><body><div class="page_header"><div class="content"><div class="text bold">News</div></div></div>
<div class="message service" id="message1"><div class="body details">x</div></div>
<div class="message default clearfix" id="message5"><div class="body">
<div class="pull_right date details" title="10.09.2022 11:00:00 UTC+03:00">11:00</div><div class="from_name">News</div>
<div class="forwarded body"><div class="from_name">Other <span class="details">09.09.2022 10:00:00</span></div>
<div class="reply_to details"><a href="#go_to_message4">this</a></div>
<div class="text">a<br>&lt;b&gt; &#1080;</div></div>
<div class="media_poll"><div class="question bold">q</div><div class="answer">- a <span class="details">2</span></div>
</div><span class="reactions"><span class="count">12</span></span></div></div></body></html>"""
_CHAT = {"name": "Новини", "type": "public_channel", "id": 1234567890, "messages": [_MESSAGE, {"id": 8}]}


def check_record(record: Record, name: str) -> None:
    """Hold a record to what the pipeline relies on."""
    if isinstance(record, Skipped):
        return
    if isinstance(record, Broken):
        assert record.place.startswith(name)
        assert record.reason
        record.reason.encode()  # it is printed
        return
    check_old_post(record)


def check_old_post(record: OldPost) -> None:
    """Hold a post to what the database takes."""
    channel, post = record.channel, record.post
    for text in (channel.title, channel.username or "", post.text, (post.forward and post.forward.title) or ""):
        text.encode()
    for number in (channel.id, post.channel_id, post.message_id, post.reply_to or 0, post.views or 0):
        assert -(2**63) < number < 2**63
    for moment in (post.posted_at, post.edited_at):
        if moment is not None:
            to_text(moment)
            moment.astimezone(ZoneInfo("Pacific/Kiritimati"))  # 14 hours ahead: it is shown to readers everywhere
            moment.astimezone(ZoneInfo("Pacific/Niue"))


def check(data: bytes) -> None:
    """Read the bytes as a file."""
    for record in read_export(io.BytesIO(data), "result.json", "Europe/Kyiv"):
        check_record(record, "result.json")
    for record in read_page(io.BytesIO(data), "messages.html", "Folder", "Europe/Kyiv"):
        check_record(record, "messages.html")
    head = beginning(io.BytesIO(data))
    assert data.startswith(head)
    assert kind_of(head, "posts") in SourceKind


TARGET = Target(
    check,
    seeds(
        json.dumps(_CHAT, ensure_ascii=False),
        json.dumps({"chats": {"list": [_CHAT, _CHAT]}, "left_chats": {"list": []}}),
        json.dumps(_CHAT, indent=1).replace('"id": 8', '"id": 8, "x": "\\\\x01", "document_id": a.webm'),
        _PAGE,
        '{"type":"private_channel","id":1,"messages":[{"id":1e9,"type":"message","date":"2022-01-01"}]}',
    ),
    words(
        'null true false [] {} "" -1 1e999 9007199254740993 "id" "type" "message" "date" "date_unixtime" "edited" '
        '"text" "messages" "chats" "list" "forwarded_from" "reply_to_message_id" "public_channel" \\ud800 \\u0000 '
        "0001-01-01 9999-12-31T23:59:59 +14:00 NaN [[[[[[[[ <div </div> </html> <br> class= default service joined "
        'forwarded text details id="message7" <script> <!-- --> <![CDATA[ &#0; &#x110000; &amp \\x01 \\u2028 '
        "poll todo_list answers"
    ),
)
