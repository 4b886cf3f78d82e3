"""Address lists of headers: comments, groups, quotes, routes, missing parts; never a refusal."""

import re

from consultant.mail.parsed import Address
from consultant.mail.storable import one_line
from consultant.mail.words import decode_words

_MARK = re.compile(r'"(?:[^"\\]|\\.)*"?|<[^<>]*>?|\\.|[(),:;>]|[^"\\<>(),:;]+')
_BARE = re.compile(r"[^\s<>\"',;:()\[\]]+@[^\s<>\"',;()]+")
_COMMENT_DEPTH = 10


def read_addresses(text: str, limit: int = 1_000) -> tuple[Address, ...]:
    """Return the addresses of a header whose encoded words are not decoded yet; at most ``limit`` of them.

    A mailbox without an address keeps its name; an empty group gives nothing.
    """
    found = _listed(text, limit)
    if "@" in text and not any(one.address for one in found):
        # A comment or bracket that never closes has swallowed the address.
        name = found[0].name if len(found) == 1 else ""
        found = [Address(name, _clean(bare)) for bare in _BARE.findall(text)[:limit]]
    return tuple(found[:limit])


def _listed(text: str, limit: int) -> list[Address]:
    found: list[Address] = []
    name: list[str] = []
    comment: list[str] = []
    angle: str | None = None
    depth = 0

    def keep() -> None:
        nonlocal angle
        one = _address("".join(name), angle, "".join(comment))
        if one is not None:
            found.append(one)
        name.clear()
        comment.clear()
        angle = None

    for match in _MARK.finditer(text):
        mark = match[0]
        if depth:
            depth += {"(": 1, ")": -1}.get(mark, 0)
            if depth:
                comment.append(mark)
            continue
        if mark == "(" and match.end() < len(text):
            depth = min(depth + 1, _COMMENT_DEPTH)
        elif mark in {",", ";"}:
            keep()
            if len(found) >= limit:
                break
        elif mark == ":" and angle is None and "@" not in "".join(name) and not _is_scheme(name):
            name.clear()  # the name of a group
        elif mark.startswith("<") and (angle is None or "@" not in angle):
            angle = mark.strip("<>")
        elif mark not in {")", ">"} and not mark.startswith("<"):
            name.append(_unquoted(mark))
    keep()
    return found


def _address(name: str, angle: str | None, comment: str) -> Address | None:
    shown = one_line(decode_words(name).text)
    address = _clean(angle) if angle is not None else ""
    if not address:
        bare = _BARE.search(shown)
        if bare is not None:
            address = _clean(bare[0])
            shown = (shown[: bare.start()] + shown[bare.end() :]).strip()
            shown = "" if shown.strip("'\"[]() ") == "" or shown.lower() == "mailto:" else shown
        elif angle is None and shown and "@" in shown and " " not in shown:
            address, shown = _clean(shown), ""
    if not shown and comment:
        shown = one_line(decode_words(comment).text)
    return Address(shown, address) if shown or address else None


def _clean(address: str) -> str:
    """An address without blanks, route, scheme, quotes around it, and dots at its end."""
    address = one_line(decode_words(address).text).strip("'\" ")
    if address.lower().startswith("mailto:"):
        address = address[7:]
    if address.startswith("@") and ":" in address:
        address = address.rpartition(":")[2]
    if not address.startswith('"'):
        address = address.replace(" ", "")
    return address.rstrip(".,;")


def _unquoted(mark: str) -> str:
    if mark.startswith('"'):
        return re.sub(r"\\(.)", r"\1", mark[1:].removesuffix('"') if len(mark) > 1 else "")
    return mark.removeprefix("\\")


def _is_scheme(name: list[str]) -> bool:
    return "".join(name).strip().lower() in {"mailto", "smtp"}
