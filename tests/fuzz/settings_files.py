"""Settings files: settings, or every fault in a sentence that begins with its variable; never a secret's value."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from config.settings import PREFIX, InvalidSettings, Settings, load_settings, load_what_can_be_read
from tests.fuzz.target import Target, seeds, words

_FILE = Path(tempfile.mkdtemp()) / ".env"


def check(data: bytes) -> None:
    """Read the bytes as a file of settings."""
    assert not [name for name in os.environ if name.startswith(PREFIX)], "what the environment says would hide the file"
    _FILE.write_bytes(data)
    try:
        settings = load_settings(_FILE)
    except InvalidSettings as refused:
        assert refused.faults
        for fault in refused.faults:
            assert fault.variable.upper().startswith((PREFIX, str(_FILE).upper())), fault
            assert fault.remedy
        _check_what_can_be_read(refused)
        return
    assert settings.threshold >= 50
    assert all(span.total_seconds() >= 1 for span in (settings.sweep_every, *settings.revisit_after))


def _check_what_can_be_read(refused: InvalidSettings) -> None:
    try:
        settings, faults = load_what_can_be_read(_FILE)
    except InvalidSettings as again:
        assert again.faults == refused.faults
        return
    assert isinstance(settings, Settings)
    assert faults == refused.faults


TARGET = Target(
    check,
    seeds(
        "NW_API_ID=12345\nNW_API_HASH=0123456789abcdef0123456789abcdef\nNW_BOT_TOKEN=1000:secret\nNW_OWNER_IDS=1, 2\n",
        "NW_TIME_ZONE='Europe/Kyiv' # here\nNW_SWEEP_EVERY=2m\nNW_REVISIT_AFTER=10m,1h\nNW_THRESHOLD=75.5\n",
        'export NW_BACKUP_DIR="${HOME}/x"\nNW_METRICS_PORT=9100\nNW_LANGUAGE=uk\nNW_KEEP_UNMATCHED=\n',
        "NW_SERVER_DC=2\nNW_SERVER_HOST=::1\nNW_SERVER_PORT=443\nNW_SERVER_KEY_FILE=key.pem\nNW_LOG_LEVEL=debug\n",
    ),
    (
        *(f"NW_{name.upper()}=".encode() for name in Settings.model_fields),
        *words("1e999 nan -1 99999999999999999d ../../x"),
    ),
    longest=1_500,
)
