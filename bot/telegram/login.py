"""Sign the reading account in on a terminal: phone number, code, and the password where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from telethon import errors, utils

from bot.telegram.clients import PASSING, PERMANENT, lost, once_more_if_moved

if TYPE_CHECKING:
    from bot.telegram.clients import ReconnectingClient

ATTEMPTS = 3


class LoginFailed(Exception):
    """Signing in did not work; the message says why and what to do."""


class Terminal(Protocol):
    """Where the person sits who signs in."""

    def ask(self, question: str) -> str:
        """Ask and return the answer."""
        ...

    def ask_secret(self, question: str) -> str:
        """Ask without showing what is typed."""
        ...

    def say(self, sentence: str) -> None:
        """Say something."""
        ...


async def log_in(client: ReconnectingClient, terminal: Terminal, account: str) -> str:
    """Sign in with a connected client and return the account's name. Raises LoginFailed, AccountLost."""
    try:
        if not await client.is_user_authorized():
            await _sign_in(client, terminal)
        me = await client.get_me()
    except errors.FloodWaitError as error:
        raise LoginFailed(
            f"Telegram asks to wait {error.seconds} seconds before trying again: there were too many attempts. "
            "Start the login again then, not earlier."
        ) from error
    except PERMANENT as error:
        raise lost(account, error) from error
    except PASSING as error:
        raise LoginFailed(
            f"Telegram cannot be reached ({type(error).__name__}). Check the network, try again."
        ) from error
    if me.bot:
        raise LoginFailed("This is a bot, and bots cannot read channels. Sign in with a person's account.")
    return f"{utils.get_display_name(me)} (id {me.id})"


async def _sign_in(client: ReconnectingClient, terminal: Terminal) -> None:
    phone = await _send_code(client, terminal)
    for _ in range(ATTEMPTS):
        code = terminal.ask("Code that Telegram sent").strip().replace("-", "").replace(" ", "")
        try:
            await client.sign_in(phone, code)
        except errors.SessionPasswordNeededError:
            await _give_password(client, terminal)
            return
        except (errors.PhoneCodeInvalidError, errors.PhoneCodeEmptyError, errors.PhoneCodeHashEmptyError):
            terminal.say("This is not the code. Look for it in your Telegram app, in the chat «Telegram», not in SMS.")
        except errors.PhoneCodeExpiredError:
            terminal.say("This code has expired. A new one is on its way.")
            await client.send_code_request(phone)
        except errors.PhoneNumberUnoccupiedError as error:
            raise LoginFailed(
                f"There is no Telegram account with the number {phone}. Register it in a Telegram app first."
            ) from error
        else:
            return
    raise LoginFailed("The code was wrong too often. Start the login again.")


async def _send_code(client: ReconnectingClient, terminal: Terminal) -> str:
    """Ask for the phone number until Telegram knows it, and have it send a code there."""
    for _ in range(ATTEMPTS):
        phone = terminal.ask("Phone number of the reading account, such as +380501234567").strip()
        try:
            await once_more_if_moved(client.send_code_request, phone)
        except (errors.PhoneNumberInvalidError, TypeError):
            terminal.say(f"«{phone}» is not a number that Telegram knows. Write it with + and the country's code.")
        else:
            return phone
    raise LoginFailed("The number was wrong too often. Start the login again.")


async def _give_password(client: ReconnectingClient, terminal: Terminal) -> None:
    for _ in range(ATTEMPTS):
        password = terminal.ask_secret("Password of two-step verification")
        try:
            await client.sign_in(password=password)
        except errors.PasswordHashInvalidError:
            terminal.say("This is not the password. It is the one you chose in Telegram under Privacy and Security.")
        else:
            return
    raise LoginFailed("The password was wrong too often. Start the login again.")
