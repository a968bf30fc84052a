"""What a secret looks like, wherever it stands: tokens, hashes, session strings and telephone numbers."""

from __future__ import annotations

import re

# Addresses write a colon as %3A, or %253A where they do so twice; JSON may write it by its number.
_COLON = r"(?::|%(?:25)*3a|\\u003a)"
_TOKEN = rf"\d{{3,}}{_COLON}[a-z0-9_-]{{20,}}"
_HASH = r"(?<![0-9a-f])[0-9a-f]{32,}"
_SESSION = r"[a-z0-9_-]{200,}(?:=|%3d){0,2}"

# What people put between the digits of a telephone number, a bracket before them included.
_GAP = r"(?:[ \u00a0\u2000-\u200a\u202f.()\-\u2010-\u2015\u2212/]|%20){0,3}"
_SPLIT = _GAP.replace("{0,3}", "{1,3}")
# A number begins where no other number, date, time or chat's id (-100…) goes on.
_START = r"(?<!\d)(?<!\d[.,:/t\-\u2212])"
_END = r"(?!\d|:\d|[.,]\d)"
_DATE = r"(?!\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d))"
# Without a plus, a number is known by its country and length. An id of Telegram's has ten digits at most, or thirteen
# behind -100; moments in milliseconds have thirteen, too.
_PLAIN = (
    r"(?:(?:380|375|99[45])\d{9}|7[3-9]\d{9}|8[3489]\d{9}|1[2-9]\d{9}|42[01]\d{9}|4[08]\d{9}|44\d{10}|49\d{9,11}|43\d{10}"
    r"|3[349]\d{9}|39\d{10}|3[126]\d{9}|37[0-4]\d{8}|35[19]\d{8,9}|90\d{10}|972\d{8,9})"
)
_GROUPED = "|".join(
    (
        # of this country, with or without its code: (050) 123-45-67
        rf"(?:38{_GAP})?0[1-9]\d{_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}",
        rf"38{_SPLIT}0{_GAP}\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}",
        rf"(?:380|375){_SPLIT}\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}",
        rf"[78]{_SPLIT}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}",
        rf"1{_SPLIT}\d{{3}}{_SPLIT}\d{{3}}{_SPLIT}\d{{4}}",
        rf"4[89]{_SPLIT}\d{{3}}{_SPLIT}\d{{3}}{_SPLIT}\d{{3,4}}",
        rf"44{_SPLIT}\d{{4}}{_SPLIT}\d{{3}}{_GAP}\d{{3}}",
    )
)
_TELEPHONE = "|".join(
    (
        rf"(?:\+|%(?:25)*2b){_GAP}[1-9](?:{_GAP}\d){{8,14}}(?!\d)",
        rf"{_START}00[1-9](?:{_GAP}\d){{9,13}}{_END}",
        rf"{_START}{_DATE}\(?(?:{_PLAIN}|{_GROUPED}){_END}",
    )
)
_SECRET = re.compile(f"{_TOKEN}|{_SESSION}|{_HASH}|{_TELEPHONE}", re.IGNORECASE | re.ASCII)


def without_secrets(text: str, mask: str) -> str:
    """Return a text with a mask in the place of all that is shaped like a secret."""
    return _SECRET.sub(mask, text)
