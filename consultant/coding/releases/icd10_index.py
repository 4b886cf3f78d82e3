"""Reader of the ICD-10 indexes: alphabetic, external causes, drugs and chemicals, neoplasms, and that of ICD-10-PCS.

Layout: ``letter > mainTerm(title, code, see, ..., term[@level]*)``; a title may hold ``nemod``, words in brackets that
change no code. Drug and neoplasm tables hold ``cell[@col]`` under the heads of ``indexHeading``. A code that ends in
``-`` wants more characters. A PCS term without a title goes on with the title above it.
Source: NCHS and CMS index files; Official Guidelines, section I.A.2 to I.A.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from xml.etree.ElementTree import Element

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.sources import Readable, name_of
from consultant.coding.releases.xml_files import elements, words

CM, PCS = "ICD10CM.index", "ICD10PCS.index"
_BRACKETS = re.compile(r"\(([^()]*)\)")
EMPTY_CELLS = frozenset({"", "-", "--", "---"})
"""How the tables print that a column has no code."""


class IndexKind(StrEnum):
    """Which index a file is. The values are said to people."""

    ALPHABETIC = "ICD-10-CM alphabetic index"
    EXTERNAL_CAUSES = "ICD-10-CM index of external causes"
    DRUGS = "ICD-10-CM table of drugs and chemicals"
    NEOPLASMS = "ICD-10-CM neoplasm table"
    PROCEDURES = "ICD-10-PCS index"


@dataclass(frozen=True, slots=True)
class IndexFile:
    """What an index says of itself. ``year`` is the fiscal year."""

    kind: IndexKind
    year: str
    heads: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class IndexTerm:
    """A line of an index: its words from the main term down, and where it leads.

    ``nonessential``: words in brackets at the last level. ``codes`` stand as printed; ``cells`` are (head, code) of a
    table. ``see``, ``see_also`` and ``use`` name other terms, ``see_category`` a category.
    """

    path: tuple[str, ...]
    nonessential: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    manifestations: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    see: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    see_category: tuple[str, ...] = ()
    use: tuple[str, ...] = ()


def describe_index(source: Readable) -> IndexFile:
    """Return what an index file is. Raises UnreadableRelease for another file."""
    root = year = title = ""
    heads: dict[str, str] = {}
    for event, element in elements(source, "start", "end", what="an ICD-10 index"):
        if not root:
            root = element.tag
            if root not in (CM, PCS):
                break
        if event == "start" and element.tag == "letter":
            return IndexFile(_kind(root, title, heads), year, heads)
        if event == "end" and element.tag == "version":
            year = words(element)
        elif event == "end" and element.tag == "title":
            title = words(element)
        elif event == "end" and element.tag == "head":
            heads[element.get("col", "")] = words(element)
    raise UnreadableRelease(name_of(source), 1, f"an ICD-10 index ({CM} or {PCS} with letters)")


def _kind(root: str, title: str, heads: Mapping[str, str]) -> IndexKind:
    if root == PCS:
        return IndexKind.PROCEDURES
    match heads.get("1", "").casefold():
        case "substance":
            return IndexKind.DRUGS
        case "neoplasm":
            return IndexKind.NEOPLASMS
        case _:
            return IndexKind.EXTERNAL_CAUSES if "external cause" in title.casefold() else IndexKind.ALPHABETIC


def read_index(path: Path) -> Iterator[IndexTerm]:
    """Yield the terms in printed order, each main term before those below it. Raises UnreadableRelease."""
    about = describe_index(path)
    for _, element in elements(path, "end", what=about.kind):
        if element.tag == "mainTerm":
            yield from _terms(element, (), about.heads)
            element.clear()


def _terms(element: Element, above: tuple[str, ...], heads: Mapping[str, str]) -> Iterator[IndexTerm]:
    named = element.find("title")
    path = above if named is None else (*above, _title(named))
    yield IndexTerm(
        path=path,
        nonessential=() if named is None else _bracketed(named),
        codes=(*_said(element, "code"), *_said(element, "codes"), *_said(element, "tab"), *_said(element, "subcat")),
        manifestations=_said(element, "manif"),
        cells=tuple(
            (heads.get(cell.get("col", ""), ""), words(cell))
            for cell in element.findall("cell")
            if words(cell) not in EMPTY_CELLS
        ),
        see=_said(element, "see"),
        see_also=_said(element, "seeAlso"),
        see_category=_said(element, "seecat"),
        use=_said(element, "use"),
    )
    for below in element.findall("term"):
        yield from _terms(below, path, heads)


def _title(element: Element) -> str:
    """The words that decide: the title without what stands in ``nemod``."""
    return " ".join(" ".join((element.text or "", *(child.tail or "" for child in element))).split())


def _bracketed(title: Element) -> tuple[str, ...]:
    return tuple(found for one in title.findall("nemod") for found in _BRACKETS.findall(words(one)))


def _said(element: Element, tag: str) -> tuple[str, ...]:
    """The texts of children with this tag; those of a PCS ``see`` keep the codes that stand inside it."""
    return tuple(
        said
        for child in element.findall(tag)
        if (said := " ".join(" ".join(part for part in child.itertext()).split()))
    )
