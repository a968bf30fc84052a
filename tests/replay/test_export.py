from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.replay.export import LONGEST_VALUE, MOST_PARTS, PRIVATE, SERVICE, read_export
from bot.replay.records import LONGEST_TEXT, Broken, OldPost, Record, Skipped, named_channel_id
from storage.model import ChannelId, ForwardOrigin


def message(number: int, text: object = "слова", **facts: object) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date": "2022-09-10T11:00:00",
        "date_unixtime": "1662796800",
        "from": "News",
        "text": text,
        **facts,
    }


def chat(*messages: object, **facts: object) -> dict[str, Any]:
    return {"name": "News", "type": "public_channel", "id": 1234567890, **facts, "messages": list(messages)}


def account(*chats: object, left: tuple[object, ...] = ()) -> dict[str, Any]:
    return {
        "about": "Here is the data you requested.",
        "personal_information": {"name": "Not a chat", "type": "public_channel", "id": 5},
        "chats": {"about": "All chats", "list": list(chats)},
        "left_chats": {"about": "Left chats", "list": list(left)},
    }


def read(content: object) -> list[Record]:
    data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False, indent=1).encode()
    return list(read_export(io.BytesIO(data), "result.json", "Europe/Kyiv"))


def posts(records: list[Record]) -> list[OldPost]:
    return [one for one in records if isinstance(one, OldPost)]


def one(content: object) -> OldPost:
    (record,) = read(content)
    assert isinstance(record, OldPost), record
    return record


def test_the_export_of_one_channel_is_read() -> None:
    old = one(chat(message(5, reply_to_message_id=4)))
    assert (old.channel.id, old.channel.title) == (-1001234567890, "News")
    assert (old.post.channel_id, old.post.message_id, old.post.text) == (-1001234567890, 5, "слова")
    assert (old.post.reply_to, old.post.edited_at, old.post.forward) == (4, None, None)


def test_of_an_account_only_channels_are_read_and_the_rest_is_counted() -> None:
    private = {"name": "Anna", "type": "personal_chat", "id": 7, "messages": [message(1), message(2)]}
    records = read(account(private, chat(message(5)), left=(chat(message(6), name="Left", id=99),)))
    assert records.count(Skipped(PRIVATE)) == 2
    assert [(old.channel.title, old.post.message_id) for old in posts(records)] == [("News", 5), ("Left", 6)]


def test_the_facts_of_one_chat_do_not_leak_into_the_next() -> None:
    nameless = {"type": "private_channel", "id": 77, "messages": [message(6)]}
    assert [old.channel.title for old in posts(read(account(chat(message(5)), nameless)))] == ["News", "channel 77"]
    typeless = {"name": "Deleted", "messages": [message(7)]}
    assert read(account(chat(message(5)), typeless))[1] == Skipped(PRIVATE)


def test_a_text_in_pieces_is_joined() -> None:
    text = ["Це ", {"type": "bold", "text": "обман"}, " і ", {"type": "link", "text": "https://x"}, "\nкінець"]
    assert one(chat(message(5, text))).post.text == "Це обман і https://x\nкінець"
    assert one(chat(message(5, ""))).post.text == ""


def test_service_messages_are_counted() -> None:
    records = read(chat({"id": 1, "type": "service", "date": "2022-09-10T11:00:00", "action": "pin"}, message(5)))
    assert records[0] == Skipped(SERVICE)
    assert len(posts(records)) == 1


def test_unix_time_is_taken_before_the_local_date() -> None:
    old = one(chat(message(5, edited="2022-09-10T12:00:00", edited_unixtime="1662800400")))
    assert old.post.posted_at == datetime(2022, 9, 10, 8, tzinfo=UTC)
    assert old.post.edited_at == datetime(2022, 9, 10, 9, tzinfo=UTC)


def test_in_old_exports_the_date_is_in_the_zone_of_the_machine() -> None:
    summer = message(5, date="2022-09-10T11:00:00", edited="2022-12-10T11:00:00")
    del summer["date_unixtime"]
    old = one(chat(summer))
    assert old.post.posted_at == datetime(2022, 9, 10, 8, tzinfo=UTC)
    assert old.post.edited_at == datetime(2022, 12, 10, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "origin"),
    [
        ({"forwarded_from": "Elsewhere"}, ForwardOrigin("Elsewhere")),
        (
            {"forwarded_from": "Elsewhere", "forwarded_from_id": "channel55"},
            ForwardOrigin("Elsewhere", ChannelId(-1000000000055)),
        ),
        ({"forwarded_from": "Anna", "forwarded_from_id": "user55"}, ForwardOrigin("Anna")),
        ({"forwarded_from": None}, ForwardOrigin()),
        ({"forwarded_from": 7}, ForwardOrigin("7")),
    ],
)
def test_a_forward_names_its_origin(facts: dict[str, object], origin: ForwardOrigin) -> None:
    assert one(chat(message(5, **facts))).post.forward == origin


def test_messages_of_a_group_before_it_grew_have_negative_ids() -> None:
    assert one(chat(message(-999_999_999))).post.message_id == -999_999_999


def test_a_channel_without_an_id_is_known_by_its_name() -> None:
    assert one(chat(message(5), id=None)).channel.id == named_channel_id("News")


def test_half_of_a_surrogate_pair_is_replaced() -> None:
    data = json.dumps(chat(message(5, "a-b"))).encode().replace(b"a-b", b"a\\ud83d b")
    (record,) = read(data)
    assert isinstance(record, Broken) or (isinstance(record, OldPost) and record.post.text.encode())


@pytest.mark.parametrize(
    "facts",
    [
        {"id": "x"},
        {"id": None},
        {"id": 10**18},
        {"date_unixtime": "soon"},
        {"date_unixtime": "99999999999999999"},
        {"date_unixtime": None, "date": None},
        {"date_unixtime": None, "date": "yesterday"},
        {"text": None},
        {"text": [7]},
        {"text": [{"type": "bold"}]},
        {"reply_to_message_id": "x"},
        {"reply_to_message_id": 10**18},
        {"forwarded_from": "x", "forwarded_from_id": f"channel{10**30}"},
    ],
)
def test_a_broken_message_is_reported_by_number_and_the_rest_goes_on(facts: dict[str, object]) -> None:
    records = read(chat(message(4), {**message(5), **facts}, message(6)))
    assert [old.post.message_id for old in posts(records)] == [4, 6]
    (broken,) = [one for one in records if isinstance(one, Broken)]
    assert broken.place == "result.json, message 2"


def test_a_file_that_breaks_off_gives_what_it_has_and_is_reported() -> None:
    data = json.dumps(chat(message(5), message(6), message(7))).encode()
    records = read(data[: data.index(b'"id": 7') + 3])
    assert [old.post.message_id for old in posts(records)] == [5, 6]
    (broken,) = [one for one in records if isinstance(one, Broken)]
    assert broken.place == "result.json"
    assert "not valid JSON after message 2" in broken.reason


@pytest.mark.parametrize("content", [b"", b"no json", b"\xff\xfe{}", b'{"name": "\xff"}', b"[1, 2"])
def test_what_is_no_json_is_reported(content: bytes) -> None:
    (record,) = read(content)
    assert isinstance(record, Broken)


def test_json_of_another_kind_has_no_posts() -> None:
    assert read({"messages": {"no": "list"}}) == read([1, 2]) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"messages": [{"text": ' + b"[" * 60_000, "too many brackets in brackets"),
        (b'{"messages": [{"text": "' + b"x" * (LONGEST_VALUE + 200_000), "a value is longer than 1,000,000 bytes"),
        (b'{"messages": [{"text": [' + b"0," * (MOST_PARTS + 10), "a message has more than 100,000 parts"),
        (b'{"' + b"k" * 3_000 + b'": {"a": 1}}', "too many brackets in brackets"),
    ],
)
def test_what_would_fill_the_memory_is_not_read(content: bytes, reason: str) -> None:
    good = json.dumps(chat(message(5))).encode().removesuffix(b"]}")
    *_, broken = read(content)
    assert broken == Broken("result.json", f"not read on after message 0: {reason}")
    if content.startswith(b'{"messages": ['):
        first, second = read(good + b", " + content.removeprefix(b'{"messages": ['))
        assert isinstance(first, OldPost)
        assert second == Broken("result.json", f"not read on after message 1: {reason}")


def test_a_text_that_is_too_long_to_be_a_posts_is_told_with_its_message() -> None:
    first, second = read(chat(message(5, "x" * (LONGEST_TEXT + 1)), message(6, "x" * LONGEST_TEXT)))
    assert isinstance(first, Broken)
    assert first.place == "result.json, message 1"
    assert "more than 20,000 characters" in first.reason
    assert isinstance(second, OldPost)


def test_a_name_that_is_longer_than_any_of_telegrams_is_broken() -> None:
    (broken,) = read(chat(message(5), name="x" * 256))
    assert broken == Broken("result.json, message 1", "ValueError: a name has more than 255 characters")
