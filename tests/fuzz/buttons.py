"""Pressed buttons with any data, by everybody: one answer that Telegram takes; who may not press changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import button_target, registry
from bot.commands.registry import BUTTONS
from bot.commands.request import Place
from bot.commands.rights import Rights
from tests.fuzz.office import (
    DENIED,
    GROUP,
    LONGEST_DATA,
    OPERATOR,
    OWNER,
    READER,
    STRANGER,
    at_the_desk,
    check_message,
)
from tests.fuzz.target import Target, seeds, words

if TYPE_CHECKING:
    from bot.commands.command import ButtonAction
    from tests.fuzz.office import Office

MOST_PRESSES = 5
_PRIVATE = (STRANGER, DENIED, READER, OPERATOR, OWNER)


def check(data: bytes) -> None:
    """Take each line for the data of a button, and have everybody press it: those first who may not."""

    async def work(office: Office) -> None:
        for line in data.split(b"\n")[:MOST_PRESSES]:
            pressed = line[:LONGEST_DATA].decode(errors="replace")
            await _press_by_all(office, pressed)
            # What is written next may be the answer to what a button asked.
            for answer in await office.write(READER, pressed):
                check_message(answer)

    at_the_desk(work)


async def _press_by_all(office: Office, pressed: str) -> None:
    before = await office.version()
    for person in (STRANGER, DENIED):
        assert _refused(await office.press(person, pressed))
        assert _refused(await office.press(person, pressed, Place(GROUP))) or _is_for_anybody(pressed, person)
    if _is_for_operators(pressed):
        assert _refused(await office.press(READER, pressed))
        assert _refused(await office.press(READER, pressed, Place(GROUP)))
        assert _refused(await office.press(OPERATOR, pressed, Place(GROUP)))
    if not _is_for_anybody(pressed, STRANGER):
        assert await office.version() == before
    for person in (READER, OPERATOR, OWNER):
        await office.press(person, pressed)
    await office.press(READER, pressed, Place(GROUP))


def _refused(answer: object) -> bool:
    """Tell whether nothing came of a press but a line that pops up."""
    return answer is None or (
        getattr(answer, "notice", "") != ""
        and not any(getattr(answer, one) for one in ("message", "reply", "keyboard"))
    )


def _found(pressed: str) -> ButtonAction | None:
    found = registry.button(button_target.split(pressed)[1])
    return None if found is None else found[0]


def _is_for_operators(pressed: str) -> bool:
    found = _found(pressed)
    return found is not None and found.rights >= Rights.OPERATOR


def _is_for_anybody(pressed: str, person: object) -> bool:
    """Tell whether even somebody who is not known may press it, under a card in a group."""
    found = _found(pressed)
    return found is not None and found.anybody and person == STRANGER


_GOOD = (
    "follow:0:feint\nunfollow:0:levy\nnarratives:1\nset\nset:zone",
    "try:1\ntry-at:1:75\ntry-near:1:0\ntry-to:1\ntry-add:1:feint",
    "search:2:0\nwhy-page:3:0\nwhy-word:3:0:feint\nwhy-fetch:3\ntry-stop:1",
    "why:1\nrelevant:1\nfalse-alarm:2\nmute:1:feint\nhush:1:8h:feint",
    "card:1\nplaces:0\nplace\nsubscribe:@our_news\nunsubscribe",
    "narrative-list:0\nnarrative:feint:0\nstatus:feint:paused\nurgent:feint:1\nphrase:1",
    "unwatch:1\nthreshold:1:90\nquality\nquality-phrase:1\nquality-set:1:90",
    "quality-not:1:0\nimport:1:apply\naudit:0\nundo:1\nundo-entry:1:0",
    "mutes\nmissed:0\nforget:yes\ndigest-page:1:0\ntold:1",
    "people:0\nperson:103:0\nperson-do:103:deny:0\ntake:media:@morning_news\nlate-yes:1001",
    "set:quiet:on\nset:language:uk\nset:budget:5\nset:card:compact\nset:daily:on",
    "set:delivery:feint:digest\n@6fpgicao:place\n@6fpgicao:follow:0:feint\n@6fpgicao:set\nlate-no:1001",
)

TARGET = Target(
    check,
    seeds(*_GOOD),
    (
        *(f"\n{action.name}:".encode() for action in BUTTONS),
        *words(": @ 0 1 2 -1 99999 99999999999999999999999 feint levy apply replace drop ٣ ² yes no on off"),
        *words("8h 1w am paused active archived hour day now 75 \u0000 % <b> ' --"),
        button_target.data(GROUP, "").encode(),
    ),
    longest=5 * 66,
)
