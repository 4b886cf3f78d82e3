"""NCCI procedure-to-procedure edits of one setting and quarter, as a release file.

A code's pairs lie together in one row, its windows packed and sorted (``pair_windows``): once by column 1 and once by
column 2, so that a look-up and a list of partners each read one row.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from consultant.adapters.library import pair_windows
from consultant.adapters.library.building import BuiltRelease, Described, Progress, source_of, write_file
from consultant.adapters.library.open_file import OpenFile
from consultant.adapters.library.ptp_parts import whole
from consultant.adapters.library.quarters import last_day, quarter_of
from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.edits import Column, PairEdit
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.ptp import PtpWindow, read_pairs
from consultant.coding.releases.sources import opened
from consultant.coding.sets import Reference
from consultant.errors import UserError

LAYOUT = "ptp 1"
TABLES = {Column.ONE: "column_one", Column.TWO: "column_two"}
USUAL_PARTS = 4
KEPT = 64
"""Codes whose pairs are kept in memory."""
NEWEST = "newest"
"""Under which a release says on which day its newest pair began (YYYYMMDD)."""
RATIONALES = "CREATE TABLE rationale (id INTEGER PRIMARY KEY, words TEXT NOT NULL)"
_SETS = {"practitioner": Reference.PTP_PRACTITIONER, "outpatient hospital": Reference.PTP_HOSPITAL}

Windows = dict[int, "array[int]"]


class PtpFile(OpenFile):
    """Answers about one setting, from the first pairs of 1996 to the end of the release's quarter."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, LAYOUT)
        self.release = ReferenceRelease(system=Reference(self.meta["system"]), **self.said())
        # A claim asks for each of its codes beside every other one.
        self._windows = lru_cache(maxsize=KEPT)(self._read)

    def pair(self, one: str, two: str, on: date) -> PairEdit | None:
        """The edit with ``one`` in column 1 and ``two`` in column 2 that is in force on ``on``."""
        if not pair_windows.stands_in_pairs(two):
            return None
        found = pair_windows.of_pair(self._windows(Column.ONE, one), two, on)
        return None if found is None else self._edit(Column.ONE, one, found)

    def partners(
        self, code: str, on: date, column: Column, offset: int, limit: int
    ) -> tuple[int, tuple[PairEdit, ...]]:
        """How many edits in force on ``on`` have ``code`` in ``column``, and a page of them, by the other code."""
        found = pair_windows.in_force(self._windows(column, code), on)
        return len(found), tuple(self._edit(column, code, number) for number in found[offset : offset + limit])

    def _read(self, column: Column, code: str) -> bytes:
        if not pair_windows.stands_in_pairs(code):
            return b""
        found = self.rows(
            f"SELECT windows FROM {TABLES[column]} WHERE code = ?",  # noqa: S608 - one of two names
            pair_windows.number_of(code),
        )
        return bytes(found[0][0]) if found else b""

    def _edit(self, column: Column, code: str, number: int) -> PairEdit:
        window = pair_windows.unpacked(number)
        one, two = (code, window.other) if column is Column.ONE else (window.other, code)
        return PairEdit(
            column1=one,
            column2=two,
            modifier_indicator=window.modifier_indicator,
            effective=window.effective,
            last_day=window.last_day,
            rationale=self._rationales[window.rationale],
            before_1996=window.before_1996,
            release=self.release,
        )

    @cached_property
    def _rationales(self) -> dict[int, str]:
        return dict(self.rows("SELECT id, words FROM rationale"))


def build_ptp(
    parts: Sequence[Path],
    folder: Path,
    *,
    effective: date | None = None,
    progress: Progress = lambda _: None,
    read: Callable[[int], object] = lambda _: None,
) -> BuiltRelease:
    """Build from all parts of one setting and version, in any order; ``read`` is told of bytes as they are read.

    Only the names say setting and quarter. Raises UserError; a failure in any part leaves nothing.
    """
    told, ordered = whole(parts)
    if effective not in (None, told.effective):
        raise UserError(f"{parts[0].name} is of {told.effective}, not of {effective}. Leave --effective out.")
    of = _SETS[told.setting]
    described = Described(
        system=of,
        label=f"{of.title}, {quarter_of(told.effective)}",
        effective_from=told.effective,
        effective_to=last_day(told.effective),
        importer="ptp",
        sources=tuple(source_of(path) for path in ordered),
    )

    def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
        pairs = _Pairs()
        for path in ordered:
            progress(f"reading {path.name}")
            pairs.take(path, last_day(told.effective), read)
        if len(ordered) < USUAL_PARTS:
            pairs.refuse_unfinished(ordered[-1].name)
        progress("writing pairs")
        return pairs.write(connection, ordered[0].name)

    return write_file(folder, described, LAYOUT, fill)


class _Pairs:
    """What was read so far: two numbers of eight bytes a row, whatever the order of the rows. Codes stand in place."""

    def __init__(self) -> None:
        self._columns: dict[Column, Windows] = {column: defaultdict(lambda: array("Q")) for column in Column}
        self._rationales: dict[str, int] = {}
        self._kept = 0
        self._newest = 0

    def take(self, path: Path, latest: date, read: Callable[[int], object]) -> None:
        first, second = self._columns[Column.ONE], self._columns[Column.TWO]
        place, current, add = 0, None, None
        with opened(path) as stream:
            for rows in read_pairs(stream, code=_placed, window=self._packed, latest=latest):
                for one, two, window in rows:
                    # Rows come by column 1, so its list is looked for where the code changes.
                    if one != current or add is None:
                        current, add = one, first[one].append
                    add(two | window)
                    second[two].append(one | window)
                if stream.tell() > place:
                    read(stream.tell() - place)
                    place = stream.tell()

    def refuse_unfinished(self, name: str) -> None:
        """Raise UserError where no column 1 code begins with a letter: then the last parts of the table are missing."""
        highest = _code(max(self._columns[Column.ONE]))
        if highest < "A":
            raise UserError(
                f"{name}: the pairs end at {highest}, and a whole table reaches codes that begin with a letter: expected "
                f"its further parts (there are {USUAL_PARTS} as a rule). Import all of its parts together."
            )

    def write(self, connection: sqlite3.Connection, name: str) -> Mapping[str, int]:
        if len(self._rationales) > pair_windows.RATIONALES:
            raise UnreadableRelease(name, 1, f"no more than {pair_windows.RATIONALES:,} different rationales")
        connection.execute("INSERT INTO meta VALUES (?, ?)", (NEWEST, str(self._newest)))
        connection.execute(RATIONALES)
        connection.executemany(
            "INSERT INTO rationale VALUES (?, ?)", ((number, words) for words, number in self._rationales.items())
        )
        for column, table in TABLES.items():
            connection.execute(f"CREATE TABLE {table} (code INTEGER PRIMARY KEY, windows BLOB NOT NULL)")
            connection.executemany(
                f"INSERT INTO {table} VALUES (?, ?)",  # noqa: S608 - one of two names
                self._rows(column, name),
            )
        return {"pairs": self._kept, "codes": len(self._columns[Column.ONE].keys() | self._columns[Column.TWO].keys())}

    def _rows(self, column: Column, name: str) -> Iterator[tuple[int, bytes]]:
        windows, read = self._columns[column], sum(map(len, self._columns[column].values()))
        # Column 1 has shown whether a row is repeated anywhere.
        repeats = column is Column.ONE or read > self._kept
        for code in sorted(windows):
            ordered, twice = array("Q", sorted(windows[code])), None
            if repeats:
                ordered, twice = pair_windows.once(ordered)
            if twice is not None:
                window = pair_windows.unpacked(twice)
                said = f"{_code(code)} and {window.other} from {window.effective}"
                raise UserError(
                    f"{name} and its other parts: expected every pair and first day once, not {said} twice."
                )
            if column is Column.ONE:
                self._kept += len(ordered)
            yield code >> pair_windows.CODE_SHIFT, ordered.tobytes()

    def _packed(self, window: PtpWindow) -> int:
        self._newest = max(self._newest, window[1])
        return pair_windows.packed(window, self._rationales.setdefault(window[4], len(self._rationales)))


def _placed(code: str) -> int:
    """A code as a number, where it stands in a window."""
    return pair_windows.number_of(code) << pair_windows.CODE_SHIFT


def _code(placed: int) -> str:
    return pair_windows.code_of(placed >> pair_windows.CODE_SHIFT)
