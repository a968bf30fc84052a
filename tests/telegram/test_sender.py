from __future__ import annotations

import pytest
from telethon.errors import rpc_message_to_error
from telethon.tl import types

from bot.alerts.rules.outcome import Refused
from bot.telegram.messaging.sender import outcome_of, trouble_of
from storage.model.subscribers import PlaceTrouble


def error(name: str, code: int = 400) -> Exception:
    return rpc_message_to_error(types.RpcError(code, name), None)


@pytest.mark.parametrize(
    ("name", "code", "trouble"),
    [
        ("TOPIC_CLOSED", 400, PlaceTrouble.TOPIC_CLOSED),
        ("TOPIC_DELETED", 400, PlaceTrouble.TOPIC_DELETED),
        ("REPLY_MESSAGE_ID_INVALID", 400, PlaceTrouble.TOPIC_DELETED),
        ("CHAT_WRITE_FORBIDDEN", 403, PlaceTrouble.NO_RIGHT),
        ("CHAT_ADMIN_REQUIRED", 400, PlaceTrouble.NO_RIGHT),
        ("CHAT_SEND_PLAIN_FORBIDDEN", 403, PlaceTrouble.NO_RIGHT),
        ("CHAT_GUEST_SEND_FORBIDDEN", 403, PlaceTrouble.NO_RIGHT),
        ("USER_BANNED_IN_CHANNEL", 400, PlaceTrouble.NO_RIGHT),
        ("CHANNEL_PRIVATE", 400, PlaceTrouble.REMOVED),
        ("CHANNEL_INVALID", 400, PlaceTrouble.REMOVED),
        ("CHAT_FORBIDDEN", 403, PlaceTrouble.REMOVED),
        ("PEER_ID_INVALID", 400, PlaceTrouble.REMOVED),
        ("MESSAGE_TOO_LONG", 400, None),
        ("FLOOD_WAIT_5", 420, None),
    ],
)
def test_what_telegram_refuses_a_topic_says_what_is_the_matter(
    name: str, code: int, trouble: PlaceTrouble | None
) -> None:
    assert trouble_of(error(name, code), in_topic=True) is trouble


def test_outside_of_topics_an_answer_to_nothing_is_a_fault_of_the_message() -> None:
    refused = error("REPLY_MESSAGE_ID_INVALID")
    assert trouble_of(refused, in_topic=False) is None
    assert isinstance(outcome_of(refused), Refused)


@pytest.mark.parametrize("name", ["MESSAGE_TOO_LONG", "MESSAGE_ID_INVALID", "SOMETHING_NEW"])
def test_what_is_refused_keeps_the_name_that_telegram_gives_its_reason(name: str) -> None:
    assert outcome_of(error(name)) == Refused(name)
