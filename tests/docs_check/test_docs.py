from __future__ import annotations

import pytest

from tests.docs_check import excuses, grammar, instructions, links
from tests.docs_check.instructions import Instruction, Where
from tests.docs_check.pages import ROOT, Page, all_pages

PAGES = all_pages()
INSTRUCTIONS = instructions.collect(PAGES.values())


def test_what_people_are_told_to_type_could_be_typed() -> None:
    meant = [one for one in INSTRUCTIONS if one.where is Where.TERMINAL or excuses.excuse(one) is None]
    assert [fault for one in meant for fault in grammar.faults(one)] == []


def test_blocks_say_whether_they_are_to_be_typed() -> None:
    assert instructions.unclear(PAGES.values()) == []


def test_every_excuse_for_not_running_something_is_needed() -> None:
    assert excuses.unused(INSTRUCTIONS) == []


def test_settings_that_pages_name_exist() -> None:
    assert grammar.unknown_settings(PAGES.values()) == []


def test_links_and_pictures_lead_somewhere() -> None:
    assert links.broken(PAGES) == []


def test_every_page_is_found_from_the_first_one() -> None:
    assert links.unreachable(PAGES) == set()


def test_each_setting_stands_in_the_example_once() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    names = [line.removeprefix("#").partition("=")[0] for line in lines if line.startswith("#NW_")]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    "text",
    [
        "narrative-watch rnu",
        "narrative-watch login --qrcode",
        "narrative-watch restore --with-sessions",
        "narrative-watch replay x --processes many",
        "docker compose run --rm narrative-watch logn",
        "make tests-all",
        "make quality PAIR=file",
        "python -m benchmarks.nothing",
        "cp .env.example .env && nw doctr",
        "install -m 0644 deploy/no-such-file /etc/",
        "echo 'unfinished",
    ],
)
def test_a_wrong_command_is_found(text: str) -> None:
    assert grammar.faults(Instruction("page.md", 1, Where.TERMINAL, text)) != []


def test_a_command_that_the_bot_has_not_is_found() -> None:
    assert grammar.faults(Instruction("page.md", 1, Where.BOT, "/chanel add @x")) != []


def test_wrong_names_and_links_are_found() -> None:
    page = Page("docs/new.md", "# A title\n\n[a](#a-title) [b](#another) [c](none.md) `NW_NOTHING` `make nonsense`\n")
    pages = {**PAGES, page.name: page}
    assert [one.rpartition(": ")[2] for one in links.broken(pages)] == [
        "#another leads nowhere",
        "none.md leads nowhere",
    ]
    assert grammar.unknown_settings([page]) == ["docs/new.md: NW_NOTHING"]
    assert links.unreachable(pages) == {"docs/new.md"}
    (found,) = instructions.collect([page])
    assert found.text == "make nonsense"
    assert excuses.excuse(found) is None
