"""Which official file a file is, told from its content and never from its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from consultant.coding.releases.add_on_codes import looks_like_add_on_codes
from consultant.coding.releases.archives import looks_like_archive
from consultant.coding.releases.code_editor import looks_like_code_editor
from consultant.coding.releases.code_lists import ListShape, shape_of
from consultant.coding.releases.coverage_database import looks_like_coverage
from consultant.coding.releases.coverage_index import looks_like_index, looks_like_jurisdictions
from consultant.coding.releases.cpt import looks_like_cpt
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.fee_schedule import looks_like_fee_schedule
from consultant.coding.releases.gems import looks_like_gem
from consultant.coding.releases.hcpcs_contractor import looks_like_contractor_file
from consultant.coding.releases.hcpcs_table import looks_like_descriptors, looks_like_hcpcs_table
from consultant.coding.releases.icd10_index import describe_index
from consultant.coding.releases.localities import looks_like_localities
from consultant.coding.releases.modifiers import looks_like_modifiers
from consultant.coding.releases.mue import looks_like_mue
from consultant.coding.releases.order_file import looks_like_order_file
from consultant.coding.releases.places import looks_like_places
from consultant.coding.releases.ptp import looks_like_ptp
from consultant.coding.releases.sources import Readable
from consultant.coding.releases.xml_files import opened, root_of

HEAD = 65_536


class Kind(StrEnum):
    """A kind of official file. The values are said to people."""

    TABULAR = "ICD-10-CM tabular list (XML)"
    ORDER = "ICD-10 order file (fixed width)"
    CODES = "list of ICD-10 codes"
    BARE = "bare list of ICD-10-CM codes, without titles"
    PCS_TABLES = "ICD-10-PCS tables (XML)"
    PCS_ROWS = "rows of the ICD-10-PCS tables"
    PCS_DEFINITIONS = "ICD-10-PCS definitions (XML)"
    INDEX = "ICD-10 index (XML)"
    CONTRACTOR = "HCPCS Level II contractor file (fixed width)"
    HCPCS = "HCPCS Level II table (48 columns)"
    DESCRIPTORS = "HCPCS Level II descriptors, without dates"
    MODIFIERS = "modifiers"
    PLACES = "place of service codes"
    MUE = "NCCI medically unlikely edits"
    PAIRS = "NCCI procedure-to-procedure edits"
    ADD_ONS = "NCCI add-on codes"
    FEES = "Medicare physician fee schedule"
    LOCALITIES = "Medicare localities and their cost indices"
    GEM = "general equivalence mappings"
    EDITOR = "Medicare Code Editor lists"
    COVERAGE = "table of the Medicare Coverage Database"
    COVERAGE_INDEX = "index of Medicare coverage policies"
    JURISDICTIONS = "Medicare contractors' jurisdictions"
    CPT = "licensed CPT file"
    ARCHIVE = "zip archive"


_XML: Mapping[str, Kind] = {
    "ICD10CM.tabular": Kind.TABULAR,
    "ICD10PCS.tabular": Kind.PCS_TABLES,
    "ICD10PCS.definitions": Kind.PCS_DEFINITIONS,
}
_PLAIN: Mapping[Kind, Callable[[Readable], bool]] = {
    Kind.ARCHIVE: looks_like_archive,
    Kind.CONTRACTOR: looks_like_contractor_file,
    Kind.PAIRS: looks_like_ptp,
    Kind.MUE: looks_like_mue,
    Kind.ADD_ONS: looks_like_add_on_codes,
    Kind.FEES: looks_like_fee_schedule,
    Kind.LOCALITIES: looks_like_localities,
    Kind.GEM: looks_like_gem,
    Kind.PLACES: looks_like_places,
    Kind.EDITOR: looks_like_code_editor,
    Kind.JURISDICTIONS: looks_like_jurisdictions,
    Kind.HCPCS: looks_like_hcpcs_table,
    Kind.DESCRIPTORS: looks_like_descriptors,
    Kind.COVERAGE_INDEX: looks_like_index,
    Kind.COVERAGE: looks_like_coverage,
    Kind.MODIFIERS: looks_like_modifiers,
    Kind.CPT: looks_like_cpt,
}
_LISTS = {ListShape.BARE: Kind.BARE}


def kind_of(source: Readable) -> Kind | None:
    """Return what the file is, or None for a file that no reader knows. Raises UnreadableRelease for a broken packing."""
    with opened(source) as stream:
        head = stream.read(HEAD)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return _xml(source)
    if looks_like_order_file(head):
        return Kind.ORDER
    found = next((kind for kind, knows in _PLAIN.items() if knows(source)), None)
    if found is not None:
        return found
    shape = shape_of(head)
    return None if shape is None else _LISTS.get(shape, Kind.CODES)


def _xml(source: Readable) -> Kind | None:
    root = root_of(source) or ""
    if root in _XML:
        return _XML[root]
    try:
        describe_index(source)
    except UnreadableRelease:
        return None
    return Kind.INDEX
