from __future__ import annotations

from tests.docs_check.licences import PAGE, direct, listed, refreshed

TEXT = PAGE.read_text(encoding="utf-8")


def test_every_package_that_is_asked_for_is_listed_once_with_its_reason() -> None:
    assert sorted(listed(TEXT)) == sorted(direct())


def test_the_licences_are_those_of_what_is_installed() -> None:
    assert refreshed(TEXT) == TEXT, "make licences"


def test_a_licence_that_is_told_wrongly_is_found() -> None:
    wrong = TEXT.replace("needed to read channels | MIT |", "needed to read channels | GPL-3.0 |")
    assert wrong != TEXT
    assert refreshed(wrong) == TEXT
