"""Turn what can go wrong into a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

from bot.narratives.file.schema import InvalidNarratives
from bot.ops.backups import NoRoom
from bot.runtime.lock import AlreadyRunning
from bot.runtime.logs import Masking
from bot.telegram.connection.client import AccountLost
from bot.telegram.connection.sessions import SessionInUse, SessionUnusable
from bot.telegram.connection.sign_in import LoginFailed
from bot.telegram.connection.watchdog import Stalled
from bot.ui.account_names import account_title, account_trouble
from bot.ui.locale import LANGUAGES, Texts
from bot.ui.markup import cleaned, plain
from config.settings import InvalidSettings, Settings, load_settings
from storage.database import DatabaseTrouble
from storage.migrate import DatabaseRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.ui.markup import Say


class NoSuchChannel(Exception):
    """No watched channel is called so."""


class ProcessesGone(Exception):
    """The processes that matched ahead ended before their work was done."""


FAILED, BAD_USAGE, INTERRUPTED = 1, 2, 130


# Whose sentence is all that a person needs.
_TOLD = (
    AccountLost, AlreadyRunning, DatabaseRefused, LoginFailed, NoRoom, NoSuchChannel, ProcessesGone,
    SessionInUse, SessionUnusable, Stalled,
)  # fmt: skip


@contextmanager
def plain_errors(load: Callable[[], Settings] = load_settings) -> Iterator[Settings]:
    """Load the settings, and turn what can go wrong into a sentence and an exit code."""
    masking, language = Masking(()), LANGUAGES[0]
    try:
        settings = load()
        masking, language = Masking(settings.secrets()), settings.language
        yield settings
    except InvalidSettings as error:
        fail(
            f"Some settings are missing or wrong:\n\n{_listed(error)}\n\nSet them in the environment or in .env; "
            ".env.example explains each. To try the program without settings: narrative-watch demo",
            BAD_USAGE,
        )
    except InvalidNarratives as error:
        fail(str(error), BAD_USAGE)
    except _TOLD as error:
        fail(masking.masked(_said(error, Texts(language).for_language(None))), FAILED)
    except (DatabaseTrouble, OSError) as error:
        fail(masking.masked(disk_trouble(error)), FAILED)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


def _said(error: Exception, say: Say) -> str:
    """Return the sentence of an error; an account's is among the texts."""
    if not isinstance(error, AccountLost):
        return str(error)
    trouble = account_trouble(error.account, error.key, say)
    return plain(say("account-lost", account=account_title(error.account, say), trouble=trouble))


def disk_trouble(error: DatabaseTrouble | OSError) -> str:
    """Say what the disk or the database would not do."""
    if isinstance(error, DatabaseTrouble):
        return (
            f"The database can't be written: {error}. Earlier data is safe. Free disk space, or stop the program that "
            "locks the file, and start again."
        )
    if isinstance(error, BrokenPipeError):  # the reader of a pipe has seen enough; let Python's last flush go nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return "Stopped: the program that read the output has ended."
    return f"{error.filename or 'A file'}: {error.strerror or error}."


def _listed(error: InvalidSettings) -> str:
    return "\n".join(f"  {fault}" for fault in error.faults)


def fail(sentence: str, code: int) -> NoReturn:
    """Print a sentence on standard error, secrets masked, and end with an exit code."""
    typer.echo(cleaned(Masking(()).masked(sentence)), err=True)
    raise typer.Exit(code)
