"""Reader of the Medicare Code Editor's diagnosis lists (JSON): which codes an edit is about, and its ages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.jsonfiles import is_json, read_json
from consultant.coding.releases.sources import Readable, begins_as, name_of

_CODE = re.compile(r"[A-Z][0-9][0-9A-Z][0-9A-Z]{0,4}")


@dataclass(frozen=True, slots=True)
class EditRow:
    """One ICD-10-CM code (with its dot) in one list, such as ``unacceptable_pdx`` or ``age_newborn``."""

    edit: str
    code: str
    description: str


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """Ages in whole years, both ends inclusive. ``edit`` names the list of codes that are for this group only."""

    edit: str
    youngest: int
    oldest: int


def looks_like_code_editor(source: Readable) -> bool:
    """Whether lists of edits and a first code are there."""
    return is_json(source) and begins_as(read_code_editor, source)


def read_code_editor(source: Readable) -> Iterator[EditRow]:
    """Codes of every list, in file order. Raises UnreadableRelease."""
    name = name_of(source)
    lists: dict[str, Any] = read_json(source, "codes", dict, "the lists of the Medicare Code Editor")
    for edit, codes in lists.items():
        if not isinstance(codes, list):
            raise UnreadableRelease(name, 1, f"a list of codes for the edit {edit[:40]!r}")
        for at, entry in enumerate(codes, 1):
            code = entry.get("code") if isinstance(entry, dict) else None
            if not isinstance(code, str) or not _CODE.fullmatch(code):
                raise UnreadableRelease(name, 1, f"an ICD-10-CM code as entry {at} of the edit {edit[:40]!r}")
            dotted = code if len(code) == 3 else f"{code[:3]}.{code[3:]}"
            yield EditRow(edit, dotted, str(entry.get("description") or ""))


def read_age_groups(source: Readable) -> tuple[AgeGroup, ...]:
    """The age groups of the conflict lists: newborn, pediatric, maternity, adult. Raises UnreadableRelease."""
    name = name_of(source)
    groups: dict[str, Any] = read_json(source, "age_categories", dict, "the age groups of the Medicare Code Editor")
    made = []
    for group, ages in groups.items():
        youngest, oldest = (ages.get("min_age"), ages.get("max_age")) if isinstance(ages, dict) else (None, None)
        if not isinstance(youngest, int) or not isinstance(oldest, int) or not 0 <= youngest <= oldest <= 130:
            raise UnreadableRelease(name, 1, f"ages from and to for the group {group[:40]!r}")
        made.append(AgeGroup(f"age_{group}", youngest, oldest))
    return tuple(made)
