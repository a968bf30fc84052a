"""What /quality proposes is done by a button, if it would be proposed still."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.analysis.quality import page, quality_of
from bot.commands.narratives.edit import edit_narrative, undo_button
from bot.commands.narratives.phrase_lines import in_use, usable, with_threshold
from bot.commands.request import ButtonAnswer
from bot.narratives.editing import Edit
from bot.ui.markup import plain
from storage.model.ids import PhraseId
from storage.model.narratives import Phrase, PhraseKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.analysis.quality import PhraseQuality
    from bot.commands.request import Request
    from bot.ui.markup import Markup
    from storage.model.narratives import Narrative


async def set_threshold(request: Request) -> ButtonAnswer:
    """Give a phrase the threshold that the button says."""
    number, _, word = request.arguments.partition(":")
    found = await quality_of(request, number)
    if word.isascii() and word.isdecimal() and len(word) < 4 and found.threshold >= int(word):
        return _there_already(request, found)
    proposal = found.threshold_proposal
    if proposal is None or str(proposal.value) != word:
        return _outdated(request, found)
    threshold = proposal.value

    def change(narrative: Narrative) -> Sequence[Edit]:
        phrase = in_use(narrative, found.phrase.id)
        if phrase.threshold is not None and phrase.threshold >= threshold:
            return []
        return [Edit("phrase.threshold", with_threshold(narrative, phrase, threshold), phrase.text)]

    return await _done(request, found, change, request.say("quality-threshold-set", threshold=threshold))


async def exclude(request: Request) -> ButtonAnswer:
    """Add the exclusion that the button says."""
    number, _, word = request.arguments.partition(":")
    found = await quality_of(request, number)
    if _excludes(found.narrative, word):
        return _there_already(request, found)
    if word not in {proposal.value for proposal in found.exclusions}:
        return _outdated(request, found)
    text = usable(word)

    def change(narrative: Narrative) -> Sequence[Edit]:
        in_use(narrative, found.phrase.id)
        if _excludes(narrative, text):
            return []
        exclusion = Phrase(PhraseId(0), narrative.id, text, PhraseKind.EXCLUDE)
        return [Edit("phrase.exclude", replace(narrative, phrases=(*narrative.phrases, exclusion)), text)]

    return await _done(request, found, change, request.say("quality-excluded", word=text))


async def _done(
    request: Request, found: PhraseQuality, change: Callable[[Narrative], Sequence[Edit]], notice: Markup
) -> ButtonAnswer:
    done = await edit_narrative(request, found.narrative.id, change)
    fresh = await quality_of(request, str(found.phrase.id))
    if done.entry is None:
        return _there_already(request, fresh)
    shown = page(request, fresh)
    return ButtonAnswer(
        replace(shown, buttons=(*shown.buttons, *undo_button(request, done.entry))), notice=plain(notice)
    )


def _there_already(request: Request, found: PhraseQuality) -> ButtonAnswer:
    return ButtonAnswer(page(request, found), notice=plain(request.say("quality-there-already")))


def _outdated(request: Request, found: PhraseQuality) -> ButtonAnswer:
    """Show the page as it is now: readers said more since, or somebody changed the narrative."""
    return ButtonAnswer(page(request, found), notice=plain(request.say("quality-outdated")))


def _excludes(narrative: Narrative, word: str) -> bool:
    return any((one.kind, one.text) == (PhraseKind.EXCLUDE, word) for one in narrative.phrases)
