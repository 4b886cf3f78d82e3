"""What a mail states of the practice and its contract: specialty, line of business, and on which kind of claim it bills."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultant.coding.edits import Setting
from consultant.coding.stated import Stated

# Behind the name of a specialty stands who is meant; "cardiology consult" is somebody else's.
_WHO = r"(?:practice|group|office|clinic|department|dept|billing|biller|coder|provider|physician|surgeon|doctor|doc|associates|specialists?|center)"
_SPECIALTIES = (
    ("Orthopedic surgery", r"ortho(?:p(?:a?edics?|a?edic surgery))?"),
    ("Pain management", r"pain (?:management|medicine)|interventional pain"),
    ("Cardiology", r"cardiology|cardio"),
    ("Dermatology", r"derm(?:atology)?|mohs"),
    ("Gastroenterology", r"gastroenterology|GI"),
    ("General surgery", r"general surgery|gen surg"),
    ("Family medicine", r"family (?:medicine|practice)|primary care|PCP"),
    ("Internal medicine", r"internal medicine|internist"),
    ("Pediatrics", r"pediatrics?|peds"),
    ("Obstetrics and gynecology", r"ob/?-?gyn|obstetrics|gyn(?:ecology)?"),
    ("Ophthalmology", r"ophthalmology|ophtho|retina"),
    ("Optometry", r"optometry|optometrist"),
    ("Otolaryngology", r"otolaryngology|ENT"),
    ("Urology", r"urology|uro"),
    ("Nephrology", r"nephrology|renal"),
    ("Neurology", r"neurology"),
    ("Neurosurgery", r"neurosurgery"),
    ("Oncology", r"oncology|heme?/?-?onc|hematology"),
    ("Podiatry", r"podiatry|podiatric|podiatrist"),
    ("Psychiatry", r"psychiatry|psych|behavioral health"),
    ("Pulmonology", r"pulmon(?:ology|ary)|pulm"),
    ("Radiology", r"radiology|interventional radiology"),
    ("Rheumatology", r"rheumatology|rheum"),
    ("Physical therapy", r"physical therapy|PT/OT"),
    ("Anesthesiology", r"anesthesi(?:a|ology)"),
    ("Emergency medicine", r"emergency medicine|emergency department|ED"),
    ("Urgent care", r"urgent care"),
    ("Plastic surgery", r"plastic surgery|plastics"),
    ("Vascular surgery", r"vascular(?: surgery)?"),
    ("Endocrinology", r"endocrinology|endo"),
    ("Wound care", r"wound care"),
    ("Allergy and immunology", r"allergy(?: (?:and|&) immunology)?"),
)
_SPECIALTY = re.compile(
    rf"(?<![\w/])(?:{'|'.join(f'(?P<s{place}>{shape})' for place, (_, shape) in enumerate(_SPECIALTIES))}) {_WHO}\b",
    re.IGNORECASE,
)
_WE_ARE = re.compile(
    rf"\b(?:we(?: are|'re)|I work (?:in|for|at)|specialty(?: is|:)|(?:code|coding|bill|billing) for)\s+(?:an?\s)?"
    rf"(?:{'|'.join(f'(?P<w{place}>{shape})' for place, (_, shape) in enumerate(_SPECIALTIES))})\b(?!\s(?:consult|referral))",
    re.IGNORECASE,
)

_LINES = (
    ("Medicare Advantage", r"medicare advantage|medicare replacement|MA plan"),
    ("Medicare Part A", r"medicare part a|(?-i:Part A)"),
    (
        "Medicare Part B",
        r"medicare part b|(?-i:Part B)|traditional medicare|original medicare|medicare FFS|FFS medicare",
    ),
    ("Medicaid managed care", r"managed medicaid|medicaid (?:MCO|HMO|managed care)"),
    ("Marketplace", r"marketplace(?: plan)?|exchange plan|ACA plan"),
    ("Commercial", r"commercial(?: (?:plan|payer|insurance|carrier|policy))?|employer plan|group plan|PPO"),
    ("Workers' compensation", r"workers'? comp(?:ensation)?|work comp"),
    ("Auto or liability", r"auto (?:claim|insurance|carrier|accident claim)|no-?fault|third-party liability"),
)
LINES_OF_BUSINESS = tuple(name for name, _ in _LINES)
"""Lines of business by the names that facts give them."""
_LINE = re.compile(
    rf"(?<![\w@.-])(?:{'|'.join(f'(?P<l{place}>{shape})' for place, (_, shape) in enumerate(_LINES))})(?![\w@])",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|non|no|isn't|unlike|than)[ -]$", re.IGNORECASE)

_FACILITY = re.compile(
    r"\b(?:UB-?04|837-?I|institutional claim|facility (?:claim|side|billing|coder)|outpatient hospital (?:claim|billing)|"
    r"hospital outpatient (?:claim|billing)|HOPD (?:claim|billing))\b",
    re.IGNORECASE,
)
_PROFESSIONAL = re.compile(
    r"\b(?:CMS-?1500|HCFA(?:-?1500)?|837-?P|professional (?:claim|side|billing|fee)|pro-?fee)\b", re.IGNORECASE
)


def specialties(text: str) -> Iterator[Stated]:
    """The practice's specialty, where it is named as the writer's own or with who is meant."""
    for shape, named in ((_SPECIALTY, True), (_WE_ARE, True)):
        for found in shape.finditer(text):
            if found.lastgroup:
                yield Stated(_SPECIALTIES[int(found.lastgroup[1:])][0], found.start(), found.end(), named=named)


def lines_of_business(text: str) -> Iterator[Stated]:
    """Lines of business by their usual names."""
    for found in _LINE.finditer(text):
        if found.lastgroup and not _NOT.search(text, max(0, found.start() - 10), found.start()):
            yield Stated(_LINES[int(found.lastgroup[1:])][0], found.start(), found.end(), named=True)


def bills(text: str) -> Iterator[Stated]:
    """Whether the writer bills as a practitioner or as an outpatient hospital, by the name of the claim."""
    for setting, shape in ((Setting.OUTPATIENT, _FACILITY), (Setting.PRACTITIONER, _PROFESSIONAL)):
        for found in shape.finditer(text):
            yield Stated(setting.value, found.start(), found.end(), named=True)
