"""Messages to the bot, from everybody: an answer that Telegram takes, and nothing for those who are not let in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.commands.registry import COMMANDS
from bot.commands.request import Attachment, Forwarded, Place
from storage.model.ids import MessageId
from tests.fuzz.office import DENIED, GROUP, OPERATOR, OWNER, READER, STRANGER, at_the_desk, check_message
from tests.fuzz.target import Target, seeds, text_of, words

if TYPE_CHECKING:
    from tests.fuzz.office import Office

MOST_MESSAGES = 4
LONGEST_MESSAGE = 4_096  # UTF-16 units, which is what Telegram lets anybody write
_WRITERS = {"o": OWNER, "p": OPERATOR, "r": READER, "d": DENIED, "x": STRANGER}


def check(data: bytes) -> None:
    """Take each part, between NULs, for a message: its first sign is who writes, or how; the rest what is written."""

    async def work(office: Office) -> None:
        for part in text_of(data).split("\x00")[:MOST_MESSAGES]:
            await _write(office, part[:1], part[1:LONGEST_MESSAGE])

    at_the_desk(work)


async def _write(office: Office, how: str, text: str) -> None:
    text = text.strip()
    if how == "f":
        reference = re.sub(r"\W", "", text, flags=re.ASCII)[:32]  # such are the names that Telegram gives out
        forwarded = Forwarded(text[:128], f"@{reference}" if reference else None)
        answers = await office.write(OPERATOR, "", forwarded=forwarded)
    elif how == "t":
        answers = await office.write(OPERATOR, "", file=_file(text))
    elif how == "g":
        answers = await office.write(READER, text, Place(GROUP, title=text[:128]))
    elif how == "n":
        answers = await office.write(OPERATOR, text, Place(GROUP, MessageId(5)))
    else:
        writer = _WRITERS.get(how, OPERATOR)
        answers = await office.write(writer, text)
        assert answers or writer != OWNER, "others may have been shut out meanwhile"
    for answer in answers:
        check_message(answer)


def _file(text: str) -> Attachment:
    content = text.encode()

    async def fetch(most: int) -> bytes:
        return content[:most]

    return Attachment(f"{text[:60]}.toml", len(content), fetch)


_LINES = (
    'p/narrative new Жест <доброї> волі\x00p/watch zhest-dobroi-voli жест доброї волі ≥90\n-не жест\n"good will"',
    "p/phrases feint\x00p/unwatch feint 1\x00p/narrative describe feint Text\x00p/export",
    "p/try since 2022-09-01 cunning ruse\x00p/search weather @morning_news since 2022-09-01",
    "p/why https://t.me/morning_news/1\x00p/why https://t.me/c/1234567890/2\x00p/quality\x00p/audit feint",
    "p/channel add @morning_news media last 20\x00p/channel add https://t.me/+AbCdEfGhIjKl since 2022-01-01",
    "p/channel readers @morning_news\x00p/channel share @morning_news 103\x00p/channel unshare @morning_news 103",
    "p/coverage @morning_news\x00p/status\x00p/people\x00p/channels",
    "o/allow 105 @x\x00o/deny 103\x00o/operator add 103\x00o/operator remove 102\x00o/invite operator",
    "r/settings time zone Київ\x00r/settings quiet 23:00-07:00\x00r/settings budget 5\x00r/settings language uk",
    "r/mute 2h\x00r/mute feint until 18:00\x00r/digest\x00r/missed",
    "r/settings\x00rEurope/Warsaw\x00r/subscribe @our_news\x00r/unsubscribe Newsroom\x00r/places",
    "g/subscribe\x00g/narratives@nw_bot\x00g/settings quiet 22-7\x00g/stop",
    "x/start abcdefghijklmnopqrstuvwx\x00x/claim x\x00d/start\x00x/help",
    't[[narrative]]\nid = "a"\ntitle = "A"\nphrases = ["cunning <ruse>"]\n\x00fМорнінг\x00f@morning_news',
    "n/subscribe\x00p/narrative threshold feint 87,5%\x00p/narrative urgent feint\x00o/narrative archive feint",
)

TARGET = Target(
    check,
    seeds(*_LINES),
    (
        *(f"\x00p/{command.words} ".encode() for command in COMMANDS),
        *words(
            "feint levy @morning_news since last 2022-09-01 0001-01-01 103 -1005550000001 9999999999999999999 1e9 ≥90 ٣"
        ),
        *words("until 18:00 off default media fact-checker operator subscriber \u202e <b> &lt; 🎭 \u0301 *"),
        b"\n",
        b"- ",
        "я".encode() * 400,
    ),
    longest=4_500,
)
