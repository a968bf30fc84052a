"""Words that join others and say little themselves, and words that say no, in Ukrainian, Russian and English.

A phrase is found without its function words; a negation turns a phrase round, so it is never one of them.
"""

from __future__ import annotations

_NEGATIONS = "не ни ні нет нема немає без no not never without nor"

_UKRAINIAN = """
    а або адже аж аби але б би бо в від во для до є ж же з за заради зі із й і коли крізь ледь лише між на навіть над
    невже ну о об окрім от ось перед під після по понад попри при про проте проти протягом саме та так також таки
    те тим то тобто тож у усе уже вже хай хоч хоча це цей ця ці цього цієї цих через чи чому щоб щодо що як який яка яке
    які якого якої яких якщо його її їх їхній їхня свій своя своє свої серед біля поблизу близько навколо
    """
_RUSSIAN = """
    а бы б в вдоль ведь во возле вот для до ж же за и из изза или именно их его ее к как когда который которая
    которое которые которого которой которых ко ли либо между на над накануне насчет но ну о об обо однако около от ото
    перед передо по под подо после потому при про против с сквозь со среди также таки те то тоже того той тот
    только у уже хотя через что чтобы эта эти это этого этой этот этих я свой своя свое свои
    """
_ENGLISH = """
    a about after against all also among an and are as at be been before being between but by during for from had has
    have he her his i if in into is it its itself of off on onto or our over per she since so some such than that the
    their them then there these they this those through to under until up upon us very via was we were when where
    which while who whom whose with within you your
    """

NEGATIONS = frozenset(_NEGATIONS.split())
# A preposition that itself makes the sense ("против", "against", "після") still joins: a phrase with it loses little.
FUNCTION_WORDS = frozenset(f"{_UKRAINIAN} {_RUSSIAN} {_ENGLISH}".split()) - NEGATIONS

# One word in several shapes.
_SHAPES = (
    {"в", "у", "во", "ув"},
    {"з", "зі", "із", "с", "со", "зо"},
    {"і", "й", "та", "и"},
    {"к", "ко"},
    {"о", "об", "обо"},
    {"від", "од", "от", "ото"},
    {"під", "под", "подо"},
    {"на"},
    {"б", "би", "бы"},
    {"же", "ж"},
    {"a", "an", "the"},
    {"по"},
)
SHAPES_OF_FUNCTION_WORDS: dict[str, frozenset[str]] = {word: frozenset(shapes) for shapes in _SHAPES for word in shapes}
