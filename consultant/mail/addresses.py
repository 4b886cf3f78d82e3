"""Address lists of headers: comments, groups, quotes, routes, missing parts; never a refusal."""

import re
from dataclasses import dataclass, field

from consultant.mail.parsed import Address
from consultant.mail.storable import one_line
from consultant.mail.words import START, decode_words

_QUOTED = r'"(?:[^"\\]|\\.)*+"'
_MARK = re.compile(
    rf"(?P<whole>{_QUOTED}@[^\s<>,;()]+)"
    rf"|(?P<quoted>{_QUOTED})"
    rf"|(?P<word>{START}[^?]*\?=)"
    rf"|(?P<angle><(?>{_QUOTED}|[^<>])*+>|<[^<>,;]*)"
    r"|(?P<escaped>\\.)|(?P<sign>[(),:;>\"])|(?P<plain>[^\"\\<>(),:;=]+|=)",
    re.DOTALL,
)
_BARE = re.compile(r"(?<![^\s<>\",;:()\[\]])[^\s<>\",;:()\[\]]+@(?:\[[^\]\s]*\]|[^\s<>\",;()\[\]]+)")
_LOCAL = re.compile(r"(?!undisclosed|unlisted|recipients)[a-z][a-z0-9._-]{0,63}")
"""A mailbox of the sender's own machine, which has no domain."""
_SCHEME = re.compile(r"[\[(]?\b(?:mailto|smtp):[\])]?", re.IGNORECASE)
_ENCODED_COMMA = re.compile(r"(?<=[>\w])\s+=\?[\w-]{1,40}\?q\?=2C(?:_|=20)?\?=(?=\s)", re.IGNORECASE)
"""Between two mailboxes, as a well-known composer folds it."""
_LOOSE_AT = re.compile(r"(?<=\S)(?:\s+@\s*|\s*@\s+)(?=\S+\.\S)")
_LOOSE_DOT = re.compile(r"(?<=\w)\s+\.\s*(?=\w)")
"""Blanks around the signs of an address without brackets, as old programs set them (RFC 5322, section 4.4)."""
_COMMENT_DEPTH = 10
_COMMAS = 3
"""Pieces before a comma that may still belong to the unquoted name behind them."""


def read_addresses(text: str, limit: int = 10_000) -> tuple[Address, ...]:
    """Return the addresses of a header whose encoded words are not decoded yet; at most ``limit`` of them.

    A mailbox without an address keeps its name; an empty group gives nothing.
    """
    text = _ENCODED_COMMA.sub(", ", text)
    found = _List(limit).read(text)
    if "@" in text and not any(one.address for one in found):
        # A comment or bracket that never closes has swallowed the address.
        name = found[0].name if len(found) == 1 else ""
        bare = [address for address in map(_clean, _BARE.findall(text)[:limit]) if address]
        found = [Address(name, address) for address in bare] or found
    return tuple(found[:limit])


@dataclass(slots=True)
class _List:
    """A list being read: the pieces of the mailbox at hand, and names that may go on behind a comma."""

    limit: int
    inside: bool = False
    """Whether the text is what encoded words held."""
    found: list[Address] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    comment: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    alone: str = ""
    """A comment with nothing beside it, which names somebody only where nothing else does."""
    angle: str | None = None
    quoted: bool = False

    def read(self, text: str) -> list[Address]:
        depth = 0
        for match in _MARK.finditer(text):
            mark = match[0]
            if depth:
                depth += {"(": 1, ")": -1}.get(mark, 0)
                if depth:
                    self.comment.append(_unescaped(mark))
            elif mark == "(" and match.end() < len(text):
                depth = min(depth + 1, _COMMENT_DEPTH)
            elif len(self.found) < self.limit:
                self._take(match.lastgroup or "", mark)
        self._keep()
        self._let_go()
        if self.alone and not self.found and ";" not in text:
            return self._addresses("", None, self.alone)
        return self.found

    def _take(self, kind: str, mark: str) -> None:
        if kind in {"angle", "whole"}:
            self._take_angle(mark)
        elif mark == ",":
            self._comma()
        elif mark == ";":
            self._keep()
            self._let_go()
        elif mark == ":" and self.angle is None and not self._has_at() and not _SCHEME.search("".join(self.name) + ":"):
            self.name.clear()  # the name of a group
            self.waiting.clear()
        elif mark not in {")", ">", '"'}:
            self.quoted = self.quoted or kind == "quoted"
            said = _unescaped(mark[1:-1]) if kind == "quoted" else _unescaped(mark)
            (self.name if self.angle is None else self.behind).append(said)

    def _take_angle(self, mark: str) -> None:
        inside = mark.removeprefix("<").removesuffix(">")
        if self.angle is None or "@" not in self.angle:
            if self.angle and "@" in inside:  # brackets within the name
                self.name.extend([f"<{self.angle}>", *self.behind])
                self.behind = []
            self.angle = inside
        elif "@" in inside:
            name, self.behind = self.behind, []
            self._keep()
            self.name, self.angle = name, inside

    def _comma(self) -> None:
        if self.angle is None and not self._has_at() and not self.quoted and len(self.waiting) < _COMMAS:
            if "".join(self.name).strip():
                self.waiting.append("".join(self.name))
            self.name.clear()
            return
        self._keep()

    def _keep(self) -> None:
        """The mailbox at hand is complete. An unquoted "Lee, Ann <...>" is one."""
        if self.angle is not None and self.waiting and "".join(self.name).strip():
            self.name = [",".join([*self.waiting, "".join(self.name)])]
            self.waiting.clear()
        self._let_go()
        named = "".join(self.name).strip() or "".join(self.behind)
        comment = "".join(self.comment)
        if not named and self.angle is None:
            self.alone = self.alone or comment
        else:
            self.found.extend(self._addresses(named, self.angle, comment))
        self.name, self.behind, self.comment = [], [], []
        self.angle, self.quoted = None, False

    def _let_go(self) -> None:
        """Names that waited for an address stand alone."""
        for name in self.waiting:
            self.found.extend(self._addresses(name, None, ""))
        self.waiting.clear()

    def _has_at(self) -> bool:
        return any("@" in piece for piece in self.name)

    def _addresses(self, name: str, angle: str | None, comment: str) -> list[Address]:
        shown = one_line(decode_words(name).text)
        address = _clean(angle) if angle is not None else ""
        if not address:
            if not self.inside and shown != one_line(name) and re.search(r"<.*@|:\s*;\s*\Z", shown):
                return _List(self.limit, inside=True).read(shown)
            if angle is None and "@" in shown:
                shown = _LOOSE_AT.sub("@", _LOOSE_DOT.sub(".", shown))
            bare = _BARE.findall(shown)
            shown = _SCHEME.sub("", _BARE.sub("", shown)).strip() if bare else shown
            if len(bare) > 1 and not shown:
                return [Address("", address) for address in map(_clean, bare) if address]
            if bare:
                address = _clean(bare[0])
                shown = one_line(" ".join([shown, *bare[1:]])) if shown.strip("'\"[]() ,.;") else ""
            elif angle is None and (("@" in shown and " " not in shown) or _LOCAL.fullmatch(name.strip())):
                address, shown = _clean(shown), ""
        elif address.endswith(":") and not shown:
            return []  # the name of an empty group, in brackets
        if not shown and comment:
            shown = one_line(decode_words(comment).text)
        return [Address(shown, address)] if shown or address else []


def _clean(address: str) -> str:
    """An address without blanks, comments, route, scheme, quotes around it, and dots at its end."""
    address = one_line(decode_words(address).text)
    local, at, domain = address.rpartition("@")
    if local.startswith('"') and local.endswith('"') and at:
        return f"{local}@{domain.strip()}".rstrip(".,;")
    address = re.sub(r"\([^()]*\)", "", address).strip('" ')
    address = re.sub(r"\A'(.*)'\Z", r"\1", address)
    if address.lower().startswith(("mailto:", "smtp:")):
        address = address.partition(":")[2]
    if address.startswith("@") and ":" in address:
        address = address.rpartition(":")[2]
    return address.replace(" ", "").rstrip(".,;")


def _unescaped(mark: str) -> str:
    return re.sub(r"\\(.)", r"\1", mark, flags=re.DOTALL) if "\\" in mark else mark
