"""Who is in: a list of people and groups with what they may do, and buttons to change it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands import access
from bot.commands.invites import rights_of_person
from bot.commands.numbers import chat_number
from bot.commands.request import UsageError
from bot.commands.rights import Rights
from bot.core.markup import bold, escaped, lines, shortened
from bot.core.message import Button, Message
from bot.core.paging import page_number, page_of, turns
from bot.core.wording import ago, local_time
from storage import forgetting, people
from storage.model import ChatId, Role, SubscriberStatus

if TYPE_CHECKING:
    from bot.commands.request import Request
    from storage.database import Connection
    from storage.model import Subscriber

PAGE = 10

REMOVE, SURELY = "remove", "-surely"
ACTIONS = {
    "ban": access.deny,
    "let-in": access.allow,
    "make-operator": access.add_operator,
    "make-subscriber": access.remove_operator,
}


async def show(request: Request) -> Message:
    """List who was ever let in, the most trusted first."""
    return await _page(request, 0)


async def turn_page(request: Request) -> Message:
    """Show another page of the list; the button carries its number."""
    return await _page(request, page_number(request.arguments))


async def show_one(request: Request) -> Message:
    """Tell all that is known of one of them, with what may be done about them."""
    page, _, number = request.arguments.partition(":")
    return await _one(request, _id(number), page_number(page))


async def act(request: Request) -> Message:
    """Do to somebody what the button says, and show how they stand then."""
    action, _, rest = request.arguments.partition(":")
    page, _, number = rest.partition(":")
    person = await people.one(request.database.reader, _id(number))
    if person is None or action.removesuffix(SURELY) not in _possible(request, person):
        raise UsageError("button-stale")
    if action == REMOVE:
        return _asked(request, person, page_number(page))
    if action == REMOVE + SURELY:
        return await _removed(request, person, page_number(page))
    await ACTIONS[action](replace(request, arguments=str(person.id)))
    return await _one(request, person.id, page_number(page))


def _asked(request: Request, person: Subscriber, page: int) -> Message:
    yes = Button(request.say("people-remove-surely"), data=f"person-do:{REMOVE}{SURELY}:{page}:{person.id}")
    no = Button(request.say("people-back-to-one"), data=f"person:{page}:{person.id}")
    return Message(request.say("people-remove-ask", name=bold(_name(person))), ((yes,), (no,)))


async def _removed(request: Request, person: Subscriber, page: int) -> Message:
    """Delete somebody with all that is theirs: a stranger from now on, who may knock again."""

    async def work(connection: Connection) -> None:
        await forgetting.forget(connection, person.id)
        await request.note(connection, "person.removed", person.name)

    await request.change(work)
    listed = await _page(request, page)
    return replace(listed, html=lines(request.say("people-removed", name=bold(_name(person))), listed.html))


def _id(number: str) -> ChatId:
    return ChatId(chat_number(number) or 0)


async def _page(request: Request, number: int) -> Message:
    every = [one for one in await people.every(request.database.reader) if one.role is not Role.CONSOLE]
    shown, number, pages = page_of(every, number, PAGE)
    rows = [(Button(_label(request, one), data=f"person:{number}:{one.id}"),) for one in shown]
    return Message(request.say("people-title", count=len(every)), (*rows, *turns("people", number, pages)))


def _label(request: Request, one: Subscriber) -> str:
    mark = "" if one.status is SubscriberStatus.ACTIVE else f" · {request.say(f'standing-{one.status}')}"
    return f"{_name(one)} · {request.say(f'person-{one.role}')}{mark}"


def _name(one: Subscriber) -> str:
    return shortened(one.name, 30) or str(one.id)


async def _one(request: Request, number: ChatId, page: int) -> Message:
    person = await people.one(request.database.reader, number)
    if person is None:
        raise UsageError("button-stale")
    say = request.say
    followed = await people.following(request.database.reader, person.id)
    channels = await people.private_channels(request.database.reader, person.id)
    html = lines(
        say("people-one", name=bold(_name(person)), id=str(person.id)),
        say("people-standing", role=say(f"person-{person.role}"), status=say(f"standing-{person.status}")),
        say("people-paused-why", reason=person.paused_reason) if person.paused_reason else "",
        say(
            "people-seen",
            ago=ago(request.now - person.seen_at, say),
            time=local_time(person.seen_at, say, request.zone),
        )
        if person.seen_at
        else say("people-never-seen"),
        say("people-follows", count=len(followed)),
        say("people-private-channels", count=len(channels)) if channels else "",
        *(escaped(f"　{shortened(title, 60)}") for title in channels),
    )
    actions = tuple(
        (Button(say(f"people-{action}"), data=f"person-do:{action}:{page}:{person.id}"),)
        for action in _possible(request, person)
    )
    return Message(html, (*actions, (Button(say("people-back"), data=f"people:{page}"),)))


def _possible(request: Request, person: Subscriber) -> list[str]:
    """Return what the presser may do about somebody: nothing about owners, nor, without being one, about operators."""
    is_owner = rights_of_person(request) is Rights.OWNER
    if person.role is Role.OWNER or (person.role is Role.OPERATOR and not is_owner):
        return []
    removal = [REMOVE] if person.id > 0 else []
    if person.status is SubscriberStatus.DENIED:
        return ["let-in", *removal]
    ranks = ["make-subscriber" if person.role is Role.OPERATOR else "make-operator"]
    return [*(ranks if is_owner and person.id > 0 else ()), "ban", *removal]
