from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.matching import Engine
from bot.matching.words.dictionaries import standard_lexicon
from bot.runtime.logs import set_up_logs
from tests.app.program import Program
from tests.app.story import Story

if TYPE_CHECKING:
    from pathlib import Path

    from bot.matching import ExplainingMatcher, Lexicon
    from config.settings import Settings
    from tests.server import TelegramServer


@pytest.fixture(autouse=True)
def logs() -> None:
    set_up_logs("info", "human", ())


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return standard_lexicon()


@pytest.fixture
async def story(telegram: TelegramServer, tmp_path: Path, lexicon: Lexicon) -> Story:
    def matcher_of(settings: Settings) -> ExplainingMatcher:
        return Engine(lexicon, default_threshold=settings.threshold)

    reader = telegram.add_user("Reader", phone="+380500000001", code="12345")
    bot = telegram.add_bot("Watch bot", username="nw_bot", token="1000:secret")
    owner = telegram.add_user("Olha", username="olha", language="en")
    program = Program(telegram, tmp_path, (reader, bot), owner, matcher_of)
    await program.sign_reader_in()
    return Story(telegram, program, owner)
