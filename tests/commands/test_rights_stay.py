"""Random commands by people of all roles, in any order, at the same moment, and over restarts.

There is an owner always, and nobody gains a role that nobody with the right to it gave them.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.alerts import reachability
from bot.app import make_ready, offer_claim
from bot.commands.request import Place
from bot.commands.rights import Rights, rights_now
from config.settings import Settings
from storage.model.database import Fact, Purpose
from storage.model.ids import ChatId
from storage.model.subscribers import Role
from storage.ops import facts
from storage.people import subscribers
from tests.fakes import START
from tests.fuzz.office import DENIED, GROUP, OPERATOR, OWNER, PEOPLE, READER, STRANGER, Office, at_the_desk, reopened

if TYPE_CHECKING:
    from storage.database import Connection

SECOND = ChatId(106)
ALL = (*PEOPLE, SECOND)
TARGETS = st.sampled_from([*map(str, ALL), *(f"@person_{one}" for one in ALL), str(GROUP)])
IDS = st.sampled_from([*ALL, GROUP])
BUTTONS = ("let-in:{}", "shut-out:{}", "make-operator:{}", "make-subscriber:{}")
ACTIONS = ("ban", "let-in", "make-operator", "make-subscriber", "remove", "remove-surely")
TOKEN = re.compile(r"\?start=([\w-]+)")


@dataclass(frozen=True)
class Written:
    person: ChatId
    text: str
    in_group: bool = False


@dataclass(frozen=True)
class Pressed:
    person: ChatId
    data: str


@dataclass(frozen=True)
class Used:
    """Somebody uses the latest invite or claim code but so many."""

    person: ChatId
    back: int


@dataclass(frozen=True)
class Unreachable:
    chat: ChatId


@dataclass(frozen=True)
class Restarted:
    owner_ids: tuple[int, ...]


Act = Written | Pressed | Used | Unreachable
ACTORS = st.sampled_from(ALL)
COMMANDS = st.sampled_from(["allow", "deny", "operator add", "operator remove"])
WRITTEN = st.builds(lambda who, what, whom: Written(who, f"/{what} {whom}"), ACTORS, COMMANDS, TARGETS)
PRESSED = st.builds(
    lambda who, what, whom: Pressed(who, what.format(whom)),
    ACTORS,
    st.sampled_from([*BUTTONS, *(f"person-do:{one}:0:{{}}" for one in ACTIONS)]),
    IDS,
)
ALONE = st.builds(
    Written,
    ACTORS,
    st.sampled_from(["/invite subscriber", "/invite operator", "/start", "/stop", "/forget_me", "/people", "/help"]),
)
FORGOTTEN = st.builds(lambda who: Pressed(who, "forget:yes"), ACTORS)
IN_GROUP = st.builds(
    lambda who, text: Written(who, text, in_group=True), ACTORS, st.sampled_from(["/subscribe", "/start"])
)
ACTS = st.one_of(
    WRITTEN,
    PRESSED,
    ALONE,
    FORGOTTEN,
    IN_GROUP,
    st.builds(Used, ACTORS, st.integers(0, 2)),
    st.builds(Unreachable, IDS),
)
RESTARTS = st.builds(Restarted, st.sampled_from([(), (OWNER,), (SECOND,), (OWNER, READER)]))
STEPS = st.lists(
    st.one_of(st.tuples(ACTS), st.tuples(ACTS), st.tuples(ACTS, ACTS), st.tuples(RESTARTS)), min_size=1, max_size=14
)


@dataclass
class World:
    """The office, the owners that the settings name, and all invites that were given out: by whom, and for what."""

    office: Office
    owner_ids: tuple[int, ...]
    invites: list[tuple[str, ChatId | None, Rights]] = field(default_factory=list)

    async def rights(self) -> dict[ChatId, Rights]:
        reader = self.office.database.reader
        return {one: await rights_now(reader, one, self.owner_ids) for one in (*ALL, GROUP)}

    async def restart(self, owner_ids: tuple[int, ...]) -> None:
        printed: list[str] = []
        await make_ready(self.office.database, Settings(_env_file=None, owner_ids=owner_ids), START)
        await offer_claim(self.office.database, START, printed.append)
        self.office, self.owner_ids = reopened(self.office, owner_ids), owner_ids
        self.invites += [(text.split("/claim ")[1].split()[0], None, Rights.OWNER) for text in printed]

    async def do(self, act: Act) -> tuple[ChatId, tuple[ChatId | None, Rights] | None] | None:
        """Do it; return who did, and the invite that they used: its giver, and what it is for."""
        match act:
            case Written(person, text, in_group):
                answers = await self.office.write(person, text, Place(GROUP, title="Newsroom") if in_group else None)
                given = [one for answer in answers for one in TOKEN.findall(answer.html)]
                rights = Rights.OPERATOR if "operator" in text else Rights.SUBSCRIBER
                self.invites += [(token, person, rights) for token in given]
                return person, None
            case Pressed(person, data):
                await self.office.press(person, data)
                return person, None
            case Used(person, back) if back < len(self.invites):
                token, giver, rights = self.invites[-1 - back]
                await self.office.write(person, f"/start {token}")
                return person, (giver, rights)
            case Unreachable(chat):
                await self.office.database.write(lambda tx: reachability.pause_chat(tx, chat, "blocked the bot", START))
        return None

    async def step(self, acts: tuple[Act, ...]) -> None:
        """Do what is done at the same moment, and look at what became of everybody's rights."""
        before = await self.rights()
        done = [one for one in await asyncio.gather(*map(self.do, acts)) if one is not None]
        after = await self.rights()
        actors = [max(before[who], after[who]) for who, _ in done]
        for one in (*ALL, GROUP):
            if after[one] > before[one]:
                invites = [invite for who, invite in done if who == one and invite is not None]
                assert self._was_given(after[one], actors, invites, before, after), (one, before, after, acts)
            elif after[one] < before[one]:
                assert before[one] is not Rights.OWNER, (one, acts)
                by_owner = Rights.OWNER in actors
                itself = any(who == one for who, _ in done)
                assert before[one] is not Rights.OPERATOR or by_owner or itself, (one, acts)

    @staticmethod
    def _was_given(
        gained: Rights,
        actors: list[Rights],
        invites: list[tuple[ChatId | None, Rights]],
        before: dict[ChatId, Rights],
        after: dict[ChatId, Rights],
    ) -> bool:
        """Tell whether somebody with the right to it gave what was gained: one who acted, or the giver of an invite."""
        if gained is Rights.OWNER:
            return Rights.OWNER not in before.values() and any(giver is None for giver, _ in invites)
        needed = Rights.OPERATOR if gained is Rights.SUBSCRIBER else Rights.OWNER
        by_invite = any(
            giver is not None and rights is gained and max(before[giver], after[giver]) >= needed
            for giver, rights in invites
        )
        return by_invite or any(rights >= needed for rights in actors)


async def _second_operator(connection: Connection) -> None:
    await subscribers.let_in(connection, SECOND, Role.OPERATOR, START)
    await facts.save(connection, Fact.PURPOSE, Purpose.LIVE)


@settings(max_examples=60, deadline=None)
@example(
    (), [(Written(OPERATOR, "/invite subscriber"),), (Pressed(OWNER, f"shut-out:{OPERATOR}"),), (Used(STRANGER, 0),)]
)
@example((), [(Written(OWNER, "/invite operator"),), (Restarted((SECOND,)),), (Used(READER, 0),)])
@example((), [(Written(OPERATOR, f"/deny {OWNER}"), Written(OPERATOR, f"/allow {OWNER}")), (Restarted(()),)])
@given(st.sampled_from([(), (OWNER,)]), STEPS)
def test_there_is_always_an_owner_and_nobody_gains_what_nobody_gave(
    owner_ids: tuple[int, ...], steps: list[tuple[Act | Restarted, ...]]
) -> None:
    async def play(office: Office) -> None:
        await office.database.write(_second_operator)
        world = World(office, owner_ids)
        await world.restart(owner_ids)
        for acts in steps:
            if isinstance(acts[0], Restarted):
                await world.restart(acts[0].owner_ids)
            else:
                await world.step(acts)  # type: ignore[arg-type] # a restart stands alone
            rights = await world.rights()
            assert Rights.OWNER in rights.values(), (acts, rights)
            assert rights[GROUP] <= Rights.SUBSCRIBER
            assert await subscribers.get(office.database.reader, OWNER) is not None or OWNER not in world.owner_ids

    at_the_desk(play)


def test_the_roles_that_the_random_commands_begin_with_are_all_there() -> None:
    async def look(office: Office) -> None:
        found = {one: await rights_now(office.database.reader, one, ()) for one in PEOPLE}
        assert found == {
            OWNER: Rights.OWNER,
            OPERATOR: Rights.OPERATOR,
            READER: Rights.SUBSCRIBER,
            DENIED: Rights.NONE,
            STRANGER: Rights.NONE,
        }

    at_the_desk(look)
