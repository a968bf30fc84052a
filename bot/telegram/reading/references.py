"""What an operator may write for a channel that is to be found."""

from __future__ import annotations

from typing import NamedTuple

from bot.commands.arguments.channels import read_channel_word
from bot.commands.ports import ChannelNotFound
from storage.model.ids import CHANNEL_IDS

SHORTEST_ID = 9  # digits that are taken for the id of a channel, of which the sign is missing


class Reference(NamedTuple):
    """A channel as it was written: exactly one of a public name, an invite's hash, a bare id."""

    name: str | None = None
    invite: str | None = None
    bare_id: int | None = None


def read_reference(text: str) -> Reference:
    """Read a @name, an id of the -100 form, or any link of a channel or post. Raises ChannelNotFound."""
    text = text.strip()
    word = read_channel_word(text)
    number = word.bare_id if word is not None and word.plain else None
    if number is not None and len(str(number)) >= SHORTEST_ID:
        raise ChannelNotFound(
            "channel-number-alone", channel=text[:80], id=str(number), marked=str(CHANNEL_IDS - number)
        )
    if word is None or number is not None:
        raise ChannelNotFound("channel-name-wrong", channel=text[:80])
    return Reference(word.name, word.invite, word.bare_id)
