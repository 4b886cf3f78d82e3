"""The lines of ICD-10 indexes and tables as phrases to search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from consultant.coding.releases.icd10_index import IndexTerm
from consultant.coding.search.build import IndexedCode
from consultant.coding.search.index import RowKind
from consultant.coding.systems import icd10cm

_NEOPLASM = "neoplasm"


def index_phrases(terms: Iterable[IndexTerm]) -> list[IndexedCode]:
    """The lines of an ICD-10-CM index by the codes that they lead to; a beginning of a code stands for that code."""
    found: dict[str, list[tuple[RowKind, str]]] = {}
    for term in terms:
        for printed in term.codes:
            found.setdefault(_normal(printed), []).append((RowKind.INDEX, _line(term.path, term)))
    return [IndexedCode(code, -1, tuple(lines)) for code, lines in found.items()]


def table_lines(terms: Iterable[IndexTerm]) -> tuple[list[IndexedCode], list[Mapping[str, str]]]:
    """The lines of a table with columns, named by their place, and the codes of each by its column's head (lower case).

    A line that sends to another one has the codes of that one.
    """
    held = list(terms)
    by_path = {", ".join(term.path).casefold(): term for term in held}
    lines: list[IndexedCode] = []
    cells: list[Mapping[str, str]] = []
    for term in held:
        sent = by_path.get(term.see[0].casefold()) if term.see and not term.cells else None
        found = (sent or term).cells
        path = term.path[1:] if term.path[0].casefold().startswith(_NEOPLASM) else term.path
        if found and path:
            lines.append(IndexedCode(str(len(cells)), -1, ((RowKind.INDEX, _line(path, term)),)))
            cells.append({head.casefold(): _normal(code) for head, code in found})
    return lines, cells


def _line(path: tuple[str, ...], term: IndexTerm) -> str:
    return ", ".join(path) + "".join(f" ({words})" for words in term.nonessential)


def _normal(printed: str) -> str:
    bare = printed.replace(".", "").rstrip("-").strip().upper()
    return icd10cm.normalise(bare) or bare
