"""Claims to judge, written short, and small edits to judge them by."""

import json
from datetime import date
from pathlib import Path

from consultant.adapters.library.add_on_file import AddOnFile, build_add_ons
from consultant.adapters.library.list_file import ListFile
from consultant.adapters.library.mue_file import MueFile, build_mue
from consultant.adapters.library.opening import AnyFile
from consultant.adapters.library.ptp_file import PtpFile, build_ptp
from consultant.adapters.library.small_lists import build_code_editor
from consultant.coding.edits import Setting
from consultant.coding.rules import Case, Chart, Line, Patient
from consultant.coding.sets import System
from tests.coding.releases.official import ptp_text, write
from tests.coding.shipped import IN_SEASON

PAIRS = (
    "11042\t97597\t*\t19960101\t*\t1\tMore extensive procedure",
    "11042\t97602\t\t20020101\t*\t0\tMisuse of Column Two code with Column One code",
    "20610\t20600\t\t20100101\t20201231\t0\tMutually exclusive procedures",
    "29881\t29877\t\t20100101\t20100101\t9\tMutually exclusive procedures",
    "45385\t45380\t\t20100101\t*\t1\tMore extensive procedure",
    "G0463\t36591\t\t20140101\t*\t0\tStandards of medical/surgical practice",
)
LIMITS = ("20610,2,1 Line Edit,Clinical", "27447,1,2 Date of Service Edit: Policy,Anatomic Consideration")
LIMITS += ("J1885,8,3 Date of Service Edit: Clinical,Prescribing Information", "E0143,0,3 Clinical,CMS Policy")
ADD_ONS = (
    "11045,11042,1,2013-04-01,",
    "15003,CCCCC,2,2013-04-01,",
    "22614,22600,3,2013-04-01,",
    "22614,CCCCC,3,2013-04-01,",
)
AGES = {"newborn": (0, 0), "pediatric": (0, 17), "maternity": (9, 64), "adult": (15, 124)}
LISTS = {
    "manifestation_not_pdx": ("M029",),
    "age_newborn": ("P599",),
    "age_pediatric": ("A4851",),
    "age_maternity": ("O80",),
    "age_adult": ("N400",),
}


def edit_files(folder: Path) -> list[AnyFile]:
    """Pairs, limits and add-on codes of the second quarter of 2026, and the code editor's ages of its year."""
    pairs = write(folder, "ccipra-v321r0-f1.txt", ptp_text(*PAIRS))
    filler = (f"0{number:03d}U,1,3 Clinical,Nature of Analyte" for number in range(1, 600))
    limits = write(
        folder,
        "MCR_MUE_Practitioner_Eff_04-01-2026.csv",
        "\n".join(
            (
                "A notice",
                "HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale",
                *LIMITS,
                *filler,
                "",
            )
        ),
    )
    heading = "addon_code,primary_code,aoc_type,effective_date,end_date"
    add_ons = write(folder, "AOC_2026Q2_pairs.csv", "\n".join((heading, *ADD_ONS, "")))
    editor = {
        "retrieved": "2026-05-01",
        "age_categories": {name: {"min_age": low, "max_age": high} for name, (low, high) in AGES.items()},
        "codes": {edit: [{"code": code} for code in codes] for edit, codes in LISTS.items()},
    }
    return [
        PtpFile(build_ptp([pairs], folder).path),
        MueFile(build_mue(limits, folder).path),
        AddOnFile(build_add_ons(add_ons, folder).path),
        ListFile(build_code_editor(write(folder, "mce.json", json.dumps(editor)), folder).path),
    ]


def fee_row(code: str, indicators: str) -> str:
    """A line of the fee schedule; ``indicators``: status, PC/TC, global days, multiple, bilateral, assistant, co, team."""
    status, parts, days, *surgery = indicators.split()
    return (
        f"{code},,our own words,{status},,0.79,1.10,,0.45,,0.10,1.99,1.34,{parts},{days},0.10,0.80,0.10,"
        f"{','.join(surgery)},0,,33.4009,09,0,99,0.00,0.00,0.00"
    )


def line(written: str) -> Line:
    """A line from ``20610-RT-59 x2``."""
    codes, _, units = written.partition(" x")
    code, *modifiers = codes.split("-")
    system = System.CPT if code[0].isdigit() else System.HCPCS
    return Line(system, code, tuple(modifiers), int(units) if units else None)


def claim(
    catalogue: object,
    *diagnoses: str,
    lines: tuple[str, ...] = (),
    on: date = IN_SEASON,
    setting: Setting = Setting.PRACTITIONER,
    age: int | None = None,
    sex: str | None = None,
    payer: str | None = None,
    place: str | None = None,
) -> Chart:
    """The chart of a claim."""
    case = Case(
        on,
        diagnoses,
        tuple(map(line, lines)),
        sequenced=True,
        setting=setting,
        patient=Patient(age, sex),
        payer=payer,
        place=place,
    )
    return Chart(case, catalogue)  # type: ignore[arg-type]
