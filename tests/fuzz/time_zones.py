"""Time zones by any words or place: one that exists, or none; the likest are zones, and few."""

from __future__ import annotations

import struct

from bot.commands.settings.time_zone_names import at_place, city, find, is_zone, nearest
from bot.ui.locale import LANGUAGES
from tests.fuzz.target import Target, seeds, text_of, words

_LIMIT = 3
_PLACE = struct.Struct("<dd")


def check(data: bytes) -> None:
    """Take the bytes for words, and for a place on the map."""
    text = text_of(data)
    found = find(text)
    assert found is None or is_zone(found)
    near = nearest(text, _LIMIT)
    assert len(near) <= _LIMIT
    assert all(is_zone(zone) for zone in near)
    is_zone(text)
    if found is not None:
        assert all(city(found, language) for language in LANGUAGES)
    if len(data) >= _PLACE.size:
        place = at_place(*_PLACE.unpack(data[: _PLACE.size]))
        assert place is None or is_zone(place)


TARGET = Target(
    check,
    (
        *seeds("Europe/Kyiv", "Київ", "україна", "san francisco", "UTC+2", "../../etc/passwd", "New York City"),
        _PLACE.pack(50.45, 30.52),
        _PLACE.pack(float("nan"), 1e308),
        _PLACE.pack(-91.0, 181.0),
    ),
    words("Europe/ America/ Київ Kyiv / .. \x00 Etc/GMT+1 posix/ London Лондон ' - _ é"),
    longest=200,
)
