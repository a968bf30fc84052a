from __future__ import annotations

import subprocess
import sys

import pytest

from bot.matching.words.dictionaries import standard_lexicon

LEXICON = standard_lexicon()


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("шахти", "uk:шахта"),
        ("волі", "uk:воля"),
        ("ради", "uk:рада"),
        ("білій", "uk:білий"),
        ("києву", "uk:київ"),
        ("об'єктами", "uk:об'єкт"),
        ("ганки", "uk:ганок"),
        ("стали", "ru:сталь"),
        ("стали", "ru:стать"),
        ("елки", "ru:елка"),
        ("shelled", "en:shell"),
        ("children", "en:child"),
        ("went", "en:go"),
    ],
)
def test_a_word_has_the_lemmas_of_all_its_readings(word: str, lemma: str) -> None:
    assert lemma in LEXICON.lemmas(word)


def test_an_adjective_made_of_a_place_is_no_form_of_the_place() -> None:
    assert "uk:бахмут" in LEXICON.lemmas("бахмута")
    assert "uk:бахмут" not in LEXICON.lemmas("бахмутський")


@pytest.mark.parametrize(
    ("word", "languages"),
    [("ракета", {"ru", "uk"}), ("мосту", {"ru", "uk"}), ("мобілізація", {"uk"}), ("мыло", {"ru"}), ("bridge", {"en"})],
)
def test_the_languages_that_know_a_word_are_told(word: str, languages: set[str]) -> None:
    assert LEXICON.languages(word) == languages


@pytest.mark.parametrize("word", ["мобиллизация", "кцшгнк", "bridgge", "300", "", "'"])
def test_no_language_knows_what_is_no_word(word: str) -> None:
    assert not LEXICON.languages(word)
    assert all(lemma.startswith("?:") for lemma in LEXICON.lemmas(word))


def test_an_unknown_name_gets_lemmas_by_its_ending() -> None:
    assert LEXICON.lemmas("хаймарсами") & LEXICON.lemmas("хаймарс")
    assert not LEXICON.lemmas("хаймарсами") & LEXICON.lemmas("байрактар")


def test_an_adverb_is_no_form_of_the_adjective_it_comes_from() -> None:
    assert not LEXICON.lemmas("потрібно") & LEXICON.lemmas("потрібна")
    assert LEXICON.lemmas("потрібного") & LEXICON.lemmas("потрібна")


def test_endings_are_guessed_for_known_words_too_when_asked() -> None:
    assert LEXICON.guesses("шахтою") & LEXICON.guesses("шахта")


def test_names_are_told_from_common_words() -> None:
    assert LEXICON.is_name("буданов")
    assert LEXICON.is_name("миколаєва")
    assert not LEXICON.is_name("шахта")
    assert not LEXICON.is_name("хаймарс")


def test_no_dictionary_is_read_before_a_word_is_asked() -> None:
    program = (
        "import sys; from bot.matching.words.dictionaries import standard_lexicon; standard_lexicon();"
        "sys.exit(any(name in sys.modules for name in ('pymorphy3', 'simplemma')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603 - our own words


def test_reading_the_dictionaries_warns_of_nothing() -> None:
    program = (
        "from bot.matching.words.dictionaries import standard_lexicon as s; "
        "[s().lemmas(w) for w in ('слово', 'мова', 'word')]"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], check=False, capture_output=True)  # noqa: S603 - our own words
    assert (done.returncode, done.stderr) == (0, b"")
