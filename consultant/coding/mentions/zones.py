"""Parts of a mail that speak differently: quoted history, signature, sentences, and the sentence a code stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_QUOTE_BEGINS = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*(?:original message|forwarded message)\b.*|on .{4,120} wrote:[ \t]*|_{8,}[ \t]*|"
    r"from: .+(?=\n\s*(?:sent|date|to): ))$",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_SIGNATURE = re.compile(r"^--[ \t]*$", re.MULTILINE)
_CLOSING = re.compile(
    r"^[ \t]*(?:thanks?(?: you)?(?: so much| very much| again| in advance)?|thx|many thanks|(?:best|kind|warm)(?: regards| wishes)?|"
    r"regards|sincerely|respectfully|cheers|yours truly|have a (?:great|good|nice) \w+)[ \t]*[,.!]?[ \t]*"
    r"(?:[A-Z][a-z]+(?: [A-Z][a-z]+)?)?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_BREAK = re.compile(r"\n\s*\n|(?<=[a-z0-9)][.!?])\s+(?=[A-Z(])|;\s")

# A closing line this far from the end ends the writing; further up it is politeness in the middle.
SIGNATURE_LENGTH = 700


@dataclass(frozen=True, slots=True)
class Zones:
    """Where quoting and signature lie, and where sentences begin."""

    quoted: tuple[tuple[int, int], ...]
    signature: int
    breaks: tuple[int, ...]

    def is_quoted(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.quoted)

    def in_signature(self, at: int) -> bool:
        return at >= self.signature and not self.is_quoted(at)

    def written(self, text: str) -> str:
        """``text`` with line ends for what is quoted or signature; offsets stay."""
        letters = list(text)
        for start, end in (*self.quoted, (self.signature, len(text))):
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
    if began := _QUOTE_BEGINS.search(text):
        quoted.append((began.start(), len(text)))
    end = began.start() if began else len(text)
    signature = len(text)
    if found := _SIGNATURE.search(text, 0, end):
        signature = found.start()
    else:
        for closing in _CLOSING.finditer(text, 0, end):
            if end - closing.end() <= SIGNATURE_LENGTH:
                signature = closing.start()
                break
    breaks = tuple(found.end() for found in _BREAK.finditer(text))
    return Zones(tuple(quoted), signature, breaks)
