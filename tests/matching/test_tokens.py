from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.matching.text.tokens import Case, fold, tokenise

ODD_SIGNS = (
    "\u00ad\u200b\u200d\ufe0f\u0301\u0306\u0308'’#@_*[]()./:-0345679йїёґЙЇЁҐaeopcxAEBTHMσαßİﬁ½№™ﷺ𝗖𝟗🇺🇦👨\u2029\n "
)
any_text = st.text() | st.text(alphabet=ODD_SIGNS) | st.text(alphabet="абвіїйё'abcAB-. #09\u0301\u00ad")


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


def written(text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Єдність Ґанок ёлка", "єдність ганок елка"),
        ("СЛОВО\u00adНЯ та\u200bємне", "словоня таємне"),
        ("за́мок и́рис", "замок ирис"),
        ("и\u0306ого і\u0308жак", "його їжак"),
        ("п’ять пʼять п`ять", "п'ять п'ять п'ять"),
        ("𝐍𝐞𝐰𝐬 ｎｅｗｓ", "news news"),
        ("ﬁre Straße", "fire strasse"),
        ("cвiтлo", "світло"),
        ("ПPИBIT", "привіт"),
        ("нσвσсти", "новости"),
        ("hоuse", "house"),
        ("❤️ так", "❤ так"),
    ],
)
def test_folding_keeps_what_is_meant_and_drops_how_it_is_written(text: str, expected: str) -> None:
    assert fold(text).text == expected


@given(any_text)
@example("ŉ½ﷺ™")
@example("\u0301\u200d\ufe0f")
def test_folding_never_fails_and_every_place_lies_inside_the_text_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)


@given(any_text)
def test_folding_what_is_folded_changes_nothing_more(text: str) -> None:
    once = " ".join(words(text))
    assert " ".join(words(once)) == " ".join(words(" ".join(words(once))))


@given(any_text)
@example("#ЖестДоброїВолі @channel_name м0ва")
@example("HAT\u00adO Cу\u030134")
def test_the_original_slice_of_a_token_folds_back_to_the_token(text: str) -> None:
    for token in tokenise(text):
        assert 0 <= token.start < token.end <= len(text)
        assert fold(text[token.start : token.end]).text == token.text


@given(any_text)
def test_tokens_words_and_sentences_only_go_forward(text: str) -> None:
    tokens = tokenise(text)
    for before, after in pairwise(tokens):
        assert before.end <= after.start or (before.start, before.end) == (after.start, after.end)
        assert before.word <= after.word <= before.word + 1
        assert before.sentence <= after.sentence <= before.sentence + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Читайте https://example.org/a_(b)?c=d далі", ["читайте", "далі"]),
        ("Пишіть на news@example.org або t.me/example/12", ["пишіть", "на", "або"]),
        ("сайт example.com.ua відкрито", ["сайт", "відкрито"]),
        ("[Детальніше](https://example.org/x)тут", ["детальніше", "тут"]),
        ("Finished.Next one", ["finished", "next", "one"]),
    ],
)
def test_links_give_no_tokens_and_their_captions_do(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_name_of_a_channel_is_one_token() -> None:
    assert words("за даними @city_news_24, тихо") == ["за", "даними", "city_news_24", "тихо"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#ТихаНіч", ["тиха", "ніч"]),
        ("#СтопНАТОЗараз", ["стоп", "нато", "зараз"]),
        ("#НАТО", ["нато"]),
        ("#тиха_ніч", ["тиха", "ніч"]),
        ("ТихаНіч без решітки", ["тиханіч", "без", "решітки"]),
    ],
)
def test_hashtags_are_cut_where_small_letters_meet_capitals(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_letters_and_digits_part_and_keep_one_word_number() -> None:
    plane, number, again, apart = tokenise("Су34 Су-34")[:4]
    assert (plane.text, number.text) == ("су", "34")
    assert plane.word == number.word
    assert again.word != apart.word


def test_bold_marks_emoji_and_flags_separate_words_and_are_no_part_of_them() -> None:
    text = "**Тихо**🇺🇦__на__👨\u200d👩\u200d👧[фронті](https://example.org)"
    assert written(text) == ["Тихо", "на", "фронті"]


def test_a_token_spans_the_invisible_signs_inside_it_and_none_around_it() -> None:
    text = "\u200bсло\u00adво\u200b \u2060да́\ufe0fль"
    assert written(text) == ["сло\u00adво", "да́\ufe0fль"]


def test_signs_that_stand_for_several_letters_are_no_part_of_a_word() -> None:
    assert words("Марка™ №5 та 5½") == ["марка", "5", "та", "5"]


def test_a_word_of_letters_that_both_alphabets_share_is_read_in_both() -> None:
    (token,) = tokenise("HATO")
    assert set(token.forms) == {"hato", "нато"}
    (token,) = tokenise("мова")
    assert token.forms == ("мова",)


@pytest.mark.parametrize(
    ("text", "case"), [("слово", Case.LOWER), ("Слово", Case.TITLE), ("США", Case.UPPER), ("Я", Case.UPPER)]
)
def test_a_token_remembers_how_it_was_written(text: str, case: Case) -> None:
    assert tokenise(text)[0].case is case


@pytest.mark.parametrize(
    "text",
    [
        "Світла немає. Води теж",
        "Світла немає! Води теж",
        "Світла немає? води теж",
        "Світла немає.Води теж",
        "Світла немає\n\nводи теж",
        "Світла немає\n \nводи теж",
        "Світла немає... Води теж",
        "«Світла немає.» Води теж",
    ],
)
def test_a_sentence_ends_at_a_stop_or_a_blank_line(text: str) -> None:
    assert [token.sentence for token in tokenise(text)] == [0, 0, 1, 1]


@pytest.mark.parametrize(
    "text",
    [
        "м. Київ і обл. також",
        "5 тис. людей",
        "в 2020 г. Москва",
        "Gen. Smith arrived",
        "the U.S. troops",
        "А. Б. Коваль",
        "курс 41.50 сьогодні",
        "він... пішов",
        "рядок\nще рядок",
    ],
)
def test_a_shortened_word_a_number_or_trailing_dots_end_no_sentence(text: str) -> None:
    assert {token.sentence for token in tokenise(text)} == {0}


@pytest.mark.parametrize("word", ["в", "на", "and", "of", "the", "і", "у", "по"])
def test_words_that_only_join_are_told_from_the_rest(word: str) -> None:
    assert tokenise(word)[0].is_function_word


@pytest.mark.parametrize("word", ["не", "ні", "нет", "no", "not", "without", "без", "війна"])
def test_a_word_that_says_no_is_no_mere_joiner(word: str) -> None:
    assert not tokenise(word)[0].is_function_word
