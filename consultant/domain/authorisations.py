"""How a mailbox signs in, and how long what a provider has granted will last."""

from datetime import datetime, timedelta
from enum import StrEnum


class Login(StrEnum):
    """A password of its own, or the word of the provider that keeps the mailbox (XOAUTH2)."""

    PASSWORD = "password"  # noqa: S105 - the word, not one
    GOOGLE = "google"
    MICROSOFT = "microsoft"


class Standing(StrEnum):
    """How a grant stands."""

    WANTED = "wanted"
    REFUSED = "refused"
    ENDING = "ending"
    GOOD = "good"


UNUSED_LIFE = {Login.GOOGLE: timedelta(days=180), Login.MICROSOFT: timedelta(days=90)}
"""How long a refresh token lasts that nobody uses; each use begins it anew.

Sources: Google, "Using OAuth 2.0 to Access Google APIs", refresh token expiration; Microsoft identity platform, "Refresh tokens".
"""
WARN_BEFORE = timedelta(days=7)


def end_of(login: Login, refreshed_at: datetime, told: datetime | None) -> datetime:
    """Return when a grant ends if nobody uses it; ``told`` is the end that the provider has named, if it has."""
    unused = refreshed_at + UNUSED_LIFE[login]
    return unused if told is None else min(told, unused)


def standing(
    login: Login, refreshed_at: datetime | None, *, refused: bool, told: datetime | None, now: datetime
) -> Standing:
    """Return how a grant stands; ``refreshed_at`` is None where there was none yet."""
    if refreshed_at is None:
        return Standing.WANTED
    if refused or (end := end_of(login, refreshed_at, told)) <= now:
        return Standing.REFUSED
    return Standing.ENDING if end - now <= WARN_BEFORE else Standing.GOOD
