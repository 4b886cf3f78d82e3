"""Readers of what stands beside the coverage database: the index of its documents (CSV), and who serves which state (JSON)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.jsonfiles import is_json, read_json
from consultant.coding.releases.sheets import Line, table
from consultant.coding.releases.sources import Readable, begins_as, name_of

_COLUMNS = {
    "contractors": "CONTRACTOR NAME TYPE",
    "display": "DOCUMENT DISPLAY ID",
    "id": "DOCUMENT ID",
    "kind": "DOCUMENT TYPE",
    "version": "DOCUMENT VERSION",
    "effective": "EFFECTIVE DATE",
    "note": "NOTE",
    "retired": "RETIREMENT DATE",
    "title": "TITLE",
    "updated": "UPDATED ON",
    "url": "URL",
}
_KINDS = {"lcd": "LCD", "article": "article", "ncd": "NCD"}
_CONTRACTOR = re.compile(r"(?P<name>[^\n(]+?)\s*\n\((?P<types>[^)]*)\)")


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One document's newest version. ``contractors`` are names with their types ("MAC - Part A", "DME MAC")."""

    kind: str
    id: str
    version: str
    display: str
    title: str
    effective: date
    retired: date | None
    note: str
    contractors: tuple[tuple[str, tuple[str, ...]], ...]
    url: str
    updated: date | None = None


@dataclass(frozen=True, slots=True)
class ServedRow:
    """One jurisdiction of a Medicare contractor. ``aliases`` are lower-case parts of the names that data use for it."""

    jurisdiction: str
    equipment: bool
    contractor: str
    aliases: tuple[str, ...]
    states: tuple[str, ...]


def looks_like_index(source: Readable) -> bool:
    """Whether the headings of the index and a first document are there."""
    return begins_as(read_index, source)


def looks_like_jurisdictions(source: Readable) -> bool:
    """Whether the lists of jurisdictions are there."""
    return is_json(source) and begins_as(read_jurisdictions, source)


def read_index(source: Readable) -> Iterator[IndexRow]:
    """Documents in file order. Raises UnreadableRelease naming file, line, column."""
    for line in table(source, _COLUMNS, what="the index of coverage documents"):
        if (kind := _KINDS.get(line.text("kind").lower())) is None:
            raise line.refusal("kind", "LCD, Article or NCD")
        yield IndexRow(
            kind=kind,
            id=str(line.whole("id")),
            version=str(line.whole("version")),
            display=line.filled("display", "what people write for the document (L34567, A56789)"),
            title=line.filled("title", "a title"),
            effective=line.begins("effective"),
            retired=line.day("retired", blank="N/A"),
            note=line.text("note"),
            contractors=_contractors(line),
            url=line.text("url"),
            updated=line.day("updated"),
        )


def _contractors(line: Line) -> tuple[tuple[str, tuple[str, ...]], ...]:
    written = line.text("contractors").replace("\r\n", "\n")
    found = tuple(
        (match["name"].strip(), tuple(part.strip() for part in match["types"].split(",")))
        for match in _CONTRACTOR.finditer(written)
    )
    if not found:
        raise line.refusal("contractors", "contractors, each with its types in brackets below")
    return found


def read_jurisdictions(source: Readable) -> Iterator[ServedRow]:
    """Jurisdictions in file order: those of parts A and B, then those of equipment (DME). Raises UnreadableRelease."""
    name = name_of(source)
    for key, equipment in (("ab_mac_jurisdictions", False), ("dme_mac_jurisdictions", True)):
        listed: list[Any] = read_json(source, key, list, "the jurisdictions of Medicare contractors")
        for at, entry in enumerate(listed, 1):
            if not _whole(entry):
                raise UnreadableRelease(name, 1, f"contractor, aliases and states in entry {at} of {key!r}")
            yield ServedRow(
                jurisdiction=entry["jurisdiction"],
                equipment=equipment,
                contractor=entry["contractor"],
                aliases=tuple(alias.lower() for alias in entry["aliases"]),
                states=tuple(entry["states"]),
            )


def _whole(entry: object) -> bool:
    if not isinstance(entry, dict):
        return False
    texts = (entry.get("jurisdiction"), entry.get("contractor"))
    lists = (entry.get("aliases"), entry.get("states"))
    return all(isinstance(text, str) for text in texts) and all(
        isinstance(listed, list) and all(isinstance(text, str) for text in listed) for listed in lists
    )
