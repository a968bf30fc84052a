"""Injected faults: requests that are refused, answered late, or executed and never answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from telethon.tl import TLRequest

    from tests.server.accounts import Account

When: TypeAlias = "Callable[[TLRequest, Account | None], bool]"


@dataclass(eq=False, slots=True)
class Fault:
    """A rule for some requests; `times` None means until it is lifted."""

    request: type[TLRequest]
    times: int | None
    when: When | None
    reason: str = ""
    seconds: float = 0.0
    met: int = field(default=0)
    """How often the rule was applied so far."""

    def lift(self) -> None:
        """End the fault: requests go through again."""
        self.times = self.met

    def applies(self, request: TLRequest, account: Account | None) -> bool:
        """Tell whether this request falls under the rule, and count it if so."""
        if self.times is not None and self.met >= self.times:
            return False
        if not isinstance(request, self.request) or (self.when is not None and not self.when(request, account)):
            return False
        self.met += 1
        return True


@dataclass(slots=True)
class Faults:
    """All rules in force, the oldest first."""

    refusals: list[Fault] = field(default_factory=list)
    delays: list[Fault] = field(default_factory=list)
    cuts_before_answer: list[Fault] = field(default_factory=list)

    def refusal(self, request: TLRequest, account: Account | None) -> str | None:
        """Return the RPC error to answer with, if any."""
        return next((fault.reason for fault in self.refusals if fault.applies(request, account)), None)

    def lateness(self, request: TLRequest, account: Account | None) -> float:
        """Return for how many seconds to hold the answer back."""
        return next((fault.seconds for fault in self.delays if fault.applies(request, account)), 0.0)

    def cuts(self, request: TLRequest, account: Account | None) -> bool:
        """Tell whether the connection dies before the answer leaves."""
        return any(fault.applies(request, account) for fault in self.cuts_before_answer)
