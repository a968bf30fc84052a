from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cli.replay.records import LONGEST_TEXT, Broken, OldPost, Record, Skipped, named_channel_id
from bot.cli.replay.telegram_export import (
    LONGEST_VALUE,
    MOST_PARTS,
    NO_LIST,
    NO_MESSAGES,
    PRIVATE,
    UNKNOWN,
    read_export,
)
from bot.cli.replay.telegram_messages import SERVICE
from storage.model.ids import ChannelId
from storage.model.posts import ForwardOrigin


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
        ({"forwarded_from": None, "forwarded_from_id": "user55"}, ForwardOrigin()),
        ({"forwarded_from": "x", "forwarded_from_id": f"channel{10**30}"}, ForwardOrigin("x")),
        ({"forwarded_from": "x", "forwarded_from_id": -1001234567890}, ForwardOrigin("x", ChannelId(-1001234567890))),
        ({"forwarded_from": "x", "forwarded_from_id": "-1001234567890"}, ForwardOrigin("x", ChannelId(-1001234567890))),
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
        {"text": 7},
        {"text": [7]},
        {"text": [{"type": "bold"}]},
        {"reply_to_message_id": "x"},
        {"reply_to_message_id": 10**18},
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


@pytest.mark.parametrize("content", [b"", b"no json", b"\xff\xfe{}", b'{"name": "\xff"', b"[1, 2"])
def test_what_is_no_json_is_reported(content: bytes) -> None:
    (record,) = read(content)
    assert isinstance(record, Broken)


@pytest.mark.parametrize("content", [{"messages": {"no": "list"}}, [1, 2], [message(1)], {}, 7])
def test_of_json_of_another_kind_it_is_said_what_is_missing(content: object) -> None:
    assert read(content) == [Broken("result.json", NO_MESSAGES)]


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
    assert broken == Broken("result.json, message 1", "a name has more than 255 characters")


PRETTY = json.dumps(chat(message(4), message(5, "було так"), message(6)), ensure_ascii=False, indent=1)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\x01", "\x01"),
        (r"\x0A\x1f", "\n\x1f"),
        (r"\\x01", r"\x01"),
        (r"\q \' \u12", r"\q \' \u12"),
        ("\x02\t\x00", "\x02\t\x00"),
        ("\\u2028", "\u2028"),
    ],
)
def test_what_is_no_json_in_a_text_is_read_as_it_was_meant(written: str, text: str) -> None:
    for data in (PRETTY, json.dumps(json.loads(PRETTY), ensure_ascii=False)):
        assert posts(read(data.replace("було", f"бу{written}ло").encode()))[1].post.text == f"бу{text}ло так"


def test_a_line_separator_that_is_written_twice_by_half_is_one() -> None:
    data = PRETTY.replace("було", "бу@ло").encode().replace(b"@", b"\\u2028\x80\xa8")
    assert [one.post.text for one in posts(read(data))] == ["слова", "бу\u2028ло так", "слова"]


@pytest.mark.parametrize(
    "value",
    ["video_files/sticker (2).webm", "(File not included.)", 'files/a "b" \\c.webp', "true.webm", "5 apples", "-x"],
)
@pytest.mark.parametrize("comma", ["", ","])
def test_a_value_without_quotes_is_a_text(value: str, comma: str) -> None:
    entity = {"type": "custom_emoji", "text": "!", "document_id": "@", **({"more": 1} if comma else {})}
    data = json.dumps(chat(message(4), message(5, [entity, "так"]), message(6)), ensure_ascii=False, indent=1)
    records = read(data.replace('"@"', value).encode())
    assert [old.post.text for old in posts(records)] == ["слова", "!так", "слова"]
    assert len(records) == 3


def test_a_byte_that_is_no_utf_8_costs_nothing_but_a_letter_and_is_named() -> None:
    data = PRETTY.encode().replace("було".encode(), b"\xff\xd0\xfe")
    *_, first, second, broken, third = read(data)
    assert [one.post.text for one in posts([first, second, third])] == ["слова", "� так", "слова"]
    assert isinstance(broken, Broken)
    assert broken.place == "result.json, message 2"
    assert "not UTF-8" in broken.reason


def rich(number: int) -> dict[str, Any]:
    """Return a message in which there are objects that begin as it does."""
    bold = [{"type": "bold", "text": "жирне"}, {"type": "plain", "text": " і «так»"}]
    reactions = [{"type": "emoji", "count": 3, "emoji": "👍"}, {"type": "emoji", "count": 1, "emoji": "🔥"}]
    facts = message(number, bold, text_entities=bold, reactions=reactions, from_id="channel1")
    return {"type": facts.pop("type"), **facts}


FORMS: dict[str, dict[str, Any]] = {
    "on lines": {"indent": 1},
    "on one line": {},
    "without spaces": {"separators": (",", ":")},
}


@pytest.mark.parametrize("form", FORMS)
def test_a_damaged_byte_anywhere_costs_one_message_at_most_and_is_named(form: str) -> None:
    data = json.dumps(account(chat(rich(4), rich(5)), chat(rich(6))), ensure_ascii=False, **FORMS[form]).encode()
    clean = posts(read(data))
    for place in range(data.index(b"[", data.index(b'"messages"')) + 1, data.index("🔥".encode()) + 20, 5):
        for damage in (b"", b'"', b"]", b"}", b"\\", b"\xff" + data[place : place + 1], b"[" + data[place : place + 1]):
            records = read(data[:place] + damage + data[place + 1 :])
            got = posts(records)
            assert len([one for one in clean if one not in got]) <= 1, (place, damage)
            assert len(got) == len(clean) or any(isinstance(one, Broken) for one in records), (place, damage)


@pytest.mark.parametrize("form", FORMS)
def test_objects_that_begin_as_messages_do_are_none(form: str) -> None:
    data = json.dumps(chat(*map(rich, range(4, 40))), ensure_ascii=False, **FORMS[form]).encode()
    assert [old.post.message_id for old in posts(read(data))] == list(range(4, 40))
    records = read(data.replace("«так»".encode(), '«так"»'.encode(), 1))
    assert [old.post.message_id for old in posts(records)] == list(range(5, 40))
    assert records[0] == Broken("result.json, message 1", "it is not valid JSON")


def test_what_is_no_object_among_the_messages_takes_none_along() -> None:
    records = read(json.dumps(chat(message(4), [message(5)], 7, message(6))).encode())
    assert [old.post.message_id for old in posts(records)] == [4, 5, 6]
    assert sum(isinstance(one, Broken) for one in records) == 2


def test_a_type_that_is_not_known_is_named() -> None:
    assert read(chat(message(5, type="mesage"))) == [Broken("result.json, message 1", "its type is not known")]
    assert read(chat(message(5, type="unsupported"))) == [Skipped(SERVICE)]
    assert read(chat(message(5), type="public_chanel")) == [Broken("result.json, message 1", UNKNOWN)]
    assert read(account({"name": "News", "type": "public_channel", "id": 7}, chat(message(5))))[0] == Broken(
        "result.json", NO_LIST
    )


def test_a_damaged_message_takes_no_other_chat_along() -> None:
    data = json.dumps(account(chat(message(4)), chat(message(5), id=77, name="Other")), indent=1).encode()
    records = read(data.replace(b'"type": "message"', b'"type: "message"', 1))
    assert [(old.channel.title, old.post.message_id) for old in posts(records)] == [("Other", 5)]
    assert records[0] == Broken("result.json, message 1", "it is not valid JSON")


def test_never_is_no_time_of_an_edit() -> None:
    for never in ("1970-01-01T05:00:00", "1969-12-31T16:00:00", "1970-01-01T00:00:00Z", 0, "0", None):
        assert one(chat(message(5, edited=never))).post.edited_at is None
    assert one(chat(message(5, edited="1970-01-01T03:00:00", edited_unixtime="0"))).post.edited_at is None
    post, broken = read(chat(message(5, edited="soon")))
    assert isinstance(post, OldPost)
    assert broken == Broken("result.json, message 1", "its edited is no date")


@pytest.mark.parametrize(
    ("date", "hour"),
    [
        ("2022-09-10T11:00:00+00:00", 11),
        ("2022-09-10T11:00:00Z", 11),
        ("2022-09-10T11:00:00+02:00", 9),
        ("2022-09-10T11:00:00", 8),
        (1662807600, 11),
        ("1662807600", 11),
        (1662807600000, 11),
    ],
)
def test_a_date_may_have_its_zone_or_be_in_seconds(date: object, hour: int) -> None:
    old = one(chat(message(5, date=date, date_unixtime=None)))
    assert old.post.posted_at == datetime(2022, 9, 10, hour, tzinfo=UTC)


def test_a_poll_and_a_list_are_read_with_all_their_words() -> None:
    poll = {
        "question": "Чи так?",
        "answers": [{"text": "Так", "voters": 1}, {"text": [{"type": "bold", "text": "Ні"}]}],
    }
    todo = {"title": ["План: ", {"type": "bold", "text": "усе"}], "answers": [{"text": "раз", "id": 1}]}
    assert one(chat(message(5, "Питання", poll=poll))).post.text == "Питання\nЧи так?\nТак\nНі"
    assert one(chat(message(5, "", todo_list=todo))).post.text == "План: усе\nраз"


def test_a_text_that_is_null_is_none_and_one_that_is_not_there_is_missing() -> None:
    assert one(chat(message(5, None))).post.text == ""
    assert one(chat(message(5, None, text_entities=[{"type": "plain", "text": "a"}]))).post.text == "a"
    assert one(chat(message(5, [None, {"type": "bold", "text": None}, "a"]))).post.text == "a"
    without = message(5)
    del without["text"]
    assert read(chat(without)) == [Broken("result.json, message 1", "it has no text")]


def test_the_facts_of_a_chat_may_stand_behind_its_messages() -> None:
    facts = {"name": "News", "type": "public_channel", "id": 77}
    private = {"messages": [message(1)], "type": "personal_chat", "name": "Anna", "id": 7}
    assert one({"messages": [message(5)], **facts}).channel.id == -1000000000077
    records = read(account(private, {"messages": [message(5)], **facts}))
    assert [type(record) for record in records] == [Skipped, OldPost]
    assert posts(records)[0].channel.title == "News"


def test_what_others_write_is_read_as_far_as_it_goes() -> None:
    tdl = {"id": 1234567890, "messages": [{"id": 5, "type": "message", "file": "", "date": 1662807600, "text": "так"}]}
    assert (one(tdl).channel.id, one(tdl).channel.title, one(tdl).post.text) == (
        -1001234567890,
        "channel 1234567890",
        "так",
    )
    bare = one({"messages": [{"id": 5, "date": "2022-09-10T11:00:00Z", "text": "так"}]})
    assert (bare.channel.title, bare.channel.id) == ("result.json", named_channel_id("result.json"))


@pytest.mark.parametrize(
    "number", [1234567890, -1001234567890, 1001234567890, "-1001234567890", "channel1234567890", 1.23456789e9]
)
def test_a_channel_is_the_same_in_whichever_form_its_id_is_written(number: object) -> None:
    assert one(chat(message(5), id=number)).channel.id == -1001234567890


def test_no_complaint_repeats_what_is_in_the_file() -> None:
    secret = "таємниця"
    broken: list[Record] = []
    for key in ("id", "date", "text", "date_unixtime", "reply_to_message_id", "edited"):
        broken += read(
            chat(message(5, **{key: {"a": secret}})),
        ) + read(chat(message(5, **{key: secret * 3_000})))
    broken += read(f'{{"messages": [{{"text": "{secret}" {secret}'.encode())
    reasons = [one.reason for one in broken if isinstance(one, Broken)]
    assert len(reasons) >= 11
    assert not any(secret[:3] in reason or "\\x" in reason for reason in reasons)


def test_a_number_of_5000_digits_costs_its_message() -> None:
    data = PRETTY.replace('"id": 5', '"id": ' + "5" * 5_000).encode()
    assert [one.post.message_id for one in posts(read(data))] == [4, 6]


def test_reactions_are_counted_together() -> None:
    reactions = [{"type": "emoji", "count": 2}, {"type": "custom_emoji", "count": 3}]
    assert one(chat(message(5, reactions=reactions))).post.reactions == 5
    assert one(chat(message(5, reply_to_message_id=3, reply_to_peer_id="channel9"))).post.reply_to is None
