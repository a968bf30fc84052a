"""The table of all commands and buttons: help and the rights check are made from it."""

from __future__ import annotations

from rapidfuzz import process

from bot.alerts.rendering.card_buttons import BACK, FALSE_ALARM, MUTE, MUTE_MENU, RELEVANT, WHY
from bot.commands.alerts import card_buttons, digests, following, missed, mutes
from bot.commands.analysis import quality, quality_fixes, search, try_add, try_phrase, try_samples, why
from bot.commands.channels import adding, channels, coverage, sharing
from bot.commands.command import ButtonAction, Command
from bot.commands.narratives import audit, browse, files, narratives, phrases, urgency
from bot.commands.people import access, by_name, forget_me, invites, people, places
from bot.commands.rights import Rights
from bot.commands.settings import menu
from bot.commands.status import status

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
    Command("forget_me", Rights.SUBSCRIBER, forget_me.forget_me, changes=False, private=True),
    Command("narrative new", Rights.OPERATOR, narratives.new, takes=True),
    Command("narrative rename", Rights.OPERATOR, narratives.rename, takes=True),
    Command("narrative describe", Rights.OPERATOR, narratives.describe, takes=True),
    Command("narrative threshold", Rights.OPERATOR, narratives.set_threshold, takes=True),
    Command("narrative pause", Rights.OPERATOR, narratives.pause, takes=True),
    Command("narrative resume", Rights.OPERATOR, narratives.resume, takes=True),
    Command("narrative archive", Rights.OPERATOR, narratives.archive, takes=True),
    Command("narrative restore", Rights.OPERATOR, narratives.restore, takes=True),
    Command("narrative urgent", Rights.OPERATOR, urgency.urgent, takes=True),
    Command("phrases", Rights.OPERATOR, browse.show, changes=False, takes=True),
    Command("watch", Rights.OPERATOR, phrases.watch, takes=True),
    Command("unwatch", Rights.OPERATOR, phrases.unwatch, takes=True),
    Command("try", Rights.OPERATOR, try_phrase.try_phrase, changes=False, takes=True),
    Command("search", Rights.OPERATOR, search.search, changes=False, takes=True),
    Command("why", Rights.OPERATOR, why.explain_post, changes=False, takes=True),
    Command("quality", Rights.OPERATOR, quality.show, changes=False),
    Command("export", Rights.OPERATOR, files.export, changes=False),
    Command("audit", Rights.OPERATOR, audit.show, changes=False, takes=True),
    Command("channels", Rights.OPERATOR, channels.show, changes=False),
    Command("channel add", Rights.OPERATOR, adding.add, takes=True),
    Command("channel remove", Rights.OPERATOR, channels.remove, takes=True),
    Command("channel readers", Rights.OPERATOR, sharing.readers, changes=False, takes=True),
    Command("channel share", Rights.OPERATOR, sharing.share, takes=True),
    Command("channel unshare", Rights.OPERATOR, sharing.unshare, takes=True),
    Command("coverage", Rights.OPERATOR, coverage.show, changes=False, takes=True),
    Command("allow", Rights.OPERATOR, access.allow, takes=True),
    Command("deny", Rights.OPERATOR, access.deny, takes=True),
    Command("invite", Rights.OPERATOR, invites.invite, takes=True),
    Command("people", Rights.OPERATOR, people.show, changes=False),
    Command("status", Rights.OPERATOR, status.show, changes=False),
    Command("operator add", Rights.OWNER, access.add_operator, takes=True),
    Command("operator remove", Rights.OWNER, access.remove_operator, takes=True),
)

BUTTONS: tuple[ButtonAction, ...] = (
    ButtonAction("follow", Rights.SUBSCRIBER, following.follow),
    ButtonAction("unfollow", Rights.SUBSCRIBER, following.unfollow),
    ButtonAction("take", Rights.OPERATOR, channels.take),
    ButtonAction("try", Rights.OPERATOR, try_phrase.show),
    ButtonAction("try-stop", Rights.OPERATOR, try_phrase.stop),
    ButtonAction("try-at", Rights.OPERATOR, try_samples.at_threshold),
    ButtonAction("try-near", Rights.OPERATOR, try_samples.near_misses),
    ButtonAction("try-to", Rights.OPERATOR, try_add.choose),
    ButtonAction("try-add", Rights.OPERATOR, try_add.add),
    ButtonAction("search", Rights.OPERATOR, search.turn_page),
    ButtonAction("why-page", Rights.OPERATOR, why.turn_page),
    ButtonAction("why-word", Rights.OPERATOR, why.word_for_word),
    ButtonAction("why-fetch", Rights.OPERATOR, why.fetch),
    ButtonAction(WHY, Rights.SUBSCRIBER, card_buttons.why, anybody=True, replies=True),
    ButtonAction(RELEVANT, Rights.SUBSCRIBER, card_buttons.relevant, anybody=True),
    ButtonAction(FALSE_ALARM, Rights.SUBSCRIBER, card_buttons.false_alarm, anybody=True),
    ButtonAction(MUTE_MENU, Rights.SUBSCRIBER, card_buttons.mute_menu),
    ButtonAction(MUTE, Rights.SUBSCRIBER, card_buttons.mute_for),
    ButtonAction(BACK, Rights.SUBSCRIBER, card_buttons.back, anybody=True, replies=True),
    ButtonAction("places", Rights.SUBSCRIBER, places.turn_page),
    ButtonAction("place", Rights.SUBSCRIBER, places.menu),
    ButtonAction("subscribe", Rights.SUBSCRIBER, places.subscribe),
    ButtonAction("unsubscribe", Rights.SUBSCRIBER, places.unsubscribe),
    ButtonAction("narratives", Rights.SUBSCRIBER, following.turn_page),
    ButtonAction("narrative-list", Rights.OPERATOR, browse.turn_narratives),
    ButtonAction("narrative", Rights.OPERATOR, browse.turn_narrative),
    ButtonAction("status", Rights.OPERATOR, browse.set_status),
    ButtonAction("urgent", Rights.OPERATOR, browse.set_urgent),
    ButtonAction("phrase", Rights.OPERATOR, browse.show_phrase),
    ButtonAction("unwatch", Rights.OPERATOR, browse.remove),
    ButtonAction("threshold", Rights.OPERATOR, browse.set_threshold),
    ButtonAction("quality", Rights.OPERATOR, quality.show),
    ButtonAction("quality-phrase", Rights.OPERATOR, quality.show_phrase),
    ButtonAction("quality-set", Rights.OPERATOR, quality_fixes.set_threshold),
    ButtonAction("quality-not", Rights.OPERATOR, quality_fixes.exclude),
    ButtonAction("import", Rights.OPERATOR, files.decide),
    ButtonAction("audit", Rights.OPERATOR, audit.turn),
    ButtonAction("undo", Rights.OPERATOR, audit.undo_here),
    ButtonAction("undo-entry", Rights.OPERATOR, audit.undo_listed),
    ButtonAction("set", Rights.SUBSCRIBER, menu.press),
    ButtonAction("mutes", Rights.SUBSCRIBER, mutes.press),
    ButtonAction("missed", Rights.SUBSCRIBER, missed.turn_page),
    ButtonAction("forget", Rights.SUBSCRIBER, forget_me.decide),
    ButtonAction("digest-page", Rights.SUBSCRIBER, digests.turn_page),
    ButtonAction("told", Rights.SUBSCRIBER, digests.unfold),
    ButtonAction("people", Rights.OPERATOR, people.turn_page),
    ButtonAction("person", Rights.OPERATOR, people.show_one),
    ButtonAction("person-do", Rights.OPERATOR, people.act),
    ButtonAction("let-in", Rights.OPERATOR, access.let_in_pressed),
    ButtonAction("shut-out", Rights.OPERATOR, access.shut_out_pressed),
    ButtonAction("make-operator", Rights.OWNER, access.make_operator_pressed),
    ButtonAction("make-subscriber", Rights.OWNER, access.demote_pressed),
    ButtonAction("share", Rights.OPERATOR, sharing.share_pressed),
    ButtonAction("unshare", Rights.OPERATOR, sharing.unshare_pressed),
    ButtonAction("never-mind", Rights.OPERATOR, by_name.never_mind),
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
