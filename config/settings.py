"""Settings from the environment and a .env file: frozen, typed, and all faults named in one message."""

from __future__ import annotations

import logging
import os
import re
import socket
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv.parser import parse_stream
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from rapidfuzz import process

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIX = "NW_"
SECRETS = ("api_hash", "bot_token", "reader_session")  # settings that nobody may be shown
GET_API = "Get both at https://my.telegram.org under “API development tools”."
GET_BOT = "Send /newbot to @BotFather in Telegram, and copy the token from its answer."


@dataclass(frozen=True, slots=True)
class SettingFault:
    """One setting that cannot be used: its variable, the value as it may be shown, and what to do."""

    variable: str
    value: str
    remedy: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.variable} = {self.value}: {self.remedy}" if self.value else f"{self.variable} {self.remedy}"


class InvalidSettings(Exception):
    """Some settings are missing or wrong; `faults` has all of them."""

    def __init__(self, faults: Iterable[SettingFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def read_duration(value: object) -> object:
    """Read 90s, 10m, 6h or 2d as a timedelta; leave other types to pydantic. Raises ValueError."""
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"\s*(\d+)\s*([smhd])\s*", value)
    if found is None:
        raise ValueError("a duration")
    try:
        return timedelta(seconds=int(found[1]) * _UNITS[found[2]])
    except OverflowError:
        raise ValueError("a duration") from None


def _split(value: object) -> object:
    return [part for part in re.split(r"[,\s]+", value) if part] if isinstance(value, str) else value


def _split_durations(value: object) -> object:
    """Split by commas or spaces, but not a number from its unit."""
    return [part for part in re.split(r"[,\s]+(?![smhd]\b)", value) if part] if isinstance(value, str) else value


def _lowered(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _existing_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("a time zone") from error
    return value


def _shaped(pattern: str) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, value.get_secret_value()):
            raise ValueError(pattern)
        return value

    return AfterValidator(check)


LONGEST_DURATION = timedelta(days=3650)  # longer ones lead out of the calendar
LARGEST_FILE = 100_000  # bytes
Duration = Annotated[timedelta, BeforeValidator(read_duration), Field(le=LONGEST_DURATION)]
Zone = Annotated[str, AfterValidator(_existing_zone)]
Place = Annotated[Path, AfterValidator(Path.expanduser)]  # a ~ that no shell has seen is the home folder all the same
AnyCase = BeforeValidator(_lowered)


class Settings(BaseSettings):
    """All settings. What only the live service needs may be missing: `for_live` checks it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    api_id: Annotated[
        int | None, Field(gt=0, lt=2**31, description=f"the number of your Telegram application. {GET_API}")
    ] = None
    api_hash: Annotated[
        Annotated[SecretStr, _shaped(r"[0-9a-fA-F]{32}")] | None,
        Field(description=f"the application's hash, 32 characters 0-9 a-f. {GET_API}"),
    ] = None
    bot_token: Annotated[
        Annotated[SecretStr, _shaped(r"\d+:[\w-]+")] | None,
        Field(description=f"the bot's token, like 123456:ABC-… {GET_BOT}"),
    ] = None
    owner_ids: Annotated[
        tuple[Annotated[int, Field(gt=0, lt=2**53)], ...],
        NoDecode,
        BeforeValidator(_split),
        Field(description="ids of the owners, numbers separated by commas. @userinfobot shows yours."),
    ] = ()
    session_dir: Annotated[Place, Field(description="the folder of the Telegram sessions.")] = Path("data/sessions")
    database: Annotated[Place, Field(description="the SQLite file.")] = Path("data/narrative-watch.db")
    time_zone: Annotated[Zone, Field(description="a name such as Europe/Kyiv or UTC.")] = "Europe/Kyiv"
    language: Annotated[Literal["en", "uk"], AnyCase, Field(description="en or uk.")] = "en"
    threshold: Annotated[float, Field(ge=50, le=100, description="a number from 50 to 100.")] = 75
    alert_max_age: Annotated[Duration, Field(gt=timedelta(0), description="a duration such as 90m, 6h or 2d.")] = (
        timedelta(hours=6)
    )
    budget: Annotated[int, Field(ge=0, le=10_000, description="a number of cards per hour; 0 for no limit.")] = 12
    story_window: Annotated[Duration, Field(description="a duration such as 24h; 0s for a card per post.")] = timedelta(
        hours=24
    )
    sweep_every: Annotated[
        Duration, Field(ge=timedelta(seconds=1), description="a duration of 1s or more, such as 2m.")
    ] = timedelta(minutes=2)
    sweep_quiet: Annotated[
        Duration, Field(ge=timedelta(seconds=1), description="a duration of 1s or more, such as 1h.")
    ] = timedelta(hours=1)
    revisit_after: Annotated[
        tuple[Annotated[Duration, Field(ge=timedelta(seconds=1))], ...],
        NoDecode,
        BeforeValidator(_split_durations),
        Field(min_length=1, description="durations of 1s or more, separated by commas, such as 10m,1h,6h,24h,7d."),
    ] = (
        timedelta(minutes=10),
        timedelta(hours=1),
        timedelta(hours=6),
        timedelta(hours=24),
        timedelta(days=7),
    )
    match_previews: Annotated[bool, Field(description="true or false.")] = False
    page_pause: Annotated[Duration, Field(description="a duration such as 1s; 0s for none.")] = timedelta(seconds=1)
    join_channels: Annotated[
        bool, Field(description="yes or no: whether to join public channels, so that their posts arrive at once.")
    ] = True
    join_pause: Annotated[Duration, Field(description="a duration such as 3m; 0s for none.")] = timedelta(minutes=3)
    joins_per_day: Annotated[int, Field(ge=0, le=10_000, description="a number up to 10000.")] = 20
    lookups_per_day: Annotated[int, Field(ge=0, le=10_000, description="a number up to 10000.")] = 100
    channels_per_account: Annotated[int, Field(gt=0, le=1000, description="a number from 1 to 1000.")] = 500
    check_channels_every: Annotated[
        Duration, Field(ge=timedelta(seconds=1), description="a duration of 1s or more, such as 3h.")
    ] = timedelta(hours=3)
    blind_after: Annotated[
        Duration, Field(ge=timedelta(minutes=1), description="a duration of 1m or more, such as 5m.")
    ] = timedelta(minutes=5)
    tell_subscribers_after: Annotated[
        Duration, Field(ge=timedelta(minutes=1), description="a duration of 1m or more, such as 1h.")
    ] = timedelta(hours=1)
    stall_after: Annotated[
        Duration, Field(ge=timedelta(minutes=3), description="a duration of 3m or more, such as 10m.")
    ] = timedelta(minutes=10)
    commands_per_minute: Annotated[
        int, Field(ge=2, le=10_000, description="a number of commands per person, from 2 to 10000.")
    ] = 40
    backup_dir: Annotated[Place | None, Field(description="a folder for the backups, best on another disk.")] = None
    backup_every: Annotated[Duration, Field(description="a duration such as 24h; 0s for none.")] = timedelta(days=1)
    backups_kept: Annotated[int, Field(gt=0, le=10_000, description="a number from 1 to 10000.")] = 7
    keep_unmatched: Annotated[
        Annotated[Duration, Field(ge=timedelta(days=1))] | None,
        Field(description="a duration of 1d or more, such as 90d; empty to keep texts forever."),
    ] = None
    metrics_port: Annotated[int | None, Field(gt=0, lt=65536, description="a port from 1 to 65535.")] = None
    metrics_host: Annotated[str, Field(min_length=1, description="an address of this machine.")] = "127.0.0.1"
    reader_session: Annotated[
        SecretStr | None,
        Field(description="a session string, as narrative-watch login --string prints it."),
    ] = None
    server_dc: Annotated[int | None, Field(gt=0, lt=100_000, description="the number of the data centre.")] = None
    server_host: Annotated[str | None, Field(description="a host name or address.")] = None
    server_port: Annotated[int | None, Field(gt=0, lt=65536, description="a port from 1 to 65535.")] = None
    server_key_file: Annotated[Place | None, Field(description="a PEM file with the server's RSA public key.")] = None
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], AnyCase, Field(description="debug, info, warning or error.")
    ] = "info"
    log_format: Annotated[Literal["auto", "human", "json"], AnyCase, Field(description="auto, human or json.")] = "auto"

    @property
    def backups(self) -> Path:
        """The folder of the backups: beside the database, where no other is named."""
        return self.backup_dir or self.database.parent / "backups"

    def secrets(self) -> tuple[str, ...]:
        """Return the values that no log line may show."""
        values = (getattr(self, name) for name in SECRETS)
        return tuple(value.get_secret_value() for value in values if value and value.get_secret_value())


@dataclass(frozen=True, slots=True)
class Server:
    """Another Telegram than the production one: Telegram's test servers, or one on this machine."""

    dc: int
    host: str
    port: int
    public_key: str


@dataclass(frozen=True, slots=True)
class TelegramAccess:
    """What a signed-in Telegram client needs."""

    api_id: int
    api_hash: SecretStr
    session_dir: Path
    server: Server | None
    reader_session: SecretStr | None = None


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings from the environment, then from `env_file`. Raises InvalidSettings naming every fault."""
    logging.getLogger("dotenv.main").setLevel(logging.ERROR)  # what it warns of is a fault here
    try:
        faults = _faults_of_names(env_file)
    except UnicodeDecodeError:
        raise InvalidSettings([SettingFault(str(env_file), "", "must be UTF-8 text.")]) from None
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as error:
        raise InvalidSettings([*faults, *_faults_of(error)]) from None  # the original shows secrets
    if faults:
        raise InvalidSettings(faults)
    return settings


def load_what_can_be_read(env_file: Path | None = Path(".env")) -> tuple[Settings, tuple[SettingFault, ...]]:
    """Read the settings with the defaults in place of what is wrong, and return what is. Raises InvalidSettings."""
    try:
        return load_settings(env_file), ()
    except InvalidSettings as error:
        fields = {fault.variable.removeprefix(PREFIX).lower() for fault in error.faults} & set(Settings.model_fields)
        if any(fault.variable == str(env_file) for fault in error.faults):
            raise  # the file itself cannot be read
        defaults: dict[str, Any] = {name: Settings.model_fields[name].default for name in fields}
        return Settings(_env_file=env_file, **defaults), error.faults


def live_faults(settings: Settings) -> list[SettingFault]:
    """Return what the live service would miss."""
    return [
        *_missing(settings, "api_id", "api_hash", "bot_token"),
        *_server_faults(settings),
        *_sweep_faults(settings),
        *_monitor_faults(settings),
    ]


def faults_for_live(settings: Settings, faults: Iterable[SettingFault]) -> list[SettingFault]:
    """Return all that keeps the live service from starting: `faults` of what was given, then what it would miss."""
    given = list(faults)
    named = {one.variable for one in given}
    return [*given, *(one for one in live_faults(settings) if one.variable not in named)]


def load_for_live(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings of the live service. Raises InvalidSettings naming every fault, and all that is missing."""
    settings, given = load_what_can_be_read(env_file)
    if faults := faults_for_live(settings, given):
        raise InvalidSettings(faults)
    return settings


def _sweep_faults(settings: Settings) -> list[SettingFault]:
    if settings.sweep_every <= settings.sweep_quiet:
        return []
    remedy = "is longer than NW_SWEEP_QUIET. Busy channels must be polled at least as often as quiet ones."
    return [SettingFault("NW_SWEEP_EVERY", "", remedy)]


def _monitor_faults(settings: Settings) -> list[SettingFault]:
    """Find a host of the monitor's port that is not this machine."""
    if settings.metrics_port is None:
        return []
    try:
        with socket.socket() as one:  # at any free port: the service may be running
            one.bind((settings.metrics_host, 0))
    except (OSError, UnicodeError):
        shown = f"“{settings.metrics_host}”"
        return [
            SettingFault("NW_METRICS_HOST", shown, "expected an address of this machine, such as 127.0.0.1 or 0.0.0.0.")
        ]
    return []


def _faults_of_names(env_file: Path | None) -> list[SettingFault]:
    """Find lines that nothing is read from, and NW_… variables that no setting reads: their author thinks they work."""
    if env_file is None or not env_file.is_file():
        return _unknown(os.environ)
    if env_file.stat().st_size > LARGEST_FILE:
        raise InvalidSettings([SettingFault(str(env_file), "", f"has more than {LARGEST_FILE:,} bytes.")])
    with env_file.open(encoding="utf-8") as file:
        lines = list(parse_stream(file))
    unreadable = [
        SettingFault(
            f"{env_file}, line {line.original.line}",
            "",
            "is not a setting. Write NAME=value, or start the line with #.",
        )
        for line in lines
        if line.error or (line.key is not None and line.value is None) or "\0" in line.original.string
    ]
    return [*unreadable, *_unknown({*(line.key for line in lines if line.key), *os.environ})]


def _unknown(given: Iterable[str]) -> list[SettingFault]:
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    unknown = sorted(name for name in given if name.upper().startswith(PREFIX) and name.upper() not in known)
    return [
        SettingFault(name, "", f"is not a setting. Did you mean {process.extractOne(name.upper(), known)[0]}?")
        for name in unknown
    ]


def _faults_of(error: ValidationError) -> list[SettingFault]:
    by_field: dict[str, SettingFault] = {}
    for detail in error.errors(include_url=False):
        name = str(detail["loc"][0])
        field = Settings.model_fields[name]
        shown = _masked(detail["input"]) if name in SECRETS else _shown(detail["input"])
        if name == "owner_ids" and _AT_NAME.fullmatch(str(detail["input"])):
            shown = f"“{detail['input']}”"  # people put their names there, and have to see which
        remedy = f"expected {field.description}"
        if detail["type"] == "less_than_equal" and not isinstance(detail["ctx"]["le"], int | float):
            remedy += f" {LONGEST_DURATION.days}d is the longest."
        by_field.setdefault(name, SettingFault(PREFIX + name.upper(), shown, remedy))
    return list(by_field.values())


# Words, a number with its unit, or durations, as somebody writes who has misread what is expected. Anything else may be
# a secret that was put into the wrong line.
_HARMLESS = re.compile(
    r"[^\W\d_]{1,20}([ /_-][^\W\d_]{1,20}){0,3}|[-+]?\d{1,8}([.,]\d{1,3})?( ?[^\W\d_]{1,8})?"
    r"|\d{1,5} ?[smhd]([, ]{1,2}\d{1,5} ?[smhd]){1,8}"
)
_AT_NAME = re.compile(r"@[A-Za-z][A-Za-z0-9_]{1,31}")


def _shown(value: object) -> str:
    return f"“{value}”" if _HARMLESS.fullmatch(str(value)) else _masked(value)


def _masked(value: object) -> str:
    text = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    return f"****** ({len(text)} characters)"


def access(settings: Settings) -> TelegramAccess:
    """Return what signing in to Telegram needs. Raises InvalidSettings naming all that is missing."""
    faults = [*_missing(settings, "api_id", "api_hash"), *_server_faults(settings)]
    if faults or settings.api_id is None or settings.api_hash is None:
        raise InvalidSettings(faults)
    return TelegramAccess(
        settings.api_id, settings.api_hash, settings.session_dir, _server(settings), settings.reader_session
    )


def for_live(settings: Settings) -> tuple[TelegramAccess, SecretStr]:
    """Return what the live service needs: access, and the bot's token. Raises InvalidSettings naming all faults."""
    faults = live_faults(settings)
    if faults or settings.bot_token is None:
        raise InvalidSettings(faults)
    return access(settings), settings.bot_token


def _missing(settings: Settings, *names: str) -> list[SettingFault]:
    return [
        SettingFault(PREFIX + name.upper(), "", f"is missing. It is {Settings.model_fields[name].description}")
        for name in names
        if not getattr(settings, name)
    ]


def _server_faults(settings: Settings) -> list[SettingFault]:
    names = ("server_dc", "server_host", "server_port", "server_key_file")
    missing = _missing(settings, *names)
    if len(missing) == len(names):
        return []
    if missing:
        return [
            SettingFault(fault.variable, "", f"{fault.remedy} The four NW_SERVER_… settings go together.")
            for fault in missing
        ]
    file = settings.server_key_file
    if file is not None and not file.is_file():
        return [
            SettingFault(
                "NW_SERVER_KEY_FILE", f"“{file}”", "this file does not exist. It must hold the server's RSA public key."
            )
        ]
    return []


def _server(settings: Settings) -> Server | None:
    if (
        settings.server_dc is None
        or settings.server_host is None
        or settings.server_port is None
        or settings.server_key_file is None
    ):
        return None
    key = settings.server_key_file.read_text(encoding="ascii", errors="replace")
    return Server(settings.server_dc, settings.server_host, settings.server_port, key)
