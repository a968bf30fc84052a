from __future__ import annotations

import pytest

from bot.commands.arguments.numbers import chat_number, row_number


@pytest.mark.parametrize("text", ["", "0", "-1", "+1", " 1", "1_0", "²", "٣", "1.0", "9" * 16, "9" * 5000])
def test_what_can_be_no_number_of_a_row_is_none_of_any_row(text: str) -> None:
    assert row_number(text) == 0


def test_a_number_is_read_with_zeros_before_it() -> None:
    assert row_number("0012") == 12
    assert row_number("9" * 15) == 999_999_999_999_999


def test_groups_have_numbers_below_zero() -> None:
    assert chat_number("-1001234567890") == -1001234567890
    assert chat_number("42") == 42
    assert chat_number("-") is chat_number("--1") is chat_number("oksana") is chat_number("0") is None
