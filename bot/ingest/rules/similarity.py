"""How alike two posts are: whether one is a copy or a light rewording of the other.

Words are compared, not letters: those that both texts have in the same order. What a channel adds of its own (a
signature, a comment, emoji, links) weighs little; another word in a short text weighs much, and another number most:
news of the same form about the next town or price tell something else.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from bot.matching.text.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.matching.text.tokens import Token
    from storage.model.ids import ChannelId, StoryId
    from storage.model.stories import Lead

_SPELLINGS = {
    "2": "два дві двоє двох двом двома две двое двух двум двумя two",
    "3": "три троє трьох трьом трьома трое трех трем тремя three",
    "4": "чотири четверо чотирьох чотирьом чотирма четыре четырех четырем four",
    "5": "п'ять п'ятеро п'яти п'ятьох пять пятеро пяти пятью five",
    "6": "шість шестеро шести шістьох шесть шестью six",
    "7": "сім семеро семи сімох семь семью seven",
    "8": "вісім восьмеро восьми вісьмох восемь восемью eight",
    "9": "дев'ять дев'яти дев'ятьох девять девяти девятью nine",
    "10": "десять десятеро десяти десятьох десятью ten",
    "11": "одинадцять одинадцяти одиннадцать одиннадцати eleven",
    "12": "дванадцять дванадцяти двенадцать двенадцати twelve",
}

NUMBER_WORDS = {word: number for number, words in _SPELLINGS.items() for word in words.split()}

STEM = 5  # letters that tell a word: its ending may differ in a rewording
SURPLUS_WEIGHT = 0.25  # of a word that only the longer text has a place for
NUMBER_WEIGHT = 4  # words that a number is worth which the shorter text has and the longer has not
ALIKE = 0.65  # what texts of LONG_ENOUGH words need
ALIKE_SHORT = 0.95  # what the shortest texts need
ALIKE_OWN = 0.97  # what posts of one channel need, which share its form and its signature
LONG_ENOUGH = 20
# A longer text cannot be alike, however much of it is the shorter one.
LONGEST_RATIO = 1 + (1 / ALIKE - 1) / SURPLUS_WEIGHT
# The signs of words, and those of numbers.
_WORDS, _NUMBERS, _LAST = 0x10000, 0x100000, 0x110000
_FIRST_NUMBER = chr(_NUMBERS)


def gist(text: str) -> str:
    """Return what a text is compared by: one sign for each of its words, links and @names left out."""
    return "".join(_sign(token) for token in tokenise(text) if not token.mention)


def _sign(token: Token) -> str:
    number = token.text if token.is_number else NUMBER_WORDS.get(token.text)
    if number is not None:
        return chr(_NUMBERS + zlib.crc32(number.encode()) % (_LAST - _NUMBERS))
    return chr(_WORDS + zlib.crc32(token.text[:STEM].encode()) % (_NUMBERS - _WORDS))


def likeness(one: str, other: str) -> float:
    """Return how alike two gists are, up to 1: the words that they have in common among those that they could."""
    return _likeness(one, other, LCSseq.similarity(one, other))


def _likeness(one: str, other: str, common: float) -> float:
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return 0.0
    other_numbers = sum(sign >= _FIRST_NUMBER and sign not in longer for sign in shorter)
    room = len(shorter) + (len(longer) - len(shorter)) * SURPLUS_WEIGHT
    return (common - NUMBER_WEIGHT * other_numbers) / room


def needed(one: str, other: str, *, same_channel: bool = False) -> float:
    """Return the likeness from which two gists are of one story: the shorter a text, the more each word tells."""
    if same_channel:
        return ALIKE_OWN
    shorter = min(len(one), len(other))
    return max(ALIKE, ALIKE_SHORT - (ALIKE_SHORT - ALIKE) * shorter / LONG_ENOUGH)


def most_alike(of: str, channel_id: ChannelId, leads: Sequence[Lead]) -> tuple[StoryId, float] | None:
    """Return the story whose lead a channel's gist is most like, and how much; None where it is like none of them."""
    best: tuple[StoryId, float] | None = None
    for lead, common in _with_much_in_common(of, leads):
        alike = _likeness(of, lead.gist, common)
        enough = alike >= needed(of, lead.gist, same_channel=lead.channel_id == channel_id)
        if enough and (best is None or (alike, -lead.story_id) > (best[1], -best[0])):
            best = lead.story_id, alike
    return best


def _with_much_in_common(of: str, leads: Sequence[Lead]) -> Iterator[tuple[Lead, float]]:
    """Yield the leads that may be alike, and how many words they have in common: most are ruled out at once."""
    fewest = max(ALIKE * sizes(of)[0], 1)
    gists = [lead.gist for lead in leads]
    scorer: Any = LCSseq.similarity  # what process says of the types of its scorers is narrower than what it takes
    for _, common, place in process.extract(of, gists, scorer=scorer, score_cutoff=fewest, limit=None):
        yield leads[place], common


def sizes(of: str) -> tuple[int, int]:
    """Return the fewest and the most words of a text that can be alike one of this gist."""
    return int(len(of) / LONGEST_RATIO), int(len(of) * LONGEST_RATIO) + 1
