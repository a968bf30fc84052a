"""News that never come twice: sentences put together at random, with names that no dictionary knows.

There are only so many names: what is remembered of words has its own bounds, which take days to be reached, and until
then hides whatever else grows.
"""

from __future__ import annotations

from random import Random

from benchmarks.new_words import word
from tests.chaos.publishers import Publishers

WHO = (
    "Міська рада", "Бригада пожежників", "Команда волонтерів", "Обласна лікарня", "Редакція часопису", "Громада",
    "Група археологів", "Служба доріг", "Філармонія", "Шкільний хор", "Музейна комісія", "Кав’ярня на розі",
)  # fmt: skip
DID = (
    "відремонтувала", "показала гостям", "обговорила", "перефарбувала", "отримала в дарунок", "виміряла", "освітлила",
    "відкрила після перерви", "описала у звіті", "сфотографувала згори",
)  # fmt: skip
WHAT = (
    "дитячий майданчик", "стару бібліотеку", "трамвайну лінію", "осінній парк", "нові вулики", "міст через річку",
    "виставку килимів", "спортивну залу", "дзвіницю", "сад при школі", "колекцію годинників", "лавки біля вокзалу",
)  # fmt: skip
WHEN = ("у понеділок", "у вівторок", "у середу", "у четвер", "у п’ятницю", "у суботу", "у неділю")
NAMES = 2_000
SENTENCES = 4  # of some 90 characters


class Newswire(Publishers):
    """Channels at work as in chaos, with more to say, and nothing that Telegram keeps to itself."""

    telling = 0.1
    silent = 0.0

    def news(self) -> str:
        """Return a few sentences."""
        return ". ".join(sentence(self._dice) for _ in range(SENTENCES))


def sentence(dice: Random) -> str:
    """Say who did what, where and when."""
    name = word(Random(dice.randrange(NAMES)), syllables=4).capitalize()
    at = f"{dice.randrange(24)}:{dice.randrange(60):02}"
    return f"{dice.choice(WHO)} «{name}» {dice.choice(DID)} {dice.choice(WHAT)} {dice.choice(WHEN)} о {at}"
