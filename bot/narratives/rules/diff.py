"""How the narratives of a file differ from those in storage."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.narratives.rules.changes import change_of
from storage.model.narratives import Change, Narrative, NarrativeStatus

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Differing:
    """A narrative that a file has otherwise: as it is `now` (None: not at all), as is `wanted`, and the change."""

    now: Narrative | None
    wanted: Narrative
    change: Change


@dataclass(frozen=True, slots=True)
class Difference:
    """What taking a file in would change, how many narratives are the same, and which the file does not name.

    Those `missing` are active or paused now: a file may be of some narratives only, so that is no wish to lose them.
    """

    differing: tuple[Differing, ...]
    same: int
    missing: tuple[Narrative, ...]

    @property
    def mark(self) -> str:
        """A short mark of what differs: another difference has another one."""
        told = [[one.wanted.id, one.change.before, one.change.after] for one in self.differing]
        names = [narrative.id for narrative in self.missing]
        return hashlib.blake2b(json.dumps([told, names], sort_keys=True).encode(), digest_size=12).hexdigest()


def difference(stored: Sequence[Narrative], wanted: Sequence[Narrative]) -> Difference:
    """Compare the narratives in storage with those of a file, by id."""
    present = {narrative.id: narrative for narrative in stored}
    named = {narrative.id for narrative in wanted}
    changes = [(present.get(one.id), one, change_of(present.get(one.id), one)) for one in wanted]
    return Difference(
        tuple(Differing(now, one, change) for now, one, change in changes if change is not None),
        sum(change is None for _, _, change in changes),
        tuple(one for one in stored if one.id not in named and one.status is not NarrativeStatus.ARCHIVED),
    )


def archived(narrative: Narrative) -> Narrative:
    """Return a narrative put away."""
    return replace(narrative, status=NarrativeStatus.ARCHIVED)
