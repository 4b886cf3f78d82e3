"""Reader of the NCCI procedure-to-procedure files, tab text or XLSX: pairs with their windows, as fast plain values.

Layout: six heading lines, then column 1, column 2, ``*`` for a pair of before 1996, effective and deletion date, modifier
indicator, rationale. The same pair recurs with several windows; a pair of indicator 9 stands with effective = deletion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import methodcaller
from typing import IO, Any, Generic, TypeVar

from consultant.coding.releases.errors import UnreadableRelease, shown
from consultant.coding.releases.lines import LONGEST, refuse_foreign
from consultant.coding.releases.sheets import day, heading, is_workbook, procedure, rows
from consultant.coding.releases.sources import Readable, begins_as, name_of, opened

T = TypeVar("T")
C = TypeVar("C")
W = TypeVar("W")

PtpWindow = tuple[bool, int, int, int, str]
"""(of before 1996, effective as YYYYMMDD, last day as YYYYMMDD or 0 for none, 0/1/9, rationale)."""
PtpRow = tuple[str, str, bool, int, int, int, str]
"""(column 1, column 2, of before 1996, effective as YYYYMMDD, last day as YYYYMMDD or 0 for none, 0/1/9, rationale)."""

_TITLES = ("COLUMN 1", "COLUMN 2", "IN EXISTENCE", "EFFECTIVE", "DELETION", "MODIFIER", "PTP EDIT RATIONALE")
_EXPECTED = (
    "a CPT or HCPCS code of five characters",
    "a CPT or HCPCS code of five characters",
    "an asterisk or nothing",
    "a date as YYYYMMDD",
    "a date as YYYYMMDD or an asterisk",
    "the modifier indicator 0, 1 or 9",
    "a rationale in words",
)
_YEARS = range(1980, 2069)
_HEADINGS = 30
_CHUNK = 64 * 1024
_KEPT = 50_000
_THREE = methodcaller("split", "\t", 2)


@dataclass(frozen=True, slots=True)
class PtpFile:
    """What the name of a file says. ``effective`` is the first day of its quarter."""

    setting: str
    version: str
    revision: int
    part: int
    effective: date


def file_of(name: str) -> PtpFile | None:
    """What ``ccipra-v322r0-f1.txt`` (practitioner) or ``ccioph-..`` (outpatient hospital) says, None for other names.

    Version 32.2 is the third quarter of 2026: the versions count years from 1994 and quarters from 0.
    """
    found = re.search(r"cci(?P<setting>pra|oph)[-_]v(?P<year>\d\d)(?P<quarter>[0-3])r(?P<revision>\d+)", name.lower())
    if found is None:
        return None
    part = re.search(r"[-_]f(\d+)", name.lower())
    year, quarter = int(found["year"]), int(found["quarter"])
    return PtpFile(
        setting="practitioner" if found["setting"] == "pra" else "outpatient hospital",
        version=f"{year}.{quarter}",
        revision=int(found["revision"]),
        part=int(part[1]) if part else 1,
        effective=date(1994 + year, 1 + 3 * quarter, 1),
    )


def looks_like_ptp(source: Readable) -> bool:
    """Whether the heading of the layout and a first pair are there."""
    return begins_as(read_ptp, source)


def read_ptp(source: Readable) -> Iterator[PtpRow]:
    """Pairs in file order as ``PtpRow`` tuples. Raises UnreadableRelease naming file, line, column and what was expected.

    A last line that is cut, even within its rationale, is refused.
    """
    batches = read_pairs(source, code=str, window=_as_read)
    return ((one, two, *window) for one, two, window in chain.from_iterable(batches))


def read_pairs(
    source: Readable, *, code: Callable[[str], C], window: Callable[[PtpWindow], W], latest: date | None = None
) -> Iterator[list[tuple[C, C, W]]]:
    """Batches of (column 1, column 2, window) in file order, each as ``code`` and ``window`` turn it.

    They turn each of the few thousand codes and windows once, however many millions of rows it recurs in. ``latest`` is
    the last day on which a pair may become effective. Raises UnreadableRelease as ``read_ptp`` does.
    """
    columns = _Columns(code, window, latest)
    if is_workbook(source):
        yield from _workbook(name_of(source), source, columns)
        return
    with opened(source) as stream:
        yield from _text(name_of(source), stream, columns)


class _Judged(dict[str, T]):
    """Cells that were judged before: the few thousand codes and dates of a file recur in millions of rows."""

    def __init__(self, judge: Callable[[str], T | None]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, cell: str) -> T:
        value = self._judge(cell.strip(" \r\xa0"))
        if value is None:
            raise ValueError(cell)
        if len(self) < _KEPT:
            self[cell] = value
        return value


def _as_read(window: PtpWindow) -> PtpWindow:
    return window


def _day(cell: str) -> int | None:
    found = day(cell)
    return _number(found) if found is not None and found.year in _YEARS else None


def _number(found: date) -> int:
    return found.year * 10_000 + found.month * 100 + found.day


class _Columns(Generic[C, W]):
    """What was judged so far, column by column."""

    __slots__ = ("_latest", "_window", "codes", "days", "ends", "flags", "modifiers", "rationales", "tails")

    def __init__(self, code: Callable[[str], C], window: Callable[[PtpWindow], W], latest: date | None) -> None:
        self._window = window
        self._latest = latest
        self.codes = _Judged(lambda cell: None if (found := procedure(cell)) is None else code(found))
        self.flags = _Judged({"": False, "*": True}.get)
        self.days = _Judged(self._begin)
        self.ends = _Judged(lambda cell: 0 if cell == "*" else _day(cell))
        self.modifiers = _Judged({"0": 0, "1": 1, "9": 9}.get)
        self.rationales = _Judged(lambda cell: cell or None)
        self.tails = _Judged(self._tail)

    def table(self, lines: list[str]) -> list[tuple[C, C, W]]:
        """Rows of whole lines. Raises ValueError for a wrong cell or a wrong count of cells.

        What stands behind the codes recurs as a whole, so it is judged as a whole: three steps for a line, not seven.
        """
        codes, tails = self.codes, self.tails
        return [(codes[one], codes[two], tails[tail]) for one, two, tail in map(_THREE, lines)]

    def _tail(self, tail: str) -> W:
        before, begin, end, modifier, rationale = tail.split("\t")
        return self._window(
            (
                self.flags[before],
                self.days[begin],
                self.ends[end],
                self.modifiers[modifier],
                self.rationales[rationale],
            )
        )

    def _begin(self, cell: str) -> int | None:
        found = _day(cell)
        return None if found is None or (self._latest and found > _number(self._latest)) else found

    def row(self, cells: list[str]) -> tuple[C, C, W]:
        """Raises ValueError for a wrong cell or a wrong count of cells."""
        one, two, *tail = cells
        return (self.codes[one], self.codes[two], self._tail("\t".join(tail)))

    def refusal(self, name: str, number: int, cells: list[str]) -> UnreadableRelease:
        if len(cells) != len(_TITLES):
            return UnreadableRelease(name, number, f"{len(_TITLES)} cells, not {len(cells)}", column=len(cells))
        judges: tuple[_Judged[Any], ...] = (
            self.codes,
            self.codes,
            self.flags,
            self.days,
            self.ends,
            self.modifiers,
            self.rationales,
        )
        for at, (cell, judged) in enumerate(zip(cells, judges, strict=True)):
            try:
                judged[cell]
            except ValueError:
                place = f"{at + 1} ({_TITLES[at].lower()})"
                late = judged is self.days and _day(cell.strip()) is not None
                expected = (
                    f"{_EXPECTED[at]} up to {self._latest}, the last day of the quarter" if late else _EXPECTED[at]
                )
                return UnreadableRelease(name, number, f"{expected}, not {shown(cell)}", column=place)
        raise AssertionError(cells)


def _text(name: str, stream: IO[bytes], columns: _Columns[C, W]) -> Iterator[list[tuple[C, C, W]]]:
    begun = number = _headings(name, stream)
    seen = False
    for block in _blocks(name, stream, begun):
        lines = block.split("\n")
        last = lines.pop()
        try:
            rows = columns.table(lines)
        except ValueError:
            rows = _line_by_line(name, number, lines, columns)
        number += len(lines)
        if last.strip():
            rows.append(_last(name, number + 1, last, columns))
        seen = seen or bool(rows)
        yield rows
    if not seen:
        raise UnreadableRelease(name, begun + 1, "pairs below the headings")


def _line_by_line(name: str, number: int, lines: list[str], columns: _Columns[C, W]) -> list[tuple[C, C, W]]:
    """The rows of lines among which one is blank, or wrong."""
    found = []
    for at, line in enumerate(lines, number + 1):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        try:
            found.append(columns.row(cells))
        except ValueError:
            raise columns.refusal(name, at, cells) from None
    return found


def _last(name: str, number: int, line: str, columns: _Columns[C, W]) -> tuple[C, C, W]:
    """A line without an end; where it stops within a known rationale the file was cut."""
    cells = line.split("\t")
    words = cells[-1].strip()
    if len(cells) == len(_TITLES) and words and cells[-1] not in columns.rationales:
        whole = next(
            (known for known in columns.rationales.values() if known.startswith(words) and known != words), None
        )
        if whole is not None:
            place = f"{len(_TITLES)} ({_TITLES[-1].lower()})"
            raise UnreadableRelease(name, number, f"{whole!r} to the end (a truncated file?)", column=place)
    try:
        return columns.row(cells)
    except ValueError:
        raise columns.refusal(name, number, cells) from None


def _blocks(name: str, stream: IO[bytes], number: int) -> Iterator[str]:
    """Decoded text in blocks of whole lines; only the very last may lack its line end."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        cut = chunk.rfind(b"\n") + 1
        if not cut:
            rest += chunk
            if len(rest) > LONGEST:
                raise UnreadableRelease(name, number + 1, "lines of tab text, not one of more than 16 MB")
            continue
        block = rest + chunk[:cut]
        rest = chunk[cut:]
        yield _decoded(name, number, block)
        number += block.count(b"\n")
    if rest:
        yield _decoded(name, number, rest)


def _decoded(name: str, number: int, block: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return block.decode(encoding)
        except UnicodeDecodeError as error:
            at = error.start
    begin = block.rfind(b"\n", 0, at) + 1
    line = number + block.count(b"\n", 0, at) + 1
    raise UnreadableRelease(name, line, "text in UTF-8 or Windows-1252", column=at - begin + 1)


def _headings(name: str, stream: IO[bytes]) -> int:
    """Leave the stream before the first pair; how many lines stand above it."""
    titled = False
    for number in range(_HEADINGS):
        place = stream.tell()
        raw = stream.readline(65_536)
        if number == 0:
            refuse_foreign(name, raw)
        cells = raw.decode("cp1252", "replace").rstrip("\r\n").split("\t")
        if not raw or (titled and any(cell.strip() for cell in cells[:2])):
            stream.seek(place)
            break
        titled = titled or _titles(name, number + 1, cells)
    if not titled:
        raise UnreadableRelease(name, 1, "the headings Column 1, Column 2, ... in the first lines of an NCCI PTP file")
    return number


def _titles(name: str, number: int, cells: list[str]) -> bool:
    """Whether this is the row of headings; one with other columns, or in another order, is refused."""
    if heading(cells[0]) != "COLUMN 1":
        return False
    for at, title in enumerate(_TITLES):
        if at >= len(cells) or not heading(cells[at]).startswith(title):
            raise UnreadableRelease(name, number, f"the heading {title.capitalize()!r}", column=at + 1)
    return True


def _workbook(name: str, source: Readable, columns: _Columns[C, W]) -> Iterator[list[tuple[C, C, W]]]:
    titled, seen, number = False, False, 0
    for number, cells in rows(source):
        if not titled:
            titled = bool(cells) and _titles(name, number, cells)
            if not titled and number >= _HEADINGS:
                break
            continue
        if not any(cell.strip() for cell in (cells if seen else cells[:2])):
            continue
        cells.extend("" for _ in range(len(_TITLES) - len(cells)))
        try:
            row = columns.row(cells)
        except ValueError:
            raise columns.refusal(name, number, cells) from None
        seen = True
        yield [row]
    if not seen:
        raise UnreadableRelease(name, max(number, 1), "the headings Column 1, Column 2, ... and pairs below them")
