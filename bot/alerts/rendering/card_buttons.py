"""The buttons under a card. Each carries the number of its delivery, and nothing that has to be believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.markup import plain, shortened
from bot.ui.message import Button
from storage.model.deliveries import ReaderVerdict, Verdicts
from storage.model.subscribers import CardStyle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.ui.markup import Say
    from storage.model.cards import CardMatch
    from storage.model.deliveries import Delivery
    from storage.model.ids import DeliveryId

Keyboard = tuple[tuple[Button, ...], ...]

WHY, RELEVANT, FALSE_ALARM = "why", "relevant", "false-alarm"
MUTE_MENU, MUTE, BACK = "mute", "hush", "card"
HOUR, EIGHT_HOURS, MORNING, WEEK = "1h", "8h", "am", "1w"

NARRATIVES_TO_MUTE = 8
LABEL_LENGTH = 30  # characters, so that a phone shows them


@dataclass(frozen=True, slots=True)
class CardButtons:
    """What the buttons under a card depend on: the delivery, the post's address, and what readers said of it."""

    delivery: Delivery
    link: str | None
    verdicts: Verdicts

    @property
    def is_shared(self) -> bool:
        """Whether many people read the chat, so that their verdicts are counted."""
        return self.delivery.subscriber.chat < 0


def card_keyboard(card: CardButtons, say: Say) -> Keyboard:
    """Return the buttons under a card: in three rows, or as signs in one row where the card is compact."""
    if card.delivery.subscriber.card_style is CardStyle.COMPACT:
        return (_signs(card, say),)
    number = card.delivery.id
    opens = (Button(_label(say, "card-open"), url=card.link),) if card.link else ()
    return (
        (*opens, Button(_label(say, "card-why"), data=f"{WHY}:{number}")),
        (
            _verdict(card, RELEVANT, _label(say, "card-relevant")),
            _verdict(card, FALSE_ALARM, _label(say, "card-false-alarm")),
        ),
        (Button(_label(say, "card-mute"), data=f"{MUTE_MENU}:{number}"),),
    )


def _signs(card: CardButtons, say: Say) -> tuple[Button, ...]:
    number = card.delivery.id
    opens = (Button(_label(say, "card-open-sign"), url=card.link),) if card.link else ()
    return (
        *opens,
        Button(_label(say, "card-why"), data=f"{WHY}:{number}"),
        _verdict(card, RELEVANT, "✅"),
        _verdict(card, FALSE_ALARM, "❌"),
        Button("🔕", data=f"{MUTE_MENU}:{number}"),
    )


def _verdict(card: CardButtons, name: str, label: str) -> Button:
    """Return a verdict's button: with the count in a group, marked in a private chat if it was pressed."""
    count = card.verdicts.relevant if name == ReaderVerdict.RELEVANT else card.verdicts.false_alarms
    if count:
        label = f"{label} {count}" if card.is_shared else f"● {label}"
    return Button(label, data=f"{name}:{card.delivery.id}")


def mute_keyboard(delivery: DeliveryId, matches: Iterable[CardMatch], say: Say) -> Keyboard:
    """Return the buttons that mute everything for a while, or lead to those that mute one narrative."""
    narratives = [
        (
            Button(
                _label(say, "mute-narrative", title=shortened(match.title, LABEL_LENGTH)),
                data=f"{MUTE_MENU}:{delivery}:{match.narrative_id}",
            ),
        )
        for match in list(matches)[:NARRATIVES_TO_MUTE]
    ]
    return (_spans(delivery, (HOUR, EIGHT_HOURS, MORNING), "", say), *narratives, (_back(delivery, say),))


def mute_narrative_keyboard(delivery: DeliveryId, match: CardMatch, say: Say) -> Keyboard:
    """Return the buttons that mute one narrative for a while."""
    rest = f":{match.narrative_id}"
    return (
        (
            Button(
                _label(say, "mute-narrative", title=shortened(match.title, LABEL_LENGTH)),
                data=f"{MUTE_MENU}:{delivery}",
            ),
        ),
        _spans(delivery, (HOUR, EIGHT_HOURS), rest, say),
        _spans(delivery, (MORNING, WEEK), rest, say),
        (_back(delivery, say),),
    )


def _spans(delivery: DeliveryId, spans: Iterable[str], rest: str, say: Say) -> tuple[Button, ...]:
    return tuple(Button(plain(say(f"mute-for-{span}")), data=f"{MUTE}:{delivery}:{span}{rest}") for span in spans)


def _back(delivery: DeliveryId, say: Say) -> Button:
    return Button(_label(say, "mute-back"), data=f"{BACK}:{delivery}")


def _label(say: Say, key: str, /, **values: object) -> str:
    """Say what stands on a button, where there is no markup."""
    return plain(say(key, **values))
