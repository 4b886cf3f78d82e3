"""What a mail states of patient, payer and place, before it is weighed against quotations and signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """A value with the stretch of text that says it; ``named`` tells whether the text names it or its words mean it."""

    value: str
    start: int
    end: int
    named: bool


# "a 20 year old policy" is nobody's age.
_THING = r"policy|policies|claims?|charts?|records?|notes?|devices?|implants?|practice|edits?|rules?|codes?|software|clinic|injury|fracture|wound|scar|bills?"
_OLD = re.compile(
    rf"(?<![\w./$-])(?P<age>\d{{1,3}})[ -]?(?:(?P<year>y\.?/?o\b\.?|y\.o\.|(?:years?|yrs?)[ -]?(?:old|of age)\b)(?! (?:{_THING})\b)|"
    rf"(?P<less>(?:months?|mos?|weeks?|wks?|days?)[ -]old\b(?! (?:{_THING})\b))|(?P<sex>[FM]\b(?![-/'.]?\w)))",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:age|aged|age is|age of|pt is|patient is)[ :]{1,2}(?P<age>\d{1,3})\b(?!\.\d|[/%-]|\s?(?:mg|lbs?|kg|days?|months?|weeks?))",
    re.IGNORECASE,
)
_AGED_LESS = re.compile(
    r"\b(?:age|aged|age is|age of)[ :]{1,2}(?P<age>\d{1,3}) ?(?P<less>months?|weeks?|days?)\b", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"\b(?:mother|father|mom|dad|sister|brother|husband|wife|spouse|doctor|provider)\b[^.\n]{0,20}$", re.IGNORECASE
)
_KIN = re.compile(
    r"\b(?:mother|father|mom|dad|sister|brother|husband|wife|spouse|son|daughter|doctor|dr|provider)\b", re.IGNORECASE
)
_FEMALE = re.compile(r"\b(?:female|woman|girl|lady|(?<=old )daughter|(?:sex|gender)[ :]{1,2}F)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:male|man|boy|gentleman|(?<=old )son|(?:sex|gender)[ :]{1,2}M)\b", re.IGNORECASE)
_AGE_SEX = re.compile(
    r"\b\d{1,3}[ -]?(?:y\.?/?o\.?|years?[ -]old|yrs?[ -]old)?[ ,-]{0,2}(?:[a-z]{2,12} )?(?P<sex>[FM])\b(?![-/'.]?\w)",
    re.IGNORECASE,
)
# "F/67", and "Mr. Smith, 59": sex and age in one.
_SEX_AGE = re.compile(r"(?<![\w/])(?P<sex>[FM])/(?P<age>\d{2,3})\b(?![/%.-]\w)")
_TITLED = re.compile(
    r"\b(?P<title>Mr|Mrs|Ms|Miss)\.? [A-Z][\w'-]+,? (?:is |aged? )?(?P<age>\d{1,3})(?=[,.;)]|\s(?:with|has|had|was|came|seen|who)\b)"
)
# "Medicare patient, 71, seen on Monday"; "patient, 25, 59" are modifiers.
_APPOSED = re.compile(
    r"\b(?:patient|pt|woman|man|female|male|lady|gentleman|boy|girl), (?P<age>\d{1,3})"
    r"(?=\)|[,;](?! ?\d)|\s(?:with|has|had|was|came|seen|who)\b)",
    re.IGNORECASE,
)
_BORN_SEX = re.compile(r"\b(?:DOB|born)[: ]{1,2}[\d/.-]{6,10},? (?P<sex>[FM])\b(?![-/'.]\w)")
_PATIENT_SHE = re.compile(r"\b(?:pt|patient)\b[^.?!\n]{0,120}\b(?P<sex>she|her|he|his|him)\b", re.IGNORECASE)
OLDEST = 120


def ages(text: str) -> Iterator[Stated]:
    """The patient's age in whole years; a child in its first year is 0. Another person's age is none."""
    for shape in (_OLD, _AGED, _AGED_LESS, _SEX_AGE, _TITLED, _APPOSED):
        for found in shape.finditer(text):
            groups = found.groupdict()
            if int(found["age"]) > OLDEST or _RELATIVE.search(text, max(0, found.start() - 30), found.start()):
                continue
            if groups.get("sex") and found["sex"].islower():
                continue
            months = groups.get("less") is not None
            value = int(found["age"]) // 12 if months and found["less"].lower().startswith("mo") else 0
            yield Stated(str(value if months else int(found["age"])), found.start(), found.end(), named=True)


def sexes(text: str) -> Iterator[Stated]:
    """The patient's sex, F or M."""
    for value, shape in (("F", _FEMALE), ("M", _MALE)):
        for found in shape.finditer(text):
            if not _RELATIVE.search(text, max(0, found.start() - 30), found.start()):
                yield Stated(value, found.start(), found.end(), named=True)
    for found in _AGE_SEX.finditer(text):
        if found["sex"].isupper() and not _RELATIVE.search(text, max(0, found.start() - 30), found.start()):
            yield Stated(found["sex"], found.start("sex"), found.end("sex"), named=True)
    for found in (*_SEX_AGE.finditer(text), *_BORN_SEX.finditer(text)):
        yield Stated(found["sex"], found.start("sex"), found.end("sex"), named=True)
    for found in _TITLED.finditer(text):
        yield Stated("M" if found["title"] == "Mr" else "F", found.start("title"), found.end("title"), named=False)
    for found in _PATIENT_SHE.finditer(text):
        if _KIN.search(found.group()):
            continue
        value = "F" if found["sex"].lower() in ("she", "her") else "M"
        yield Stated(value, found.start("sex"), found.end("sex"), named=False)


_PAYERS = (
    (
        "Medicare Advantage",
        r"medicare advantage|medicare replacement|MA plan|(?:humana|aetna|uhc|united\w*|bcbs|wellcare) medicare",
    ),
    # A Medicare contractor's name means Medicare.
    (
        "Medicare",
        r"medicare(?: part [abd])?|MCR|novitas|noridian|palmetto(?: GBA)?|first coast(?: service options)?|WPS GHA|national government services",
    ),
    ("Medicaid", r"(?:managed )?medicaid|medi-cal|MCD"),
    ("UnitedHealthcare", r"uhc|united ?health ?care|united ?health(?:care)?|UHC"),
    ("BCBS", r"bcbs\w{0,3}|bc/bs|blue cross(?: (?:and )?blue shield)?|blue shield"),
    ("Anthem", r"anthem"),
    ("Aetna", r"aetna"),
    ("Cigna", r"cigna"),
    ("Humana", r"humana"),
    ("Tricare", r"tri-?care"),
    ("Kaiser", r"kaiser(?: permanente)?"),
    ("Molina", r"molina"),
    ("Centene", r"centene|ambetter"),
    ("Oscar", r"oscar health"),
    ("VA", r"VA community care|triwest|optum va"),
    ("Workers' compensation", r"workers'? comp(?:ensation)?|work comp"),
    ("Railroad Medicare", r"railroad medicare|RRB"),
    ("Self-pay", r"self-?pay|cash pay"),
)
PAYERS = tuple(name for name, _ in _PAYERS)
"""Payers by the names that facts give them."""
_PAYER = re.compile(
    r"(?<![\w@.-])(?:"
    + "|".join(f"(?P<p{number}>{shape})" for number, (_, shape) in enumerate(_PAYERS))
    + r")(?![\w@])",
    re.IGNORECASE,
)
_NOT_PAYER = re.compile(r"\b(?:not|non|no|isn't|unlike|(if|when)|than|follows?)[ -]$", re.IGNORECASE)

_DOES = re.compile(
    r"(?: \w+)? (?:covers?|pays?|will|allows?|accepts?|requires?|reimburses?|considers?|has|denies)\b", re.IGNORECASE
)
_SECONDARY = re.compile(r" (?:(?:is|was|as|pays) )?(?:the )?(?:secondary|second|tertiary|supplement)\b", re.IGNORECASE)


def payers(text: str) -> Iterator[Stated]:
    """Payers by their usual names, in order of appearance; one that pays second is not named as the payer."""
    for found in _PAYER.finditer(text):
        excluded = _NOT_PAYER.search(text, max(0, found.start() - 12), found.start())
        # "confirm if Cigna covers it" names the payer, "if Medicare, then" does not.
        if found.lastgroup and (not excluded or (excluded[1] and _DOES.match(text, found.end()))):
            second = _SECONDARY.match(text, found.end()) is not None
            yield Stated(_PAYERS[int(found.lastgroup[1:])][0], found.start(), found.end(), named=not second)


STATES = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA", "Colorado": "CO",
    "Connecticut": "CT", "Delaware": "DE", "Florida": "FL", "Georgia": "GA", "Hawaii": "HI", "Idaho": "ID",
    "Illinois": "IL", "Indiana": "IN", "Iowa": "IA", "Kansas": "KS", "Kentucky": "KY", "Louisiana": "LA", "Maine": "ME",
    "Maryland": "MD", "Massachusetts": "MA", "Michigan": "MI", "Minnesota": "MN", "Mississippi": "MS", "Missouri": "MO",
    "Montana": "MT", "Nebraska": "NE", "Nevada": "NV", "New Hampshire": "NH", "New Jersey": "NJ", "New Mexico": "NM",
    "New York": "NY", "North Carolina": "NC", "North Dakota": "ND", "Ohio": "OH", "Oklahoma": "OK", "Oregon": "OR",
    "Pennsylvania": "PA", "Rhode Island": "RI", "South Carolina": "SC", "South Dakota": "SD", "Tennessee": "TN",
    "Texas": "TX", "Utah": "UT", "Vermont": "VT", "West Virginia": "WV", "Virginia": "VA", "Washington": "WA",
    "Wisconsin": "WI", "Wyoming": "WY", "District of Columbia": "DC", "Puerto Rico": "PR",
}  # fmt: skip
_STATE_NAME = re.compile(
    rf"\b(?P<name>{'|'.join(STATES)})\b(?!,? D\.?C\b)(?! (?:Ave|St|Street|Blvd|Rd|Dr|University|Hospital|syndrome)\b)"
)
_STATE_LETTERS = re.compile(
    rf"(?:\b[A-Z][a-z]+,? |(?i:\b(?:in|state[ :]|medicaid|bcbs(?: of)?|medicare) ?))\(?(?P<name>{'|'.join(STATES.values())})\b"
    rf"(?:(?P<zip> +\d{{5}})|(?=[\s,.;?)]|$))|\b(?P<before>{'|'.join(STATES.values())}) (?i:medicaid|medicare|bcbs|workers)\b"
)
_WORDS_TOO = frozenset({"OR", "IN", "ME", "HI", "OK", "PA", "MD", "MA", "DC", "CO", "PR", "ID", "LA", "AL"})
_IN_TOWN = re.compile(r"\b(?:in|near) $", re.IGNORECASE)

# "Dr. Virginia Jones" is a person.
_TITLE = re.compile(r"\b(?:Dr|Mrs?|Ms|Miss)\.? (?:[A-Z][a-z]+ )?$")
_SURNAME = re.compile(r"(?<=irginia|Georgia) (?!Medi|Blue|Work|BCBS|Health|Tech)[A-Z][a-z]+\b")


def states(text: str) -> Iterator[Stated]:
    """States by name or by their two letters where a town or a payer stands beside them."""
    for found in _STATE_NAME.finditer(text):
        if not (_TITLE.search(text, max(0, found.start() - 20), found.start()) or _SURNAME.match(text, found.end())):
            yield Stated(STATES[found["name"]], found.start(), found.end(), named=True)
    for found in _STATE_LETTERS.finditer(text):
        letters = found["name"] or found["before"]
        placed = found["zip"] or "," in found.group() or (found["before"] and letters not in ("CO", "PR"))
        placed = placed or (found["name"] and _IN_TOWN.search(text, max(0, found.start() - 12), found.start()))
        if placed or letters not in _WORDS_TOO:
            group = "name" if found["name"] else "before"
            yield Stated(letters, found.start(group), found.end(group), named=found["zip"] is None)
