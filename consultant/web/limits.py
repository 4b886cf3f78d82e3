"""How often something may be tried. Counts live in Redis where it answers, in this process where it does not."""

import hashlib

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

SIGN_IN_BY_ADDRESS = "30 per 5 minutes"
SIGN_IN_BY_ACCOUNT = "10 per 5 minutes"
CODES_BY_ADDRESS = "20 per hour"
GUESSES_BY_ADDRESS = "30 per 15 minutes"
API_CALLS = "600 per minute"
API_REFUSED_BY_ADDRESS = "60 per minute"


def install(app: Flask, redis_url: str) -> None:
    """Count failed sign-ins by address of the browser and by account; a right password costs nothing. Count what is asked
    for and guessed at the askers' door by address of the browser; what one person gets is counted in the database. Count calls
    of the API by token, and those without a good one by address.

    Must come before CSRF protection: whoever posts with a wrong token is counted like any other guess.
    """
    limiter = Limiter(
        get_remote_address,
        app=app,
        storage_uri=redis_url or "memory://",
        storage_options={"socket_connect_timeout": 1, "socket_timeout": 1} if redis_url else {},
        in_memory_fallback_enabled=True,
        in_memory_fallback=[],
        swallow_errors=True,
        strategy="fixed-window",
        key_prefix="consultant",
    )

    def count_sign_in() -> None:
        if request.endpoint != "security.login" or request.method != "POST":
            return
        with (
            limiter.limit(SIGN_IN_BY_ADDRESS, key_func=get_remote_address, deduct_when=_failed),
            limiter.limit(SIGN_IN_BY_ACCOUNT, key_func=_account, deduct_when=_failed),
        ):
            pass

    def count_codes() -> None:
        if request.method != "POST":
            return
        if request.endpoint == "thread.mail_code":
            with limiter.limit(CODES_BY_ADDRESS, key_func=get_remote_address):
                pass
        elif request.endpoint == "thread.open_thread":
            with limiter.limit(GUESSES_BY_ADDRESS, key_func=get_remote_address, deduct_when=_refused):
                pass

    def count_api() -> None:
        if request.blueprint is None or not request.blueprint.startswith("api_"):
            return
        with (
            limiter.limit(API_CALLS, key_func=_token),
            limiter.limit(API_REFUSED_BY_ADDRESS, key_func=get_remote_address, deduct_when=_unknown),
        ):
            pass

    app.before_request(count_sign_in)
    app.before_request(count_api)
    app.before_request(count_codes)


def _account() -> str:
    return f"account:{request.form.get('email', '').strip().lower()[:200]}"


def _token() -> str:
    """The token's hash: what is counted is kept in Redis, where no secret belongs."""
    return f"token:{hashlib.sha256(request.headers.get('Authorization', '').encode()).hexdigest()}"


def _unknown(response: Response) -> bool:
    return response.status_code == 401


def _failed(response: Response) -> bool:
    return response.status_code != 302


def _refused(response: Response) -> bool:
    return response.status_code >= 400
