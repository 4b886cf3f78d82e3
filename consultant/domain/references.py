"""Ticket references such as ``CQ-120418``: what people say to each other about a ticket. They prove nothing."""

import re

FIRST = 100_000
"""References have six digits and up: no run of them is a CPT (five), HCPCS (a letter and four) or ICD code."""

_REFERENCE = re.compile(r"(?<![0-9A-Za-z])CQ[-\u2010-\u2015 ]?([1-9][0-9]{5,11})(?![0-9A-Za-z])", re.IGNORECASE)
_WITH_ITS_MARKS = re.compile(rf"\s*[\[(]*\s*{_REFERENCE.pattern}\s*[\])]*\s*[:,;]?\s*", re.IGNORECASE)


def format_reference(ticket_id: int) -> str:
    """Return the reference of a ticket: 20418 -> "CQ-120418"."""
    return f"CQ-{FIRST + ticket_id}"


def parse_reference(text: str) -> int | None:
    """Return the ticket id of a text that is one reference and nothing else, or None."""
    match = _REFERENCE.fullmatch(text.strip())
    return _ticket_id(match) if match else None


def find_reference(text: str) -> int | None:
    """Return the ticket id of the first reference in ``text``, or None."""
    match = _REFERENCE.search(text)
    return _ticket_id(match) if match else None


def without_references(text: str) -> str:
    """Return ``text`` without references, their brackets and what parted them from the rest: "Knee (CQ-120418)" -> "Knee"."""
    return _WITH_ITS_MARKS.sub(" ", text).strip(" ,;-\u2013\u2014") if _REFERENCE.search(text) else text


def _ticket_id(match: re.Match[str]) -> int | None:
    number = int(match[1]) - FIRST
    return number if number > 0 else None
