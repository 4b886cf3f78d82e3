"""Readers of plain lists of ICD-10 codes: the official codes files, and the re-written ones that are in circulation.

- the codes file of CMS and NCHS: code without dot, blanks, long title (``icd10cm_codes_2026.txt``, PCS alike);
- a table with a heading line, by comma or tab: code, billable, short, long, in any order, some of them absent;
- code and title by tab without a heading (ICD-10-PCS);
- a bare list, a code a line, with chapters and blocks between.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.xml_files import opened

_CM = r"[A-Z][0-9A-Z][0-9A-Z](?:\.?[0-9A-Z]{1,4})?"
_PCS = r"[0-9BCDFGHX][0-9A-HJ-NP-Z]{6}"
_FIXED = re.compile(rf"({_PCS}|(?:[A-Z][0-9]|QA)[0-9A-Z]{{1,5}}) +(\S.*)")
_TABBED = re.compile(rf"({_PCS}|{_CM})\t(\S.*)")
_BARE = re.compile(rf"(?:{_CM})")
_LEVEL = re.compile(r"\d{1,2}|[A-Z][0-9A-Z]{2}-[A-Z][0-9A-Z]{2}|[A-Z]\d[0-9A-Z]-[A-Z]\d[0-9A-Z]")
_HEADS = {
    "code": "code",
    "icd10cm-code": "code",
    "icd10-cm-code": "code",
    "icd-10-cm-code": "code",
    "billable": "billable",
    "short": "short",
    "long": "long",
    "description": "long",
}


class ListShape(StrEnum):
    """In which of the shapes a list is written. The values are said to people."""

    TABLE = "table of ICD-10 codes"
    FIXED = "ICD-10 codes file"
    TABBED = "ICD-10 codes and titles by tab"
    BARE = "bare list of ICD-10-CM codes"


@dataclass(frozen=True, slots=True)
class ListedCode:
    """A code as its list has it, without dot. ``billable`` is None where the list does not say."""

    code: str
    billable: bool | None = None
    short: str = ""
    long: str = ""


def shape_of(head: bytes) -> ListShape | None:
    """Tell the shape of a list from its first lines, or None for another file."""
    lines = [line.rstrip("\r") for line in head.decode("utf-8-sig", "replace").split("\n")]
    first = [line for line in lines if line.strip()][:20]
    if not first:
        return None
    heads = {name.strip().strip('"').lower().replace("_", "-") for name in re.split(r"[,\t]", first[0])}
    if "code" in {_HEADS.get(name) for name in heads}:
        return ListShape.TABLE
    if _TABBED.fullmatch(first[0]):
        return ListShape.TABBED
    if all(_FIXED.fullmatch(line) for line in first[:3]):
        return ListShape.FIXED
    bare = all(_LEVEL.fullmatch(line.strip()) or _BARE.fullmatch(line.strip()) for line in first[:-1])
    return ListShape.BARE if bare and len(first) > 1 else None


def read_code_list(path: Path) -> Iterator[ListedCode]:
    """Yield the codes in file order, chapters and blocks left out. Raises UnreadableRelease naming file and line."""
    with opened(path) as source:
        shape = shape_of(source.read(65_536))
    if shape is None:
        raise UnreadableRelease(path.name, 1, "a list of ICD-10 codes")
    with opened(path) as source, TextIOWrapper(source, "utf-8-sig", newline="") as text:
        try:
            yield from _table(path, text) if shape is ListShape.TABLE else _lines(path, text, shape)
        except UnicodeDecodeError as error:
            raise UnreadableRelease(path.name, 1, f"text in UTF-8 (byte {error.start} is none)") from error


def _table(path: Path, text: TextIOWrapper) -> Iterator[ListedCode]:
    first = text.readline()
    delimiter = "\t" if "\t" in first else ","
    heads = [
        _HEADS.get(name.strip().lower().replace("_", "-"), "")
        for name in next(csv.reader([first], delimiter=delimiter))
    ]
    code = re.compile(rf"{_PCS}|{_CM}")
    for number, cells in _rows(path, csv.reader(text, delimiter=delimiter, strict=True)):
        if not any(cells):
            continue
        row = dict(zip(heads, cells, strict=False))
        if len(cells) != len(heads) or not code.fullmatch(row["code"]):
            raise UnreadableRelease(path.name, number, f"{len(heads)} cells, of which one is an ICD-10 code")
        said = row.get("billable")
        yield ListedCode(
            row["code"].replace(".", ""),
            None if said is None else said == "1",
            row.get("short", ""),
            row.get("long", ""),
        )


def _rows(path: Path, reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers, from 2 on. Raises UnreadableRelease where quotes are left open, as in a file cut short."""
    number = 2
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableRelease(
                path.name, number, f"cells with closed quotes; is the file whole? ({error})"
            ) from error
        yield number, cells
        number += 1


def _lines(path: Path, text: TextIOWrapper, shape: ListShape) -> Iterator[ListedCode]:
    before = ""
    pattern = {ListShape.FIXED: _FIXED, ListShape.TABBED: _TABBED, ListShape.BARE: _BARE}[shape]
    for number, raw in enumerate(text, 1):
        line = raw.rstrip("\r\n") if shape is not ListShape.BARE else raw.strip()
        if not line or (shape is ListShape.BARE and _LEVEL.fullmatch(line)):
            continue
        found = pattern.fullmatch(line)
        if found is None:
            raise UnreadableRelease(path.name, number, f"a line of a {shape}")
        if shape is ListShape.BARE and line == before:
            continue  # a block of one category has its name
        before = line
        code = found[1] if shape is not ListShape.BARE else line
        yield ListedCode(code.replace(".", ""), long="" if shape is ListShape.BARE else found[2].strip())
