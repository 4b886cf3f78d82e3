"""The sets that a release may hold: lists of codes, and what official files say about codes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum


class System(StrEnum):
    """A code system. The values are the short names that pages and JSON use."""

    CM = "cm"
    PCS = "pcs"
    HCPCS = "hcpcs"
    CPT = "cpt"
    MODIFIER = "modifier"

    @property
    def title(self) -> str:  # type: ignore[override]  # a system's title, not title case
        """The system's own name, as printed beside a code."""
        return _SYSTEMS[self]


class Reference(StrEnum):
    """What official files say about codes. The values are keys in the desk's database."""

    MUE_PRACTITIONER = "mue practitioner"
    MUE_HOSPITAL = "mue outpatient hospital"
    MUE_DME = "mue dme"
    PTP_PRACTITIONER = "ptp practitioner"
    PTP_HOSPITAL = "ptp outpatient hospital"
    ADD_ONS = "add-on codes"
    FEES = "fees"
    FEES_QPP = "fees qpp"
    LOCALITIES = "localities"
    GEM = "gem"
    GEM_BACKWARD = "gem backward"
    GEM_PCS = "gem pcs"
    GEM_PCS_BACKWARD = "gem pcs backward"
    PLACES = "places"
    MODIFIERS = "modifier names"
    EDITOR = "code editor"
    COVERAGE = "coverage"
    COVERAGE_NCD = "coverage ncd"
    COVERAGE_LCD = "coverage lcd"
    COVERAGE_ARTICLES = "coverage articles"
    COVERAGE_INDEX = "coverage index"
    JURISDICTIONS = "jurisdictions"
    CM_INDEX = "cm index"
    CM_EXTERNAL = "cm external causes"
    CM_DRUGS = "cm drugs"
    CM_NEOPLASMS = "cm neoplasms"
    PCS_INDEX = "pcs index"
    PCS_TABLES = "pcs tables"
    PCS_DEFINITIONS = "pcs definitions"

    @property
    def title(self) -> str:  # type: ignore[override]  # a set's title, not title case
        """The set's name as people say it."""
        return _REFERENCES[self]


Set = System | Reference
UNDATED = "hcpcs_descriptors"
"""The importer of lists that state no dates; one with dates and the same first day is asked before them."""

_SYSTEMS = {
    System.CM: "ICD-10-CM",
    System.PCS: "ICD-10-PCS",
    System.HCPCS: "HCPCS Level II",
    System.CPT: "CPT",
    System.MODIFIER: "Modifier",
}
_REFERENCES = {
    Reference.MUE_PRACTITIONER: "Medically unlikely edits, practitioner",
    Reference.MUE_HOSPITAL: "Medically unlikely edits, outpatient hospital",
    Reference.MUE_DME: "Medically unlikely edits, DME",
    Reference.PTP_PRACTITIONER: "NCCI pairs, practitioner",
    Reference.PTP_HOSPITAL: "NCCI pairs, outpatient hospital",
    Reference.ADD_ONS: "NCCI add-on codes",
    Reference.FEES: "Medicare physician fee schedule",
    Reference.FEES_QPP: "Medicare physician fee schedule, quality programme",
    Reference.LOCALITIES: "Medicare localities (GPCI)",
    Reference.GEM: "ICD-9-CM to ICD-10-CM crosswalk (GEM)",
    Reference.GEM_BACKWARD: "ICD-10-CM to ICD-9-CM crosswalk (GEM)",
    Reference.GEM_PCS: "ICD-9-CM to ICD-10-PCS crosswalk (GEM)",
    Reference.GEM_PCS_BACKWARD: "ICD-10-PCS to ICD-9-CM crosswalk (GEM)",
    Reference.PLACES: "Place of service codes",
    Reference.MODIFIERS: "Modifiers",
    Reference.EDITOR: "Medicare Code Editor",
    Reference.COVERAGE: "Medicare coverage policies",
    Reference.COVERAGE_NCD: "Medicare national coverage determinations",
    Reference.COVERAGE_LCD: "Medicare local coverage determinations",
    Reference.COVERAGE_ARTICLES: "Medicare billing and coding articles",
    Reference.COVERAGE_INDEX: "Medicare coverage policies, titles alone",
    Reference.JURISDICTIONS: "Medicare contractors' jurisdictions",
    Reference.CM_INDEX: "ICD-10-CM alphabetic index",
    Reference.CM_EXTERNAL: "ICD-10-CM external cause index",
    Reference.CM_DRUGS: "ICD-10-CM table of drugs",
    Reference.CM_NEOPLASMS: "ICD-10-CM table of neoplasms",
    Reference.PCS_INDEX: "ICD-10-PCS index",
    Reference.PCS_TABLES: "ICD-10-PCS tables",
    Reference.PCS_DEFINITIONS: "ICD-10-PCS definitions",
}
_ICD = frozenset(
    {
        System.CM,
        System.PCS,
        Reference.CM_INDEX,
        Reference.CM_EXTERNAL,
        Reference.CM_DRUGS,
        Reference.CM_NEOPLASMS,
        Reference.PCS_INDEX,
        Reference.PCS_TABLES,
        Reference.PCS_DEFINITIONS,
        Reference.EDITOR,
    }
)
_QUARTERLY = frozenset(
    {
        System.HCPCS,
        System.MODIFIER,
        Reference.MUE_PRACTITIONER,
        Reference.MUE_HOSPITAL,
        Reference.MUE_DME,
        Reference.PTP_PRACTITIONER,
        Reference.PTP_HOSPITAL,
        Reference.ADD_ONS,
        Reference.FEES,
        Reference.FEES_QPP,
    }
)

TOPICS: Mapping[str, tuple[Set, ...]] = {
    "Diagnoses": (
        System.CM,
        Reference.CM_INDEX,
        Reference.CM_EXTERNAL,
        Reference.CM_DRUGS,
        Reference.CM_NEOPLASMS,
        Reference.EDITOR,
    ),
    "Inpatient procedures": (System.PCS, Reference.PCS_TABLES, Reference.PCS_INDEX, Reference.PCS_DEFINITIONS),
    "Services and supplies": (System.HCPCS, System.CPT, Reference.MODIFIERS, Reference.PLACES),
    "Edits": (
        Reference.PTP_PRACTITIONER,
        Reference.PTP_HOSPITAL,
        Reference.MUE_PRACTITIONER,
        Reference.MUE_HOSPITAL,
        Reference.MUE_DME,
        Reference.ADD_ONS,
    ),
    "Payment": (Reference.FEES, Reference.FEES_QPP, Reference.LOCALITIES),
    "Coverage": (
        Reference.COVERAGE_NCD,
        Reference.COVERAGE_LCD,
        Reference.COVERAGE_ARTICLES,
        Reference.COVERAGE_INDEX,
        Reference.JURISDICTIONS,
    ),
    "Crosswalks": (Reference.GEM, Reference.GEM_BACKWARD, Reference.GEM_PCS, Reference.GEM_PCS_BACKWARD),
}
"""What a desk may hold, by what people ask about. Modifiers with official texts come inside the HCPCS release."""
_INSIDE: Mapping[Set, tuple[Set, ...]] = {
    Reference.COVERAGE: (Reference.COVERAGE_NCD, Reference.COVERAGE_LCD, Reference.COVERAGE_ARTICLES),
}


def missing(present: Collection[Set]) -> dict[str, tuple[Set, ...]]:
    """The sets that are not ``present``, by topic; an export of all coverage policies stands for each kind of them."""
    held = {*present, *(inner for of in present for inner in _INSIDE.get(of, ()))}
    found = {topic: tuple(of for of in sets if of not in held) for topic, sets in TOPICS.items()}
    return {topic: sets for topic, sets in found.items() if sets}


def set_of(value: str) -> Set:
    """The set that a release's row or file names. Raises ValueError for any other word."""
    return System(value) if value in {system.value for system in System} else Reference(value)


def season_start(of: Set, on: date) -> date | None:
    """The day on which the release that should rule on ``on`` began, or None for a set without seasons.

    ICD-10 on 1 October and 1 April; HCPCS, NCCI and the fee schedule by quarter; localities by year (CMS calendars).
    """
    if of in _ICD:
        starts = (date(on.year, 10, 1), date(on.year, 4, 1), date(on.year - 1, 10, 1))
        return next(start for start in starts if start <= on)
    if of in _QUARTERLY:
        return date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    return date(on.year, 1, 1) if of is Reference.LOCALITIES else None
