"""Readers of the Medicare Coverage Database: national and local policies, articles, their code lists, who issued them.

The export is zip in zip of CSV (``archives`` unfolds it): UTF-8, documents in HTML with line ends inside the cells. Tables
join on id and version; code lists live in articles, not in local determinations; a state is reached through the
contractor's jurisdiction. Long and short descriptions of procedures are the AMA's and are never read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.sheets import Line, heading, rows, table
from consultant.coding.releases.sources import Readable, name_of


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One version of one document. ``kind`` is NCD, LCD or article; ``display`` is what people write (L34567).

    ``updated``: when its row was last touched, where the table says it.
    """

    kind: str
    id: str
    version: str
    display: str
    title: str
    effective: date | None
    ends: date | None
    status: str
    text: str
    updated: date | None = None


@dataclass(frozen=True, slots=True)
class PolicyProcedureRow:
    """A CPT or HCPCS code (or a range, as printed) in one group of a document."""

    kind: str
    id: str
    version: str
    code: str
    group: str


@dataclass(frozen=True, slots=True)
class PolicyDiagnosisRow:
    """An ICD-10-CM code, with its dot, that an article covers or does not cover. ``starred``: a foot note applies."""

    id: str
    version: str
    code: str
    group: str
    covered: bool
    starred: bool


@dataclass(frozen=True, slots=True)
class PolicyGroupRow:
    """The paragraph (HTML) above one group of codes: ``list`` is procedures, covered or noncovered."""

    kind: str
    id: str
    version: str
    list: str
    group: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class PolicyContractorRow:
    """Who issued a version of a document."""

    kind: str
    id: str
    version: str
    contractor: str
    contractor_type: str
    contractor_version: str


@dataclass(frozen=True, slots=True)
class ContractorRow:
    """One version of a contractor, with its number and name."""

    id: str
    type: str
    version: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class JurisdictionRow:
    """A state that a contractor serves; ``ends`` is inclusive."""

    contractor: str
    contractor_type: str
    contractor_version: str
    state_id: str
    ends: date | None


@dataclass(frozen=True, slots=True)
class StateRow:
    id: str
    code: str
    name: str


CoverageRow = (
    PolicyRow
    | PolicyProcedureRow
    | PolicyDiagnosisRow
    | PolicyGroupRow
    | PolicyContractorRow
    | ContractorRow
    | JurisdictionRow
    | StateRow
)


@dataclass(frozen=True, slots=True)
class _Layout:
    columns: Mapping[str, str]
    more: Mapping[str, str]
    row: Callable[[Line], CoverageRow]


def _key(line: Line, column: str) -> str:
    """An id or version: a whole number, kept as text."""
    return str(line.whole(column))


def _contractor_key(line: Line) -> tuple[str, str, str]:
    return _key(line, "contractor"), _key(line, "contractor_type"), _key(line, "contractor_version")


def _policy(kind: str, prefix: str) -> Callable[[Line], CoverageRow]:
    def made(line: Line) -> PolicyRow:
        number = _key(line, "id")
        return PolicyRow(
            kind=kind,
            id=number,
            version=_key(line, "version"),
            display=line.text("display") or f"{prefix}{number}",
            title=line.filled("title", "a title"),
            effective=line.day("revised") or line.day("effective"),
            ends=line.day("retired") or line.day("ends"),
            status=line.text("status"),
            text=line.text("text"),
            updated=line.day("updated"),
        )

    return made


def _procedure(kind: str) -> Callable[[Line], CoverageRow]:
    def made(line: Line) -> PolicyProcedureRow:
        code = line.text("code").upper()
        if not re.fullmatch(r"[0-9A-Z]{5}(-[0-9A-Z]{5})?", code):
            raise line.refusal("code", "a CPT or HCPCS code of five characters")
        return PolicyProcedureRow(kind, _key(line, "id"), _key(line, "version"), code, line.text("group"))

    return made


def _diagnosis(*, covered: bool) -> Callable[[Line], CoverageRow]:
    def made(line: Line) -> PolicyDiagnosisRow:
        bare = line.text("code").upper().replace(".", "")
        if not re.fullmatch(r"[A-Z][0-9][0-9A-Z]{1,5}", bare):
            raise line.refusal("code", "an ICD-10-CM code")
        code = bare if len(bare) == 3 else f"{bare[:3]}.{bare[3:]}"
        starred = line.text("starred").upper() in ("Y", "1", "TRUE", "*")
        return PolicyDiagnosisRow(_key(line, "id"), _key(line, "version"), code, line.text("group"), covered, starred)

    return made


def _group(kind: str, listed: str) -> Callable[[Line], CoverageRow]:
    def made(line: Line) -> PolicyGroupRow:
        words = line.text("paragraph")
        return PolicyGroupRow(kind, _key(line, "id"), _key(line, "version"), listed, line.text("group"), words)

    return made


def _issuer(kind: str) -> Callable[[Line], CoverageRow]:
    def made(line: Line) -> PolicyContractorRow:
        return PolicyContractorRow(kind, _key(line, "id"), _key(line, "version"), *_contractor_key(line))

    return made


def _contractor(line: Line) -> ContractorRow:
    return ContractorRow(*_contractor_key(line), line.text("number"), line.filled("name", "the name of the contractor"))


def _jurisdiction(line: Line) -> JurisdictionRow:
    return JurisdictionRow(*_contractor_key(line), _key(line, "state"), line.day("ends"))


def _state(line: Line) -> StateRow:
    if not re.fullmatch(r"[A-Z0-9]{2,4}", code := line.text("code").upper()):
        raise line.refusal("code", "the letters of a state")
    return StateRow(_key(line, "id"), code, line.filled("name", "the name of the state"))


_CONTRACTOR = {
    "contractor": "CONTRACTOR ID",
    "contractor_type": "CONTRACTOR TYPE ID",
    "contractor_version": "CONTRACTOR VERSION",
}
_LCD = {"id": "LCD ID", "version": "LCD VERSION"}
_ARTICLE = {"id": "ARTICLE ID", "version": "ARTICLE VERSION"}

LAYOUTS: Mapping[str, _Layout] = {
    "ncd_trkg": _Layout(
        {
            "id": "NCD ID",
            "version": "NCD VRSN NUM",
            "display": "NCD MNL SECT",
            "title": "NCD MNL SECT TITLE",
            "effective": "NCD EFCTV DT",
        },
        {"ends": "NCD TRMNTN DT", "text": "INDCTN LMTN", "updated": "LAST UPDT TMSTMP"},
        _policy("NCD", ""),
    ),
    "lcd": _Layout(
        _LCD | {"title": "TITLE", "effective": "ORIG DET EFF DATE"},
        {
            "display": "DISPLAY ID|LCD DISPLAY ID",
            "revised": "REV EFF DATE",
            "ends": "REV END DATE|ENT DET END DATE",
            "retired": "DATE RETIRED",
            "status": "STATUS",
            "updated": "LAST UPDATED",
            "text": "INDICATION",
        },
        _policy("LCD", "L"),
    ),
    "article": _Layout(
        _ARTICLE | {"title": "TITLE", "effective": "ARTICLE EFF DATE"},
        {
            "display": "DISPLAY ID|ARTICLE DISPLAY ID",
            "revised": "ARTICLE REV EFF DATE",
            "ends": "ARTICLE REV END DATE|ARTICLE END DATE",
            "retired": "DATE RETIRED",
            "status": "STATUS",
            "updated": "LAST UPDATED",
            "text": "DESCRIPTION",
        },
        _policy("article", "A"),
    ),
    "lcd_x_hcpc_code": _Layout(_LCD | {"code": "HCPC CODE ID"}, {"group": "HCPC CODE GROUP"}, _procedure("LCD")),
    "article_x_hcpc_code": _Layout(
        _ARTICLE | {"code": "HCPC CODE ID"}, {"group": "HCPC CODE GROUP"}, _procedure("article")
    ),
    "article_x_icd10_covered": _Layout(
        _ARTICLE | {"code": "ICD10 CODE ID", "group": "ICD10 COVERED GROUP"},
        {"starred": "ASTERISK"},
        _diagnosis(covered=True),
    ),
    "article_x_icd10_noncovered": _Layout(
        _ARTICLE | {"code": "ICD10 CODE ID", "group": "ICD10 NONCOVERED GROUP"},
        {"starred": "ASTERISK"},
        _diagnosis(covered=False),
    ),
    "lcd_x_hcpc_code_group": _Layout(
        _LCD | {"group": "HCPC CODE GROUP", "paragraph": "PARAGRAPH"}, {}, _group("LCD", "procedures")
    ),
    "article_x_hcpc_code_group": _Layout(
        _ARTICLE | {"group": "HCPC CODE GROUP", "paragraph": "PARAGRAPH"}, {}, _group("article", "procedures")
    ),
    "article_x_icd10_covered_group": _Layout(
        _ARTICLE | {"group": "ICD10 COVERED GROUP", "paragraph": "PARAGRAPH"}, {}, _group("article", "covered")
    ),
    "article_x_icd10_noncovered_group": _Layout(
        _ARTICLE | {"group": "ICD10 NONCOVERED GROUP", "paragraph": "PARAGRAPH"}, {}, _group("article", "noncovered")
    ),
    "lcd_x_contractor": _Layout(_LCD | _CONTRACTOR, {}, _issuer("LCD")),
    "article_x_contractor": _Layout(_ARTICLE | _CONTRACTOR, {}, _issuer("article")),
    "contractor": _Layout(_CONTRACTOR | {"name": "CONTRACTOR BUS NAME"}, {"number": "CONTRACTOR NUMBER"}, _contractor),
    "contractor_jurisdiction": _Layout(_CONTRACTOR | {"state": "STATE ID"}, {"ends": "TERM DATE"}, _jurisdiction),
    "state_lookup": _Layout({"id": "STATE ID", "code": "STATE ABBREV", "name": "DESCRIPTION"}, {}, _state),
}


def table_of(source: Readable) -> str | None:
    """Which table of LAYOUTS it is, by its headings alone, or None.

    Where several fit, the one with the most columns counts (a list of codes has all headings of its groups but one).
    """
    try:
        _, cells = next(rows(source), (0, []))
    except UnreadableRelease:
        return None
    titles = {heading(cell) for cell in cells}
    fitting = [
        (len(layout.columns) + sum(_has(titles, title) for title in layout.more.values()), kind)
        for kind, layout in LAYOUTS.items()
        if all(_has(titles, title) for title in layout.columns.values())
    ]
    return max(fitting)[1] if fitting else None


def looks_like_coverage(source: Readable) -> bool:
    """Whether the headings are those of a table of the export that is read here."""
    return table_of(source) is not None


def read_coverage(source: Readable) -> Iterator[CoverageRow]:
    """Rows of whichever table it is, in file order; empty tables give none. Raises UnreadableRelease."""
    kind = table_of(source)
    if kind is None:
        # The same reading again, for the words of what is wrong with the file itself.
        next(rows(source), None)
        raise UnreadableRelease(name_of(source), 1, "the headings of a table of the Medicare Coverage Database")
    layout = LAYOUTS[kind]
    sheet = table(source, layout.columns, optional=layout.more, what=f"the coverage table {kind}", within=1)
    for line in sheet.lines():
        yield layout.row(line)


def _has(titles: set[str], pattern: str) -> bool:
    return any(re.fullmatch(pattern, title) for title in titles)
