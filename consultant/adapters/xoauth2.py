"""The words of XOAUTH2 (Google and Microsoft, "SASL XOAUTH2"): what is said to sign in, and what a refusal says."""

import json
import re
from dataclasses import dataclass, field
from typing import Protocol

_PLAIN = re.compile(r"[!-~]{1,200}")


class AccessToken(Protocol):
    """The access token of one account."""

    def current(self) -> str:
        """Return a token. Raises PermanentError, TransientError, ConfigError."""
        ...

    def renewed(self, refused: str) -> str | None:
        """Return another token than ``refused``, or None where that would not help."""
        ...


@dataclass(slots=True)
class Conversation:
    """One attempt to sign in. ``refusal`` is what the server said against it, in words for a person."""

    username: str
    token: str = field(repr=False)
    refusal: str = ""
    _said: bool = False

    def answer(self, challenge: bytes | None = None) -> str:
        """Return what is said next: first the token, then nothing, so that the server ends a refused attempt."""
        if not self._said:
            self._said = True
            return f"user={self.username}\1auth=Bearer {self.token}\1\1"
        self.refusal = self.refusal or refusal_of(challenge or b"")
        return ""


def refusal_of(challenge: bytes) -> str:
    """Word the JSON with which a server refuses a token: " (status 400, it asks for the scope ...)", or nothing."""
    try:
        said = json.loads(challenge)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(said, dict):
        return ""
    parts = [
        f"{words} {said[name]}"
        for name, words in (("status", "status"), ("scope", "it asks for the scope"))
        if isinstance(said.get(name), str) and _PLAIN.fullmatch(said[name])
    ]
    return f" ({', '.join(parts)})" if parts else ""
