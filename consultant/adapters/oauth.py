"""Ask a provider's token server (OAuth 2.0, RFC 6749, with PKCE, RFC 7636). What it grants is never in a log or an error."""

import base64
import http.client
import json
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

from consultant.errors import PermanentError, TransientError

SECONDS = 15.0
"""For the connection, and again for each part of the answer."""
LONGEST_ANSWER = 100_000
USUAL_LIFE = 3600
LONGEST_LIFE = 10 * 365 * 86_400
_ERROR = re.compile(r"[a-z_]{1,60}")
_MICROSOFT = re.compile(r"AADSTS\d{3,9}")


class GrantRefused(PermanentError):
    """The provider does not accept the code or the refresh token: a person must authorise again."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Who keeps mailboxes, and how the desk is known there. ``settings``: the prefix of the settings that say so."""

    title: str
    settings: str
    authorise_url: str
    token_url: str
    scope: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    more: Mapping[str, str] = field(default_factory=dict)
    """What the provider wants to be asked beside what the standard says."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What the token server gave. ``refresh_token`` is None where the one that was used goes on to be good."""

    access_token: str = field(repr=False)
    expires_in: timedelta
    refresh_token: str | None = field(repr=False)
    refresh_expires_in: timedelta | None


def authorise_address(provider: Provider, *, state: str, verifier: str, username: str) -> str:
    """Return the provider's page at which the owner of the mailbox agrees."""
    challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "client_id": provider.client_id,
        "response_type": "code",
        "redirect_uri": provider.redirect_uri,
        "scope": provider.scope,
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "login_hint": username,
        **provider.more,
    }
    return f"{provider.authorise_url}?{urlencode(asked)}"


def exchange(provider: Provider, code: str, verifier: str) -> Grant:
    """Return what a code is worth. Raises GrantRefused, PermanentError, TransientError."""
    grant = _ask(
        provider,
        grant_type="authorization_code",
        code=code,
        redirect_uri=provider.redirect_uri,
        code_verifier=verifier,
    )
    if grant.refresh_token is None:
        raise PermanentError(f"{provider.title} granted no lasting access; see “Mail providers” in docs/operations.md")
    return grant


def refresh(provider: Provider, refresh_token: str) -> Grant:
    """Return a fresh access token. Raises GrantRefused, PermanentError, TransientError."""
    return _ask(provider, grant_type="refresh_token", refresh_token=refresh_token, scope=provider.scope)


def _ask(provider: Provider, **fields: str) -> Grant:
    status, said = _post(provider, {**fields, "client_id": provider.client_id, "client_secret": provider.client_secret})
    if status >= 500 or status == 429:
        raise TransientError(f"the token server of {provider.title} answered {status}")
    if status != 200 or "error" in said:
        raise _refusal(provider, status, said)
    access_token = said.get("access_token")
    if not isinstance(access_token, str) or not access_token.isascii() or not access_token.isprintable():
        raise TransientError(f"the token server of {provider.title} sent no access token")
    lasting = said.get("refresh_token")
    life = _seconds(said.get("expires_in"))
    return Grant(
        access_token,
        timedelta(seconds=USUAL_LIFE) if life is None else life,
        lasting if isinstance(lasting, str) and lasting else None,
        _seconds(said.get("refresh_token_expires_in")),
    )


def _seconds(given: object) -> timedelta | None:
    """Read a length of time, a number or, as some servers write it, a text of digits. 0 is none given."""
    text = str(given) if isinstance(given, int | str) and not isinstance(given, bool) else ""
    if not (text.isascii() and text.isdigit() and len(text) < 12) or int(text) == 0:
        return None
    return timedelta(seconds=min(int(text), LONGEST_LIFE))


def _refusal(provider: Provider, status: int, said: Mapping[str, Any]) -> PermanentError | TransientError:
    """Word a refusal by its code alone: its description may repeat what was sent."""
    kind = str(said.get("error", ""))
    kind = kind if _ERROR.fullmatch(kind) else f"status {status}"
    number = _MICROSOFT.search(str(said.get("error_description", "")))
    code = f"{kind}, {number[0]}" if number else kind
    match kind:
        case "invalid_grant" | "interaction_required" | "consent_required" | "login_required":
            return GrantRefused(f"authorisation: {provider.title} no longer lets the desk in ({code}); authorise again")
        case "invalid_client" | "unauthorized_client":
            return PermanentError(
                f"authorisation: {provider.title} does not know the desk ({code}); check {provider.settings}CLIENT_ID and {provider.settings}CLIENT_SECRET"
            )
        case "temporarily_unavailable" | "server_error":
            return TransientError(f"the token server of {provider.title} is not ready ({code})")
        case _:
            return PermanentError(f"authorisation: {provider.title} refused ({code})")


def _post(provider: Provider, fields: Mapping[str, str]) -> tuple[int, Mapping[str, Any]]:
    """Return status and JSON object of the answer. A redirect is not followed: secrets go to the one address that is set."""
    parts = urlsplit(provider.token_url)
    host = parts.hostname or ""
    connection = (
        http.client.HTTPSConnection(host, parts.port, timeout=SECONDS, context=ssl.create_default_context())
        if parts.scheme == "https"
        else http.client.HTTPConnection(host, parts.port, timeout=SECONDS)
    )
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    try:
        connection.request("POST", parts.path or "/", urlencode(fields), headers)
        answer = connection.getresponse()
        raw = answer.read(LONGEST_ANSWER)
    except ssl.SSLCertVerificationError as error:
        raise PermanentError(
            f"TLS: the certificate of the token server is not valid for {host}: {error.verify_message}"
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise TransientError(f"the token server of {provider.title} did not answer ({type(error).__name__})") from error
    finally:
        connection.close()
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        said = None
    return answer.status, said if isinstance(said, dict) else {}
