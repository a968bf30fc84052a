"""Signing in and out: codes, two-step passwords and bot tokens."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from telethon import functions
from telethon.tl import TLObject, types

from tests.server import rendering
from tests.server.dispatcher import Call, answers
from tests.server.password import no_password
from tests.server.refusals import RequestRefusedError
from tests.server.world import now

if TYPE_CHECKING:
    from tests.server.accounts import Account


@answers(functions.help.GetConfigRequest, needs_sign_in=False)
def get_config(call: Call) -> TLObject:
    """Tell the client where the data centres are: here."""
    numbers = (
        "chat_size_max megagroup_size_max forwarded_count_max online_update_period_ms offline_blur_timeout_ms "
        "offline_idle_timeout_ms online_cloud_timeout_ms notify_cloud_delay_ms notify_default_delay_ms "
        "push_chat_period_ms push_chat_limit edit_time_limit revoke_time_limit revoke_pm_time_limit rating_e_decay "
        "stickers_recent_limit channels_read_media_period call_receive_timeout_ms call_ring_timeout_ms "
        "call_connect_timeout_ms call_packet_timeout_ms"
    )
    return types.Config(
        date=now(),
        expires=now() + timedelta(hours=1),
        test_mode=False,
        this_dc=1,
        dc_options=[types.DcOption(id=1, ip_address=call.host, port=call.port)],
        dc_txt_domain_name="",
        me_url_prefix="https://t.me/",
        caption_length_max=1024,
        message_length_max=4096,
        webfile_dc_id=1,
        **dict.fromkeys(numbers.split(), 1000),
    )


@answers(functions.help.GetNearestDcRequest, needs_sign_in=False)
def get_nearest_dc(call: Call) -> TLObject:
    """Tell which data centre is the nearest."""
    return types.NearestDc(country="UA", this_dc=1, nearest_dc=1)


@answers(functions.auth.SendCodeRequest, functions.auth.ResendCodeRequest, needs_sign_in=False)
def send_code(call: Call) -> TLObject:
    """Send a code to a known phone."""
    account = _owner_of(call, call.request.phone_number)
    if account.banned:
        raise RequestRefusedError("PHONE_NUMBER_BANNED")
    account.code_hash = secrets.token_hex(8)
    return types.auth.SentCode(
        type=types.auth.SentCodeTypeApp(length=len(account.code or "")), phone_code_hash=account.code_hash
    )


@answers(functions.auth.SignInRequest, needs_sign_in=False)
def sign_in(call: Call) -> TLObject:
    """Sign in by code, or ask for the password too."""
    account = _owner_of(call, call.request.phone_number)
    if account.code_hash is None or call.request.phone_code_hash != account.code_hash:
        raise RequestRefusedError("PHONE_CODE_EXPIRED")
    if not call.request.phone_code:
        raise RequestRefusedError("PHONE_CODE_EMPTY")
    if call.request.phone_code != account.code:
        raise RequestRefusedError("PHONE_CODE_INVALID")
    if account.password is not None:
        call.key.awaits_password = account
        raise RequestRefusedError("SESSION_PASSWORD_NEEDED")
    return _signed_in(call, account)


@answers(functions.auth.ExportLoginTokenRequest, needs_sign_in=False)
def export_login_token(call: Call) -> TLObject:
    """Make a token for a QR code; once it was scanned, sign in, or ask for the password too."""
    account = call.key.scanned_by
    if account is None:
        token = secrets.token_bytes(32)
        call.world.login_tokens[token] = call.connection
        return types.auth.LoginToken(expires=now() + call.world.login_tokens_live, token=token)
    if account.password is not None:
        call.key.awaits_password = account
        raise RequestRefusedError("SESSION_PASSWORD_NEEDED")
    return types.auth.LoginTokenSuccess(authorization=_signed_in(call, account))


@answers(functions.account.GetPasswordRequest, needs_sign_in=False)
def get_password(call: Call) -> TLObject:
    """Tell what a client needs to prove the password."""
    account = call.key.awaits_password or call.me
    return account.password.challenge() if account.password is not None else no_password()


@answers(functions.auth.CheckPasswordRequest, needs_sign_in=False)
def check_password(call: Call) -> TLObject:
    """Sign in by password, after the code."""
    account = call.key.awaits_password or call.me
    if account.password is None or not account.password.proves(call.request.password):
        raise RequestRefusedError("PASSWORD_HASH_INVALID")
    return _signed_in(call, account)


@answers(functions.auth.ImportBotAuthorizationRequest, needs_sign_in=False)
def import_bot_authorization(call: Call) -> TLObject:
    """Sign a bot in by its token."""
    for account in call.world.accounts.values():
        if account.token == call.request.bot_auth_token:
            return _signed_in(call, account)
    raise RequestRefusedError("ACCESS_TOKEN_INVALID")


@answers(functions.auth.LogOutRequest)
def log_out(call: Call) -> TLObject:
    """Make this client's key unregistered."""
    call.key.sign_out()
    return types.auth.LoggedOut()


@answers(functions.account.UpdateStatusRequest)
def update_status(call: Call) -> bool:
    """Hear that the account is online or not, and forget it."""
    return True


def _owner_of(call: Call, phone: str) -> Account:
    for account in call.world.accounts.values():
        if account.phone is not None and account.phone.lstrip("+") == phone.lstrip("+"):
            return account
    raise RequestRefusedError("PHONE_NUMBER_INVALID")


def _signed_in(call: Call, account: Account) -> TLObject:
    if account.deactivated:
        raise RequestRefusedError("USER_DEACTIVATED")
    call.key.sign_in(account)
    account.code_hash = None
    return types.auth.Authorization(user=rendering.user(account, account))
