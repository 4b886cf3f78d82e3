"""Rows of CSV, tab text and XLSX as one stream of (line number, cells), and tables whose columns are found by heading."""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import IO, Any

from consultant.coding.releases.archives import check_workbook
from consultant.coding.releases.errors import UnreadableRelease, shown
from consultant.coding.releases.lines import LONGEST, decoded
from consultant.coding.releases.sources import Readable, head_of, name_of, opened

_DATE = re.compile(r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)(?:[ T][\d:.]+)?")
_US_DATE = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?: [\d:]+(?: ?[AP]M)?)?")
_PROCEDURE = re.compile(r"[0-9A-Z][0-9]{3}[0-9A-Z]")
_BATCH = 1000


def is_workbook(source: Readable) -> bool:
    """Whether the bytes are a zip, as an XLSX is; what is no workbook then is refused when it is read."""
    return head_of(source, 4).startswith(b"PK")


def rows(source: Readable, *, delimiter: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """Line number (1-based, of the first line of a row) and cells, blank rows too.

    Text is UTF-8 or Windows-1252, parted by commas (cells may be quoted and hold line ends) or by tabs (never quoted),
    whichever the first lines have; a workbook gives its first sheet, numbers as they are typed, dates as YYYY-MM-DD.
    Raises UnreadableRelease naming file, line and what was expected.
    """
    name = name_of(source)
    with opened(source) as stream:
        if is_workbook(source):
            stream.seek(0)
            yield from _workbook_rows(name, stream)
            return
        stream.seek(0)
        parted = delimiter or _delimiter(stream.read(8192))
        stream.seek(0)
        if parted == "\t":
            for number, line in enumerate(decoded(name, stream), 1):
                yield number, line.rstrip("\r\n").split("\t")
        else:
            yield from _quoted_rows(name, stream, parted)


def _delimiter(head: bytes) -> str:
    """What more of the first lines have; tabs where all have both, since commas stand in words."""
    lines = head.split(b"\n")
    tabs, commas = (sum(sign in line for line in lines) for sign in (b"\t", b","))
    return "\t" if tabs and tabs >= commas else ","


def _quoted_rows(name: str, stream: IO[bytes], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    # Coverage articles hold whole documents in one cell, far above the limit that csv begins with.
    csv.field_size_limit(LONGEST)
    reader = csv.reader(decoded(name, stream), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableRelease(name, line, _csv_words(str(error), line, reader.line_num)) from None
        yield line, cells


def _csv_words(error: str, begun: int, reached: int) -> str:
    if "unexpected end of data" in error or "field larger" in error:
        return f"a closing quote for a cell of this row before line {reached} (a truncated file?)"
    if "new-line character" in error:
        return "lines that end in LF or CR LF, not a single CR"
    behind = "" if reached <= begun else f" (seen in line {reached})"
    return f"quoted cells that end before the next delimiter{behind}"


def _workbook_rows(name: str, stream: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    check_workbook(name, stream)
    stream.seek(0)
    import openpyxl  # type: ignore[import-untyped]  # slow to import

    number = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # headers, footers and styles that it does not know
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file states of its size is often wrong
        values = enumerate(sheet.iter_rows(values_only=True), 1)
        while batch := _quietly(values):
            for number, row in batch:
                yield number, _cells(row)
    except UnreadableRelease:
        raise
    except Exception as error:  # a damaged workbook raises whatever its XML leads to
        raise UnreadableRelease(name, number + 1, "a whole workbook (XLSX) with rows in its first sheet") from error


def _quietly(values: Iterator[tuple[int, tuple[Any, ...]]]) -> list[tuple[int, tuple[Any, ...]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return list(islice(values, _BATCH))


def _cells(row: tuple[Any, ...]) -> list[str]:
    cells = [_cell(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def heading(cell: str) -> str:
    """A heading for comparison: upper case, signs and line ends as one blank ("HCPCS/CPT Code" -> "HCPCS CPT CODE")."""
    return re.sub(r"[^A-Z0-9]+", " ", cell.upper()).strip()


def procedure(text: str) -> str | None:
    """A CPT or HCPCS code of five characters, or None. Workbooks lose leading zeros ("100" -> "00100")."""
    bare = text.strip().upper()
    if len(bare) in (3, 4) and bare.isascii() and bare.isdigit():
        bare = bare.zfill(5)
    return bare if _PROCEDURE.fullmatch(bare) else None


def day(text: str) -> date | None:
    """YYYYMMDD, YYYY-MM-DD (a time behind is dropped) or M/D/YYYY as a date; None when it is none of them."""
    found = _DATE.fullmatch(text) or _US_DATE.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table; cells are asked by the reader's own names of the columns."""

    table: Table
    number: int
    cells: list[str]

    def text(self, column: str) -> str:
        """The cell without blanks around it; empty where the table has no such (optional) column."""
        at = self.table.columns.get(column)
        return self.cells[at].strip() if at is not None and at < len(self.cells) else ""

    def filled(self, column: str, expected: str) -> str:
        if not (text := self.text(column)):
            raise self.refusal(column, expected)
        return text

    def procedure(self, column: str) -> str:
        if (code := procedure(self.text(column))) is None:
            raise self.refusal(column, "a CPT or HCPCS code of five characters")
        return code

    def whole(self, column: str) -> int:
        text = self.text(column).replace(",", "")
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise self.refusal(column, "a whole number")
        return int(text)

    def number_of(self, column: str) -> Decimal:
        text = self.text(column).replace(",", "").removeprefix("$")
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise self.refusal(column, "a number") from None
        if not value.is_finite() or abs(value.adjusted()) > 12:
            raise self.refusal(column, "a number")
        return value

    def day(self, column: str, *, blank: str = "") -> date | None:
        """The date, or None for an empty cell (or one that reads ``blank``)."""
        text = self.text(column)
        if text in ("", blank):
            return None
        if (found := day(text)) is None:
            raise self.refusal(column, "a date (YYYYMMDD, YYYY-MM-DD or MM/DD/YYYY)")
        return found

    def begins(self, column: str) -> date:
        if (found := self.day(column)) is None:
            raise self.refusal(column, "a date (YYYYMMDD, YYYY-MM-DD or MM/DD/YYYY)")
        return found

    def refusal(self, column: str, expected: str) -> UnreadableRelease:
        return UnreadableRelease(
            self.table.name, self.number, f"{expected}, not {shown(self.text(column))}", column=self.table.place(column)
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet behind its heading row: ``columns`` maps the reader's names to positions, ``titles`` are as printed."""

    name: str
    line: int
    titles: list[str]
    columns: Mapping[str, int]
    body: Iterator[tuple[int, list[str]]]
    padded: bool

    def place(self, column: str) -> str:
        """Where an error points: the number of the column with its heading behind."""
        at = self.columns.get(column, 0)
        title = " ".join(self.titles[at].split()) if at < len(self.titles) else ""
        return f"{at + 1} ({title})"

    def __iter__(self) -> Iterator[Line]:
        """Rows that are not blank, at least one."""
        seen = False
        for line in self.lines():
            seen = True
            yield line
        if not seen:
            raise UnreadableRelease(self.name, self.line + 1, "rows below the headings")

    def lines(self) -> Iterator[Line]:
        """Rows that are not blank, or none. A row that is shorter or longer than the headings is refused."""
        width = len(self.titles)
        for number, cells in self.body:
            if not any(cell and not cell.isspace() for cell in cells):
                continue
            if len(cells) < width and not self.padded:
                raise UnreadableRelease(
                    self.name, number, f"{width} cells, as the headings in line {self.line}", column=len(cells)
                )
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                raise UnreadableRelease(self.name, number, f"no more than {width} cells", column=width + 1)
            yield Line(self, number, cells)


def table(
    source: Readable,
    columns: Mapping[str, str],
    *,
    optional: Mapping[str, str] | None = None,
    what: str,
    within: int = 100,
) -> Table:
    """The table whose heading row has all ``columns`` (patterns of ``heading``), read as its rows are asked for.

    Raises UnreadableRelease where no row in the first ``within`` has them, naming what is missing in the nearest.
    """
    name, padded = name_of(source), is_workbook(source)
    body = rows(source)
    nearest: tuple[int, int, list[str]] = (0, 1, list(columns.values()))
    for number, cells in islice(body, within):
        titles = [heading(cell) for cell in cells]
        found = _positions(titles, columns)
        if len(found) == len(columns):
            found.update(_positions(titles, optional or {}))
            while not cells[-1].strip():
                cells.pop()
            return Table(name, number, cells, found, body, padded)
        if len(found) > nearest[0]:
            nearest = (len(found), number, [pattern for key, pattern in columns.items() if key not in found])
    missing = ", ".join(pattern.split("|")[0].replace(".*", "...") for pattern in nearest[2])
    also = "also " if nearest[0] else ""
    raise UnreadableRelease(name, nearest[1], f"{also}the headings of {what}: {missing}")


def _positions(titles: list[str], columns: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, pattern in columns.items():
        at = next((at for at, title in enumerate(titles) if re.fullmatch(pattern, title)), None)
        if at is not None:
            found[key] = at
    return found
