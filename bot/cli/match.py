"""What `match` does: explain what phrases make of one text, and print it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.analysis.reports.explanation import MET, describe, spans_met
from bot.cli.console import QUOTE_BAR, blocks, console_for_text, print_lines
from bot.cli.errors import BAD_USAGE, fail, plain_errors
from bot.cli.options import Spoken, read_text, readable
from bot.matching import ReferenceMatcher, UnusablePhrase, explain
from bot.matching.phrases.phrase import take_marks
from bot.matching.words.dictionaries import standard_lexicon
from bot.ui.locale import Texts
from bot.ui.markup import plain
from bot.ui.quote import quote
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Narrative, Phrase

if TYPE_CHECKING:
    from rich.console import Console

    from bot.analysis.reports.explanation import ExplanationText
    from bot.matching import Explanation, Lexicon
    from bot.ui.markup import Say

PIPED = 100  # columns
_THESE = NarrativeId("these")


@dataclass(frozen=True, slots=True)
class MatchRequest:
    """A text, the phrases to look for in it (-phrase excludes), and the threshold, 0-100."""

    text: str
    phrases: list[str]
    threshold: float


def print_match(question: MatchRequest, lexicon: Lexicon, say: Say) -> None:
    """Explain each phrase, in the order given. Raises UnusablePhrase and then prints nothing."""
    console = console_for_text(PIPED)
    for explanation, excludes in _explained(question, lexicon):
        account = describe(explanation, question.text, say, excludes=excludes)
        _print(account, say, console)
        _print_text(question.text, explanation, console)


def _explained(question: MatchRequest, lexicon: Lexicon) -> list[tuple[Explanation, bool]]:
    """Explain each phrase, and tell whether it is an exclusion. The phrases make one narrative, as in the service."""
    matcher = ReferenceMatcher(lexicon, default_threshold=question.threshold)
    phrases = tuple(Phrase(PhraseId(at), _THESE, phrase) for at, phrase in enumerate(question.phrases))
    matcher.watch(Narrative(_THESE, "", phrases=phrases))
    watched = iter(matcher.explain(question.text, _THESE))
    explained = []
    for phrase in question.phrases:
        excludes, _ = take_marks(phrase)
        one = explain(question.text, phrase, lexicon, threshold=question.threshold) if excludes else next(watched)
        explained.append((one, excludes))
    return explained


def _print(account: ExplanationText, say: Say, console: Console) -> None:
    console.print(Text(plain(account.verdict), style="bold"))
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("")
    table.add_column(Text(say("match-column-phrase")), overflow="fold")
    table.add_column(Text(say("match-column-text")), overflow="fold")
    table.add_column(Text(say("match-column-why")), overflow="fold")
    for line in account.words:
        style = "" if line.sign == MET else "dim"
        table.add_row(line.sign, *(Text(plain(cell), style) for cell in (line.word, line.seen, line.why)))
    console.print(table)
    for remark in account.remarks:
        console.print(Text(plain(remark)))


def _print_text(text: str, explanation: Explanation, console: Console) -> None:
    """Print the text about the words met, and those in bold."""
    for _, part in blocks(quote(text, spans_met(explanation))):
        print_lines(console, part, QUOTE_BAR)
    console.print()


def match(
    text: Annotated[str, typer.Argument(help="The text of a post. - is standard input.")],
    phrase: Annotated[
        list[str],
        typer.Option(help="A phrase, with the marks of /watch; repeatable. A leading - makes it an exclusion."),
    ],
    threshold: Annotated[
        float | None, typer.Option(min=50, max=100, help="Threshold (overrides NW_THRESHOLD).")
    ] = None,
    language: Spoken = None,
) -> None:
    """Explain why a text matches a phrase, is a near miss or does not match, word by word."""
    with plain_errors() as settings:
        say = Texts(settings.language).for_language(language)
        question = MatchRequest(read_text(text), [readable(one) for one in phrase], threshold or settings.threshold)
        try:
            print_match(question, standard_lexicon(), say)
        except UnusablePhrase as error:
            fail(plain(say(f"phrase-{error.reason}", phrase=error.text)), BAD_USAGE)
