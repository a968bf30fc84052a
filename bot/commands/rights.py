"""Who may do what: closed by default."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from storage.model import Role, SubscriberStatus

if TYPE_CHECKING:
    from collections.abc import Collection

    from storage.model import ChatId, Subscriber


class Rights(IntEnum):
    """What a person may do; each rank may do what the ranks below it may."""

    NONE = 0
    SUBSCRIBER = 1
    OPERATOR = 2
    OWNER = 3


def rights_of(chat_id: ChatId, subscriber: Subscriber | None, owner_ids: Collection[int]) -> Rights:
    """Return a person's rights.

    Owners are those the settings name, whatever storage says; where they name nobody, whoever claimed the program.
    """
    if chat_id in owner_ids:
        return Rights.OWNER
    if subscriber is None or subscriber.status is SubscriberStatus.DENIED:
        return Rights.NONE
    if subscriber.role is Role.OWNER and not owner_ids:
        return Rights.OWNER
    return Rights.OPERATOR if subscriber.role is Role.OPERATOR else Rights.SUBSCRIBER
