"""Who may do what: closed by default. This is the one place that knows who the owners are."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from storage.model.subscribers import Role, SubscriberStatus
from storage.people import subscribers

if TYPE_CHECKING:
    from collections.abc import Collection

    from storage.database import Connection
    from storage.model.ids import ChatId
    from storage.model.subscribers import Subscriber


class Rights(IntEnum):
    """What a person may do; each rank may do what the ranks below it may."""

    NONE = 0
    SUBSCRIBER = 1
    OPERATOR = 2
    OWNER = 3


def rights_of(chat_id: ChatId, subscriber: Subscriber | None, owner_ids: Collection[int]) -> Rights:
    """Return a person's rights.

    Owners are those the settings name, whatever storage says; where they name nobody, whoever claimed the program. A
    group or channel is a subscriber at most.
    """
    if chat_id in owner_ids:
        return Rights.OWNER
    if subscriber is None or subscriber.status is SubscriberStatus.DENIED:
        return Rights.NONE
    if chat_id < 0:
        return Rights.SUBSCRIBER
    if subscriber.role is Role.OWNER and not owner_ids:
        return Rights.OWNER
    return Rights.OPERATOR if subscriber.role is Role.OPERATOR else Rights.SUBSCRIBER


async def rights_now(connection: Connection, chat_id: ChatId, owner_ids: Collection[int]) -> Rights:
    """Return a person's rights as storage has them now.

    A change that depends on rights asks for them in its own transaction: they may have changed since the command came.
    """
    return rights_of(chat_id, await subscribers.get(connection, chat_id), owner_ids)


def least_to_give(role: Role) -> Rights:
    """Return the rights that somebody needs to give, take or invite into a role; nobody can give away an owner's."""
    return Rights.OPERATOR if role is Role.SUBSCRIBER else Rights.OWNER
