"""The command line.

run · login · logout · doctor · backup · restore · coverage · narratives · replay · match · try · commands · demo.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import sys
import tempfile
from contextlib import contextmanager
from datetime import datetime  # noqa: TC003 - Typer reads it
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn
from zoneinfo import ZoneInfo

import typer

from bot.account_names import BOT, READER, account_title, account_trouble
from bot.app import account_names, application, serve
from bot.backup_command import back_up
from bot.backups import Backups, NoRoom
from bot.clock import SystemClock
from bot.commands.reference import reference
from bot.core.markup import cleaned, plain
from bot.core.matching import UnusablePhrase
from bot.coverage_command import NoSuchChannel, print_coverage
from bot.doctor.check import Status
from bot.doctor_command import as_json, examine, print_checks
from bot.lexicon import standard_lexicon
from bot.locale import LANGUAGES, Texts
from bot.logs import Masking, set_up_logs, tell_uncaught, tell_what_python_would
from bot.match_command import Question, print_match, read_text, readable
from bot.narratives_command import export_narratives, import_narratives, present, replace_file
from bot.replay.ahead import MOST_PROCESSES, ProcessesGone
from bot.replay.command import Order, replay_files, show_demo
from bot.restore_command import restore as put_back
from bot.telegram.clients import AccountLost
from bot.telegram.login import log_in, log_in_for_string, log_out
from bot.telegram.sessions import SessionInUse, SessionUnusable
from bot.telegram.signing_in import LoginFailed
from bot.telegram.watchdog import Stalled
from bot.the_only_one import AlreadyRunning
from bot.try_command import Question as Trying
from bot.try_command import print_trial
from bot.version import VERSION
from config.narratives import InvalidNarratives, read_narratives, starter_narratives
from config.settings import InvalidSettings, Settings, access, load_for_live, load_settings, load_what_can_be_read
from storage.database import DatabaseTrouble
from storage.migrate import DatabaseRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.core.markup import Say

FAILED, BAD_USAGE, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    name="narrative-watch",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Watch Telegram channels for hostile narratives, and alert subscribers once per story with the matched words."
    "\n\nTry it without a Telegram account: [bold]narrative-watch demo[/]",
    epilog="Settings are environment variables or lines of a .env file. .env.example lists them all.",
)


narratives_app = typer.Typer(no_args_is_help=True, help="Export narratives to a file, and import them from one.")
app.add_typer(narratives_app, name="narratives")


def main() -> None:
    """Run the command line. Files made from here on are the owner's alone: sessions are as good as passwords."""
    os.umask(0o077)
    _write_any_sign()
    tell_what_python_would()
    try:
        app()
    except Exception as error:  # noqa: BLE001 - the edge: Python would write out what its message repeats
        tell_uncaught(error)
        sys.exit(FAILED)


def _write_any_sign() -> None:
    """Write UTF-8 for other programs, and on a terminal that lacks signs their numbers: no output ends for a letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="backslashreplace", encoding=None if stream.isatty() else "utf-8")


def _show_version(value: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if value:
        typer.echo(f"narrative-watch {VERSION}")
        raise typer.Exit


def _account_name(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,31}", name) or name == BOT:
        raise typer.BadParameter(
            f"“{name}” is not a valid name for a reading account. Use a-z, 0-9 and -, but not “{BOT}”."
        )
    return name


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Narrative Watch."""


@app.command()
def run(
    new_database: Annotated[
        bool, typer.Option("--new-database", help="Create an empty database if the previous one is lost.")
    ] = False,
) -> None:
    """Run the live service: watch channels, send alerts and answer commands, until stopped."""
    with _plain_words(load_for_live) as settings:
        if not account_names(access(settings)):
            _fail("The reading account is not signed in yet. Sign in first: narrative-watch login", BAD_USAGE)
        set_up_logs(settings.log_level, settings.log_format, settings.secrets())
        announce = partial(typer.echo, err=True)
        asyncio.run(serve(settings, announce=announce, new_database=new_database))


Account = Annotated[
    str,
    typer.Option(
        "--account",
        metavar="NAME",
        callback=_account_name,
        help="Name of the reading account, if you have several; choose any (a-z, 0-9, -).",
    ),
]


@app.command()
def login(
    account: Account = READER,
    qr: Annotated[
        bool, typer.Option("--qr", help="Sign in with a QR code that you scan with the account's Telegram app.")
    ] = False,
    string: Annotated[
        bool,
        typer.Option(
            "--string", help="Print the session as a string for NW_READER_SESSION instead of saving it. Keep it secret."
        ),
    ] = False,
) -> None:
    """Sign in a reading account with phone number, code and password, or with a QR code."""
    with _plain_words() as settings:
        telegram = application(access(settings))
        set_up_logs("warning", settings.log_format, settings.secrets())
        if string:
            typer.echo(asyncio.run(log_in_for_string(telegram, _Terminal(), by_qr=qr)))
            return
        name = asyncio.run(log_in(telegram, account, _Terminal(), by_qr=qr))
        typer.echo(f"Signed in as {name}. Start the service: narrative-watch run")


@app.command()
def logout(account: Account = READER) -> None:
    """Sign out a reading account: end its session at Telegram and delete it here."""
    with _plain_words() as settings:
        telegram = application(access(settings))
        set_up_logs("warning", settings.log_format, settings.secrets())
        asyncio.run(log_out(telegram, account))
        rest = " Remove NW_READER_SESSION from the settings." if account in telegram.session_strings else ""
        typer.echo(f"Signed out: {account}.{rest}")


Spoken = Annotated[
    Literal["en", "uk"] | None, typer.Option("--language", help="Language of the output (overrides NW_LANGUAGE).")
]


@app.command()
def coverage(
    channel: Annotated[
        str | None, typer.Argument(help="A channel's @name, link, id or title (default: all channels).")
    ] = None,
    language: Spoken = None,
) -> None:
    """Show what has been read in each channel, and any gaps. Needs no network."""
    with _plain_words() as settings:
        say = Texts(settings.language).for_language(language)
        zone = ZoneInfo(settings.time_zone)
        asyncio.run(print_coverage(settings.database, channel, say, zone, SystemClock().now(), typer.echo))


@narratives_app.command("export")
def export_(
    file: Annotated[
        Path | None,
        typer.Argument(help="Output file (default: stdout). Comments in an existing file are kept."),
    ] = None,
    db: Annotated[Path | None, typer.Option(help="Database (overrides NW_DATABASE).")] = None,
) -> None:
    """Export all narratives to a file. Needs no network; the service may be running."""
    with _plain_words() as settings:
        text = asyncio.run(export_narratives(db or settings.database, present(file)))
        if file is None:
            typer.echo(text, nl=False)
            return
        replace_file(file, text)
        typer.echo(f"Written: {file}", err=True)


@narratives_app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A narratives file (TOML). - is standard input, and needs --yes.")],
    yes: Annotated[bool, typer.Option("--yes", help="Apply the changes without asking.")] = False,
    archive_missing: Annotated[
        bool, typer.Option("--archive-missing", help="Archive narratives that are not in the file.")
    ] = False,
    db: Annotated[Path | None, typer.Option(help="Database (overrides NW_DATABASE).")] = None,
    language: Spoken = None,
) -> None:
    """Show what a file would change, and apply it. A running service applies it within half a minute."""
    with _plain_words() as settings:
        from_pipe = str(file) == "-"
        if from_pipe and not yes:
            _fail("A file from standard input can't be confirmed by typing. Add --yes.", BAD_USAGE)
        done = asyncio.run(
            import_narratives(
                db or settings.database,
                None if from_pipe else file,
                Texts(settings.language).for_language(language),
                SystemClock().now(),
                archive_missing=archive_missing,
                agreed=lambda: yes or typer.confirm("Apply?"),
                write=typer.echo,
            )
        )
        if not done:
            _fail("Nothing was changed.", FAILED)


@app.command()
def doctor(
    json_: Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")] = False,
    language: Spoken = None,
) -> None:
    """Check everything that the service needs, and show how to fix problems. Changes nothing."""
    env_file = Path(".env")
    try:
        settings, faults = load_what_can_be_read(env_file)
    except InvalidSettings as error:
        _fail(str(error), BAD_USAGE)
    set_up_logs("error", settings.log_format, settings.secrets())
    say = Texts(settings.language).for_language(language)
    masked = Masking(settings.secrets()).masked
    try:
        checks = asyncio.run(examine(settings, faults, env_file, SystemClock(), say))
    except OSError as error:  # such as a path that no file system takes
        _fail(masked(_trouble(error)), FAILED)
    if json_:
        typer.echo(masked(as_json(checks)))
    else:
        print_checks(checks, say, masked)
    if any(one.status is Status.FAULT for one in checks):
        raise typer.Exit(FAILED)


@app.command()
def backup(
    to: Annotated[
        Path | None, typer.Argument(help="Folder for the backup (overrides NW_BACKUP_DIR).", file_okay=False)
    ] = None,
    with_sessions: Annotated[
        bool, typer.Option("--with-sessions", help="Include the Telegram sessions. Keep them as secret as passwords.")
    ] = False,
    language: Spoken = None,
) -> None:
    """Back up the database now, and check the backup. The service may be running."""
    with _plain_words() as settings:
        say = Texts(settings.language).for_language(language)
        backups = Backups(settings.database, to or settings.backups, settings.backups_kept)
        sessions = settings.session_dir if with_sessions else None
        zone = ZoneInfo(settings.time_zone)
        back_up(settings.database, backups, sessions, SystemClock().now(), say, zone, typer.echo)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="The backup file: narrative-watch-….db")],
    with_sessions: Annotated[
        bool, typer.Option("--with-sessions", help="Also restore the Telegram sessions, if the backup has them.")
    ] = False,
    language: Spoken = None,
) -> None:
    """Restore a backup, and keep the present database under another name. Stop the service first."""
    with _plain_words() as settings:
        say = Texts(settings.language).for_language(language)
        sessions = (file.with_suffix(".sessions"), settings.session_dir) if with_sessions else None
        zone = ZoneInfo(settings.time_zone)
        asyncio.run(put_back(file, settings.database, sessions, SystemClock().now(), say, zone, typer.echo))


@app.command()
def replay(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files or folders: exports of Telegram Desktop (result.json, messages.html), or JSON Lines. - is "
            "standard input."
        ),
    ],
    narratives: Annotated[
        Path | None, typer.Option(help="A narratives file (TOML) (default: the starter narratives).")
    ] = None,
    db: Annotated[Path | None, typer.Option(help="Save the database in this file (default: a temporary one).")] = None,
    format_: Annotated[
        Literal["text", "jsonl"],
        typer.Option("--format", help="Cards as subscribers see them, or a JSON object per post and narrative."),
    ] = "text",
    near: Annotated[bool, typer.Option("--all", help="With --format jsonl: include near misses.")] = False,
    threshold: Annotated[
        float | None, typer.Option(min=50, max=100, help="Default threshold (overrides NW_THRESHOLD).")
    ] = None,
    language: Annotated[Literal["en", "uk"] | None, typer.Option(help="Language of the cards.")] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            min=1, max=MOST_PROCESSES, help="Number of processes (default: 1, or one per core for large files)."
        ),
    ] = None,
) -> None:
    """Run old posts through the same pipeline as live posts, and show what a subscriber would have received."""
    with _plain_words() as settings:
        file = read_narratives(narratives) if narratives else starter_narratives()
        order = Order(
            paths=paths,
            narratives=file,
            database=db,
            form=format_,
            near=near,
            threshold=threshold or settings.threshold,
            language=language,
            time_zone=settings.time_zone,
            processes=processes,
        )
        set_up_logs("warning", settings.log_format, settings.secrets())
        complete = asyncio.run(replay_files(order, Texts(settings.language)))
        if not complete:
            raise typer.Exit(FAILED)


@app.command()
def match(
    text: Annotated[str, typer.Argument(help="The text of a post. - is standard input.")],
    phrase: Annotated[
        list[str],
        typer.Option(help="A phrase, with the marks of /watch; repeatable. A leading - makes it an exclusion."),
    ],
    threshold: Annotated[
        float | None, typer.Option(min=50, max=100, help="Threshold (overrides NW_THRESHOLD).")
    ] = None,
    language: Spoken = None,
) -> None:
    """Explain why a text matches a phrase, is a near miss or does not match, word by word."""
    with _plain_words() as settings:
        say = Texts(settings.language).for_language(language)
        question = Question(read_text(text), [readable(one) for one in phrase], threshold or settings.threshold)
        try:
            print_match(question, standard_lexicon(), say)
        except UnusablePhrase as error:
            _fail(plain(say(f"phrase-{error.reason}", phrase=error.text)), BAD_USAGE)


@app.command(name="try")
def try_phrase(
    phrase: Annotated[
        str, typer.Argument(help="The phrase, with the marks of /watch. Put one that begins with - after --.")
    ],
    db: Annotated[Path | None, typer.Option(help="Database with the posts (overrides NW_DATABASE).")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only posts since this day, in NW_TIME_ZONE.")
    ] = None,
    threshold: Annotated[
        float | None, typer.Option(min=50, max=100, help="Default threshold (overrides NW_THRESHOLD).")
    ] = None,
    language: Spoken = None,
) -> None:
    """Test a phrase on stored posts before you watch it: hits per day and threshold, samples, overlaps."""
    with _plain_words() as settings:
        set_up_logs("warning", settings.log_format, settings.secrets())
        zone = ZoneInfo(settings.time_zone)
        question = Trying(
            readable(phrase),
            db or settings.database,
            threshold or settings.threshold,
            since and since.replace(tzinfo=zone),
            Texts(settings.language).for_language(language),
            zone,
        )
        try:
            asyncio.run(print_trial(question, standard_lexicon()))
        except UnusablePhrase as error:
            _fail(plain(question.say(f"phrase-{error.reason}", phrase=error.text)), BAD_USAGE)


@app.command()
def commands(
    language: Annotated[Literal["en", "uk"], typer.Option(help="Language of the page.")] = "en",
) -> None:
    """Print all commands of the bot as a Markdown page."""
    typer.echo(reference(Texts(language).for_language(language)), nl=False)


@app.command()
def demo(
    language: Annotated[
        Literal["en", "uk"] | None, typer.Option(help="Language of the cards (default: that of your terminal).")
    ] = None,
    db: Annotated[Path | None, typer.Option(help="Save the database in this file.")] = None,
) -> None:
    """Show the program at work on bundled sample posts. Needs no Telegram account."""
    with _plain_words(partial(load_settings, None)) as settings:
        spoken = language or os.environ.get("LANG", "")[:2]
        path = db or Path(tempfile.mkdtemp(prefix="narrative-watch-")) / "demo.db"
        set_up_logs("warning", settings.log_format, ())
        order = Order(
            paths=[],
            narratives=starter_narratives(),
            database=path,
            form="text",
            near=False,
            threshold=settings.threshold,
            language=spoken if spoken in LANGUAGES else None,
            time_zone="UTC",
        )
        asyncio.run(show_demo(order, Texts(settings.language)))


# Whose sentence is all that a person needs.
_TOLD = (
    AccountLost, AlreadyRunning, DatabaseRefused, LoginFailed, NoRoom, NoSuchChannel, ProcessesGone,
    SessionInUse, SessionUnusable, Stalled,
)  # fmt: skip


@contextmanager
def _plain_words(load: Callable[[], Settings] = load_settings) -> Iterator[Settings]:
    """Load the settings, and turn what can go wrong into a sentence and an exit code."""
    masking, language = Masking(()), LANGUAGES[0]
    try:
        settings = load()
        masking, language = Masking(settings.secrets()), settings.language
        yield settings
    except InvalidSettings as error:
        _fail(
            f"Some settings are missing or wrong:\n\n{_listed(error)}\n\nSet them in the environment or in .env; "
            ".env.example explains each. To try the program without settings: narrative-watch demo",
            BAD_USAGE,
        )
    except InvalidNarratives as error:
        _fail(str(error), BAD_USAGE)
    except _TOLD as error:
        _fail(masking.masked(_said(error, Texts(language).for_language(None))), FAILED)
    except (DatabaseTrouble, OSError) as error:
        _fail(masking.masked(_trouble(error)), FAILED)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


def _said(error: Exception, say: Say) -> str:
    """Return the sentence of an error; an account's is among the texts."""
    if not isinstance(error, AccountLost):
        return str(error)
    trouble = account_trouble(error.account, error.key, say)
    return plain(say("account-lost", account=account_title(error.account, say), trouble=trouble))


def _trouble(error: DatabaseTrouble | OSError) -> str:
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


def _fail(sentence: str, code: int) -> NoReturn:
    typer.echo(cleaned(Masking(()).masked(sentence)), err=True)
    raise typer.Exit(code)


class _Terminal:
    """The person at the keyboard, or at the other end of a pipe (the Terminal of bot.telegram.login)."""

    def ask(self, question: str) -> str:
        return str(typer.prompt(question))

    def ask_secret(self, question: str) -> str:
        return str(typer.prompt(question, hide_input=sys.stdin.isatty()))

    def say(self, sentence: str) -> None:
        typer.echo(sentence, err=True)  # the output is what a session string is asked for


if __name__ == "__main__":
    main()
