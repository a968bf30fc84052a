from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.core.markup import Say
    from bot.locale import Texts


@pytest.fixture
def en(texts: Texts) -> Say:
    return texts.for_language("en")


@pytest.fixture
def uk(texts: Texts) -> Say:
    return texts.for_language("uk")
