"""Reader of the ICD-10-CM tabular list (XML): every chapter, block and code, in printed order, as a stream.

Layout: ``chapter > section[@id] > diag(name, desc, notes.., diag*)``. The list prints the seventh characters of a
category once, so the codes that carry them are made here: the definition nearest above holds, X fills empty places.
Source: NCHS tabular release files; Official Guidelines, section I.A.4 and I.A.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from consultant.coding.catalogue import NoteKind
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.xml_files import elements

NOTE_KINDS = {
    "inclusionTerm": NoteKind.INCLUSION,
    "includes": NoteKind.INCLUDES,
    "excludes1": NoteKind.EXCLUDES1,
    "excludes2": NoteKind.EXCLUDES2,
    "codeFirst": NoteKind.CODE_FIRST,
    "useAdditionalCode": NoteKind.USE_ADDITIONAL,
    "codeAlso": NoteKind.CODE_ALSO,
    "sevenChrNote": NoteKind.SEVENTH,
    "notes": NoteKind.NOTE,
}

# "7th characters D and S do not apply to codes in category S06 with 6th character 7 - death ..., or 8 - death ..."
_FORBIDDEN = re.compile(
    r"7th characters? (?P<letters>[A-Z](?:(?:,| and|, and) [A-Z])*) do(?:es)? not apply to codes in category "
    r"(?P<category>[A-Z0-9.]+) with 6th character (?P<sixths>.+)"
)
_SIXTH = re.compile(r"(?:^|\bor )([A-Z0-9])\b")


@dataclass(frozen=True, slots=True)
class TabularRow:
    """One line of the list. ``kind`` is chapter, block, category, code or seventh (a generated code)."""

    code: str
    kind: str
    depth: int
    text: str
    billable: bool
    notes: tuple[tuple[NoteKind, str], ...] = ()


@dataclass(slots=True)
class _Seventh:
    """A seventh character with its meaning; ``terms`` are further names printed under it."""

    letter: str
    meaning: str
    terms: list[tuple[NoteKind, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A row whose element is still being read; it leaves when its first child starts, or at its end."""

    kind: str
    depth: int
    code: str = ""
    text: str = ""
    notes: list[tuple[NoteKind, str]] = field(default_factory=list)
    sevenths: tuple[_Seventh, ...] = ()
    forbidden: dict[str, frozenset[str]] = field(default_factory=dict)
    emitted: bool = False

    def row(self, *, billable: bool) -> TabularRow:
        self.emitted = True
        return TabularRow(self.code, self.kind, self.depth, self.text, billable, tuple(self.notes))


_WHAT = "the tabular list"


def version_of(path: Path) -> str | None:
    """The fiscal year that the file states (``2026``), or None when it is no tabular list."""
    try:
        for event, element in elements(path, "start", "end", what=_WHAT):
            if event == "end" and element.tag == "version":
                return (element.text or "").strip()
            if event == "end" and element.tag == "introSection":
                return None
    except UnreadableRelease:
        return None
    return None


def read_tabular(path: Path) -> Iterator[TabularRow]:
    """Rows in printed order, parents before children. Raises UnreadableRelease naming file and line."""
    stack: list[_Open] = []
    rows = 0
    for event, element in elements(path, "start", "end", what=_WHAT):
        tag = element.tag
        if event == "start":
            if tag in ("chapter", "section", "diag"):
                if stack and not stack[-1].emitted:
                    yield stack[-1].row(billable=False)
                    rows += 1
                stack.append(_opened(tag, element, stack))
            continue
        if not stack:
            continue
        if tag in ("chapter", "section", "diag"):
            closed = stack.pop()
            if not closed.emitted:
                yield from _leaf(closed)
                rows += 1
            element.clear()
        else:
            _take(stack[-1], tag, element)
    if not rows:
        raise UnreadableRelease(path.name, 1, "chapters of the tabular list")


def _opened(tag: str, element: Element, stack: list[_Open]) -> _Open:
    if tag == "chapter":
        return _Open("chapter", 0)
    if tag == "section":
        return _Open("block", 1, code=element.get("id", ""))
    above = stack[-1]
    kind = "category" if above.kind == "block" else "code"
    return _Open(kind, above.depth + 1, sevenths=above.sevenths, forbidden=above.forbidden)


def _take(row: _Open, tag: str, element: Element) -> None:
    if row.emitted:
        return
    if tag == "name":
        row.code = (element.text or "").strip()
    elif tag == "desc":
        text = " ".join((element.text or "").split())
        # Chapters and blocks repeat their range in brackets, which is their code or no part of their name.
        row.text = re.sub(r" *\([A-Z0-9]+(?:-[A-Z0-9]+)?\)$", "", text) if row.kind in ("chapter", "block") else text
    elif tag == "sevenChrDef":
        row.sevenths = _sevenths(element)
    elif tag in NOTE_KINDS:
        for note in element:
            text = " ".join((note.text or "").split())
            row.notes.append((NOTE_KINDS[tag], text))
            if tag == "notes" and (found := _FORBIDDEN.match(text)):
                letters = frozenset(re.findall(r"[A-Z]", found["letters"]))
                sixths = _SIXTH.findall(found["sixths"])
                row.forbidden = row.forbidden | dict.fromkeys(sixths, letters)


def _sevenths(definition: Element) -> tuple[_Seventh, ...]:
    sevenths: list[_Seventh] = []
    for part in definition:
        text = " ".join((part.text or "").split())
        if part.tag == "extension":
            sevenths.append(_Seventh(part.get("char", ""), text))
        elif sevenths:
            sevenths[-1].terms.append((NoteKind.INCLUSION, text))
    return tuple(sevenths)


def _leaf(row: _Open) -> Iterator[TabularRow]:
    """A row without children: billable itself, or, under a seventh character definition, a header of its codes."""
    if row.kind in ("chapter", "block") or not row.sevenths or len(row.code) > 7:
        yield row.row(billable=row.kind not in ("chapter", "block"))
        return
    yield row.row(billable=False)
    bare = row.code.replace(".", "").ljust(6, "X")
    forbidden = row.forbidden.get(bare[5], frozenset())
    for seventh in row.sevenths:
        if seventh.letter not in forbidden:
            code = f"{bare[:3]}.{bare[3:]}{seventh.letter}"
            text = f"{row.text}, {seventh.meaning}"
            yield TabularRow(code, "seventh", row.depth + 1, text, billable=True, notes=tuple(seventh.terms))
