from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cli.replay.jsonl import LONGEST_LINE, read_jsonl
from bot.cli.replay.records import LONGEST_TEXT, Broken, OldPost, Record, named_channel_id
from storage.model.channels import ChannelRole
from storage.model.posts import ForwardOrigin

GOOD: dict[str, Any] = {"channel": "News", "message_id": 7, "date": "2022-09-06T04:58:12+00:00", "text": "слова"}


def line(**facts: object) -> bytes:
    return json.dumps({**GOOD, **facts}).encode()


def read(*lines: bytes) -> list[Record]:
    return list(read_jsonl(lines, "posts.jsonl"))


def one(**facts: object) -> OldPost:
    (record,) = read(line(**facts))
    assert isinstance(record, OldPost), record
    return record


def test_a_line_becomes_a_post_of_its_channel() -> None:
    old = one(role="media", views=5, forwards=2, forwarded_from="Elsewhere", reply_to=3, edited="2022-09-06T05:00:00Z")
    assert (old.channel.title, old.channel.username, old.channel.role) == ("News", None, ChannelRole.MEDIA)
    assert old.post.channel_id == old.channel.id == named_channel_id("News")
    assert (old.post.message_id, old.post.text, old.post.views, old.post.forwards) == (7, "слова", 5, 2)
    assert old.post.posted_at == datetime(2022, 9, 6, 4, 58, 12, tzinfo=UTC)
    assert old.post.edited_at == datetime(2022, 9, 6, 5, tzinfo=UTC)
    assert (old.post.forward, old.post.reply_to) == (ForwardOrigin("Elsewhere"), 3)


def test_a_date_without_a_zone_is_utc_and_one_with_a_zone_is_kept() -> None:
    assert one(date="2022-09-06T04:58:12").post.posted_at == datetime(2022, 9, 6, 4, 58, 12, tzinfo=UTC)
    assert one(date="2022-09-06T04:58:12+03:00").post.posted_at == datetime(2022, 9, 6, 1, 58, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "date", ["2026", "10", 2026, 10, 1662796800, "1662796800", 1e9, "10.09.2022", "2022-13-01", ""]
)
def test_what_is_no_date_in_iso_8601_is_refused(date: object) -> None:
    for key in ("date", "edited"):
        (record,) = read(line(**{key: date}))
        assert isinstance(record, Broken)
        assert record.reason.startswith(f"{key}: Value error, a date is written as in ISO 8601")


@pytest.mark.parametrize(
    "date", ["2022-09-06", "20220906", "2022-09-06 00:00Z", "20220906T0000", "2022-09-06T00:00:00.0Z"]
)
def test_every_form_of_iso_8601_is_taken(date: str) -> None:
    assert one(date=date).post.posted_at == datetime(2022, 9, 6, tzinfo=UTC)


def test_a_channel_is_known_by_its_name_however_it_is_written() -> None:
    at = one(channel="@Some_News")
    assert (at.channel.title, at.channel.username) == ("@Some_News", "Some_News")
    assert at.channel.id == one(channel="Title", username="some_news").channel.id
    assert at.channel.id != one(channel="Title").channel.id
    assert -900_000_000_000 <= at.channel.id < 0


def test_broken_lines_are_reported_by_number_and_the_rest_goes_on() -> None:
    records = read(
        line(), b"\n", b"{", b"[]", line(message_id="x"), b'{"channel": ""}', b"\xff\xfe", line(message_id=8)
    )
    assert [one.place for one in records if isinstance(one, Broken)] == [
        f"posts.jsonl, line {number}" for number in (3, 4, 5, 6, 7)
    ]
    assert [one.post.message_id for one in records if isinstance(one, OldPost)] == [7, 8]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"message_id": 0}, "message_id"),
        ({"message_id": 2**70}, "message_id"),
        ({"date": "yesterday"}, "date"),
        ({"text": None}, "text"),
        ({"role": "friend"}, "role"),
        ({"views": -1}, "views"),
        ({"reply_to": 10**30}, "reply_to"),
    ],
)
def test_what_is_wrong_is_said_without_repeating_the_text(facts: dict[str, object], reason: str) -> None:
    (record,) = read(line(**{"channel": "Secret channel", **facts}))
    assert isinstance(record, Broken)
    assert record.reason.startswith(f"{reason}: ")
    assert "Secret" not in record.reason
    assert "слова" not in record.reason


def test_a_line_without_end_is_broken() -> None:
    (record,) = read(b" " * LONGEST_LINE + line())
    assert isinstance(record, Broken)
    assert "longer than 1,000,000 bytes" in record.reason


def test_half_of_a_surrogate_pair_does_no_harm() -> None:
    half, good = read(line(text="a").replace(b'"a"', b'"a\\ud83d b"'), line(message_id=8))
    assert isinstance(good, OldPost)
    assert isinstance(half, Broken) or (isinstance(half, OldPost) and half.post.text.encode())


def test_unknown_keys_are_left_alone() -> None:
    assert one(reactions=[1, 2]).post.message_id == 7


def test_a_byte_order_mark_at_the_start_is_no_fault() -> None:
    line = '{"channel": "a", "message_id": 1, "date": "2022-09-10T08:00:00Z", "text": "x"}\n'.encode("utf-8-sig")
    assert [type(record).__name__ for record in read_jsonl([line], "posts.jsonl")] == ["OldPost"]


def test_a_text_that_is_too_long_to_be_a_posts_is_broken() -> None:
    first, second = read(line(text="я" * (LONGEST_TEXT + 1)), line(text="я" * LONGEST_TEXT))
    assert isinstance(first, Broken)
    assert "text: Value error, the text has more than 20,000 characters" in first.reason
    assert isinstance(second, OldPost)


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"channel": "x" * 256}, "channel"),
        ({"forwarded_from": "x" * 256}, "forwarded_from"),
        ({"username": "a/../b"}, "username"),
        ({"username": "x" * 33}, "username"),
    ],
)
def test_names_are_as_long_as_telegrams_at_most_and_links_are_made_of_names_only(
    facts: dict[str, str], place: str
) -> None:
    (broken,) = read(line(**facts))
    assert isinstance(broken, Broken)
    assert broken.reason.startswith(f"{place}: ")
    assert one(channel='@"><a href=').channel.username is None
