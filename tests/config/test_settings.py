from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from dotenv import dotenv_values
from pydantic import SecretStr

from bot.matching import DEFAULT_THRESHOLD
from config.settings import (
    PREFIX,
    InvalidSettings,
    Server,
    Settings,
    access,
    for_live,
    load_for_live,
    load_settings,
    load_what_can_be_read,
)

HASH = "0123456789abcdef0123456789abcdef"
TOKEN = "123456:ABC-def_ghi"
GOOD = {"NW_API_ID": "12345", "NW_API_HASH": HASH, "NW_BOT_TOKEN": TOKEN, "NW_OWNER_IDS": "1, 2 3"}
EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)


def give(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def faults(env_file: Path | None = None) -> dict[str, str]:
    with pytest.raises(InvalidSettings) as error:
        load_settings(env_file)
    return {fault.variable: str(fault) for fault in error.value.faults}


def test_without_any_variable_the_defaults_hold() -> None:
    settings = load_settings(None)
    assert settings.api_id is None
    assert settings.owner_ids == ()
    assert settings.database == Path("data/narrative-watch.db")
    assert settings.alert_max_age == timedelta(hours=6)
    assert settings.secrets() == ()


def test_good_settings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, **GOOD)
    signed_in, token = for_live(load_settings(None))
    assert (signed_in.api_id, signed_in.api_hash, token) == (12345, SecretStr(HASH), SecretStr(TOKEN))
    assert signed_in.server is None
    assert load_settings(None).owner_ids == (1, 2, 3)
    assert set(load_settings(None).secrets()) == {HASH, TOKEN}


def test_all_faults_are_named_at_once_with_value_and_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    give(
        monkeypatch,
        NW_API_ID="zero",
        NW_OWNER_IDS="1,anna",
        NW_TIME_ZONE="Europe/Nowhere",
        NW_LANGUAGE="de",
        NW_THRESHOLD="101",
        NW_ALERT_MAX_AGE="6 hours",
        NW_SWEEP_EVERY="0s",
        NW_SWEEP_QUIET="never",
        NW_PAGE_PAUSE="1",
        NW_SERVER_PORT="70000",
        NW_LOG_LEVEL="loud",
        NW_LOG_FORMAT="xml",
    )
    found = faults()
    assert set(found) == {name for name in os.environ if name.startswith(PREFIX)}
    assert found["NW_API_ID"].startswith("NW_API_ID = “zero”: expected the number of your Telegram application.")
    assert found["NW_SWEEP_EVERY"] == "NW_SWEEP_EVERY = “0s”: expected a duration of 1s or more, such as 2m."
    assert all(": expected " in sentence for sentence in found.values())


@pytest.mark.parametrize(("name", "secret"), [("NW_API_HASH", "nearly-a-secret-hash"), ("NW_BOT_TOKEN", "my:secret")])
def test_a_secret_that_is_wrong_is_not_shown(monkeypatch: pytest.MonkeyPatch, name: str, secret: str) -> None:
    give(monkeypatch, **{name: secret})
    (sentence,) = faults().values()
    assert secret not in sentence
    assert sentence.startswith(f"{name} = ****** ({len(secret)} characters): expected the ")
    with pytest.raises(InvalidSettings) as error:
        load_settings(None)
    assert error.value.__cause__ is None
    assert secret not in str(error.value)


@pytest.mark.parametrize(
    ("given", "meant"),
    [("NW_BOT_TOKE", "NW_BOT_TOKEN"), ("NW_OWNER_ID", "NW_OWNER_IDS"), ("nw_databse", "NW_DATABASE")],
)
def test_a_variable_that_is_misspelt_is_named_with_the_nearest_one(
    monkeypatch: pytest.MonkeyPatch, given: str, meant: str
) -> None:
    give(monkeypatch, **{given: "secret"})
    assert faults() == {given: f"{given} is not a setting. Did you mean {meant}?"}


def test_a_misspelt_variable_and_a_wrong_value_are_named_together(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, NW_LANGAUGE="uk", NW_THRESHOLD="high")
    assert set(faults()) == {"NW_LANGAUGE", "NW_THRESHOLD"}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90s", timedelta(seconds=90)),
        ("10m", timedelta(minutes=10)),
        (" 6 h ", timedelta(hours=6)),
        ("2d", timedelta(days=2)),
    ],
)
def test_durations_are_numbers_with_a_unit(monkeypatch: pytest.MonkeyPatch, text: str, span: timedelta) -> None:
    give(monkeypatch, NW_ALERT_MAX_AGE=text)
    assert load_settings(None).alert_max_age == span


@pytest.mark.parametrize("text", ["0s", "-5m", "5", "m", "5 weeks", "PT5M", "1.5h", "99999999999999d"])
def test_what_is_no_duration_is_a_fault(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    give(monkeypatch, NW_ALERT_MAX_AGE=text)
    assert set(faults()) == {"NW_ALERT_MAX_AGE"}


def test_what_the_live_service_misses_is_named_all_at_once() -> None:
    with pytest.raises(InvalidSettings) as error:
        for_live(load_settings(None))
    assert [one.variable for one in error.value.faults] == ["NW_API_ID", "NW_API_HASH", "NW_BOT_TOKEN"]
    assert "https://my.telegram.org" in str(error.value)
    assert "@BotFather" in str(error.value)
    with pytest.raises(InvalidSettings) as error:
        access(load_settings(None))
    assert [one.variable for one in error.value.faults] == ["NW_API_ID", "NW_API_HASH"]


def test_the_settings_of_another_server_go_together(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    give(monkeypatch, **GOOD, NW_SERVER_HOST="127.0.0.1", NW_SERVER_DC="2")
    with pytest.raises(InvalidSettings) as error:
        for_live(load_settings(None))
    assert [one.variable for one in error.value.faults] == ["NW_SERVER_PORT", "NW_SERVER_KEY_FILE"]
    assert "go together" in str(error.value)

    key = tmp_path / "key.pem"
    give(monkeypatch, NW_SERVER_PORT="443", NW_SERVER_KEY_FILE=str(key))
    with pytest.raises(InvalidSettings, match=r"NW_SERVER_KEY_FILE = “.*”: this file does not exist"):
        access(load_settings(None))
    key.write_text("PEM", encoding="ascii")
    assert access(load_settings(None)).server == Server(2, "127.0.0.1", 443, "PEM")


def test_the_env_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("NW_LANGUAGE=uk\nNW_THRESHOLD=90\nOTHER=1\nNW_API_ID=\n", encoding="utf-8")
    give(monkeypatch, NW_THRESHOLD="70")
    settings = load_settings(file)
    assert (settings.language, settings.threshold, settings.api_id) == ("uk", 70, None)


def test_faults_of_the_env_file_are_named_too(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("NW_LANGAUGE=uk\nNW_THRESHOLD=high\n", encoding="utf-8")
    assert set(faults(file)) == {"NW_LANGAUGE", "NW_THRESHOLD"}


def test_a_line_that_says_nothing_is_a_fault_and_keeps_its_secret(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / ".env"
    file.write_text(
        f"# fine\nNW_LANGUAGE=uk\nNW_BOT_TOKEN {TOKEN}\nNW_API_HASH\n= {HASH}\n\nexport NW_LOG_LEVEL=info\n"
    )
    found = faults(file)
    assert [name.removeprefix(str(file)) for name in found] == [", line 3", ", line 4", ", line 5"]
    assert all("NAME=value" in said for said in found.values())
    assert TOKEN not in str(found)
    assert HASH not in str(found)
    assert caplog.text == ""
    settings, _ = load_what_can_be_read(file)
    assert settings.language == "uk"


def test_durations_that_lead_out_of_the_calendar_are_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, NW_ALERT_MAX_AGE="9999999d", NW_KEEP_UNMATCHED="3651d", NW_REVISIT_AFTER="1h,4000d")
    assert faults() == {
        "NW_ALERT_MAX_AGE": "NW_ALERT_MAX_AGE = “9999999d”: expected a duration such as 90m, 6h or 2d. "
        "3650d is the longest.",
        "NW_KEEP_UNMATCHED": "NW_KEEP_UNMATCHED = “3651d”: expected a duration of 1d or more, such as 90d; "
        "empty to keep texts forever. 3650d is the longest.",
        "NW_REVISIT_AFTER": "NW_REVISIT_AFTER = “4000d”: expected durations of 1s or more, separated by commas, such "
        "as 10m,1h,6h,24h,7d. 3650d is the longest.",
    }


def test_an_env_file_without_end_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"#" * 100_001)
    assert faults(file) == {str(file): f"{file} has more than 100,000 bytes."}


def test_an_id_that_no_database_takes_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, NW_OWNER_IDS="99999999999999999999")
    assert list(faults()) == ["NW_OWNER_IDS"]


def test_a_line_with_a_sign_that_ends_no_path_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('NW_LANGUAGE=uk\nNW_DATABASE="a\0b"\n')
    assert list(faults(file)) == [f"{file}, line 2"]


def test_an_env_file_that_is_no_text_is_a_fault_and_not_a_crash(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes("NW_LANGUAGE=uk # мова\n".encode("utf-16"))
    with pytest.raises(InvalidSettings, match="UTF-8"):
        load_settings(file)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings(None).language = "uk"  # type: ignore[misc]


def test_the_example_names_every_setting_with_its_default() -> None:
    given: dict[str, str | None] = dict(dotenv_values(EXAMPLE, interpolate=False))
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for line in lines:  # a default may stand there as a comment: #NW_LANGUAGE=en
        variable, sign, text = line.lstrip("# ").partition("=")
        if sign and variable.startswith(PREFIX) and " " not in variable:
            given.setdefault(variable, text.strip())
    assert set(given) == {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    defaults = Settings(_env_file=None)
    for name in Settings.model_fields:
        value, default = given[f"{PREFIX}{name.upper()}"], getattr(defaults, name)
        if default in {None, ()}:
            continue
        read = Settings.model_validate({name: value})
        assert getattr(read, name) == default, name


def test_the_default_threshold_is_the_one_that_was_measured() -> None:
    assert Settings.model_fields["threshold"].default == DEFAULT_THRESHOLD


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("NW_SESSION_DIR", "NW_DATABASE", "NW_BACKUP_DIR", "NW_SERVER_KEY_FILE")
    give(monkeypatch, HOME="/home/somebody", **dict.fromkeys(names, "~/x"))
    settings = load_settings(None)
    places = {settings.session_dir, settings.database, settings.backup_dir, settings.server_key_file}
    assert places == {Path("/home/somebody/x")}


def test_words_are_taken_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, NW_LANGUAGE="UK", NW_LOG_LEVEL="INFO", NW_LOG_FORMAT="Json")
    settings = load_settings(None)
    assert (settings.language, settings.log_level, settings.log_format) == ("uk", "info", "json")


@pytest.mark.parametrize("text", ["10m,1 h", "10m, 1h", "10m 1 h", "10 m , 1 h"])
def test_a_list_of_durations_is_split_between_them(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    give(monkeypatch, NW_REVISIT_AFTER=text)
    assert load_settings(None).revisit_after == (timedelta(minutes=10), timedelta(hours=1))


@pytest.mark.parametrize(
    ("name", "value"), [("NW_OWNER_IDS", "@olha_k"), ("NW_STORY_WINDOW", "1d 12h"), ("NW_SWEEP_EVERY", "1h, 30m")]
)
def test_what_somebody_misread_is_shown(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    give(monkeypatch, **{name: value})
    assert f"“{value}”" in faults()[name]


def test_values_that_cannot_work_together_or_here_are_faults_of_the_live_service(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    give(monkeypatch, **GOOD, NW_SWEEP_EVERY="2h", NW_METRICS_PORT="9464", NW_METRICS_HOST="host.invalid")
    with pytest.raises(InvalidSettings) as error:
        load_for_live(None)
    assert [one.variable for one in error.value.faults] == ["NW_SWEEP_EVERY", "NW_METRICS_HOST"]


def test_the_live_service_names_what_is_wrong_and_what_is_missing_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, NW_THRESHOLD="high", NW_API_ID="1")
    with pytest.raises(InvalidSettings) as error:
        load_for_live(None)
    assert [one.variable for one in error.value.faults] == ["NW_THRESHOLD", "NW_API_HASH", "NW_BOT_TOKEN"]
