from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.commands.settings import time_zone_names


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kyiv", "Europe/Kyiv"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Київ", "Europe/Kyiv"),
        ("київ", "Europe/Kyiv"),
        ("Kyiv", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),
        ("Одеса", "Europe/Kyiv"),
        ("Odesa", "Europe/Kyiv"),
        ("Івано-Франківськ", "Europe/Kyiv"),
        ("івано франківськ", "Europe/Kyiv"),
        ("Кам’янське", "Europe/Kyiv"),
        ("Україна", "Europe/Kyiv"),
        ("New York", "America/New_York"),
        ("new_york", "America/New_York"),
        ("Нью-Йорк", "America/New_York"),
        ("Лондон", "Europe/London"),
        ("Варшава", "Europe/Warsaw"),
        ("Польща", "Europe/Warsaw"),
        ("Wroclaw", "Europe/Warsaw"),
        ("Germany", "Europe/Berlin"),
        ("Тбілісі", "Asia/Tbilisi"),
        ("UTC", "UTC"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
    ],
)
def test_a_zone_is_found_by_its_name_a_city_or_a_country_in_both_languages(words: str, zone: str) -> None:
    assert time_zone_names.find(words) == zone
    assert ZoneInfo(zone)


@pytest.mark.parametrize(
    "words", ["Kyjiv", "", "localtime", "Etc/GMT-2", "UTC+2", "США", "United States", "../etc/passwd"]
)
def test_what_names_no_zone_or_several_is_not_guessed(words: str) -> None:
    assert time_zone_names.find(words) is None


def test_the_nearest_names_are_offered() -> None:
    assert time_zone_names.nearest("Kyjiv", 3)[0] == "Europe/Kyiv"
    assert time_zone_names.nearest("Вашава", 3)[0] == "Europe/Warsaw"
    assert time_zone_names.nearest("Europe/Kyev", 3)[0] == "Europe/Kyiv"
    assert len(time_zone_names.nearest("Kyjiv", 3)) <= 3
    assert time_zone_names.nearest("", 3) == []
    assert "Etc/GMT+2" not in time_zone_names.nearest("GMT+2", 5)


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (50.45, 30.52, "Europe/Kyiv"),
        (46.48, 30.73, "Europe/Kyiv"),
        (40.71, -74.0, "America/New_York"),
        (51.5, -0.12, "Europe/London"),
        (0.0, -30.0, "Etc/GMT+2"),
    ],
)
def test_a_place_on_the_map_has_a_zone(latitude: float, longitude: float, zone: str) -> None:
    assert time_zone_names.at_place(latitude, longitude) == zone


def test_a_place_that_is_none_has_no_zone() -> None:
    assert time_zone_names.at_place(0.0, 500.0) is None


def test_every_name_leads_to_a_zone_whose_time_is_known() -> None:
    assert all(time_zone_names.is_zone(zone) for zone in set(time_zone_names._by_name().values()))
