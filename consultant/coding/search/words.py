"""Text to index words, the same way for official rows and for questions.

A word is a folded, lightly stemmed token. Nothing here knows a code: weights and matching are the index's business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

_TOKEN = re.compile(r"[0-9]+(?:st|nd|rd|th)\b|[a-z]+(?:'s\b)?|[0-9]+(?:\.[0-9]+)?[a-z]?")
_NOT = re.compile(
    r"\bnot (?:(?:specified as|having achieved|associated with|resulting in|including) (?=\w)|(?=intractable\b))"
)
_NON = re.compile(r"\bnon[- ](?=[a-z])")
# Where the article is a letter: "hepatitis A", "vitamin A", "type A".
_LETTER_A = re.compile(r"\b(hepatitis|hep|vitamin|influenza|flu|ha?emophilia|group|type) a\b")
_UNSAID = re.compile(r"\b(?:sites? not specified|not specified|unspecified sites?)\b")
# Brackets, and how HCPCS says what a service holds or how it is counted.
_ASIDE = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|[,;] (?:which )?includes .*|[,;] (?:each|per|with or without) .*|[,;] each$"
)

# Grammar, and flags of the classification that are no words of the disease (NOS and NEC).
_STOP = (
    "a an and any are as at be been by due for from has have if in into is it its nec nos not of on or per "
    "such than that the their then there these this those to was were which with within"
)
STOP = frozenset(_STOP.split())

# Words that stand in thousands of titles and say what is not known: matched, but hardly worth anything.
FAINT = {"unspecified": 0.2, "other": 0.45, "specified": 0.3, "elsewhere": 0.3, "classified": 0.3} | dict.fromkeys(
    ("type", "stage", "grade", "degree", "encounter"), 0.3
)

# What silence means: a title may say these without being asked. Transport accidents are of traffic, poisonings and falls
# accidental, encounters initial and fractures closed unless somebody says otherwise (Official Guidelines, I.C.19 and 20).
ASSUMED = FAINT | {
    "unspecified": 0.05,
    "traffic": 0.1,
    "accidental": 0.1,
    "unintentional": 0.1,
    "initial": 0.1,
    "closed": 0.1,
    "encounter": 0.05,
    "occupant": 0.3,
    "injured": 0.1,
    "injury": 0.3,
}

# An approach of ICD-10-PCS is one of its own, not a way of the approach that it begins with.
_APPROACHES = (
    (re.compile(r"\bpercutaneous endoscopic\b"), "percutaneousendoscopic"),
    (re.compile(r"\bvia natural or artificial opening endoscopic\b"), "viaopeningendoscopic"),
    (re.compile(r"\bvia natural or artificial opening(?: with percutaneous endoscopic assistance)?\b"), "viaopening"),
)

ABSENCE = 0.15
"""What it costs to say that something is not there."""
OF_PARTY, PARTY = "+", 0.2
"""The mark of a word that names a party of a collision, and what it costs to name one."""

# What nobody leaves unsaid who means it: a fracture is none of newborns, of stress or of tumours unless somebody says so.
_SELDOM = (
    "congenital newborn neonatal fetal pregnancy childbirth puerperium postpartum maternal obstetric tuberculous syphilitic "
    "gonococcal stress pathological postprocedural intraoperative family personal history juvenile rheumatoid drug induced "
    "secondary hereditary"
)
SELDOM_MEANT = frozenset(_SELDOM.split())
SELDOM = 2.2
"""What it costs to say one of them where the question does not."""

_COLLISION = "collision"
_AFTER_PARTIES = frozenset(
    ("traffic", "nontraffic", "accident", "boarding", "while", "initial", "subsequent", "sequela")
)
_WITHOUT = frozenset({"without", "no"})

# "Type II", "stage 3", "grades I and II": the number belongs to the word that counts, and is another word with each.
COUNTING = frozenset({"type", "stage", "grade", "degree", "class", "fetus"})
_NUMERALS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_NUMBER = re.compile(r"\d[0-9a-z.]*")
_JOINING = frozenset({"or", "and", "to"})
_ALTERNATIVE = frozenset({"or"})
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}

_BRITISH = (
    (re.compile(r"^haem"), "hem"),
    (re.compile(r"haem(?=[aor])"), "hem"),
    (re.compile(r"^(?:oe)(?=[ds])"), "e"),
    (re.compile(r"aemia"), "emia"),
    (re.compile(r"^(an|g?yn)ae"), r"\1e"),
    (re.compile(r"paed"), "ped"),
    (re.compile(r"diarrhoea"), "diarrhea"),
    (re.compile(r"rrhoea"), "rrhea"),
    (re.compile(r"^foet"), "fet"),
    (re.compile(r"tumour"), "tumor"),
    (re.compile(r"colour"), "color"),
    (re.compile(r"oesoph"), "esoph"),
    (re.compile(r"caec"), "cec"),
    (re.compile(r"faec"), "fec"),
    (re.compile(r"leuk?aem"), "leukem"),
)

# Greek and Latin plurals, of words longer than "doses" and "nuclei".
_PLURALS = (
    ("itides", "itis"),
    ("oses", "osis"),
    ("stases", "stasis"),
    ("ectases", "ectasis"),
    ("omata", "oma"),
    ("ae", "a"),
)
_SHORTEST_PLURAL = 6
_KEEP_S = ("ss", "us", "is", "itis", "sis", "as", "ps", "os")
_BARE_S = frozenset(
    ("diabetes", "herpes", "rabies", "scabies", "tabes", "caries", "lens", "pancreas", "biceps", "triceps", "forceps")
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded token without plural, possessive and British spelling ("Fractures" -> "fracture")."""
    word = word.removesuffix("'s")
    for plural, ending in _PLURALS:
        if len(word) > _SHORTEST_PLURAL and word.endswith(plural):
            return word.removesuffix(plural) + ending
    if len(word) < 4 or word[0].isdigit() or word in _BARE_S:
        return word
    for pattern, american in _BRITISH:
        word = pattern.sub(american, word)
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_KEEP_S):
        return word[:-1]
    return word


def fold(text: str) -> str:
    """Lower case without accents; typographic quotes become plain."""
    text = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if not text.isascii():
        text = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return text.lower()


def words(text: str) -> list[str]:
    """Stemmed words in order, stop words dropped, repetitions kept.

    What is said to be absent is another word than what is there: "without foreign body" gives "~foreign", "body", and
    "without obstruction or gangrene" "~obstruction", "~gangrene". A number that counts goes with its word: "type II" gives "type", "type2".
    """
    found: list[str] = []
    absent = denied = False
    counting = ""
    for token in _TOKEN.findall(_plain(text)):
        word = stem(_ORDINALS.get(token, token))
        if counting and (number := _NUMERALS.get(word) or _NUMBER.fullmatch(word)):
            found.append(f"{counting}{number if isinstance(number, str) else number[0]}")
        elif word in COUNTING:
            counting = word
            found.append(word)
        elif token in _WITHOUT:
            absent, counting = True, ""
        elif token not in STOP:
            found.append(f"~{word}" if absent else word)
            denied, absent, counting = absent, False, ""
        elif token in _JOINING:
            absent = denied and token in _ALTERNATIVE
        else:
            counting = ""
    return found


def with_parties(found: Sequence[str]) -> list[str]:
    """``found`` with each word behind "collision" once more as the other party's: a car hit by a van is no van hit by a car."""
    if _COLLISION not in found:
        return list(found)
    behind = found[found.index(_COLLISION) + 1 :]
    parties = [f"{_COLLISION}{OF_PARTY}{word}" for word in takewhile(lambda word: word not in _AFTER_PARTIES, behind)]
    return [*found, *parties]


@lru_cache(maxsize=131072)
def word_set(text: str) -> frozenset[str]:
    """The words of an official text, each once."""
    return frozenset(with_parties(words(text)))


def _plain(text: str) -> str:
    said = _UNSAID.sub("unspecified", _NOT.sub("without ", fold(text)))
    said = _LETTER_A.sub(r"\1 lettera", _NON.sub("non", said))
    if "endoscopic" in said or "opening" in said:
        for approach, word in _APPROACHES:
            said = approach.sub(word, said)
    return said


def essential_words(text: str) -> list[str]:
    """The words outside brackets: what stands inside may be present or absent without changing the code.

    Source: ICD-10-CM conventions, Official Guidelines, section I.A.7 (parentheses, square brackets).
    """
    return words(_ASIDE.sub(" ", text))


def variants(word: str) -> list[str]:
    """All spellings of ``word`` with one letter left out, itself first: the keys of spelling repair."""
    return [word, *dict.fromkeys(word[:at] + word[at + 1 :] for at in range(len(word)))]
