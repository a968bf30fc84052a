"""What hangs on a message beside its text: pictures, polls, link previews, in Telegram's own types."""

from __future__ import annotations

from datetime import UTC, datetime

from telethon.tl import TLObject, types

_TAKEN = datetime(2022, 1, 1, tzinfo=UTC)


def photo() -> TLObject:
    """Return a picture."""
    size = types.PhotoSize(type="y", w=1280, h=720, size=50_000)
    picture = types.Photo(id=1, access_hash=1, file_reference=b"", date=_TAKEN, sizes=[size], dc_id=1)
    return types.MessageMediaPhoto(photo=picture)


def poll(question: str, *answers: str) -> TLObject:
    """Return a poll that nobody has voted in."""
    options = [
        types.PollAnswer(text=types.TextWithEntities(answer, []), option=bytes([number]))
        for number, answer in enumerate(answers)
    ]
    asked = types.Poll(id=1, question=types.TextWithEntities(question, []), answers=options, hash=0)
    return types.MessageMediaPoll(poll=asked, results=types.PollResults())


def place(latitude: float, longitude: float) -> TLObject:
    """Return a place on the map, as somebody shares where they are."""
    return types.MessageMediaGeo(geo=types.GeoPoint(long=longitude, lat=latitude, access_hash=1))


def link_preview(url: str, *, site: str = "", title: str = "", description: str = "") -> TLObject:
    """Return the preview of a page that a text links to."""
    page = types.WebPage(
        id=1,
        url=url,
        display_url=url,
        hash=0,
        site_name=site or None,
        title=title or None,
        description=description or None,
    )
    return types.MessageMediaWebPage(webpage=page)
