from __future__ import annotations

import ast
import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import ast as ftl

import bot
from bot.alerts.rendering.card_buttons import EIGHT_HOURS, HOUR, MORNING, WEEK
from bot.analysis.reports.explanation import why_name
from bot.commands.alerts.mutes import SPANS
from bot.commands.narratives.audit import TOLD
from bot.commands.people.people import ACTIONS, REMOVE
from bot.commands.registry import COMMANDS, find
from bot.commands.rights import Rights
from bot.commands.settings.menu import SUBJECTS
from bot.matching import MatchReason, PhraseFault, Unfound
from bot.narratives.file.schema import REASONS
from bot.narratives.rules.changes import FIELDS
from bot.ui.locale import LANGUAGES, Texts
from bot.ui.markup import Markup
from storage.model.channels import ChannelRole, GapReason, Membership, PauseReason
from storage.model.deliveries import HeldBy, Occasion, ReaderVerdict
from storage.model.narratives import NarrativeStatus, PhraseKind
from storage.model.subscribers import CardStyle, DeliveryMode, PlaceTrouble, Role, SubscriberStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = Path(bot.__file__).parent
KEY = re.compile(r"[a-z]+(-[a-z]+)*")

# Faults of a narratives file that are not of one value in it.
OTHER_REASONS = (
    "not-toml", "not-text", "too-large", "long-line", "long-word", "many-keys", "too-deep",
    "no-narratives", "twice", "wrong-type", "more"
)  # fmt: skip

# What stands behind numbers and does not bend by them.
NO_NOUNS = frozenset(
    {
        "more",
        "so",
        "blocked",
        "read,",
        "stored,",
        "active,",
        "forwarded",
        "reposted",
        "s",
        "с",
        "Use",
        "Вкажіть",
        "in",
        "of",
        "у",
        "із",
    }
)
# Said of two and more only.
ALWAYS_MANY = frozenset({"channels-many-at-once", "phrase-lines-many", "spread-again", "search-title-many"})
# Ukrainian texts whose words have two forms in the case they stand in: у 1 каналі, у 2 каналах, у 5 каналах.
TWO_FORMS = frozenset(
    {
        "summary-line", "try-new-to-all", "try-overlap", "narratives-choose", "digest-narrative", "digest-story",
        "reading-some", "reading-none", "people-follows", "status-coverage", "spread-others-unnamed", "step",
    }
)  # fmt: skip

# The texts whose names are put together, by what their names begin with.
FAMILIES = {
    "help-": [command.key for command in COMMANDS],
    "usage-": [command.key for command in COMMANDS if command.takes],
    "example-": [
        *(command.key for command in COMMANDS if command.takes),
        *(f"settings-{subject.name}" for subject in SUBJECTS),
    ],
    "role-": [*ChannelRole],
    "narrative-now-": [*NarrativeStatus],
    "phrases-narrative-": [*NarrativeStatus],
    "gap-": [*GapReason],
    "phrase-added-": [*PhraseKind],
    "phrase-unfound-": [*Unfound],
    "phrase-": [*PhraseFault],
    "phrase-line-": [*PhraseKind],
    "phrase-page-": [*PhraseKind],
    "make-": [*NarrativeStatus],
    "make-urgent-": ["yes", "no"],
    "audit-": [action.replace(".", "-") for action in TOLD],
    "import-fault-": [*REASONS.values(), *OTHER_REASONS],
    "field-": [*FIELDS],
    "status-word-": [*NarrativeStatus],
    "match-why-": [why_name(why) for why in MatchReason],
    "paused-": [*PauseReason],
    "watch-as-": [*ChannelRole],
    "digest-": [one for one in Occasion if one not in {Occasion.STORM, Occasion.ALL_QUIET}],
    "card-held-": [one for one in HeldBy if one is not HeldBy.STORM],
    "invite-": [Role.SUBSCRIBER, Role.OPERATOR],
    "invited-": [Role.SUBSCRIBER, Role.OPERATOR, Role.OWNER],
    "person-": [*Role],
    "standing-": [*SubscriberStatus],
    "people-": [*ACTIONS, REMOVE],
    "menu-": {command.words.split()[0] for command in COMMANDS if " " in command.words},
    "reference-": [rights.name.lower() for rights in Rights if rights is not Rights.NONE],
    "channels-": [Membership.WANTED, Membership.REQUESTED],
    "try-column-": ["threshold", "hits", "near"],
    "verdict-": [*ReaderVerdict],
    "mute-for-": [HOUR, EIGHT_HOURS, MORNING, WEEK],
    "status-account-": ["connected", "disconnected"],
    "place-trouble-": [*PlaceTrouble],
    "place-is-": [SubscriberStatus.STOPPED, SubscriberStatus.PAUSED],
    "settings-": [subject.name for subject in SUBJECTS],
    "settings-card-": [*CardStyle],
    "settings-card-line-": [*CardStyle],
    "delivery-": [*DeliveryMode],
    "delivery-all-": [*DeliveryMode],
    "mutes-span-": [*SPANS],
    "missed-held-": [*HeldBy],
    "missed-together-": [*HeldBy],
    "missed-late-": [*HeldBy],
}


def messages(language: str) -> dict[str, ftl.Message]:
    found: dict[str, ftl.Message] = {}
    for file in sorted((CODE / "ui" / "locale" / language).glob("*.ftl")):
        for entry in FluentResource(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} is there twice"
                found[entry.id.name] = entry
    return found


def variables(node: Any) -> set[str]:  # noqa: ANN401
    if isinstance(node, ftl.VariableReference):
        return {node.id.name}
    if isinstance(node, ftl.BaseNode):
        return set().union(*(variables(part) for part in vars(node).values()))
    return set().union(*(variables(part) for part in node)) if isinstance(node, list) else set()


def trees() -> Iterator[ast.Module]:
    for file in sorted(CODE.rglob("*.py")):
        yield ast.parse(file.read_text(encoding="utf-8"))


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def first_arguments(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and node.args
            and called(node) in {"say", "UsageError", "ChannelNotFound", "ChatUnreachable", "TextName"}
        ):
            yield node.args[0]


def used_by_name() -> set[str]:
    return {
        part.value
        for tree in trees()
        for argument in first_arguments(tree)
        for part in ast.walk(argument)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and KEY.fullmatch(part.value)
    } - {"connected", "disconnected"}


def prefixes() -> set[str]:
    found = set()
    for tree in trees():
        for argument in first_arguments(tree):
            if isinstance(argument, ast.JoinedStr):
                head = argument.values[0]
                assert isinstance(head, ast.Constant), "a text's name has to begin with fixed letters"
                found.add(str(head.value))
    return {one for one in found if one.endswith("-")}  # a terminal says sentences, not names


def written_anywhere() -> set[str]:
    """Return every string in the code: names also stand in tables, and are chosen before they are said."""
    nodes = itertools.chain.from_iterable(ast.walk(tree) for tree in trees())
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_action_that_is_noted_has_a_text() -> None:
    kinds = ("narrative", "phrase", "channel", "person", "place", "invite", "alerts", "subscriber")
    action = re.compile(rf"(?:{'|'.join(kinds)})\.[a-z]+(?:-[a-z]+)*")
    plain_ones = {one for one in written_anywhere() if action.fullmatch(one)}
    made = {f"{kind}.{role}" for kind in ("person", "invite") for role in (Role.SUBSCRIBER, Role.OPERATOR)}
    noted = plain_ones | made
    assert noted
    assert noted - TOLD == set()


def members() -> set[str]:
    return {f"{prefix}{name}" for prefix, names in FAMILIES.items() for name in names}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_the_code_uses_is_there(language: str) -> None:
    there = messages(language).keys()
    lost = {name for name in written_anywhere() if name.startswith("lost-") and KEY.fullmatch(name)}
    assert lost
    assert used_by_name() - set(FAMILIES) - there == set()
    assert (members() | lost) - there == set()


def test_every_family_of_texts_is_known_and_used() -> None:
    assert prefixes() == set(FAMILIES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_used(language: str) -> None:
    assert messages(language).keys() - members() - written_anywhere() == set()


def test_all_languages_have_the_same_texts_with_the_same_values() -> None:
    english, ukrainian = messages("en"), messages("uk")
    assert english.keys() == ukrainian.keys()
    for name, message in english.items():
        assert variables(message) == variables(ukrainian[name]), name


def literal(node: Any) -> str:  # noqa: ANN401
    """Return what stands in a text as it is, without what is put in."""
    if isinstance(node, ftl.TextElement):
        return str(node.value)
    if isinstance(node, ftl.BaseNode):
        return "".join(literal(part) for part in vars(node).values())
    return "\n".join(literal(part) for part in node) if isinstance(node, list) else ""


def _sentence(message: ftl.Message) -> str:
    return re.sub(r"<[^>]*>", "", literal(message.value))


def labels() -> set[str]:
    """Return the names of the texts that stand on buttons."""
    calls = (node for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Call))
    parts = (part for call in calls if called(call) in {"Button", "choice", "_label"} for part in ast.walk(call))
    named = {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    return {name for name in named if KEY.fullmatch(name)} | {"card-relevant", "card-false-alarm"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_are_named_in_sentences_by_their_own_texts(language: str) -> None:
    """A button that is renamed would be asked for by its old name: a sentence refers to its text, { card-relevant }."""
    there = messages(language)
    named = labels()
    buttons = {name: literal(there[name].value).strip() for name in named & there.keys()}
    sentences = {name: _sentence(message).strip() for name, message in there.items()}
    signed = {name: text for name, text in buttons.items() if text and not text[0].isalnum() and len(text) > 3}
    assert {"card-relevant", "card-mute", "import-apply"} <= signed.keys()
    quoting = [
        (name, text)
        for text in signed.values()
        for name in there
        if name not in named and text in (said := sentences[name]) and re.search(re.escape(text) + r"(?!\w)", said[1:])
    ]
    assert quoting == []


COUNTED = re.compile(r"count|posts|channels|stories|phrases|number of|people|matched|known|more|hits|lines|views|days")


def uncounted(pattern: ftl.Pattern, chosen: frozenset[str] = frozenset()) -> Iterator[str]:
    """Find numbers that stand before a word, in a text that does not choose its form by them."""
    for at, element in enumerate(pattern.elements):
        if not isinstance(element, ftl.Placeable):
            continue
        if isinstance(element.expression, ftl.SelectExpression):
            by = frozenset(variables(element.expression.selector))
            for variant in element.expression.variants:
                yield from uncounted(variant.value, chosen | by)
            continue
        behind = pattern.elements[at + 1] if at + 1 < len(pattern.elements) else None
        names = variables(element.expression) - chosen
        if isinstance(behind, ftl.TextElement) and re.match(r" [^\W\d_]", behind.value):
            yield from (f"{name}{behind.value.splitlines()[0]}" for name in names if COUNTED.fullmatch(name))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_behind_numbers_have_a_form_for_each(language: str) -> None:
    found = {
        (name, words)
        for name, message in messages(language).items()
        if message.value is not None and name not in ALWAYS_MANY
        for words in uncounted(message.value)
        if words.split()[1] not in NO_NOUNS
    }
    assert found == set()


def choices(node: Any) -> Iterator[ftl.SelectExpression]:  # noqa: ANN401
    if isinstance(node, ftl.SelectExpression):
        yield node
    if isinstance(node, ftl.BaseNode):
        for part in vars(node).values():
            yield from choices(part)
    for part in node if isinstance(node, list) else ():
        yield from choices(part)


def test_ukrainian_has_all_forms_where_it_has_several() -> None:
    lacking = set()
    for name, message in messages("uk").items():
        for choice in choices(message):
            forms = {one.key.name for one in choice.variants if isinstance(one.key, ftl.Identifier)}
            if len(forms & {"one", "few", "many"}) > 1 and not {"one", "few", "many"} <= forms:
                lacking.add(name)
    assert lacking == TWO_FORMS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said_with_any_number(language: str, texts: Texts) -> None:
    say = texts.for_language(language)
    for name, message in messages(language).items():
        for number in (0, 1, 2, 5, 11, 21, 1_000_000):
            text = say(name, **dict.fromkeys(variables(message), number))
            assert text.count("<b>") == text.count("</b>")
            assert text.count("<code>") == text.count("</code>")


@pytest.mark.parametrize(
    ("name", "one", "few", "many"),
    [
        ("minutes", "хвилину", "хвилини", "хвилин"),
        ("hours", "годину", "години", "годин"),
        ("days", "день", "дні", "днів"),
    ],
)
def test_ukrainian_counts_as_ukrainians_do(texts: Texts, name: str, one: str, few: str, many: str) -> None:
    say = texts.for_language("uk")
    expected = {1: one, 2: few, 5: many, 11: many, 21: one, 22: few, 25: many}
    assert {number: say(name, count=number) for number in expected} == {
        number: f"{number} {word}" for number, word in expected.items()
    }


def test_english_knows_one_and_many(texts: Texts) -> None:
    say = texts.for_language("en")
    assert [say("minutes", count=number) for number in (0, 1, 2, 21)] == [
        "less than a minute",
        "1 minute",
        "2 minutes",
        "21 minutes",
    ]


def test_values_are_escaped_unless_they_are_markup(texts: Texts) -> None:
    say = texts.for_language("en")
    assert say("card-forwarded", origin="<b>&\u202e") == "↪️ Forwarded from &lt;b&gt;&amp;"
    assert say("card-forwarded", origin=Markup("<b>x</b>")) == "↪️ Forwarded from <b>x</b>"
    assert say("card-forwarded", origin="{ $count }") == "↪️ Forwarded from { $count }"


def test_an_unknown_text_and_a_missing_value_are_errors(texts: Texts) -> None:
    with pytest.raises(LookupError):
        texts.for_language("en")("no-such-text")
    with pytest.raises(ValueError, match="card-forwarded"):
        texts.for_language("en")("card-forwarded")


@pytest.mark.parametrize(
    ("code", "language"),
    [("uk", "uk"), ("uk-UA", "uk"), ("UK", "uk"), ("en-GB", "en"), ("de", "en"), ("", "en"), (None, "en")],
)
def test_people_are_spoken_to_in_their_language_or_the_default(texts: Texts, code: str | None, language: str) -> None:
    assert texts.for_language(code).language == language
    assert Texts("uk").for_language("de").language == "uk"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_is_one_of_the_command_that_it_stands_under(language: str) -> None:
    say = Texts("en").for_language(language)
    for command in (one for one in COMMANDS if one.takes):
        found = find(str(say(f"example-{command.key}")))
        assert found is not None
        assert found[0] is command
        assert found[1]
    for subject in SUBJECTS:
        found = find(str(say(f"example-settings-{subject.name}")))
        assert found is not None
        assert found[0].words == "settings"
        assert found[1].split()[0] in subject.words
