"""Parts of a mail that speak differently: quoted history, signature, sentences, and the sentence a code stands in.

A question may be several mails and files, each with a signature of its own: ``PARTING`` stands between them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

PARTING = "\f\n"
"""Between two mails of one question. It must end in a line end, so that each mail begins a line."""

_QUOTE_BEGINS = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*(?:original message|forwarded message)\b.*|on .{4,120} wrote:[ \t]*|_{8,}[ \t]*|"
    r"from: .+(?=\n\s*(?:sent|date|to): ))$",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_MARKED = re.compile(r"(?:[ \t]*\n)*(?:[ \t]*>[^\n]*(?:\n|\Z)(?:[ \t]*\n(?=[ \t]*>))*)+")
_SIGNATURE = re.compile(r"^--[ \t]*$", re.MULTILINE)
_CLOSING = re.compile(
    r"^[ \t]*(?:thanks?(?: you)?(?: so much| very much| again| in advance)?|thx|many thanks|(?:best|kind|warm)(?: regards| wishes)?|"
    r"regards|sincerely|respectfully|cheers|yours truly|have a (?:great|good|nice) \w+)[ \t]*[,.!]?[ \t]*"
    r"(?:[A-Z][a-z]+(?: [A-Z][a-z]+)?)?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_BREAK = re.compile(r"\n\s*\n|\f\n|(?<=[a-z0-9)][.!?])\s+(?=[A-Z(])|;\s")

# A closing line this far from the end ends the writing; further up it is politeness in the middle.
SIGNATURE_LENGTH = 700


@dataclass(frozen=True, slots=True)
class Zones:
    """Where quoting and signature lie, and where sentences begin."""

    quoted: tuple[tuple[int, int], ...]
    signatures: tuple[tuple[int, int], ...]
    breaks: tuple[int, ...]

    def is_quoted(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.quoted)

    def in_signature(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.signatures) and not self.is_quoted(at)

    def written(self, text: str) -> str:
        """``text`` with line ends for what is quoted or signature; offsets stay."""
        letters = list(text)
        for start, end in (*self.quoted, *self.signatures):
            letters[start:end] = "\n" * len(letters[start:end])
        return "".join(letters)

    def sentence(self, at: int, length: int) -> tuple[int, int]:
        """Begin and end of the sentence around ``at`` in a text of ``length`` characters."""
        index = bisect_right(self.breaks, at)
        start = self.breaks[index - 1] if index else 0
        return start, self.breaks[index] if index < len(self.breaks) else length


def zones(text: str) -> Zones:
    """Cut ``text`` as a person's eye does; a mail already cut by the mail half comes through as one zone."""
    quoted = [(found.start(), found.end()) for found in _QUOTED_LINE.finditer(text)]
    signatures = []
    for start, end in _mails(text):
        written = end
        if began := _QUOTE_BEGINS.search(text, start, end):
            written = began.start()
            behind = _behind_marks(text, began.end(), end)
            quoted.append((written, behind))
            written = written if behind == end else end
        signatures.append((_signature(text, start, written), end))
    breaks = tuple(found.end() for found in _BREAK.finditer(text))
    return Zones(tuple(quoted), tuple(signatures), breaks)


def _behind_marks(text: str, start: int, end: int) -> int:
    """Return where a quotation ends: where its marked lines do ("> ..."), whoever answers below them, else with the mail."""
    marked = _MARKED.match(text, start, end)
    return marked.end() if marked else end


def _mails(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while (end := text.find(PARTING, start)) >= 0:
        yield start, end
        start = end + len(PARTING)
    yield start, len(text)


def _signature(text: str, start: int, end: int) -> int:
    """Return where the signature of what was written from ``start`` to ``end`` begins; ``end`` where there is none."""
    if found := _SIGNATURE.search(text, start, end):
        return found.start()
    closings = _CLOSING.finditer(text, start, end)
    return next((one.start() for one in closings if end - one.end() <= SIGNATURE_LENGTH), end)
