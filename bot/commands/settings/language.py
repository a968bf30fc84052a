"""In which language to write."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.commands.request import UsageError
from bot.commands.settings.setting import Subject, back, change
from bot.ui.keyboard import choice
from bot.ui.locale import LANGUAGES
from bot.ui.markup import plain
from bot.ui.message import Message
from storage.people import subscribers

if TYPE_CHECKING:
    from bot.commands.request import Request
    from bot.ui.markup import Markup

AUTO = "auto"
# Each language is called by its own name, so that those find it who read no other.
OWN_NAMES = {"en": "English", "uk": "Українська"}
_TYPED = {
    **dict.fromkeys(("en", "english", "англійська", "англійською"), "en"),
    **dict.fromkeys(("uk", "ua", "ukrainian", "українська", "українською"), "uk"),
    **dict.fromkeys((AUTO, "telegram", "авто"), AUTO),
}


async def _line(request: Request) -> Markup:
    chosen = request.recipient.language
    if chosen is not None:
        return request.say("settings-language-line", value=OWN_NAMES.get(chosen, chosen))
    return request.say("settings-language-line-auto", value=OWN_NAMES[request.say.language])


async def _page(request: Request) -> Message:
    now = request.recipient.language or AUTO
    names = [*((code, OWN_NAMES[code]) for code in LANGUAGES), (AUTO, plain(request.say("settings-language-auto")))]
    rows = tuple((choice(name, f"set:language:{code}", chosen=code == now),) for code, name in names)
    return Message(await _line(request), (*rows, back(request)))


async def _press(request: Request, value: str) -> Message:
    if value not in {*LANGUAGES, AUTO}:
        raise UsageError("button-stale")
    chosen = None if value == AUTO else value
    work = partial(
        subscribers.set_speech, chat_id=request.recipient.id, language=chosen, time_zone=request.recipient.time_zone
    )
    return await _page(await change(request, work))


async def _read(request: Request, words: str) -> Message:
    code = _TYPED.get(words.strip().casefold())
    if code is None:
        raise UsageError("settings-language-unknown", words=words[:40])
    return await _press(request, code)


LANGUAGE = Subject("language", frozenset({"language", "lang", "мова"}), _line, _page, _press, _read)
