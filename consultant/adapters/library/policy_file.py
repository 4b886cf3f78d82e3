"""Coverage policies of one export of the Medicare Coverage Database, or of an index of titles, as a release file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from consultant.adapters.library.open_file import OpenFile
from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.policies import CodeList, Listing, Policy
from consultant.coding.sets import Reference

LAYOUT = "policies 1"
TABLES = (
    """CREATE TABLE policy (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, number TEXT NOT NULL, version TEXT NOT NULL,
    display TEXT NOT NULL, title TEXT NOT NULL, effective TEXT, ends TEXT, UNIQUE (kind, number, version))""",
    """CREATE TABLE code (code TEXT NOT NULL, list INTEGER NOT NULL, policy INTEGER NOT NULL, grp TEXT NOT NULL,
    starred INTEGER NOT NULL)""",
    "CREATE TABLE span (first TEXT NOT NULL, last TEXT NOT NULL, policy INTEGER NOT NULL, grp TEXT NOT NULL)",
    "CREATE TABLE contractor (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '')",
    """CREATE TABLE issuer (policy INTEGER NOT NULL, contractor INTEGER NOT NULL, PRIMARY KEY (policy, contractor))
    WITHOUT ROWID""",
    "CREATE TABLE serves (contractor INTEGER NOT NULL, state TEXT NOT NULL, ends TEXT)",
    "CREATE TABLE state (id TEXT PRIMARY KEY, code TEXT NOT NULL) WITHOUT ROWID",
)
INDEXES = ("CREATE INDEX code_code ON code (code)", "CREATE INDEX serves_contractor ON serves (contractor)")
LISTS = (CodeList.PROCEDURES, CodeList.COVERED, CodeList.NOT_COVERED)
"""The lists of codes, by the number that the file keeps."""
_LISTED = """
    SELECT policy, list, grp, starred FROM code WHERE code = ?
    UNION SELECT policy, 0, grp, 0 FROM span WHERE ? BETWEEN first AND last
"""


class PolicyFile(OpenFile):
    """Answers about one export."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, LAYOUT)
        self.release = ReferenceRelease(system=Reference(self.meta["system"]), **self.said())
        self.kinds = frozenset(kind for (kind,) in self.rows("SELECT DISTINCT kind FROM policy"))

    def of_code(self, code: str, on: date) -> list[Policy]:
        """The documents whose lists name a code and that had not ended on ``on``."""
        listed: dict[int, list[Listing]] = {}
        for policy, kind, group, starred in self.rows(_LISTED, code, code):
            listed.setdefault(policy, []).append(Listing(LISTS[kind], group, bool(starred)))
        found = [self._policy(place, on, tuple(listings)) for place, listings in listed.items()]
        return [policy for policy in found if policy is not None]

    def about(self, words: list[str], on: date) -> list[Policy]:
        """The documents whose title has all words, in any case, and that had not ended on ``on``."""
        where = " AND ".join(["instr(lower(title), ?) > 0"] * len(words))
        rows = self.rows(f"SELECT id FROM policy WHERE {where}", *(word.lower() for word in words))  # noqa: S608 - marks
        return [policy for (place,) in rows if (policy := self._policy(place, on, ())) is not None]

    def _policy(self, place: int, on: date, listed: tuple[Listing, ...]) -> Policy | None:
        asked = "SELECT kind, number, version, display, title, effective, ends FROM policy WHERE id = ?"
        ((kind, number, version, display, title, *days),) = self.rows(asked, place)
        effective, ends = (_day(stored) for stored in days)
        if ends is not None and ends < on:
            return None
        return Policy(
            kind=kind,
            id=number,
            version=version,
            display=display,
            title=title,
            effective=effective,
            ends=ends,
            begun=effective is None or effective <= on,
            contractors=self._contractors(place),
            states=self._states(place, on),
            listed=listed,
            release=self.release,
        )

    def _contractors(self, place: int) -> tuple[str, ...]:
        named = (
            "SELECT DISTINCT name FROM issuer JOIN contractor ON contractor.id = contractor WHERE policy = ? ORDER BY 1"
        )
        return tuple(name for (name,) in self.rows(named, place))

    def _states(self, place: int, on: date) -> tuple[str, ...]:
        served = (
            "SELECT DISTINCT code FROM issuer JOIN serves ON serves.contractor = issuer.contractor "
            "JOIN state ON state.id = serves.state WHERE policy = ? AND (ends IS NULL OR ends >= ?) ORDER BY 1"
        )
        return tuple(code for (code,) in self.rows(served, place, on.isoformat()))


def _day(stored: Any) -> date | None:
    return date.fromisoformat(stored) if stored else None
