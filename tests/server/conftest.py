"""People for the tests of the server itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.server import Account, TelegramServer


@pytest.fixture
def reader(telegram: TelegramServer) -> Account:
    """Register a person who can sign in by a code."""
    return telegram.add_user("Reader", username="reader", phone="+380500000001", code="12345")


@pytest.fixture
def bot(telegram: TelegramServer) -> Account:
    """Register a bot."""
    return telegram.add_bot("Watch bot", username="nw_bot", token="1000:secret")


@pytest.fixture
def oksana(telegram: TelegramServer) -> Account:
    """Register a person for whom tests speak directly."""
    return telegram.add_user("Oksana", username="oksana", language="uk")
