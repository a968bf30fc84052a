"""The steps of signing an account in: by a code and the password where there is one, or by a QR code."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Protocol

import segno
from telethon import errors

from bot.telegram.connection.client import retry_in_other_dc

if TYPE_CHECKING:
    from bot.telegram.connection.client import ReconnectingClient

ATTEMPTS = 3
QR_CODES = 10  # shown one after the other; each is good for about half a minute


class LoginFailed(Exception):
    """Signing in or out did not work; the message says why and what to do."""


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


async def sign_in_by_code(client: ReconnectingClient, terminal: Terminal) -> None:
    """Sign in by the code that Telegram sends to the account. Raises LoginFailed and what Telegram answers."""
    phone = await _send_code(client, terminal)
    for _ in range(ATTEMPTS):
        code = terminal.ask("Code that Telegram sent").strip().replace("-", "").replace(" ", "")
        try:
            await client.sign_in(phone, code)
        except errors.SessionPasswordNeededError:
            await _give_password(client, terminal)
            return
        except (errors.PhoneCodeInvalidError, errors.PhoneCodeEmptyError, errors.PhoneCodeHashEmptyError):
            terminal.say("Wrong code. Look for it in your Telegram app, in the chat “Telegram”, not in SMS.")
        except errors.PhoneCodeExpiredError:
            terminal.say("This code has expired. Telegram is sending a new one.")
            await client.send_code_request(phone)
        except (errors.PhoneNumberUnoccupiedError, errors.PhoneNumberAppSignupForbiddenError) as error:
            raise LoginFailed(
                f"There is no Telegram account with this number, which ends in {phone[-4:]}. "
                "Register it in a Telegram app first."
            ) from error
        else:
            return
    raise LoginFailed("Too many wrong codes. Start the login again.")


async def _send_code(client: ReconnectingClient, terminal: Terminal) -> str:
    """Ask for the phone number until Telegram knows it, and have it send a code there."""
    for _ in range(ATTEMPTS):
        phone = terminal.ask("Phone number of the reading account, such as +380501234567").strip()
        try:
            await retry_in_other_dc(client.send_code_request, phone)
        except (errors.PhoneNumberInvalidError, TypeError):
            terminal.say(f"“{phone}” is not a valid phone number. Write it with + and the country code.")
        else:
            return phone
    raise LoginFailed("Too many wrong numbers. Start the login again.")


async def _give_password(client: ReconnectingClient, terminal: Terminal) -> None:
    for _ in range(ATTEMPTS):
        password = terminal.ask_secret("Password of two-step verification")
        try:
            await client.sign_in(password=password)
        except (errors.PasswordHashInvalidError, errors.PasswordEmptyError):
            terminal.say("Wrong password. It is the one you chose in Telegram under Privacy and Security.")
        else:
            return
    raise LoginFailed("Too many wrong passwords. Start the login again.")


async def sign_in_by_qr(client: ReconnectingClient, terminal: Terminal) -> None:
    """Sign in by a QR code that an app of the same account scans. Raises LoginFailed and what Telegram answers."""
    login = await client.qr_login()
    terminal.say("In the Telegram app of the reading account: Settings, Devices, Link Desktop Device. Scan this:")
    for number in range(QR_CODES):
        if number:
            await login.recreate()
        terminal.say(_drawn(login.url))
        try:
            await login.wait()
        except TimeoutError:
            terminal.say("This code has expired. Here is a new one:")
        except errors.SessionPasswordNeededError:
            await _give_password(client, terminal)
            return
        else:
            return
    raise LoginFailed("Nobody scanned the code. Have the app ready, and start the login again.")


def _drawn(url: str) -> str:
    """Draw a QR code for a terminal, two modules in a line's height."""
    drawing = io.StringIO()
    segno.make(url, error="l").terminal(out=drawing, compact=True)
    return drawing.getvalue()
