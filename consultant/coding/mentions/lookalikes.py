"""Numbers and letters in a mail that look like codes and are something else.

Each shape claims its span before any code is looked for. Precision comes first: a phone number shown as a code costs
trust, while a code that was missed is typed in by the coder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consultant.coding.mentions.labels import SHAPES as LABELLED
from consultant.coding.systems.modifiers import LEVEL_1


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A claimed span and what it is."""

    kind: str
    start: int
    end: int


_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|ID|IL|IA|KS|KY|LA|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|"
    "PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|PR|VI|GU"
)
# In capitals these are words too ("99213 OR 99214"), so a town and a comma must stand before them.
_WORDY_STATES = "HI|IN|ME|OH|OK|OR"
_STATE_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|"
    "Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|"
    "Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming"
)
_STREETS = (
    "st|street|ave?|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|ct|court|pl|place|pkwy|parkway|hwy|highway|way|cir|"
    "circle|ter|terrace|trl|trail|plz|plaza|sq|square|loop|pike|route|rte"
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"

# Behind a dot two digits are cents unless they are a modifier.
_GLUED = "|".join(sorted(LEVEL_1))
_TRAVEL = r"(?:tak(?:e|es|ing)|took|via|along)\ the|(?:driv(?:e|es|ing)|drove|interstate|highway|hwy|motorway|freeway|route)(?:\ the)?"
# Money that moved: a number with cents behind these is no code with a modifier.
_MOVED = r"recouped|refunded|collected|received|recovered|owed?|overpaid|underpaid|wrote\ off|write\ off|offset"

_SHAPES: tuple[tuple[str, str], ...] = (
    ("address", r"(?:https?://|www\.)\S+|(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"),
    ("reference", r"\b[A-Z]{2,5}-\d{6,}\b"),
    ("health plan", r"\b[HRSE]\d{4}-\d{3}(?:-\d{1,3})?\b"),
    (
        "phone",
        r"(?<![\w.])(?:\+?1[\ .-]?)?(?:\(\d{3}\)[\ .\-]{0,3}|\d{3}[\ .\-]{1,3})\d{3}[\ .\-]\d{4}(?:\ ?(?:x|ext\.?)\ ?\d{1,6})?(?![\w])",
    ),
    ("phone", r"(?<![\w.-])\d{3}[.-]\d{4}(?![\w-])"),
    ("ndc", r"\b\d{4,5}-\d{3,4}-\d{1,2}\b"),
    ("social security number", r"\b\d{3}-\d{2}-\d{4}\b"),
    ("tax number", r"\b\d{2}-\d{7}\b"),
    ("date", r"(?<![\w.])\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?![\w])"),
    ("date", rf"\b(?i:{_MONTHS})[a-z]*\.?\ \d{{1,2}}(?:st|nd|rd|th)?,?(?:\ \d{{4}})?\b"),
    ("date", rf"\b\d{{1,2}}(?:st|nd|rd|th)?\ (?i:{_MONTHS})[a-z]*\.?,?(?:\ \d{{4}})?\b"),
    ("time", r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\ ?[ap]\.?m\.?)?\b|\b\d{3,4}\ ?(?:hrs|hours)\b"),
    ("zip code", rf"\b(?:{_STATES})\.?,?\ +\d{{5}}(?:-\d{{4}})?\b(?!\ ?[-,.]\ ?\d\d\b)"),
    ("zip code", rf"\b(?:[A-Z]\w{{1,30}},|[A-Z][a-z]{{1,30}})\ +(?:{_WORDY_STATES})\ +\d{{5}}(?:-\d{{4}})?\b"),
    ("zip code", rf"\b(?i:{_STATE_NAMES}),?\ +\d{{5}}(?:-\d{{4}})?\b"),
    ("zip code", r"(?<![\w-])\d{5}-\d{4}(?![\w-])"),
    ("zip code", r"(?i:\b(?:at|in|near)\ )\d{5}(?=\ [A-Z][a-z])"),
    ("postcode", r"\b[A-Z]\d[A-Z]\ ?\d[A-Z]\d\b|\b[A-Z]{1,2}\d[A-Z\d]?\ \d(?!X\b)[A-Z]{2}\b"),
    (
        "road",
        rf"(?i:\b(?:{_TRAVEL})\ )[A-Z]{{1,2}}-?\d{{1,3}}\b(?:,?\ (?:and|or)\ (?:the\ )?[A-Z]{{1,2}}-?\d{{1,3}}\b)*",
    ),
    (
        "road",
        r"\b[A-Z]{1,2}-?\d{1,3}\ (?:[NSEW]\b|(?i:north|south|east|west|exit|northbound|southbound|eastbound|westbound)\b)",
    ),
    ("street", rf"\b\d{{1,6}}\ (?:[NSEW]\.?\ )?(?:[A-Z][\w'.]*\ ){{1,3}}(?i:{_STREETS})\b(?!\.?\ [A-Z][a-z])"),
    ("street", r"\b\d{1,6}\ (?i:highway|hwy|county\ road|state\ route|route|us)\ \d{1,4}\b"),
    ("amount", r"[$\u20ac\u00a3]\ ?\d[\d,]*(?:\.\d+)?(?:\ ?[kKmM]\b)?"),
    ("amount", r"(?<![\d,])\d[\d,]{0,14}(?:\.\d{1,4})?\ ?(?i:dollars|usd|bucks|cents)\b"),
    ("amount", r"(?<![\w.,])\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?\b(?!-)"),
    (
        "amount",
        (
            r"\b(?i:paid|pays|allowed|allowable|balance|charges?(?:\ of)?|copay|co-pay|deductible|coinsurance|total(?:\ of)?|"
            r"reimbursed|payment(?:\ of)?|fee(?:\ of)?|amount(?:\ of)?|billed\ amount)\ (?i:is\ |was\ |at\ |of\ |only\ )?\d[\d,]*\.\d{2}\b"
        ),
    ),
    (
        "amount",
        r"(?i:\b(?:balance|copay|co-pay|deductible|coinsurance)(?:\ (?:due|owed))?(?:\ is|\ was|\ of)?[:\ ]\ ?)\d[\d,]*\b(?![.-]\w)",
    ),
    ("amount", rf"(?<![\w.,-])\d{{5}}\.(?!(?:{_GLUED})\b)\d\d(?![\w.])"),
    ("amount", rf"(?i:\b(?:{_MOVED})\ (?:\w+\ ){{0,2}})\d[\d,]*\.\d{{2}}\b"),
    ("amount", r"(?i:\btotal\ of\ )\d{4,}\b(?!-)"),
    ("amount", r"(?i:\b(?:gift|donation|bonus|salary|sum|loan|grant)\ of\ )\d+\b"),
    ("carc", r"\b(?:CO|PR|OA|PI|CR)[\ -]?(?:[A-W]?\d{1,3})(?![\w.])"),
    (
        "rarc",
        (
            r"\b(?:CO|PR|OA|PI)[\ -]?[A-W]?\d{1,3}(?:[\ ,/;:+&()-]{1,3}(?:and\ |with\ |remarks?\ |rarcs?\ |codes?\ )*"
            r"(?:MA|M|N)\d{1,4}\b(?!\.\d))+"
        ),
    ),
    ("rarc", r"(?i:\b(?:rarcs?|remarks?(?:\ codes?)?)\b)[:\ ]{1,2}(?:(?:MA|M|N)\d{1,4}(?:\ ?(?:,|/|and|&)\ ?)?)+"),
    ("rarc", r"\bMA\d{2,3}\b"),
    ("drg", r"(?i:\b(?:ms-?|apr-?)?drgs?\b)[\ \#:]*(?:code\ )?\d{1,4}(?:(?:\ ?(?:,|/|and|or|-|vs\.?)\ ?)\d{1,4})*"),
    ("revenue code", r"(?i:\brev(?:enue)?(?:\ codes?)?\b\.?)[\ \#:]*\d{3,4}(?:(?:\ ?(?:,|/|and|or|&)\ ?)\d{3,4})*"),
    ("apc", r"(?i:\bapcs?\b)[\ \#:]*\d{3,4}"),
    ("place of service", r"(?i:\bpos\b|\bplace\ of\ service\b)(?i:\ code)?[\ \#:]*\d{2}\b"),
    ("taxonomy", r"\b\d{3}[A-Z0-9]{6}X\b"),
    ("long number", r"(?<![\w.])\d{6,}(?![\w.-])|(?<![\w.])\d{8,}(?=\W|$)"),
    ("mixed number", r"\b(?=[A-Z]*\d)(?=\w*[A-Z])[A-Z0-9]{8,}\b"),
    (
        "measure",
        r"(?<![\w.])\d{1,6}(?:\.\d+)?\ ?(?i:mg|mcg|ug|ml|cc|kg|g|gm|lbs?|oz|cm|mm|mmol|meq|iu|bpm|mmhg|[kmg]?hz|psi|percent)(?:/\w+)?\b",
    ),
    (
        "measure",
        (
            r"(?<![\w.])\d{1,4}(?:\.\d+)?[\ -]?(?i:min(?:ute)?s?|hrs?|hours?|days?|weeks?|months?|yrs?|years?|y/?o|inch(?:es)?|"
            r"miles?|degrees)\b"
        ),
    ),
    ("measure", r"(?<![\w.])\d+(?:\.\d+)?\ ?%"),
    (
        "measure",
        (
            r"(?i:\b(?:bp|bmi|wbc|plt|platelets?|ph|inr|tsh|psa|ldl|hdl|glucose|creatinine|"
            r"egfr|gfr|ef|hgb|hct|potassium|sodium|troponin|bnp|weight|wt|height|ht|temp|hr|rr|spo2|age|cd4|viral\ load|ferritin|"
            r"ck|cpk|ldh|crp|ast|alt|esr|lipase|copies|count)\b)(?:\ (?i:of|is|was|at|=|level|count))*[\ :=]*\d+(?:[./,]\d+){0,3}(?!\w)"
        ),
    ),
    # The procedure of the measure may stand behind its name: "A1C 83036".
    (
        "measure",
        r"(?i:\b(?:a1c|hba1c|hgba1c|hemoglobin\ a1c)\b)(?:\ (?:of|is|was|at|=|level))*[\ :=]*\d{1,2}(?:\.\d)?\b",
    ),
    *LABELLED,
    ("model", r"(?i:\b(?:ub-?|cms-?|hcfa-?|covid-?|sf-?)\ ?|\bcms-[a-z])\d{1,5}[A-Z]?\b(?!\.\d)"),
    (
        "model",
        (
            r"(?i:\b(?:page|pg|iso|version|form|check|chart)\ )[A-Z]?\d{2,5}(?:\.\d)?[A-Z]?\b|"
            r"(?i:\b(?:form|ada|iso|rev|version|ver|v|chapter|section|page|pg|step|level|stage|grade|type|phase|tier|figure|table|"
            r"exhibit|schedule|part|category)[\ \#.]{1,2})\d{1,4}[A-Z]?\b(?!\.\d)"
        ),
    ),
    ("icd-9", r"(?i:\bicd-?\ ?9(?:-cm)?\b)[\ :]*(?i:codes?\ )?(?:[EV]?\d{2,3}(?:\.\d{1,2})?)"),
    ("icd-9", r"\b\d{3}\.\d{1,2}\b(?!\d)"),
    ("system name", r"(?i:\bicd-?\ ?(?:9|10)(?:-?(?:cm|pcs))?\b)"),
    (
        "message",
        r"\b(?:HL7|ADT|ORU|ORM|DFT|SIU|MDM|VXU|ACK)[\ ^_-]{1,3}[A-Z]\d{2}\b(?:(?:,|/|\ and|\ or|\ )\ ?[A-Z]\d{2}\b)*",
    ),
    ("message", r"\b(?:MSH|EVN|PID|PV1|NK1|OBR|OBX|IN1)\|\S*"),
    ("message", r"(?i:\bx12)(?=\ (?:file|edi|27[0-8]|83[57]|format|transaction|version|005010|5010|segment|n?\b))"),
    ("cells", r"\b[A-Z]{1,2}\d{1,4}:[A-Z]{1,2}\d{1,4}\b"),
    ("reference", r"\bCR\ \d{4,6}\b"),
    ("dosing", r"\b[Qq]\d{1,2}[Hh]\b"),
)

_SCANNERS = tuple((kind, re.compile(shape)) for kind, shape in _SHAPES)


def look_alikes(text: str) -> Iterator[LookAlike]:
    """Every claimed span, by kind; spans may overlap. A glued modifier ("99213-25") is never part of one."""
    for kind, scanner in _SCANNERS:
        for found in scanner.finditer(text):
            yield LookAlike(kind, found.start(), found.end())


def claimed(text: str, except_for: frozenset[str] = frozenset()) -> bytearray:
    """One byte a character, 1 where something else than a code stands; kinds in ``except_for`` claim nothing."""
    mask = bytearray(len(text))
    for found in look_alikes(text):
        if found.kind not in except_for:
            mask[found.start : found.end] = b"\x01" * (found.end - found.start)
    return mask
