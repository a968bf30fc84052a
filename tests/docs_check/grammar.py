"""Whether what the docs tell people to type could be typed: programs, options, targets, commands, files that exist."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
from typing import TYPE_CHECKING

import typer
from typer.core import TyperGroup

from bot.cli.main import app
from bot.commands.registry import COMMANDS, find
from bot.ui.locale import Texts
from bot.ui.markup import plain
from config.settings import PREFIX, Settings
from tests.docs_check.instructions import Where, spelled_out
from tests.docs_check.pages import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.docs_check.instructions import Instruction
    from tests.docs_check.pages import Page

# Typer brings Click along under a name of its own, or not, by its version.
(_UsageError,) = typer.BadParameter.__bases__
_NAMES = {"narrative-watch", ".venv/bin/narrative-watch", "nw"}
_SETTING = re.compile(rf"\b{PREFIX}[A-Z_]*[A-Z]\b(?!_?…)")
_ALL_OPTIONAL = re.compile(r"(?:\[[^\]]*\]\s*)+")
# Files of this tree, as they are named in commands; others are the reader's own.
_OURS = re.compile(r"(?:deploy|docs|config|tests|bot|storage|benchmarks)/\S+|constraints\.txt|\.env\.example|Makefile")


def faults(instruction: Instruction) -> list[str]:
    """Say what about an instruction could not be typed."""
    check = _faults_in_terminal if instruction.where is Where.TERMINAL else _faults_at_bot
    return [f"{instruction}: {fault}" for one in spelled_out(instruction) for fault in check(one.text)]


def unknown_settings(pages: Iterable[Page]) -> list[str]:
    """Name the settings in the pages that the program does not have."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    return [f"{page.name}: {name}" for page in pages for name in _SETTING.findall(page.text) if name not in known]


def only_named(text: str) -> bool:
    """Tell whether something written to the bot is the name of a command that needs more, or the form of it."""
    say = Texts("en").for_language("en")
    found = find(text)
    if found is None:
        return True  # the first word of several commands, such as /channel
    command, arguments = found
    form = plain(command.written(say)).removeprefix(f"/{command.words}").strip()
    return arguments == form if arguments else command.takes and not _ALL_OPTIONAL.fullmatch(form)


def _faults_at_bot(text: str) -> Iterator[str]:
    found = find(text)
    is_family = " " not in text and any(one.words.startswith(f"{text[1:]} ") for one in COMMANDS)
    if found is None and not is_family:
        yield "the bot has no such command"


def _faults_in_terminal(text: str) -> Iterator[str]:
    done = subprocess.run(["bash", "-n"], input=text, capture_output=True, encoding="utf-8", check=False)  # noqa: S607
    if done.returncode:
        yield done.stderr.strip()
        return
    for words in _commands_in(text):
        yield from _faults_of(words)
        yield from (f"there is no {word}" for word in words if _OURS.fullmatch(word) and not (ROOT / word).exists())


def _commands_in(text: str) -> Iterator[list[str]]:
    """Split a line of shell into its simple commands, without what they set in their environment."""
    lexer = shlex.shlex(text, posix=True, punctuation_chars="&|;<>")
    lexer.whitespace_split = True
    words: list[str] = []
    for word in lexer:
        if set(word) <= set("&|;"):
            yield words
            words = []
        elif words or not re.fullmatch(r"[A-Z_]+=.*", word):
            words.append(word)
    yield words


def _faults_of(words: list[str]) -> Iterator[str]:
    if not words:
        return
    if words[0] == "docker":
        # What follows the name of the service is for the program in the container.
        at = words.index("narrative-watch") + 1 if "narrative-watch" in words else len(words)
        inner = words[at:]
        words = inner if inner[:1] == ["narrative-watch"] else ["narrative-watch", *inner] if inner else words
    if words[0] in _NAMES:
        yield from _faults_of_ours(words[1:])
    elif words[0] == "make":
        yield from _faults_of_make(words[1:])
    elif words[:2] in (["python", "-m"], ["python3", "-m"]) and importlib.util.find_spec(words[2]) is None:
        yield f"there is no module {words[2]}"


def _faults_of_ours(words: list[str]) -> Iterator[str]:
    """Have the program's own command line read the words, without doing what they say."""
    command = typer.main.get_command(app)
    rest = list(words)
    try:
        context = command.make_context("narrative-watch", [], resilient_parsing=True)
        while isinstance(command, TyperGroup):
            name = rest.pop(0) if rest else ""
            if name in {"--help", "--version"}:
                return
            found = command.get_command(context, name)
            if found is None:
                yield f"narrative-watch has no command «{name}»"
                return
            command = found
        command.make_context(command.name, rest, parent=context)
    except _UsageError as error:  # type: ignore[misc] # a class all the same
        if len(words) > 1 or not str(error).startswith("Missing"):  # a sentence may name a command alone
            yield str(error)


def _faults_of_make(words: list[str]) -> Iterator[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for word in words:
        name, equals, _ = word.partition("=")
        wanted = rf"\$\({name}\)" if equals else rf"^{re.escape(name)}:"
        if not re.search(wanted, makefile, re.MULTILINE):
            yield f"the Makefile knows no {word}"
