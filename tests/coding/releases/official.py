"""Small files in the official layouts, with the traps of the real ones, and readers of them by name."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from bench.ptp_file import HEADINGS as PTP_HEADINGS
from consultant.coding.releases.add_on_codes import read_add_on_codes
from consultant.coding.releases.code_editor import read_code_editor
from consultant.coding.releases.coverage_database import read_coverage
from consultant.coding.releases.coverage_index import read_index, read_jurisdictions
from consultant.coding.releases.cpt import read_cpt
from consultant.coding.releases.fee_schedule import read_fee_schedule
from consultant.coding.releases.gems import read_gem
from consultant.coding.releases.hcpcs_table import read_descriptors, read_hcpcs_table
from consultant.coding.releases.localities import read_localities
from consultant.coding.releases.modifiers import read_modifiers
from consultant.coding.releases.mue import read_mue
from consultant.coding.releases.places import read_places
from consultant.coding.releases.ptp import read_ptp

_HCPCS = (
    "HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,PRICE1,PRICE2,PRICE3,PRICE4,MULT_PI,CIM1,CIM2,CIM3,MCM1,MCM2,"
    "MCM3,STATUTE,LABCERT1,LABCERT2,LABCERT3,LABCERT4,LABCERT5,LABCERT6,LABCERT7,LABCERT8,XREF1,XREF2,XREF3,XREF4,XREF5,"
    "COV,ASC_GRP,ASC_DT,OPPS,OPPS_PI,OPPS_DT,PROCNOTE,BETOS,TOS1,TOS2,TOS3,TOS4,TOS5,ANEST_BU,ADD DT,ACT EFF DT,TERM DT,"
    "ACTION CD"
)
HCPCS_HEADINGS = _HCPCS.split(",")

MUE_NOTICE = 'Codes are copyright of their owner.\n\nRestrictions apply to government use, "as is".\n'
MUE_HEADINGS = ("HCPCS/\nCPT Code", "Practitioner Services MUE Values", "MUE Adjudication Indicator", "MUE Rationale")

AOC_HEADINGS = (
    "AOC_Edit_Type",
    "Add-On_Code",
    "AOC_DelDT",
    "Primary_Code",
    "Primary_Code_DelDT",
    "AOC_Edit_EffDT",
    "AOC_Edit_DelDT",
    "Special_Instruction_Notes",
)

FEE_STACK = (
    ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,",
    ",,,,NOT USED,,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED",
    ",,,,FOR,,,NON-FAC,,FACILITY,,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS",
    (
        ",,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,"
        "ASST,CO-,TEAM,PRIC,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT"
    ),
    (
        "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,"
        "SURG,SURG,SURG,SURG,IND,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT"
    ),
)
FEE_TITLES = (
    ",,2026 National Physician Fee Schedule Relative Value File July Release" + "," * 29,
    "," * 31,
    ",,RELEASED 06/30/2026" + "," * 29,
)
FEE_ROWS = (
    "20610,,our own words,A,,0.79,1.10,,0.45,,0.10,1.99,1.34,0,000,0.10,0.80,0.10,2,1,1,0,0,0,,33.4009,09,0,99,0.00,0.00,0.00",
    "71046,26,our own words,A,,0.18,0.08,,0.08,NA,0.01,0.27,0.27,1,XXX,0.00,0.00,0.00,0,0,0,0,0,0,,33.4009,09,0,88,0.00,0.00,0.00",
    "00100,,our own words,J,+,0.00,0.00,NA,0.00,,0.00,0.00,0.00,9,XXX,0.00,0.00,0.00,9,9,9,9,9,9,,33.4009,09,0,99,0.00,0.00,0.00",
)

GPCI = (
    "ADDENDUM E. FINAL CY 2026 GEOGRAPHIC PRACTICE COST INDICES (GPCIs) BY STATE AND MEDICARE LOCALITY,,,,,,\n"
    ",,,,,,\n"
    "Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,2026 PW GPCI (with 1.0 Floor)***,"
    "2026 PE GPCI,2026 MP GPCI\n"
    "10112,AL,00,ALABAMA,1.000,0.875,0.566\n"
    "02102,AK,01,ALASKA*,1.500,1.065,0.551\n"
    '"MAC Assignments as of November 22, 2023",,,,,,\n'
    "*** with the floor,,,,,,\n"
)

PTP_ROWS = (
    "0001A\t0591T\t\t20220101\t20231231\t1\tMisuse of Column Two code with Column One code",
    "0001A\tG0008\t\t20220101\t20220101\t9\tMutually exclusive procedures",
    "11042\t97597\t*\t19960101\t*\t1\tMore extensive procedure",
    "11042\t97602\t\t20020101\t20031231\t0\tMisuse of Column Two code with Column One code",
    "11042\t97602\t\t20050401\t*\t0\tMisuse of Column Two code with Column One code",
)


GEM_CSV = (
    b'"icd9cm","icd10cm","flags","approximate","no_map","combination","scenario","choice_list"\n'
    b'"0010","A000","00000",0,0,0,0,0\n"36570","NoDx","11000",1,1,0,0,0\n'
)
SERVED = (
    b'{"ab_mac_jurisdictions": [{"jurisdiction": "JE", "contractor": "N", "aliases": ["N"], "states": ["CA"]}],'
    b'"dme_mac_jurisdictions": [{"jurisdiction": "DME A", "contractor": "N", "aliases": ["n"], "states": ["CT"]}]}'
)
COVERED = (
    b"article_id,article_version,icd10_code_id,icd10_code_version,icd10_covered_group,range,last_updated,sort_order,"
    b'description,asterisk\n52840,2,M17.11,1,1,N,2025-01-01 00:00:00,1,"a, b",N\n'
)


def as_csv(rows: Iterable[Sequence[str]], *, end: str = "\r\n") -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerows(rows)
    return out.getvalue().encode()


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(folder: Path, name: str, rows: Iterable[Sequence[Any]]) -> Path:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("data")
    for row in rows:
        sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path


def hcpcs_row(code: str, **cells: str) -> list[str]:
    given = {
        "HCPC": code,
        "SEQNUM": "0010",
        "RECID": "7" if len(code.strip()) == 2 else "3",
        "LONG DESCRIPTION": "Ground mileage",
        "SHORT DESCRIPTION": "Mileage",
        "COV": "C",
        "ADD DT": "20010101",
        "ACT EFF DT": "20020101",
        "ACTION CD": "N",
    } | {key.replace("_", " ") if key.endswith("_DT") else key: value for key, value in cells.items()}
    return [given.get(heading, "") for heading in HCPCS_HEADINGS]


def hcpcs_csv(*rows: list[str]) -> bytes:
    return as_csv([HCPCS_HEADINGS, *rows])


def mue_csv(*rows: Sequence[str], headings: Sequence[str] = MUE_HEADINGS) -> bytes:
    return as_csv([[MUE_NOTICE, "", "", ""], headings, *rows])


def ptp_text(*rows: str, headings: Sequence[str] = PTP_HEADINGS, end: str = "\r\n") -> bytes:
    return end.join((*headings, *rows, "")).encode()


def fee_csv(*rows: str, stack: Sequence[str] = FEE_STACK, titles: Sequence[str] = FEE_TITLES) -> bytes:
    return "\r\n".join((*titles, *stack, *rows, "")).encode()


_INDEX = (
    "contractor_name_type,document_display_id,document_id,document_type,document_version,effective_date,note,"
    "retirement_date,title,updated_on,updated_on_sort,url"
)
INDEX_HEADINGS = _INDEX.split(",")

# What every reader makes of damaged files is tested on these: name -> (reader, file name, content).
SAMPLES: dict[str, tuple[Callable[..., Iterable[Any]], str, bytes]] = {
    "hcpcs": (
        read_hcpcs_table,
        "HCPC2026_OCT_ANWEB.csv",
        hcpcs_csv(hcpcs_row("   LT", TERM_DT="20201231"), hcpcs_row("A0425", PRICE1="52")),
    ),
    "descriptors": (
        read_descriptors,
        "descriptors.csv",
        b'HCPCS_CODE,SHORT_DESCRIPTION,LONG_DESCRIPTION\nA0425,Mileage,"Ground mileage, each"\nLT,Left,Left side\n',
    ),
    "mue": (
        read_mue,
        "MCR_MUE_PractitionerServices_Eff_07-01-2026.csv",
        mue_csv(("0001U", "1", "2 Date of Service Edit: Policy", "CMS Policy"), ("J7325", "0", "1 Line Edit", "Data")),
    ),
    "pairs": (
        read_add_on_codes,
        "pairs.csv",
        b"addon_code,primary_code,aoc_type,effective_date,end_date\n0054T,CCCCC,2,2013-04-01,\n0071U,0070U,1,2018-10-01,2020-12-31\n",
    ),
    "ptp": (read_ptp, "ccipra-v322r0-f1.txt", ptp_text(*PTP_ROWS)),
    "fees": (read_fee_schedule, "PPRRVU2026_Jul_nonQPP.csv", fee_csv(*FEE_ROWS)),
    "localities": (read_localities, "GPCI2026.csv", GPCI.encode()),
    "gem": (read_gem, "2018_I10gem.txt", b"A000    0010  00000\nA0100   0020  10000\nT364X5A NoDx  11000\n"),
    "gem csv": (
        read_gem,
        "gem.csv",
        GEM_CSV,
    ),
    "places": (
        read_places,
        "pos.csv",
        b"POS Code,POS Name,POS Description\n11,Office,Where one goes\n21,Hospital,Inpatient\n",
    ),
    "places json": (read_places, "pos.json", b'{"codes": {"11": {"name": "Office", "facility": "N"}}}'),
    "edits": (read_code_editor, "mce.json", b'{"codes": {"age_newborn": [{"code": "A33", "description": "Tetanus"}]}}'),
    "served": (
        read_jurisdictions,
        "mac.json",
        SERVED,
    ),
    "index": (
        read_index,
        "index.csv",
        as_csv(
            [
                INDEX_HEADINGS,
                [
                    "N, LLC\n(MAC - Part A, MAC - Part B)",
                    "L1",
                    "1",
                    "LCD",
                    "4",
                    "08/14/2025",
                    "",
                    "N/A",
                    "T",
                    "",
                    "",
                    "u",
                ],
            ]
        ),
    ),
    "coverage": (
        read_coverage,
        "article_x_icd10_covered.csv",
        COVERED,
    ),
    "cpt": (read_cpt, "LONGULT.txt", b"A notice\r\n\r\n99213\twords of our own\r\n0001F\tother words\r\n"),
    "modifiers": (
        read_modifiers,
        "modifiers.csv",
        b"modifier,group,explanation\n25,visit,Our words\nLT,anatomic,Left\n",
    ),
}
