"""The table of all commands and buttons: help and the rights check are made from it."""

from __future__ import annotations

from rapidfuzz import process

from bot.commands import (
    access,
    cards,
    channels,
    coverage,
    digests,
    following,
    forgetting,
    missed,
    mutes,
    narratives,
    phrases,
    places,
    sharing,
    status,
    urgency,
)
from bot.commands.command import ButtonAction, Command
from bot.commands.rights import Rights
from bot.commands.settings import menu
from bot.core.keyboard import BACK, FALSE_ALARM, MUTE, MUTE_MENU, RELEVANT, WHY

# In the order of /help.
COMMANDS: tuple[Command, ...] = (
    Command("start", Rights.SUBSCRIBER, following.start),
    Command("help", Rights.SUBSCRIBER, following.show_help, changes=False),
    Command("narratives", Rights.SUBSCRIBER, following.show_narratives, changes=False),
    Command("settings", Rights.SUBSCRIBER, menu.settings, takes=True),
    Command("mute", Rights.SUBSCRIBER, mutes.mute, takes=True),
    Command("digest", Rights.SUBSCRIBER, missed.digest),
    Command("missed", Rights.SUBSCRIBER, missed.show, changes=False),
    Command("stop", Rights.SUBSCRIBER, following.stop),
    Command("subscribe", Rights.SUBSCRIBER, places.subscribe, takes=True, founds=True),
    Command("unsubscribe", Rights.SUBSCRIBER, places.unsubscribe, takes=True),
    Command("places", Rights.SUBSCRIBER, places.show, changes=False, private=True),
    Command("forget_me", Rights.SUBSCRIBER, forgetting.forget_me, changes=False, private=True),
    Command("narrative new", Rights.OPERATOR, narratives.new, takes=True),
    Command("narrative rename", Rights.OPERATOR, narratives.rename, takes=True),
    Command("narrative pause", Rights.OPERATOR, narratives.pause, takes=True),
    Command("narrative resume", Rights.OPERATOR, narratives.resume, takes=True),
    Command("narrative archive", Rights.OPERATOR, narratives.archive, takes=True),
    Command("narrative urgent", Rights.OPERATOR, urgency.urgent, takes=True),
    Command("phrases", Rights.OPERATOR, phrases.show, changes=False, takes=True),
    Command("watch", Rights.OPERATOR, phrases.watch, takes=True),
    Command("unwatch", Rights.OPERATOR, phrases.unwatch, takes=True),
    Command("channels", Rights.OPERATOR, channels.show, changes=False),
    Command("channel add", Rights.OPERATOR, channels.add, takes=True),
    Command("channel remove", Rights.OPERATOR, channels.remove, takes=True),
    Command("channel readers", Rights.OPERATOR, sharing.readers, changes=False, takes=True),
    Command("channel share", Rights.OPERATOR, sharing.share, takes=True),
    Command("channel unshare", Rights.OPERATOR, sharing.unshare, takes=True),
    Command("coverage", Rights.OPERATOR, coverage.show, changes=False, takes=True),
    Command("allow", Rights.OPERATOR, access.allow, takes=True),
    Command("deny", Rights.OPERATOR, access.deny, takes=True),
    Command("status", Rights.OPERATOR, status.show, changes=False),
    Command("operator add", Rights.OWNER, access.add_operator, takes=True),
    Command("operator remove", Rights.OWNER, access.remove_operator, takes=True),
)

BUTTONS: tuple[ButtonAction, ...] = (
    ButtonAction("follow", Rights.SUBSCRIBER, following.follow),
    ButtonAction("unfollow", Rights.SUBSCRIBER, following.unfollow),
    ButtonAction("take", Rights.OPERATOR, channels.take),
    ButtonAction(WHY, Rights.SUBSCRIBER, cards.why, anybody=True, replies=True),
    ButtonAction(RELEVANT, Rights.SUBSCRIBER, cards.relevant, anybody=True),
    ButtonAction(FALSE_ALARM, Rights.SUBSCRIBER, cards.false_alarm, anybody=True),
    ButtonAction(MUTE_MENU, Rights.SUBSCRIBER, cards.mute_menu),
    ButtonAction(MUTE, Rights.SUBSCRIBER, cards.mute_for),
    ButtonAction(BACK, Rights.SUBSCRIBER, cards.back, anybody=True),
    ButtonAction("places", Rights.SUBSCRIBER, places.turn_page),
    ButtonAction("place", Rights.SUBSCRIBER, places.menu),
    ButtonAction("subscribe", Rights.SUBSCRIBER, places.subscribe),
    ButtonAction("unsubscribe", Rights.SUBSCRIBER, places.unsubscribe),
    ButtonAction("narratives", Rights.SUBSCRIBER, following.turn_page),
    ButtonAction("set", Rights.SUBSCRIBER, menu.press),
    ButtonAction("mutes", Rights.SUBSCRIBER, mutes.press),
    ButtonAction("missed", Rights.SUBSCRIBER, missed.turn_page),
    ButtonAction("forget", Rights.SUBSCRIBER, forgetting.decide),
    ButtonAction("digest-page", Rights.SUBSCRIBER, digests.turn_page),
    ButtonAction("told", Rights.SUBSCRIBER, digests.unfold),
)


def find(text: str) -> tuple[Command, str] | None:
    """Find the command that a message begins with, and its arguments. None for an unknown one."""
    for words in (2, 1):
        parts = text.split(maxsplit=words)
        name = " ".join(parts[:words]).removeprefix("/").lower()
        for command in COMMANDS:
            if command.words == _without_bot(name):
                return command, parts[words] if len(parts) > words else ""
    return None


def _without_bot(name: str) -> str:
    """Drop the @bot that Telegram adds to commands in groups: /channel@our_bot add."""
    first, _, rest = name.partition(" ")
    return " ".join(filter(None, [first.partition("@")[0], rest]))


def allowed(rights: Rights, *, in_group: bool = False) -> tuple[Command, ...]:
    """Return the commands that a person of these rights may use, in the order of /help."""
    return tuple(command for command in COMMANDS if command.rights <= rights and (command.in_groups or not in_group))


def family(text: str, rights: Rights, *, in_group: bool = False) -> list[Command]:
    """Return the commands that share the first word of a message: those of /channel for «/channel ad»."""
    first = _without_bot(text.split(maxsplit=1)[0].removeprefix("/").lower())
    return [command for command in allowed(rights, in_group=in_group) if command.words.startswith(f"{first} ")]


def nearest(text: str, rights: Rights, *, in_group: bool = False) -> str:
    """Return the command whose name is most like what was typed, among those the person may use."""
    names = [command.words for command in allowed(rights, in_group=in_group)]
    return str(process.extractOne(text.split(maxsplit=1)[0].removeprefix("/").lower(), names)[0])


def button(data: str) -> tuple[ButtonAction, str] | None:
    """Find what a button's data asks for, and the rest of the data."""
    name, _, rest = data.partition(":")
    for action in BUTTONS:
        if action.name == name:
            return action, rest
    return None
