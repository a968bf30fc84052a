"""What every subscriber may do: start, stop, get help, and choose narratives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.narratives.narratives import known
from bot.commands.narratives.urgency import MARK as URGENT
from bot.commands.request import UsageError
from bot.commands.rights import Rights
from bot.ui.keyboard import page_number, page_of, turns
from bot.ui.markup import lines, plain, shortened
from bot.ui.message import Button, Message
from storage.model.ids import NarrativeId
from storage.model.narratives import NarrativeStatus
from storage.model.subscribers import DeliveryMode, SubscriberStatus
from storage.narratives import narratives as stored
from storage.people import subscribers, subscriptions

if TYPE_CHECKING:
    from bot.commands.request import Request
    from bot.ui.markup import Markup
    from storage.database import Connection
    from storage.model.narratives import Narrative
    from storage.people.subscriptions import Subscription

_HELP_TITLES = {
    Rights.NONE: "help-title",
    Rights.SUBSCRIBER: "help-title",
    Rights.OPERATOR: "help-title-operators",
    Rights.OWNER: "help-title-owners",
}
PAGE = 15  # narratives at once: as many buttons as fit a phone's screen


async def start(request: Request) -> Message:
    """Greet, and have alerts come (again)."""

    async def work(connection: Connection) -> None:
        await subscribers.set_status(connection, request.recipient.id, SubscriberStatus.ACTIVE)
        await request.note(connection, "subscriber.started", str(request.recipient.id))

    await request.change(work)
    request.services.owed()
    say = request.say
    greeting = say("start-greeting", name=shortened(request.person.name, 40) or "…")
    return Message(lines(greeting, say("start-how"), _help(request)))


async def show_help(request: Request) -> Message:
    """List the commands this person may use."""
    return Message(_help(request))


async def stop(request: Request) -> Message:
    """Send no more alerts; what was chosen is remembered."""

    async def work(connection: Connection) -> None:
        await subscribers.set_status(connection, request.recipient.id, SubscriberStatus.STOPPED)
        await request.note(connection, "subscriber.stopped", str(request.recipient.id))

    await request.change(work)
    return Message(request.say("stopped"))


async def show_narratives(request: Request) -> Message:
    """Show the narratives with buttons to follow them."""
    return await _page(request, 0)


async def turn_page(request: Request) -> Message:
    """Show another page; the button carries its number."""
    return await _page(request, page_number(request.arguments))


async def follow(request: Request) -> Message:
    """Follow the narrative that the button names."""
    page, _, name = request.arguments.partition(":")
    narrative = await known(request, name)
    if narrative.status is NarrativeStatus.ARCHIVED:
        raise UsageError("narrative-is-archived", title=narrative.title)

    async def work(connection: Connection) -> None:
        await subscribers.follow(connection, request.recipient.id, narrative.id, request.now)
        await request.note(connection, "narrative.followed", narrative.id)

    await request.change(work)
    return await _page(request, page_number(page))


async def unfollow(request: Request) -> Message:
    """Leave the narrative that the button names."""
    page, _, name = request.arguments.partition(":")

    async def work(connection: Connection) -> None:
        await subscribers.unfollow(connection, request.recipient.id, NarrativeId(name))
        await request.note(connection, "narrative.left", name)

    await request.change(work)
    return await _page(request, page_number(page))


async def _page(request: Request, number: int) -> Message:
    shown = [
        narrative
        for narrative in await stored.list_all(request.database.reader)
        if narrative.status is not NarrativeStatus.ARCHIVED
    ]
    if not shown:
        return Message(request.say("narratives-none"))
    followed = {one.narrative_id: one for one in await subscriptions.of(request.database.reader, request.recipient.id)}
    on_page, number, pages = page_of(shown, number, PAGE)
    rows = []
    for narrative in on_page:
        mark, action = ("✅", "unfollow") if narrative.id in followed else ("▫️", "follow")
        label = f"{mark} {_label(narrative)}{_terms(request, followed.get(narrative.id))}"
        rows.append((Button(label, data=f"{action}:{number}:{narrative.id}"),))
    count = sum(narrative.id in followed for narrative in shown)
    text = request.say("narratives-choose", followed=count, all=len(shown))
    return Message(text, (*rows, *turns("narratives", number, pages)))


def _label(narrative: Narrative) -> str:
    urgent = f"{URGENT} " if narrative.urgent else ""
    pause = " ⏸" if narrative.status is NarrativeStatus.PAUSED else ""
    return f"{urgent}{shortened(narrative.title, 40)}{pause}"


def _terms(request: Request, one: Subscription | None) -> str:
    """Say how a narrative that is followed comes, where that is not at once."""
    if one is None:
        return ""
    is_muted = one.muted_until is not None and one.muted_until > request.now
    mode = plain(request.say(f"delivery-{one.delivery}"))
    return f"{'' if one.delivery is DeliveryMode.AT_ONCE else f' · {mode}'}{' 🔕' if is_muted else ''}"


def _help(request: Request) -> Markup:
    """List the commands that a person may use, those of each rank under a title of their own."""
    parts: list[Markup] = []
    for rights in Rights:
        listed = [command.help_line(request.say) for command in request.commands if command.rights is rights]
        if listed:
            parts += [request.say(_HELP_TITLES[rights]), *listed]
    return lines(*parts)
