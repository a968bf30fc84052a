from __future__ import annotations

import pytest

from bot.commands.ports import ChannelNotFound
from bot.telegram.reading.references import Reference, read_reference


@pytest.mark.parametrize(
    "text",
    [
        "@novyny_24",
        "novyny_24",
        " https://t.me/novyny_24 ",
        "http://www.t.me/novyny_24/",
        "t.me/s/novyny_24",
        "telegram.me/novyny_24/15",
        "https://t.me/novyny_24/15?single",
        "https://t.me/novyny_24/3/15",
        "novyny_24.t.me",
        "https://novyny_24.t.me/15",
        "telegram.dog/novyny_24",
    ],
)
def test_a_public_name_is_read_however_it_is_linked(text: str) -> None:
    assert read_reference(text) == Reference(name="novyny_24")


@pytest.mark.parametrize(
    "text",
    [
        "https://t.me/+AbC-d_1234567890",
        "t.me/joinchat/AbC-d_1234567890",
        "telegram.me/joinchat/AbC-d_1234567890/",
        "tg://join?invite=AbC-d_1234567890",
    ],
)
def test_an_invite_link_is_read_by_its_hash(text: str) -> None:
    assert read_reference(text) == Reference(invite="AbC-d_1234567890")


@pytest.mark.parametrize(
    "text", ["https://t.me/c/1500000001", "t.me/c/1500000001/7", "t.me/c/1500000001/2/7", "-1001500000001"]
)
def test_a_private_channel_is_read_by_its_id(text: str) -> None:
    assert read_reference(text) == Reference(bare_id=1_500_000_001)


def test_ids_may_grow_longer() -> None:
    assert read_reference("-1012345678901") == read_reference("t.me/c/12345678901") == Reference(bare_id=12345678901)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "abc",
        "не-канал",
        "@новини",
        "https://example.org/novyny",
        "12345",
        "a b",
        "t.me/+short",
        "-100" + "1" * 20,
    ],
)
def test_what_names_no_channel_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ChannelNotFound) as caught:
        read_reference(text)
    assert caught.value.key == "channel-name-wrong"
    assert caught.value.values == {"channel": text}
