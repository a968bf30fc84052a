"""The engine against the reference: the same matches, levels, spans and scores, whatever is watched and said."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.matching import ReferenceMatcher, UnusablePhrase
from bot.matching.engine.engine import Engine
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Narrative, NarrativeStatus, Phrase, PhraseKind

LEXICON = standard_lexicon()
SOME_WORDS = [
    "затоплення",
    "шахти",
    "шахту",
    "старої",
    "порт",
    "порту",
    "Порт",
    "теле",
    "марафон",
    "телемарафон",
    "Зеленський",
    "Зеленского",
    "Zelensky",
    "НАТО",
    "HATO",
    "НАТОвський",
    "США",
    "США-шный",
    "U.S.",
    "US",
    "us",
    "с",
    "в",
    "на",
    "и",
    "не",
    "Су-34",
    "су",
    "34",
    "Су34",
    "С-300",
    "300",
    "5",
    "000",
    "5000",
    "good",
    "will",
    "goodwill",
    "gesture",
    "93-тя",
    "#ТихаНіч",
    "тиха",
    "ніч",
    "ж",
    "е",
    "с",
    "т",
    "жест",
    "o.т.к",
    "удар",
    "ударом",
    "удары",
    "удaр",
    "yдар",
    "удраом",
    "наступление",
    "отступление",
    "мобилизация",
    "м0билиз@ция",
    "мобилизацыя",
    "мобілізація",
    "Біла",
    "Білій",
    "Церква",
    "Церкві",
    ".",
    "!",
    "?",
    "(",
    "*",
    "-",
    "«ніч»",
    '"тиха',
    'ніч"',
    "б0лото",
    "@news_now",
    "ніч!ніч",
    "Буданов",
    "Будаков",
    "Буданова",
    "відключення",
    "отключения",
    "отключение",
    "подключение",
    "света",
    "світла",
    "комендантська",
    "комендантска",
]
words = st.sampled_from(SOME_WORDS)


def misspelt(word: str, at: int, letter: str) -> str:
    at %= len(word) + 1
    return word[:at] + letter + word[at + 1 :]


slips = st.builds(misspelt, words, st.integers(0, 12), st.sampled_from(["", "а", "о", "n", "0", "-", " "]))
sentences = st.lists(words | slips, min_size=1, max_size=14).map(" ".join)
phrases = st.lists(words | slips, min_size=1, max_size=5).map(" ".join) | sentences.map('"{}"'.format)
thresholds = st.none() | st.sampled_from([40.0, 75.0, 95.0, 100.0])
statuses = st.sampled_from([NarrativeStatus.ACTIVE, NarrativeStatus.ACTIVE, NarrativeStatus.PAUSED])


@st.composite
def narratives(draw: st.DrawFn) -> Narrative:
    here = NarrativeId(draw(st.sampled_from("abcd")))
    kinds = st.sampled_from([PhraseKind.WATCH, PhraseKind.WATCH, PhraseKind.EXCLUDE])
    asked = draw(st.lists(st.tuples(phrases, kinds, thresholds), min_size=1, max_size=4))
    return Narrative(
        here,
        "Here",
        status=draw(statuses),
        threshold=draw(thresholds),
        phrases=tuple(Phrase(PhraseId(-n), here, text, kind, limit) for n, (text, kind, limit) in enumerate(asked)),
    )


steps = st.lists(narratives() | st.sampled_from("abcd").map(NarrativeId) | sentences, min_size=2, max_size=14)


def take_step(matcher: Engine | ReferenceMatcher, step: Narrative | NarrativeId | str) -> object:
    if isinstance(step, Narrative):
        with suppress(UnusablePhrase):
            return matcher.watch(step)
        return "unusable"
    if step in ("a", "b", "c", "d"):
        return matcher.forget(NarrativeId(step))
    return matcher.match(step)


@settings(deadline=None, max_examples=150)
@given(steps, sentences | st.text())
def test_both_say_the_same_through_every_change(story: list[Narrative | NarrativeId | str], last: str) -> None:
    engine, reference = Engine(LEXICON), ReferenceMatcher(LEXICON)
    for step in [*story, last]:
        assert take_step(engine, step) == take_step(reference, step)


@settings(deadline=None, max_examples=150)
@given(st.lists(phrases, min_size=1, max_size=8), st.lists(sentences, min_size=1, max_size=4))
@example(["теле-марафон"], ["телемарафон", "теле марафон", "теле"])
@example(["з-за порту шахти"], ["зза порту", "із порту шахти"])
@example(["Біла Церква"], ["у Білій Церкві", "у білій церкві"])
def test_both_find_the_same_phrases(asked: list[str], texts: list[str]) -> None:
    engine, reference = Engine(LEXICON), ReferenceMatcher(LEXICON)
    for number, text in enumerate(asked):
        here = NarrativeId(str(number))
        for matcher in (engine, reference):
            with suppress(UnusablePhrase):
                matcher.watch(Narrative(here, "Here", phrases=(Phrase(PhraseId(number), here, text),)))
    for text in texts:
        assert engine.match(text) == reference.match(text)
