"""What is shaped like a secret is masked wherever it stands, and what people need to read is left alone."""

from __future__ import annotations

import string
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.logs import MASK, Masking

masked = Masking(()).masked
URLSAFE = string.ascii_letters + string.digits + "-_"
HEX = string.digits + "abcdef"

tokens = st.builds(
    lambda number, rest: f"{number}:{rest}",
    st.integers(10**7, 10**10),
    st.text(URLSAFE, min_size=35, max_size=35),
)
hashes = st.text(HEX, min_size=32, max_size=32)
sessions = st.text(URLSAFE, min_size=340, max_size=360).map("1{}=".format)
digits = st.lists(st.integers(0, 9), min_size=9, max_size=9).map(lambda few: "".join(map(str, few)))
GAPS = ("", " ", "\u00a0", "\u202f", ".", "-", "\u2011", "\u2013")
WRITTEN = (
    "+380{0}{1}{2}{3}{4}{5}{6}{7}{8}",
    "380{0}{1}{2}{3}{4}{5}{6}{7}{8}",
    "00380{0}{1}{2}{3}{4}{5}{6}{7}{8}",
    "+380{g}{0}{1}{g}{2}{3}{4}{g}{5}{6}{g}{7}{8}",
    "380{s}{0}{1}{g}{2}{3}{4}{g}{5}{6}{g}{7}{8}",
    "+38{g}(0{0}{1}){g}{2}{3}{4}{g}{5}{6}{g}{7}{8}",
    "38{s}(0{0}{1}){g}{2}{3}{4}{g}{5}{6}{g}{7}{8}",
    "(05{1}){g}{2}{3}{4}{g}{5}{6}{g}{7}{8}",
    "06{1}{g}{2}{3}{4}{g}{5}{6}{g}{7}{8}",
    "+7{g}(9{0}{1}){g}{2}{3}{4}{g}{5}{6}{g}{7}{8}",
    "79{0}{1}{2}{3}{4}{5}{6}{7}{8}",
    "8{s}(9{0}{1}){g}{2}{3}{4}{g}{5}{6}{g}{7}{8}",
    "89{0}{1}{2}{3}{4}{5}{6}{7}{8}",
    "+48{g}{0}{1}{2}{g}{3}{4}{5}{g}{6}{7}{8}",
    "+1{g}(2{0}{1}){g}{2}{3}{4}{g}{5}{6}{7}{8}",
    "1{s}2{0}{1}{s}{2}{3}{4}{s}{5}{6}{7}{8}",
    "+49{g}15{0}{1}{g}{2}{3}{4}{5}{6}{7}{8}",
)


def telephone(form: str, few: str, gap: str) -> str:
    return form.format(*few, g=gap, s=gap or " ")


telephones = st.builds(telephone, st.sampled_from(WRITTEN), digits, st.sampled_from(GAPS))
CONTEXTS = (
    "{}",
    "said {} and more",
    "«{}»",
    '"{}"',
    "'{}'",
    "({})",
    "[{}]",
    "{{{}}}",
    "<{}>",
    "key={}",
    "key={}&more=1",
    "NW_X={}",
    '{{"key": "{}"}}',
    '{{"key":"{}"}}',
    "b'{}'",
    "at {}, then",
    "{}; 1",
    "{}\n",
    "\t{}\t",
    "слово {} слово",
    "слово{}",
    "tel:{}",
    "https://example.com/{}/get",
    "https://example.com/?key={}",
    "user_{}_x",
    "x_{}",
    "ends {}.",
    "SecretStr('{}')",
    "key-{}",
    "said.{}",
    "no. 5 {}",
    "12:30:45 {}",
    "2026-11-27 22:39 {}",
    "[5, {}]",
    "{}, 7",
)
contexts = st.sampled_from(CONTEXTS)


def is_hidden(secret: str, context: str) -> bool:
    said = masked(context.format(secret))
    kept = context.format("|").split("|")
    return said == context.format(MASK) and all(part in said for part in kept)


@given(tokens, st.sampled_from([*CONTEXTS, "https://api.telegram.org/bot{}/getMe", "bot{}", "токен{}"]))
def test_a_token_is_masked_wherever_it_stands(token: str, context: str) -> None:
    assert token not in masked(context.format(token))
    assert token.partition(":")[2] not in masked(context.format(token))
    for written in (quote(token), quote(quote(token)), quote(token).lower(), token.replace(":", "\\u003a")):
        said = masked(context.format(written))
        assert token.partition(":")[2].lower() not in said.lower()
        assert MASK in said


@given(hashes, contexts, st.booleans())
def test_a_hash_is_masked_wherever_it_stands(digest: str, context: str, upper: bool) -> None:  # noqa: FBT001
    assert digest not in masked(context.format(digest))
    assert is_hidden(digest.upper() if upper else digest, context)


@given(sessions, contexts)
def test_a_session_is_masked_wherever_it_stands(session: str, context: str) -> None:
    assert session[:20] not in masked(context.format(session))
    assert session[-20:] not in masked(context.format(session))


@given(telephones, contexts)
def test_a_telephone_number_is_masked_however_it_is_written(number: str, context: str) -> None:
    said = masked(context.format(number))
    assert MASK in said
    left = [one for one in said.replace(MASK, "") if one.isdigit()]
    assert left == [one for one in context if one.isdigit()]


@given(telephones, contexts)
def test_a_telephone_number_in_an_address_is_masked(number: str, context: str) -> None:
    said = masked(context.format(number.replace("+", "%2B").replace(" ", "%20")))
    assert number[-6:] not in said


NEGATIVE = (
    "posted at 12:30:45",
    "-1001234567890",
    "id 123456789: ok",
    "deadbeef",
    "chat=-1001234567890 post=12345",
    "t.me/c/1234567890/12345",
    "https://t.me/novyny/987654",
    "2026-11-27T22:39:42.123456Z",
    "2026-11-27 22:39:42",
    "27.11.2026 22:39",
    "05.06.2022 14:30",
    "05.06.2022 14",
    "09-10-2022 12:00:00",
    "2022-09-10 12:00 UTC",
    "20221127T223942Z",
    "narrative-watch-20260101T030000Z.db",
    "0:00:30.000123",
    "1 day, 0:00:00",
    "3650d",
    "90m, 6h",
    "149.154.167.51:443",
    "127.0.0.1:9464",
    "192.168.100.200",
    "10.0.0.1 - - [27/Nov/2026]",
    "v1.45.0",
    "2.4.417150.4580142",
    "5967.964204185",
    "0.501234567",
    "-0.1234567890123",
    "1764283182.123456",
    "1764283182123",
    "delivery 1764283182123",
    "id 7123456789",
    "id 987654321",
    "ids 123456789, 234567890",
    "[123456789, 7234567890]",
    "(-100987654321)",
    "user 5000000001",
    "1,234,567,890 bytes",
    "1 234 567 posts",
    "UTC+0300",
    "(UTC+03:00)",
    "15:00 (UTC+0300) 2026-11-27",
    "2026-11-27 10:00 +0300",
    "+12 -3 =9",
    "98/100",
    "no. 3632870",
    "line 12, column 80",
    "0x7f5314e75e40",
    "file.py:120: in run",
    "84% of 12000",
    "123e4567-e89b-12d3-a456-426614174000",
    "10-20-30",
    "at 23:00-07:00",
    "23-7",
    "NW_THRESHOLD = «101»",
    "50 100 150 200",
    "пост 123456 у каналі 1234567890",
)


@pytest.mark.parametrize("text", NEGATIVE)
def test_what_is_no_secret_is_left_as_it_is(text: str) -> None:
    assert masked(text) == text


ids = st.one_of(
    st.integers(1, 9_999_999_999),
    st.integers(-(10**9), -1),
    st.integers(1, 10**10 - 1).map(lambda one: -(10**12 + one)),
    st.integers(1_600_000_000_000, 2_500_000_000_000),  # deliveries count on from moments
)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1))  # noqa: DTZ001
FORMS = (
    "%Y-%m-%d %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y, %H:%M",
    "%Y-%m-%dT%H:%M:%S.%fZ",
    "%d/%m/%Y %H:%M",
    "%Y%m%dT%H%M%SZ",
    "%Y-%m-%d %H:%M UTC",
    "%H:%M:%S",
    "%d.%m.%y",
    "%d-%m-%Y",
)
PLACES = tuple(one for one in CONTEXTS if "user_" not in one)


@given(ids, st.sampled_from(PLACES))
def test_ids_are_left_as_they_are(number: int, context: str) -> None:
    assert masked(context.format(number)) == context.format(number)


@given(st.lists(st.integers(0, 10**10 - 1), min_size=2, max_size=5))
def test_lists_of_ids_are_left_as_they_are(numbers: list[int]) -> None:
    assert masked(str(numbers)) == str(numbers)


@given(moments, st.sampled_from(FORMS), contexts)
def test_moments_are_left_as_they_are(moment: datetime, form: str, context: str) -> None:
    said = context.format(moment.strftime(form))
    assert masked(said) == said
    assert masked(moment.replace(tzinfo=UTC).isoformat()) == moment.replace(tzinfo=UTC).isoformat()


@given(moments, moments)
def test_durations_are_left_as_they_are(one: datetime, other: datetime) -> None:
    assert masked(str(one - other)) == str(one - other)
    assert masked(f"{(one - other).total_seconds()}s") == f"{(one - other).total_seconds()}s"


def test_a_known_secret_is_masked_as_addresses_write_it_too() -> None:
    hiding = Masking(["1000:se/cret ключ"]).masked
    for written in ("1000:se/cret ключ", quote("1000:se/cret ключ"), quote("1000:se/cret ключ", safe="")):
        assert hiding(f"at /bot{written}/x") == f"at /bot{MASK}/x"
