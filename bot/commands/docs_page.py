"""The page of all commands, for docs/commands.md: made from the table, as help is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.registry import COMMANDS
from bot.commands.rights import Rights
from bot.ui.markup import plain

if TYPE_CHECKING:
    from bot.commands.command import Command
    from bot.ui.markup import Say


def reference(say: Say) -> str:
    """Return the page as Markdown, ending with a line break."""
    parts = [f"# {plain(say('reference-title'))}", plain(say("reference-intro"))]
    for rights in (Rights.SUBSCRIBER, Rights.OPERATOR, Rights.OWNER):
        listed = [command for command in COMMANDS if command.rights is rights]
        rows = "\n".join(_row(command, say) for command in listed)
        head = f"| {plain(say('reference-command'))} | {plain(say('reference-what'))} |\n|---|---|"
        parts.append(f"## {plain(say(f'reference-{rights.name.lower()}'))}\n\n{head}\n{rows}")
    return "\n\n".join(parts) + "\n"


def _row(command: Command, say: Say) -> str:
    written = _cell(plain(command.written(say)))
    what = _cell(plain(say(f"help-{command.key}")))
    example = (
        f"<br>{plain(say('reference-example'))} `{_cell(plain(say(f'example-{command.key}')))}`"
        if command.takes
        else ""
    )
    return f"| `{written}` | {what}{example} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
