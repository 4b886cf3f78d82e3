"""What could not be read of a mail, in the words of a person; repairs that cost nothing are not told."""

from collections.abc import Mapping

_LOSSES: Mapping[str, str] = {
    "bad-base64": "a part is coded wrongly",
    "bad-header-line": "a line among its headers is none",
    "bad-transfer-encoding": "a part is coded wrongly",
    "body-cut": "its text is longer than the desk reads",
    "boundary-guessed": "its parts are not parted as it says",
    "bytes-lost": "some letters could not be read",
    "charset-guessed": "its alphabet was guessed",
    "charset-unknown": "it names an alphabet that nobody knows",
    "decoded-too-large": "a part is larger than the desk takes",
    "header-too-large": "a header is longer than the desk reads",
    "mail-cut": "only its beginning was read",
    "missing-boundary": "its parts are not parted as it says",
    "no-headers": "it has no headers",
    "not-parted": "what is new in it could not be told from what it quotes",
    "several-from": "it names several senders, of whom the first was taken",
    "too-deep": "its parts lie deeper than the desk reads",
    "too-many-attachments": "it has more files than the desk takes",
    "too-many-parts": "it has more parts than the desk reads",
    "unclosed-boundary": "it ends in the middle",
    "unknown-transfer-encoding": "a part is coded in a way that nobody knows",
}
_REPAIRED = frozenset(
    {
        "bad-date", "bare-returns", "junk-before-headers", "mbox-line", "no-blank-line", "no-body", "no-date", "no-message-id",
        "no-sender", "wide-mail",
    }
)  # fmt: skip
"""Flags of the parser after which everything that a person wrote stands on the page."""


def in_words(loss: str | None) -> str | None:
    """Return the losses of a message, as ``intake`` kept them, in plain words; None where nothing was lost."""
    kept = [flag for flag in (loss or "").split("; ") if flag and flag not in _REPAIRED]
    return "; ".join(dict.fromkeys(_LOSSES.get(flag, flag) for flag in kept)) or None
