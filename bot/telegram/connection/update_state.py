"""A client whose session remembers a place among the updates, and never one beyond what was dealt with."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from telethon import TelegramClient

if TYPE_CHECKING:
    from collections.abc import Coroutine


class AckingClient(TelegramClient):
    """Hears again, after the next start, what it was told and was not done with at its end.

    Telethon takes an update for dealt with as soon as it has come, and at its end breaks off what is being done.
    """

    _begun = 0
    _hears = True

    async def finish(self) -> None:
        """Leave what comes from now on for the next start; wait until all that came before is dealt with."""
        self._hears = False
        while self._event_handler_tasks:
            await asyncio.wait(self._event_handler_tasks)

    async def keep_place(self) -> None:
        """Have the session remember up to where updates have come.

        Telethon does that once a minute, and at its end. Killed before the first time, it would not know what to ask
        for when it comes back.
        """
        await self._save_states_and_entities()
        self.session.save()

    def _dispatch_update(self, update: Any) -> Coroutine[Any, Any, None]:  # noqa: ANN401 - Telethon ships no types
        """Have an update dealt with. Counted here: a task that is cancelled before its first step does nothing."""
        self._begun += 1
        return self._deal_with(update)

    async def _deal_with(self, update: Any) -> None:  # noqa: ANN401
        if not self._hears:
            return
        try:
            await super()._dispatch_update(update)
        except Exception:
            self._begun -= 1  # it would go wrong again
            raise
        self._begun -= 1

    async def _save_states_and_entities(self) -> None:
        if not (self._catch_up and self._begun):
            await super()._save_states_and_entities()
