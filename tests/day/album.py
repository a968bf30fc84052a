"""Which moments of the day are kept as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.day.pictures import draw

if TYPE_CHECKING:
    from pathlib import Path

    from tests.day.diary import Diary, Entry
    from tests.day.plot import Cast


def draw_album(cast: Cast, folder: Path) -> list[Path]:
    """Draw the moments into a folder, and return the pictures. Raises NoBrowser."""
    folder.mkdir(exist_ok=True)
    oksana, mark, ivan = cast.oksana, cast.mark, cast.ivan
    album = {
        "card": [(oksana, "📡 12 каналів"), (oksana, "📈 Уже в 10 каналах")],
        "why": [(oksana, "Чому це сповіщення")],
        "storm": [(oksana, "Багато сповіщень")],
        "digest": [(mark, "Daily digest")],
        "settings": [(oksana, "⚙️ Налаштування")],
        "short": [(mark, "Голос степи · "), (ivan, "Усе спокійно")],
    }
    drawn = []
    for name, moments in album.items():
        entries = [_last(diary, words) for diary, words in moments]
        views = [
            (entry.view, f"{(entry.first_at or entry.at).astimezone(diary.zone):%H:%M}")
            for entry, (diary, _) in zip(entries, moments, strict=True)
            if entry.view is not None
        ]
        drawn.append(folder / f"{name}.png")
        draw(views, drawn[-1])
    return drawn


def _last(diary: Diary, words: str) -> Entry:
    """Return the last state of the message that has these words."""
    return next(entry for entry in reversed(diary.entries) if entry.view is not None and words in entry.view.html)
