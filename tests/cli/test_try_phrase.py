from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.cli.try_phrase import TryRequest, print_trial
from bot.matching.words.dictionaries import standard_lexicon
from storage.migrate import DatabaseRefused
from storage.posts import posts
from tests.cli.test_main import run
from tests.fakes import START
from tests.newsroom import open_newsroom, post

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.ui.locale import Texts

TEXTS = (
    "Отруєння колодязів бачили під Харковом",
    "Про отруєння колодязя кажуть знову",
    "Колодязів старих глибоких отруєння немає",
    "Було отруєння. Колодязів не чіпали",
    "Погода сьогодні мінлива",
)


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    path = tmp_path / "posts.db"
    async with open_newsroom(path) as newsroom:
        await newsroom.track("wells", "колодязь під Харковом")
        batch = [post(number, text, at=START + timedelta(days=number)) for number, text in enumerate(TEXTS)]
        await newsroom.database.write(lambda connection: posts.save_all(connection, batch, START))
    return path


async def printed(
    capsys: pytest.CaptureFixture[str], texts: Texts, path: Path, phrase: str, since: datetime | None = None
) -> str:
    await print_trial(
        TryRequest(phrase, path, 75, since, texts.for_language("en"), ZoneInfo("UTC")), standard_lexicon()
    )
    return "\n".join(" ".join(line.split()) for line in capsys.readouterr().out.split("\n"))


async def test_a_trial_is_printed_with_counts_samples_and_overlaps(
    capsys: pytest.CaptureFixture[str], texts: Texts, database: Path
) -> None:
    shown = await printed(capsys, texts, database, "отруєння колодязів")
    assert "Searched: 5 posts, 10 Sep 2022 – 14 Sep 2022" in shown
    assert "At the default threshold (75): 3 hits" in shown
    assert "Average: one every 2 days; most on 12 Sep 2022: 1" in shown
    assert "Per day, up to 14 Sep 2022: ███··" in shown
    assert "Of the newest 3 hits, 2 found by no existing phrase. The others:" in shown
    assert "• “колодязь під Харковом” (Wells): 1" in shown
    assert "\n75 3 1\n" in shown
    assert "\n95 2 1\n" in shown
    assert "1. Morning News, 12 Sep 2022, 12:00 · 94\n│ Колодязів старих глибоких отруєння немає" in shown
    assert "“отруєння колодязів”: near misses at 75" in shown
    assert "│ Було отруєння. Колодязів не чіпали\nThe matched words are in different sentences" in shown


async def test_days_before_the_one_asked_for_do_not_count(
    capsys: pytest.CaptureFixture[str], texts: Texts, database: Path
) -> None:
    shown = await printed(capsys, texts, database, "отруєння колодязів", START + timedelta(hours=12))
    assert "Searched: 4 posts, 11 Sep 2022 – 14 Sep 2022" in shown
    assert "(75): 2 hits" in shown


async def test_a_phrase_that_nobody_wrote_has_no_table(
    capsys: pytest.CaptureFixture[str], texts: Texts, database: Path
) -> None:
    shown = await printed(capsys, texts, database, "жест доброї волі")
    assert "no hits" in shown
    assert "Threshold" not in shown


async def test_a_database_that_is_not_there_is_not_made(
    capsys: pytest.CaptureFixture[str], texts: Texts, tmp_path: Path
) -> None:
    with pytest.raises(DatabaseRefused, match="There is no database"):
        await printed(capsys, texts, tmp_path / "nothing.db", "отруєння колодязів")
    assert not (tmp_path / "nothing.db").exists()


def test_the_command_line_tries_a_phrase(tmp_path: Path, database: Path) -> None:
    done = run(tmp_path, "try", "отруєння колодязів", "--db", str(database), "--since", "2022-09-01")
    assert done.returncode == 0, done.stderr
    assert "At the default threshold (75): 3 hits" in done.stdout
    refused = run(tmp_path, "try", "і в на", "--db", str(database))
    assert refused.returncode == 2
    assert "only common words" in refused.stderr
    nowhere = run(tmp_path, "try", "отруєння колодязів", "--db", str(tmp_path / "nothing.db"))
    assert nowhere.returncode == 1
    assert "There is no database" in nowhere.stderr
