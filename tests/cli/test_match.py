from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.cli.match import MatchRequest, print_match
from bot.cli.options import readable
from bot.matching import UnusablePhrase
from bot.matching.words.dictionaries import standard_lexicon
from tests.cli.test_main import run

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ui.locale import Texts

LEXICON = standard_lexicon()


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str], texts: Texts, monkeypatch: pytest.MonkeyPatch) -> Asked:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return Asked(capsys, texts)


class Asked:
    """Asks for an explanation and returns what is printed, each run of spaces as one."""

    def __init__(self, capsys: pytest.CaptureFixture[str], texts: Texts) -> None:
        self._capsys = capsys
        self._texts = texts

    def __call__(self, text: str, *phrases: str, threshold: float = 75, language: str = "en") -> str:
        print_match(MatchRequest(text, list(phrases), threshold), LEXICON, self._texts.for_language(language))
        return "\n".join(" ".join(line.split()) for line in self._capsys.readouterr().out.split("\n"))


def test_an_alert_is_explained_word_for_word(asked: Asked) -> None:
    shown = asked("Учора унаслідок ударів по нашому портту є збитки.", "удар по порту")
    assert "“удар по порту”: alert, " in shown
    assert "(threshold 75)" in shown
    assert "✓ удар ударів same word in another form" in shown
    assert "✓ по по same form" in shown
    assert "✓ порту портту similar spelling, 91" in shown
    assert "1 other word between the matched ones; in the phrase’s order." in shown
    assert "│ Учора унаслідок ударів по нашому портту є збитки." in shown


def test_a_near_miss_names_the_word_that_failed_and_what_stands_in_its_place(asked: Asked) -> None:
    shown = asked("Підвищення шкільного віку не буде.", "підвищення пенсійного віку")
    assert "near miss" in shown
    assert "; no alert" in shown
    assert "✗ пенсійного" in shown
    assert "Missing: “пенсійного”." in shown


def test_a_miss_shows_the_best_partial_stretch(asked: Asked) -> None:
    shown = asked("Подключение света обещают к зиме.", "отключение света")
    assert "“отключение света”: no match" in shown
    assert "✗ отключение Подключение another word" in shown
    assert "Best partial passage: “света”, " in shown


def test_a_text_without_any_word_of_the_phrase_says_so(asked: Asked) -> None:
    assert "None of the phrase’s content words is in the text." in asked("", "отключение света")


def test_a_sentence_that_ends_between_the_words_is_told(asked: Asked) -> None:
    shown = asked("Триває евакуація. Дітей годують у школі.", "евакуація дітей", threshold=60)
    assert "near miss" in shown
    assert "The matched words are in different sentences" in shown
    assert "The score is below the threshold." not in shown


def test_a_score_below_the_threshold_is_told(asked: Asked) -> None:
    shown = asked("Дітей триває повільна евакуація.", "евакуація дітей", threshold=98)
    assert "near miss" in shown
    assert "The score is below the threshold." in shown
    assert "2 other words between the matched ones; in another order." in shown


def test_disguised_words_are_shown_as_they_stand(asked: Asked) -> None:
    shown = asked("Вибухне Б Р У Д Н А б0мбa", "брудна бомба")
    assert "✓ брудна Б Р У Д Н А same form, spelled differently" in shown
    assert "✓ бомба б0мбa same form, spelled differently" in shown


def test_two_words_written_as_one_are_told(asked: Asked) -> None:
    shown = asked("Cyberattacks on hospitals doubled.", "cyber attack on hospitals")
    assert shown.count("Cyberattacks two words written as one") == 2


def test_a_small_word_that_lacks_is_no_fault(asked: Asked) -> None:
    shown = asked("Під час атаки порту є постраждалі.", "атака на порт")
    assert "alert" in shown
    assert "· на – missing (allowed: function word)" in shown
    assert "Missing:" not in shown


def test_an_exclusion_that_is_found_stops_the_others(asked: Asked) -> None:
    shown = asked("Навчання: брудна бомба", "брудна бомба", "-навчання", '-"за легендою"')
    assert "“брудна бомба”: no alert despite 100/100 (threshold 75), because the text" in shown
    assert "the exclusion “-навчання”" in " ".join(shown.split())
    assert "“навчання”: exclusion found in the text" in shown
    assert '“"за легендою"”: exclusion not found in the text' in shown


def test_each_phrase_is_explained_in_the_order_given(asked: Asked) -> None:
    shown = asked("Брудна бомба", "-навчання", "вода", "бомба")
    order = [shown.index(f"“{phrase}”: ") for phrase in ("навчання", "вода", "бомба")]
    assert order == sorted(order)


def test_the_answer_comes_in_ukrainian_too(asked: Asked) -> None:
    shown = asked("Обидві брудні, старі й великі бомби", "брудна бомба", language="uk")
    assert "«брудна бомба»: сповіщення, " in shown
    assert "те саме слово в іншій формі" in shown
    assert "Між знайденими — 3 інші слова; порядок як у фразі." in shown


def test_matched_words_are_bold_on_a_terminal(
    capsys: pytest.CaptureFixture[str], texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    print_match(MatchRequest("Там брудні бомби.", ["брудна бомба"], 75), LEXICON, texts.for_language("en"))
    assert "Там \x1b[1mбрудні\x1b[0m \x1b[1mбомби\x1b[0m." in capsys.readouterr().out


def test_what_people_wrote_is_shown_as_it_is_and_turns_no_line_around(asked: Asked) -> None:
    shown = asked("<b>брудна</b> [red]бомба[/red] & \u202eко", "брудна бомба")
    assert "│ <b>брудна</b> [red]бомба[/red] & ко" in shown


def test_an_unusable_phrase_prints_nothing(asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnusablePhrase):
        asked("Брудна бомба", "бомба", "на в")
    assert capsys.readouterr().out == ""


def test_bytes_that_are_no_text_are_made_printable() -> None:
    assert readable("бомба\udcff") == "бомба\ufffd"


def test_the_command_reads_standard_input_and_succeeds_whatever_it_finds(tmp_path: Path) -> None:
    done = run(tmp_path, "match", "--phrase", "брудна бомба", "--phrase=-навчання", "-", given="Чиста вода\n")
    assert done.returncode == 0, done.stderr
    assert "“брудна бомба”: no match" in done.stdout
    assert "“навчання”: exclusion not found in the text" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_command_takes_threshold_and_language_from_the_settings_or_in_their_place(tmp_path: Path) -> None:
    words = ("match", "Брудна велика бомба", "--phrase", "брудна бомба")
    done = run(tmp_path, *words, NW_LANGUAGE="uk", NW_THRESHOLD="99")
    assert "«брудна бомба»: неповний збіг, 98,5/100 (поріг 99)" in done.stdout
    done = run(tmp_path, *words, "--threshold", "98", "--language", "en", NW_LANGUAGE="uk", NW_THRESHOLD="99")
    assert "“брудна бомба”: alert, 98.5/100 (threshold 98)" in done.stdout


def test_the_command_refuses_an_unusable_phrase_in_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "match", "--phrase", "на в", "Брудна бомба")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("“на в” contains only common words")
    assert "Traceback" not in done.stderr
