"""Links that let one person in, once: given out by operators and owners, and by the program to its first owner."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.request import AlreadyHandled, NeedsArguments, UsageError
from bot.commands.rights import Rights, least_to_give, rights_now, rights_of
from bot.ui.format import short_time
from bot.ui.markup import shortened
from bot.ui.message import Message
from storage.alerts import notices
from storage.model.deliveries import Notice, TextName
from storage.model.subscribers import Role, SubscriberStatus
from storage.narratives import audit
from storage.people import inbox, invites, subscribers

if TYPE_CHECKING:
    from datetime import datetime

    from bot.commands.request import IncomingMessage, Person, Request, Services
    from bot.ui.markup import Say
    from storage.database import Connection
    from storage.model.ids import ChatId
    from storage.model.subscribers import Subscriber
    from storage.people.invites import Invite

GOOD_FOR = timedelta(hours=48)
TOKEN_BYTES = 18  # 144 bits: nobody guesses one
WAYS_IN = ("/start", "/claim")
RANKS = {Role.SUBSCRIBER: Rights.SUBSCRIBER, Role.OPERATOR: Rights.OPERATOR, Role.OWNER: Rights.OWNER}


async def invite(request: Request) -> Message:
    """Make a link that lets one person in as a subscriber or an operator."""
    if not request.arguments.strip():
        raise NeedsArguments
    word = request.arguments.split()[0].lower()
    role = next((one for one in (Role.SUBSCRIBER, Role.OPERATOR) if one == word), None)
    if role is None:
        raise UsageError("invite-role-unknown", role=word[:40])
    if role is Role.OPERATOR and rights_of_person(request) < Rights.OWNER:
        raise UsageError("invite-operator-by-owner")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    until = request.now + GOOD_FOR

    async def work(connection: Connection) -> None:
        if await rights_now(connection, request.person.id, request.services.owner_ids) < least_to_give(role):
            raise UsageError("invite-operator-by-owner")
        await invites.save(connection, token, role, request.person.id, until, request.now)
        await request.note(connection, "invite.made", role)

    await request.change(work)
    link = f"https://t.me/{request.services.health.bot_username()}?start={token}"
    return Message(
        request.say(f"invite-{role}", link=link, until=short_time(until, request.say, request.zone, now=request.now))
    )


def rights_of_person(request: Request) -> Rights:
    """Return what the person who asks may do, whoever the alerts are for."""
    return rights_of(request.person.id, request.recipient, request.services.owner_ids)


async def claim_code(connection: Connection, now: datetime) -> str:
    """Make the code by which the first owner claims the program; those made before are good no more."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await invites.withdraw_claims(connection)
    await invites.save(connection, token, Role.OWNER, invites.BY_THE_PROGRAM, now + GOOD_FOR, now)
    return token


async def take_up(around: Services, incoming: IncomingMessage, say: Say) -> Message | None:
    """Let in whoever comes with a good invite. None where nothing is left to say but what anybody is told.

    Raises AlreadyHandled for a message that was acted on before.
    """
    words = incoming.text.split()
    if incoming.forwarded is not None or len(words) != 2 or words[0] not in WAYS_IN:
        return None
    token, person, now = words[1], incoming.person, around.clock.now()
    found = await invites.get(around.database.reader, token)
    known = await subscribers.get(around.database.reader, person.id)
    if found is None or not _is_for(around, found, person.id, known):
        return None

    async def work(connection: Connection) -> bool:
        if not await inbox.mark_handled(connection, person.id, incoming.message_id, now):
            raise AlreadyHandled
        if not await _is_good(around, connection, found, person.id):
            return False
        if not await invites.use(connection, token, person.id, now):
            return False
        await subscribers.let_in(connection, person.id, found.role, now)
        await subscribers.record_person(
            connection, person.id, name=person.name, username=person.username, language=person.language
        )
        await audit.record(connection, person.id, f"invite.{found.role}", str(person.id), now, str(found.made_by))
        await _tell_inviter(connection, found, person, now)
        return True

    if not await around.database.write(work):
        return Message(say("invite-over"))
    around.owed()
    return Message(say(f"invited-{found.role}", name=shortened(person.name, 40) or "…"))


async def _is_good(around: Services, connection: Connection, found: Invite, person: ChatId) -> bool:
    """Tell whether an invite is worth what it says: its giver may still give that, and its taker gains by it.

    A claim code is good for anybody, even for who was shut out, as long as there is no owner.
    """
    if found.role is Role.OWNER:
        return not await notices.owners(connection)
    givers = await rights_now(connection, found.made_by, around.owner_ids)
    return givers >= least_to_give(found.role) and _is_for(
        around, found, person, await subscribers.get(connection, person)
    )


def _is_for(around: Services, found: Invite, person: ChatId, known: Subscriber | None) -> bool:
    """Tell whether somebody may take an invite up, and gains by it."""
    is_denied = known is not None and known.status is SubscriberStatus.DENIED
    gains = rights_of(person, known, around.owner_ids) < RANKS[found.role]
    return gains and (found.role is Role.OWNER or not is_denied)


async def _tell_inviter(connection: Connection, found: Invite, person: Person, now: datetime) -> None:
    if found.made_by == invites.BY_THE_PROGRAM:
        return
    # The id is not said: by it the name is found again when the person wants to be forgotten.
    values = {
        "name": shortened(person.name, 40),
        "person": str(person.id),
        "role": TextName(f"person-{found.role}"),
    }
    await notices.enqueue(connection, [found.made_by], Notice("invite-taken-up", values), now)
