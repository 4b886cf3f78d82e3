"""How often something may be tried. Counts live in Redis where it answers, in this process where it does not."""

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

SIGN_IN_BY_ADDRESS = "30 per 5 minutes"
SIGN_IN_BY_ACCOUNT = "10 per 5 minutes"


def install(app: Flask, redis_url: str) -> None:
    """Count failed sign-ins by address of the browser and by account; a right password costs nothing.

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

    app.before_request(count_sign_in)


def _account() -> str:
    return f"account:{request.form.get('email', '').strip().lower()[:200]}"


def _failed(response: Response) -> bool:
    return response.status_code != 302
