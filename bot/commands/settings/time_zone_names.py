"""Find the time zone that somebody means: by its name, a city or a country in any language, or a place on the map."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import tzfpy
from anyascii import anyascii
from babel import Locale
from babel.core import get_global
from rapidfuzz import fuzz, process

from bot.ui.locale import LANGUAGES

# Cities that zones are not named after, but that readers live in: each in both spellings.
_CITIES = {
    "Europe/Kyiv": """
        Біла Церква, Вінниця, Дніпро, Донецьк, Житомир, Запоріжжя, Івано-Франківськ, Кам'янське, Ковель, Краматорськ,
        Кременчук, Кривий Ріг, Кропивницький, Луганськ, Луцьк, Львів, Маріуполь, Миколаїв, Мукачево, Нікополь, Одеса,
        Полтава, Рівне, Слов'янськ, Суми, Тернопіль, Ужгород, Умань, Харків, Херсон, Хмельницький, Черкаси, Чернівці,
        Чернігів, Bila Tserkva, Vinnytsia, Dnipro, Donetsk, Zhytomyr, Zaporizhzhia, Ivano-Frankivsk, Kamianske, Kovel,
        Kramatorsk, Kremenchuk, Kryvyi Rih, Kropyvnytskyi, Luhansk, Lutsk, Lviv, Mariupol, Mykolaiv, Mukachevo,
        Nikopol, Odesa, Odessa, Poltava, Rivne, Sloviansk, Sumy, Ternopil, Uzhhorod, Uman, Kharkiv, Kherson,
        Khmelnytskyi, Cherkasy, Chernivtsi, Chernihiv
        """,
    "Europe/Warsaw": "Вроцлав, Гданськ, Краків, Лодзь, Познань, Wrocław, Gdańsk, Kraków, Cracow, Łódź, Poznań",
    "Europe/Berlin": "Гамбург, Кельн, Мюнхен, Франкфурт, Hamburg, Cologne, Köln, Munich, München, Frankfurt",
    "Europe/Rome": "Мілан, Неаполь, Milan, Milano, Naples, Napoli",
    "Europe/Madrid": "Барселона, Валенсія, Barcelona, Valencia",
    "Europe/Prague": "Брно, Brno",
    "America/New_York": "Бостон, Вашингтон, Філадельфія, Boston, Washington, Philadelphia, NYC",
    "America/Los_Angeles": "Сан-Франциско, Сіетл, San Francisco, Seattle",
}
# The zone that most people of a country with several ones live in (CLDR, primaryZones).
_FIRST_OF = {
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
LIKE_ENOUGH = 70  # of 100, to be offered to somebody who wrote something else


def find(words: str) -> str | None:
    """Return the zone, by its present IANA name, that these words mean; None if they mean none, or several."""
    return _by_name().get(_key(words))


def nearest(words: str, limit: int) -> list[str]:
    """Return the zones whose names, cities or countries are most like what was written, the likest first."""
    names = _by_name()
    like = process.extract(_key(words), names.keys(), scorer=fuzz.ratio, limit=10 * limit, score_cutoff=LIKE_ENOUGH)
    return list(dict.fromkeys(names[name] for name, _, _ in like))[:limit]


def at_place(latitude: float, longitude: float) -> str | None:
    """Return the zone of a place on the map; None for a place that is none."""
    name = _present_name(tzfpy.get_tz(longitude, latitude))
    return name if is_zone(name) else None


def is_zone(name: str) -> bool:
    """Tell whether a name is that of a zone whose time is known."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _key(words: str) -> str:
    """Return words in the form that names are compared in: small letters, without accents and signs.

    Only Latin letters lose their accents: Ukrainian ones with a sign above are letters of their own.
    """
    letters = "".join(anyascii(one) if one < "\u0370" else one for one in words.casefold())
    return " ".join(re.sub(r"[^\w+]|_", " ", re.sub(r"['’ʼ`]", "", letters)).split())


def _present_name(zone: str) -> str:
    return str(get_global("zone_aliases").get(zone, zone))


@cache
def _by_name() -> dict[str, str]:
    """Gather all names that zones go by; where two share one, the zone's own name counts before the others."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    names = {_key(name): name for name in ("UTC", "GMT")}
    names |= {_key(zone): _present_name(zone) for zone in zones}
    for name, zone in (*_cities(), *((zone.rpartition("/")[2], zone) for zone in zones), *_countries()):
        names.setdefault(_key(name), _present_name(zone))
    return names


def _cities() -> list[tuple[str, str]]:
    known = [(city.strip(), zone) for zone, cities in _CITIES.items() for city in cities.split(",")]
    for language in LANGUAGES:
        known += [(zone["city"], name) for name, zone in Locale(language).time_zones.items() if "city" in zone]
    return [(city, zone) for city, zone in known if is_zone(zone)]


def _countries() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    zones_of = get_global("territory_zones")
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            zones = zones_of.get(code, [])
            zone = _FIRST_OF.get(code) or (zones[0] if len(zones) == 1 else None)
            if zone is not None and is_zone(zone):
                found.append((name, zone))
    return found


def city(zone: str, language: str) -> str:
    """Return how people of a language call the city that a zone is named after."""
    known = Locale(language).time_zones
    old_name = next((old for old, new in get_global("zone_aliases").items() if new == zone and old in known), zone)
    return str(known.get(zone, known.get(old_name, {})).get("city") or zone.rpartition("/")[2].replace("_", " "))
