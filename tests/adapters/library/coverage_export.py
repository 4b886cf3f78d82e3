"""Exports of the Medicare Coverage Database in the official layout, small, table by table."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.coding.releases.official import as_csv, write
from tests.coding.releases.test_coverage_database import TABLES

Rows = Mapping[str, Sequence[Mapping[str, str]]]

STATES = {"12": "FL", "44": "TX"}
_ISSUED = {"contractor_id": "1", "contractor_type_id": "9", "contractor_version": "1"}
_OTHER = {"contractor_id": "2", "contractor_type_id": "9", "contractor_version": "1"}
COMMON: Rows = {
    "contractor": [
        _ISSUED | {"contractor_bus_name": "First Coast, Inc.", "contractor_number": "09102"},
        _OTHER | {"contractor_bus_name": "Novitas", "contractor_number": "04412"},
    ],
    "contractor_jurisdiction": [
        _ISSUED | {"state_id": "12", "term_date": ""},
        _OTHER | {"state_id": "44", "term_date": ""},
        _OTHER | {"state_id": "12", "term_date": "2020-12-31 00:00:00"},
    ],
    "state_lookup": [{"state_id": number, "state_abbrev": letters} for number, letters in STATES.items()],
}
_KNEE = {"article_id": "52840", "article_version": "2"}
_OLD = {"article_id": "52840", "article_version": "1"}
_SPINE = {"article_id": "52841", "article_version": "7"}
ARTICLES: Rows = {
    "article": [
        _KNEE | {"title": "Knee injections", "display_id": "A52840", "article_rev_eff_date": "2026-07-01 00:00:00"},
        _OLD
        | {"title": "Knee injections", "display_id": "A52840", "article_rev_eff_date": "2024-01-01 00:00:00"}
        | {"article_end_date": "2026-06-30 00:00:00", "last_updated": "2026-07-20 08:00:00"},
        _SPINE | {"title": "Spine", "display_id": "A52841", "article_rev_eff_date": "2024-01-01 00:00:00"},
    ],
    "article_x_hcpc_code": [
        _KNEE | {"hcpc_code_id": "J7325", "hcpc_code_group": "1"},
        _OLD | {"hcpc_code_id": "J7325", "hcpc_code_group": "1"},
        _SPINE | {"hcpc_code_id": "J7320-J7330", "hcpc_code_group": "2"},
    ],
    "article_x_icd10_covered": [
        _KNEE | {"icd10_code_id": "M17.11", "icd10_covered_group": "1", "asterisk": "Y"},
        _KNEE | {"icd10_code_id": "M17.12", "icd10_covered_group": "1"},
    ],
    "article_x_icd10_noncovered": [_SPINE | {"icd10_code_id": "M17.11", "icd10_noncovered_group": "3"}],
    "article_x_contractor": [_KNEE | _ISSUED, _OLD | _ISSUED, _SPINE | _OTHER],
    **COMMON,
}
_LCD = {"lcd_id": "33252", "lcd_version": "12"}
LCDS: Rows = {
    "lcd": [_LCD | {"title": "Knee", "rev_eff_date": "2020-07-01 00:00:00", "last_updated": "2026-07-10 00:00:00"}],
    "lcd_x_hcpc_code": [_LCD | {"hcpc_code_id": "J7325", "hcpc_code_group": "1"}],
    "lcd_x_contractor": [_LCD | _ISSUED],
    **COMMON,
}
NCDS: Rows = {
    "ncd_trkg": [
        {"NCD_id": "1", "NCD_vrsn_num": "3", "NCD_mnl_sect": "310.1", "NCD_mnl_sect_title": "Trials on the knee"}
        | {"NCD_efctv_dt": "2024-05-27 00:00:00", "last_updt_tmstmp": "2026-05-27 12:20:33"}
    ]
}


def export(folder: Path, rows: Rows) -> list[Path]:
    """Write the tables with their official headings; cells that are not given are those of a plain row."""
    folder.mkdir(parents=True, exist_ok=True)
    return [write(folder, f"{table}.csv", content(table, given)) for table, given in rows.items()]


def content(table: str, given: Sequence[Mapping[str, str]]) -> bytes:
    headings = TABLES[table][0].split(",")
    if table == "article":
        headings.append("last_updated")
    plain = {"description": "text", "orig_det_eff_date": "2015-10-01", "article_eff_date": "2015-10-01"}
    return as_csv([headings, *([row.get(name, plain.get(name, "")) for name in headings] for row in given)])
