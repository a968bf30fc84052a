"""Ids of everything, and the values that stand for no end and for a part of a text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NewType

ChannelId = NewType("ChannelId", int)
ChatId = NewType("ChatId", int)
MessageId = NewType("MessageId", int)
PostId = NewType("PostId", int)
NarrativeId = NewType("NarrativeId", str)
PhraseId = NewType("PhraseId", int)
DeliveryId = NewType("DeliveryId", int)
StoryId = NewType("StoryId", int)

# Marked ids of channels and supergroups count down from here, those of basic groups stay above. CHANNEL_IDS less a
# marked id is the bare id that t.me/c links use, and the other way round.
CHANNEL_IDS = -1_000_000_000_000

Span = tuple[int, int]

# The end of a mute that has none.
FOR_EVER = datetime(9000, 1, 1, tzinfo=UTC)
