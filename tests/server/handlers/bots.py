"""What is between people and bots only: command menus and inline buttons."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from telethon import functions
from telethon.tl import TLObject, types

from tests.server.channels import Channel
from tests.server.dispatcher import Call, answers
from tests.server.handlers.peers import place_at
from tests.server.refusals import RequestRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.server.messages import Letter, Post, Remark

_PATIENCE_SECONDS = 10


@answers(functions.bots.SetBotCommandsRequest, for_users=False)
def set_bot_commands(call: Call) -> bool:
    """Keep a menu of commands."""
    commands = [(one.command, one.description) for one in call.request.commands]
    call.me.commands[_menu(call)] = commands
    return True


@answers(functions.bots.ResetBotCommandsRequest, for_users=False)
def reset_bot_commands(call: Call) -> bool:
    """Forget a menu of commands."""
    return call.me.commands.pop(_menu(call), None) is not None


@answers(functions.bots.GetBotCommandsRequest, for_users=False)
def get_bot_commands(call: Call) -> list[TLObject]:
    """Show a menu of commands."""
    commands = call.me.commands.get(_menu(call), [])
    return [types.BotCommand(command=command, description=description) for command, description in commands]


def _menu(call: Call) -> tuple[str, str]:
    call.me.command_scopes.append(call.request.scope)
    return type(call.request.scope).__name__, call.request.lang_code


@answers(functions.messages.GetBotCallbackAnswerRequest, for_bots=False)
async def get_bot_callback_answer(call: Call) -> TLObject:
    """Press an inline button and wait for what the bot says to it."""
    place = place_at(call, call.request.peer)
    kept: Mapping[int, Post | Letter | Remark] = place.posts if isinstance(place, Channel) else call.me.letters
    found = kept.get(call.request.msg_id)
    if found is None:
        raise RequestRefusedError("MESSAGE_ID_INVALID")
    if not any(button.data == call.request.data for row in found.buttons for button in row):
        raise RequestRefusedError("DATA_INVALID")
    try:
        return await asyncio.wait_for(call.world.press(call.me, found, call.request.data), _PATIENCE_SECONDS)
    except TimeoutError:
        raise RequestRefusedError("BOT_RESPONSE_TIMEOUT") from None


@answers(functions.messages.SetBotCallbackAnswerRequest, for_users=False)
def set_bot_callback_answer(call: Call) -> bool:
    """Hand a bot's answer to whoever pressed the button."""
    asked = call.request
    waiting = call.world.presses.pop(asked.query_id, None)
    if waiting is None or waiting.done():
        raise RequestRefusedError("QUERY_ID_INVALID")
    waiting.set_result(
        types.messages.BotCallbackAnswer(
            cache_time=asked.cache_time, alert=asked.alert, message=asked.message, url=asked.url
        )
    )
    return True
