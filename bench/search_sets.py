"""Questions for the search, drawn from official files with a fixed seed, and said again as people would say them.

Nothing of the search's own tables is used here: abbreviations, slips and other words are this file's own, so that what is
measured is not what was put in. Each question has the codes that answer it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from consultant.coding.catalogue import NoteKind
from consultant.coding.releases.icd10_index import IndexTerm
from consultant.coding.releases.icd10cm_tabular import TabularRow

_NEAR = {
    "a": "sqz", "b": "vgn", "c": "xdv", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy", "i": "uok",
    "j": "hku", "k": "jli", "l": "kop", "m": "nj", "n": "bmh", "o": "ipl", "p": "ol", "q": "wa", "r": "etf",
    "s": "adw", "t": "ryg", "u": "yij", "v": "cbf", "w": "qes", "x": "zcs", "y": "tuh", "z": "xas",
}  # fmt: skip
_NOTES = (
    (r"\bright\b", ("rt", "R", "right-sided")),
    (r"\bleft\b", ("lt", "L", "left sided")),
    (r"\bbilateral\b", ("bilat", "both sides", "b/l")),
    (r"\bfractures?\b", ("fx", "broken")),
    (r"\bwithout\b", ("w/o", "no")),
    (r"\bwith\b", ("w/", "with", "and")),
    (r"\bdue to\b", ("d/t", "from", "because of", "caused by")),
    (r"\bhistory of\b", ("hx of", "h/o")),
    (r"\bacute\b", ("ac", "acute")),
    (r"\bchronic\b", ("chr", "chronic", "long standing")),
    (r"\bdisease\b", ("dz", "disease")),
    (r"\bsyndrome\b", ("syn", "syndrome")),
    (r"\binfection\b", ("infxn", "infection")),
    (r"\bunspecified\b", ("unspec", "NOS", "")),
    (r"\bpregnancy\b", ("preg", "pregnancy")),
    (r"\bdiabetes mellitus\b", ("DM", "diabetes")),
    (r"\bmalignant neoplasm\b", ("cancer", "malignancy", "ca")),
    (r"\bhemorrhage\b", ("bleeding", "bleed")),
    (r"\bhypertension\b", ("HTN", "high blood pressure")),
    (r"\bcalculus\b", ("stone",)),
    (r"\babdominal\b", ("abd", "abdominal")),
    (r"\bmotor[- ]vehicle\b", ("car", "MV")),
    (r"\baccident\b", ("crash", "accident")),
)
_ENCOUNTERS = {
    "initial encounter": ("first visit", "initial", "active treatment", "init enc"),
    "subsequent encounter": ("follow up visit", "f/u", "subsequent", "aftercare visit"),
    "sequela": ("late effect", "sequela", "sequelae"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the codes that are right for it."""

    kind: str
    words: str
    codes: frozenset[str]


def slip(word: str, chance: random.Random) -> str:
    """``word`` with one slip of the keyboard: a letter lost, doubled, exchanged or its neighbour."""
    at = chance.randrange(1, len(word))
    match chance.randrange(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case 2:
            return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
        case _:
            return word[:at] + chance.choice(_NEAR.get(word[at].lower(), "e")) + word[at + 1 :]


def _one_of(choices: Sequence[str], chance: random.Random) -> Callable[[object], str]:
    return lambda _: chance.choice(choices)


def as_written_by_people(text: str, chance: random.Random, *, slips: float = 0.25) -> str:
    """``text`` abbreviated, mistyped and turned round, as in a hurry."""
    said = text
    for pattern, choices in _NOTES:
        if chance.random() < 0.5:
            said = re.sub(pattern, _one_of(choices, chance), said, flags=re.IGNORECASE)
    parts = [part.strip() for part in said.split(",") if part.strip()]
    if len(parts) > 1 and chance.random() < 0.4:
        parts = [*parts[1:], parts[0]]
    words = " ".join(parts).split()
    made = 0
    for place, word in enumerate(words):
        if len(word) > 5 and word.isalpha() and made < 2 and chance.random() < slips:
            words[place] = slip(word, chance)
            made += 1
    said = " ".join(words)
    return said.lower() if chance.random() < 0.6 else said


def rephrased(text: str, chance: random.Random) -> str:
    """An official title of a leaf with side and encounter in other words, and its parts in another order."""
    for official, choices in _ENCOUNTERS.items():
        text = re.sub(rf",? ?{official}", _one_of([f", {choice}" for choice in choices], chance), text)
    for pattern, choices in _NOTES:
        if chance.random() < 0.6:
            text = re.sub(pattern, _one_of(choices, chance), text, flags=re.IGNORECASE)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and chance.random() < 0.5:
        chance.shuffle(parts)
    return " ".join(parts).lower()


def inclusion_terms(rows: Iterable[TabularRow]) -> Iterator[tuple[str, str]]:
    """Every inclusion term with the code that carries it."""
    for row in rows:
        for kind, text in row.notes:
            if kind is NoteKind.INCLUSION and row.kind != "seventh" and len(text) > 4:
                yield text, row.code


def index_lines(terms: Iterable[IndexTerm]) -> Iterator[tuple[str, str]]:
    """Every line of an index that leads to one code, its path as it is printed."""
    for term in terms:
        if len(term.codes) == 1 and not term.see:
            yield ", ".join(term.path), term.codes[0].rstrip("-").rstrip(".")


def sampled(found: Sequence[tuple[str, str]], count: int, chance: random.Random) -> list[tuple[str, str]]:
    """``count`` of ``found``, or all where there are fewer."""
    return chance.sample(list(found), min(count, len(found)))


_INTENTS = {
    "Poisoning Accidental (unintentional)": ("accidental overdose of {}", "{} poisoning by accident", "took too much {} by mistake", "child swallowed {}"),
    "Poisoning Intentional self-harm": ("suicide attempt with {}", "intentional {} overdose", "took {} on purpose to hurt herself", "{} od, self harm"),
    "Poisoning Assault": ("poisoned with {} by another person, assault", "assault by {}"),
    "Poisoning Undetermined": ("{} poisoning, intent undetermined", "{} overdose, unknown if on purpose, undetermined intent"),
    "Adverse effect": ("side effect of {}", "adverse effect of {} taken as prescribed", "adverse reaction to {}", "rash from {} taken correctly"),
    "Underdosing": ("stopped taking {}", "underdosing of {}", "ran out of {}", "not taking enough {}"),
}  # fmt: skip


def drug_questions(terms: Sequence[IndexTerm], count: int, chance: random.Random, *, slips: bool) -> Iterator[Asked]:
    """A substance of the table with an intent."""
    cells = [(term, head, code) for term in terms if len(term.path) <= 2 for head, code in term.cells]
    for term, head, code in chance.sample(cells, count):
        name = " ".join(reversed([part.split(" (")[0] for part in term.path]))
        words = name.split()
        if slips:
            words = [
                slip(word, chance) if len(word) > 5 and word.isalpha() and chance.random() < 0.4 else word
                for word in words
            ]
        form = next((forms for key, forms in _INTENTS.items() if key.lower() == head.lower()), None)
        if form is None:
            raise ValueError(f"no words for the column {head}")
        yield Asked("drug", chance.choice(form).format(" ".join(words)), frozenset({code.rstrip("-")}))


_BEHAVIOURS = {
    "Malignant Primary": ("{} cancer", "cancer of {}", "primary malignant neoplasm of {}", "{} malignancy", "carcinoma of the {}"),
    "Malignant Secondary": ("mets to {}", "metastasis to {}", "secondary cancer of {}", "metastatic disease to the {}"),
    "Ca in situ": ("carcinoma in situ of {}", "{} CIS", "in situ cancer of the {}"),
    "Benign": ("benign tumor of {}", "benign {} neoplasm"),
    "Uncertain Behavior": ("neoplasm of uncertain behavior of {}", "{} tumor of uncertain behavior"),
    "Unspecified Behavior": ("{} neoplasm, unspecified behavior", "neoplasm of {} unspecified nature"),
}  # fmt: skip


def neoplasm_questions(terms: Sequence[IndexTerm], count: int, chance: random.Random) -> Iterator[Asked]:
    """A site of the table with a behaviour."""
    cells = [(term, head, code) for term in terms if len(term.path) > 1 for head, code in term.cells]
    for term, head, code in chance.sample(cells, count):
        parts = [re.sub(r"\(.*?\)|\*", "", part).strip() for part in term.path[1:]]
        site = " ".join(parts if chance.random() < 0.5 else reversed(parts))
        forms = next((forms for key, forms in _BEHAVIOURS.items() if key.lower() == head.lower()), None)
        if forms is None:
            raise ValueError(f"no words for the column {head}")
        yield Asked("neoplasm", chance.choice(forms).format(site), frozenset({code.rstrip("-").rstrip(".")}))


_OPERATIONS = {
    "Excision": ("removal of part of", "excise", "partial removal of"),
    "Resection": ("complete removal of", "total removal of", "resect"),
    "Drainage": ("drain", "drainage of"),
    "Bypass": ("bypass from", "shunt"),
    "Dilation": ("dilate", "opening up of"),
    "Insertion": ("placement of", "insert", "put in"),
    "Removal": ("take out", "removal of"),
    "Replacement": ("replace", "replacement of"),
    "Repair": ("fix", "repair of"),
    "Reposition": ("reduction of", "move back into place"),
    "Supplement": ("reinforce", "augment"),
    "Destruction": ("ablation of", "destroy"),
    "Extirpation": ("take out solid matter from", "extirpation of"),
    "Revision": ("revise", "correct"),
    "Fusion": ("fuse", "fusion of"),
    "Release": ("free up", "release of"),
    "Occlusion": ("close off", "occlude"),
    "Restriction": ("narrow", "restriction of"),
    "Transfer": ("transfer",),
    "Inspection": ("look at", "inspection of"),
    "Division": ("cut through", "division of"),
}
_APPROACHES = {
    "Percutaneous Endoscopic Approach": ("laparoscopic", "arthroscopic", "perc endoscopic"),
    "Via Natural or Artificial Opening Endoscopic": ("endoscopic through natural opening", "via opening endoscopic", "endoscopically via natural opening"),
    "Via Natural or Artificial Opening": ("via natural opening", "through natural opening"),
    "Percutaneous Approach": ("percutaneous", "through the skin", "perc"),
    "Open Approach": ("open", "open surgery"),
    "External Approach": ("external", "from outside"),
}  # fmt: skip


def pcs_rephrased(title: str, chance: random.Random) -> str:
    """A title of ICD-10-PCS in a surgeon's order and words."""
    for official, choices in _OPERATIONS.items():
        if title.startswith(f"{official} of "):
            title = f"{chance.choice(choices)} {title.removeprefix(f'{official} of ')}"
            break
        if title.startswith(f"{official} "):
            title = f"{chance.choice(choices)} {title.removeprefix(f'{official} ')}"
            break
    for official, choices in _APPROACHES.items():
        if official in title:
            title = title.replace(f", {official}", "").replace(official, "")
            told = chance.choice(choices)
            title = f"{told} {title}" if chance.random() < 0.5 else f"{title} {told}"
            break
    title = re.sub(r"\bRight\b", lambda _: chance.choice(("right", "rt", "R")), title)
    title = re.sub(r"\bLeft\b", lambda _: chance.choice(("left", "lt", "L")), title)
    title = re.sub(r"\bNonautologous Tissue Substitute\b", "allograft", title) if chance.random() < 0.4 else title
    title = re.sub(r"\bAutologous Tissue Substitute\b", "autograft", title) if chance.random() < 0.4 else title
    title = re.sub(r"\bSynthetic Substitute\b", "synthetic graft", title) if chance.random() < 0.3 else title
    return " ".join(title.replace(",", " ").split()).lower()
