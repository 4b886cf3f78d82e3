"""The tree of a mail's parts, read in one pass over the bytes, whatever its boundaries are like.

The delimiters of all open multiparts are known at once, innermost first. So a part without its end, two multiparts with
the same boundary, and text that only looks like a delimiter all fall out right, and depth costs nothing.
"""

import re
from dataclasses import dataclass, field

from consultant.mail.charsets import decode
from consultant.mail.headers import Block, read_block, start_of_headers
from consultant.mail.limits import Limits
from consultant.mail.parameters import Value, content_type, read_value

_GUESS = re.compile(rb"^--([^\r\n]{0,200}?)[ \t]*\r?\n(?=[ \t]*content-[a-z-]+[ \t]*:)", re.MULTILINE | re.IGNORECASE)
_WINDOW = 64 * 1024
"""Bytes in which the first delimiter of a multipart is looked for."""
_LINE = 1_000
"""Bytes of a line beyond which it is no delimiter."""


@dataclass(slots=True)
class Part:
    """One part while and after it is read. ``start`` and ``end`` enclose its body in ``raw``."""

    block: Block
    type: str
    value: Value
    start: int
    end: int
    boundary: bytes | None = None
    closed: bool = False
    children: list["Part"] = field(default_factory=list)

    @property
    def is_container(self) -> bool:
        """Whether its body is its children."""
        return bool(self.children)


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole mail: its parts, the bytes that their offsets speak of, and what was odd."""

    root: Part
    raw: bytes
    flags: tuple[str, ...]


def read_tree(raw: bytes, limits: Limits) -> Tree:
    """Return the parts of a mail. Never refuses; beyond depth or parts a multipart stays one undivided leaf."""
    return _Reader(raw, limits).read()


class _Reader:
    def __init__(self, raw: bytes, limits: Limits) -> None:
        self._raw = raw
        self._limits = limits
        self._flags: list[str] = []
        self._stack: list[Part] = []
        self._leaf: Part | None = None
        self._count = 0
        self._delimiters: set[bytes] = set()

    def read(self) -> Tree:
        start, flags = start_of_headers(self._raw)
        self._flags.extend(flags)
        root = self._part(start, default="text/plain")
        self._flags.extend(root.block.flags)
        if root.boundary is not None:
            self._walk(root)
        self._finish(len(self._raw))
        return Tree(root, self._raw, tuple(dict.fromkeys(self._flags)))

    def _part(self, start: int, default: str) -> Part:
        """Read the header of a part, open it if it is a multipart, and leave its end for later."""
        raw = self._raw
        self._count += 1
        block = read_block(raw, start, len(raw), self._limits, self._is_delimiter if self._stack else None)
        declared = block.first("content-type")
        value = read_value(decode(declared[: self._limits.value]).text)
        part = Part(block, content_type(value, default), value, block.body, len(raw))
        if part.type.startswith("multipart/") or not (declared or self._stack):
            self._open(part)
        return part

    def _open(self, part: Part) -> None:
        if len(self._stack) >= self._limits.depth:
            self._flags.append("too-deep")
            return
        boundary: bytes | None = part.value.get("boundary").rstrip().encode("utf-8", "replace")
        window = self._raw[part.start : part.start + _WINDOW]
        if not boundary or (b"\n--" + boundary not in window and not window.startswith(b"--" + boundary)):
            guess = self._guessed(part, window)
            if guess is not None:
                boundary = guess
                self._flags.append("boundary-guessed")
                part.type = part.type if part.type.startswith("multipart/") else "multipart/mixed"
            elif not boundary:
                boundary = None
        if boundary is not None and part.type.startswith("multipart/"):
            part.boundary = boundary
            self._stack.append(part)
            self._delimiters |= {boundary, boundary + b"--"}

    def _guessed(self, part: Part, window: bytes) -> bytes | None:
        """The boundary that the lines show: in front of headers of a part, or at both ends of the parts."""
        found = _GUESS.search(window)
        guess = found[1] if found is not None else None
        if guess is None and not self._stack and part.type.startswith("multipart/"):
            guess = _opened_and_ended(window)
        # A line of the multipart around it is no guess for the one inside.
        return None if guess is None or self._match(guess) is not None else guess

    def _walk(self, root: Part) -> None:
        raw = self._raw
        position = root.start
        while self._stack:
            line, start, position = self._next_delimiter(position)
            found = self._match(line) if line is not None else None
            if found is None:
                if line is None:
                    return
                continue
            level, closing = found
            self._end_at(start, level)
            owner = self._stack[level]
            owner.closed = closing
            if closing:
                continue
            if self._count >= self._limits.parts:
                self._flags.append("too-many-parts")
                return
            default = "message/rfc822" if owner.type == "multipart/digest" else "text/plain"
            child = self._part(min(position, len(raw)), default)
            owner.children.append(child)
            self._leaf = child if child.boundary is None else None
            position = child.start

    def _next_delimiter(self, position: int) -> tuple[bytes | None, int, int]:
        """Return the next line that may be a delimiter (without its first two dashes), its start, and what follows it."""
        raw, delimiters = self._raw, self._delimiters
        start = position if raw.startswith(b"--", position) else raw.find(b"\n--", max(position - 1, 0)) + 1
        while start >= position and raw.startswith(b"--", start):
            end = raw.find(b"\n", start)
            end = len(raw) if end < 0 else end
            if end - start < _LINE:
                line = raw[start + 2 : end].rstrip(b" \t\r")
                if line in delimiters or line.endswith(b" --"):
                    return line, start, end + 1
            position = end + 1
            start = raw.find(b"\n--", end) + 1
        return None, start, position

    def _match(self, line: bytes) -> tuple[int, bool] | None:
        """Return the open multipart that a delimiter line (without its first two dashes) belongs to, and whether it ends it."""
        if line not in self._delimiters:
            if not line.endswith(b" --"):
                return None
            line = line[:-3].rstrip() + b"--"  # a boundary said with a blank at its end
        reopened: tuple[int, bool] | None = None
        for level in range(len(self._stack) - 1, -1, -1):
            part = self._stack[level]
            boundary = part.boundary or b""
            closing = line == boundary + b"--"
            if line != boundary and not closing:
                continue
            if not part.closed:
                return level, closing
            if reopened is None:
                reopened = level, closing
        return reopened

    def _is_delimiter(self, line: bytes) -> bool:
        return self._match(line[2:].rstrip(b" \t\r")) is not None

    def _end_at(self, position: int, level: int) -> None:
        """End the leaf and every multipart above ``level`` before the line break in front of a delimiter."""
        raw = self._raw
        end = position
        if raw[end - 1 : end] == b"\n":
            end -= 2 if raw[end - 2 : end] == b"\r\n" else 1
        if self._leaf is not None:
            self._leaf.end = max(self._leaf.start, end)
            self._leaf = None
        if len(self._stack) > level + 1:
            for part in self._stack[level + 1 :]:
                part.end = max(part.start, end)
                if not part.closed:
                    self._flags.append("unclosed-boundary")
            del self._stack[level + 1 :]
            self._delimiters = {(part.boundary or b"") + end for part in self._stack for end in (b"", b"--")}

    def _finish(self, end: int) -> None:
        if any(not part.closed for part in self._stack):
            self._flags.append("unclosed-boundary")
        if self._leaf is not None:
            self._leaf.end = end


def _opened_and_ended(window: bytes) -> bytes | None:
    """The boundary of the first line that ends, with two dashes more, what a line before it began."""
    opened: set[bytes] = set()
    for line in re.findall(rb"^--([^\r\n]{1,200}?)[ \t]*\r?$", window, re.MULTILINE):
        if line.endswith(b"--") and line[:-2] in opened:
            return bytes(line[:-2])
        opened.add(line)
    return None
