"""Who is in: a list of people and groups with what they may do, and buttons to change it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.arguments.numbers import chat_number
from bot.commands.people import access
from bot.commands.people.by_name import shown_as
from bot.commands.people.invites import rights_of_person
from bot.commands.request import UsageError
from bot.commands.rights import Rights, rights_of
from bot.ui.format import short_time, time_ago
from bot.ui.keyboard import page_number, page_of, turns
from bot.ui.markup import Markup, bold, escaped, lines, plain, shortened
from bot.ui.message import Button, Message
from storage.model.ids import ChatId
from storage.model.subscribers import PlaceTrouble, Role, SubscriberStatus
from storage.people import blocking, erasure, places, subscribers

if TYPE_CHECKING:
    from bot.commands.request import Request
    from storage.database import Connection
    from storage.model.subscribers import Subscriber

PAGE = 10
# What the sender notes of a person whose chat is closed, as the texts call it.
CLOSED_BY_PERSON = {
    "blocked the bot": "people-blocked-bot",
    "account deleted": "people-account-gone",
    "never wrote to the bot": "people-never-wrote",
}
KINDS = ("people-owners", "people-operators", "people-subscribers", "people-places", "people-denied")
PLACES_SHOWN = 20

REMOVE, SURELY = "remove", "-surely"
ACTIONS = {
    "ban": access.shut_out,
    "let-in": access.let_in,
    "make-operator": access.make_operator,
    "make-subscriber": access.demote,
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
    person = await subscribers.get(request.database.reader, _id(number))
    if person is None or action.removesuffix(SURELY) not in _possible(request, person):
        raise UsageError("button-stale")
    if action == REMOVE:
        return _asked(request, person, page_number(page))
    if action == REMOVE + SURELY:
        return await _removed(request, person, page_number(page))
    done = await ACTIONS[action](request, person.id)
    shown = await _one(request, person.id, page_number(page))
    return replace(shown, html=lines(done.html, "", shown.html)) if action == "ban" else shown


def _asked(request: Request, person: Subscriber, page: int) -> Message:
    yes = Button(request.say("people-remove-surely"), data=f"person-do:{REMOVE}{SURELY}:{page}:{person.id}")
    no = Button(request.say("people-back-to-one"), data=f"person:{page}:{person.id}")
    return Message(request.say("people-remove-ask", name=bold(_name(person))), ((yes,), (no,)))


async def _removed(request: Request, person: Subscriber, page: int) -> Message:
    """Delete somebody with all that is theirs: a stranger from now on, who may knock again. Their places are shut."""

    async def work(connection: Connection) -> list[Subscriber]:
        there = await subscribers.get(connection, person.id)
        if there is None or REMOVE not in _possible(request, there):
            raise UsageError("button-stale")
        ended = await blocking.end_places(connection, person.id)
        await access.note_ended(request, connection, ended)
        await erasure.forget(connection, person.id)
        await request.note(connection, "person.removed", person.name)
        return ended

    ended = await request.change(work)
    listed = await _page(request, page)
    said = request.say("people-removed", name=bold(_name(person)))
    return replace(listed, html=lines(said, access.ended_with(request, ended), listed.html))


def _id(number: str) -> ChatId:
    return ChatId(chat_number(number) or 0)


async def _page(request: Request, number: int) -> Message:
    every = [one for one in await subscribers.list_all(request.database.reader) if one.role is not Role.CONSOLE]
    shown, number, pages = page_of(every, number, PAGE)
    rows = [(Button(_label(request, one), data=f"person:{number}:{one.id}"),) for one in shown]
    return Message(_title(request, every), (*rows, *turns("people", number, pages)))


def _title(request: Request, every: list[Subscriber]) -> Markup:
    """Say how many there are of each kind."""
    kinds = Counter(_kind(request, one) for one in every)
    counts = [request.say(kind, count=kinds[kind]) for kind in KINDS if kinds[kind]]
    return request.say("people-title", counts=Markup(", ".join(counts)))


def _kind(request: Request, one: Subscriber) -> str:
    if one.status is SubscriberStatus.DENIED:
        return "people-denied"
    return "people-places" if one.is_place else KINDS[Rights.OWNER - _rank(request, one)]


def _rank(request: Request, one: Subscriber) -> Rights:
    return rights_of(one.id, one, request.services.owner_ids)


def _label(request: Request, one: Subscriber) -> str:
    return f"{_name(one)} · {_role(request, one)}{_mark(request, one)}"


def _mark(request: Request, one: Subscriber) -> str:
    return "" if one.status is SubscriberStatus.ACTIVE else f" · {request.say(f'standing-{one.status}')}"


def _role(request: Request, one: Subscriber) -> Markup:
    return request.say("person-place" if one.is_place else f"person-{one.role}")


def _name(one: Subscriber) -> str:
    return shortened(one.name, 30) or str(one.id)


async def _one(request: Request, number: ChatId, page: int) -> Message:
    person = await subscribers.get(request.database.reader, number)
    if person is None:
        raise UsageError("button-stale")
    say = request.say
    followed = await subscribers.following(request.database.reader, person.id)
    channels = await subscribers.private_channels(request.database.reader, person.id)
    html = lines(
        say("people-one", name=bold(_name(person)), id=str(person.id)),
        say("people-standing", role=_role(request, person), status=say(f"standing-{person.status}")),
        say("people-paused-why", reason=_reason(request, person.paused_reason)) if person.paused_reason else "",
        await _whose(request, person),
        say(
            "people-seen",
            ago=time_ago(request.now - person.seen_at, say),
            time=short_time(person.seen_at, say, request.zone, now=request.now),
        )
        if person.seen_at
        else say("people-never-seen"),
        say("people-follows", count=len(followed)),
        say("people-private-channels", count=len(channels)) if channels else "",
        *(escaped(f"　{shortened(title, 60)}") for title in channels),
        *await _places(request, person),
    )
    actions = tuple(
        (Button(say(f"people-{action}"), data=f"person-do:{action}:{page}:{person.id}"),)
        for action in _possible(request, person)
    )
    return Message(html, (*actions, (Button(say("people-back"), data=f"people:{page}"),)))


def _reason(request: Request, reason: str) -> str:
    """Put into words why alerts do not go to somebody: a place's trouble, or what the sender noted of a person."""
    if reason in set(PlaceTrouble):
        return plain(request.say(f"place-trouble-{reason}"))
    key = CLOSED_BY_PERSON.get(reason)
    return plain(request.say(key)) if key else reason


async def _whose(request: Request, place: Subscriber) -> Markup:
    """Say who set up a place; nothing for a person."""
    if not place.is_place:
        return Markup("")
    if place.set_up_by is None:
        return request.say("people-set-up-by-nobody")
    return request.say("people-set-up-by", person=await shown_as(request, place.set_up_by))


async def _places(request: Request, person: Subscriber) -> list[Markup]:
    """List the places that somebody set up, with their ids."""
    theirs = await places.set_up_by(request.database.reader, person.id)
    if not theirs:
        return []
    named = [f"　{escaped(_name(one))} (<code>{one.id}</code>){_mark(request, one)}" for one in theirs[:PLACES_SHOWN]]
    return [request.say("people-set-up", count=len(theirs)), *map(Markup, named)]


def _possible(request: Request, person: Subscriber) -> list[str]:
    """Return what the presser may do about somebody: nothing about owners, nor, without being one, about operators."""
    is_owner = rights_of_person(request) is Rights.OWNER
    theirs = _rank(request, person)
    if theirs is Rights.OWNER or (theirs is Rights.OPERATOR and not is_owner):
        return []
    removal = [REMOVE] if person.id > 0 else []
    if person.status is SubscriberStatus.DENIED:
        return ["let-in", *removal]
    ranks = ["make-subscriber" if theirs is Rights.OPERATOR else "make-operator"]
    return [*(ranks if is_owner and person.id > 0 else ()), "ban", *removal]
