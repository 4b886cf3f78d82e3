"""Is it a code? Shape, then what the lists know, then the words around it.

A string is a code only on evidence: the lists know it and its form is unmistakable, or the sentence speaks of coding.
What has the shape alone waits: it becomes a code when it stands in a row with one (``find``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from consultant.coding.catalogue import Billable
from consultant.coding.mentions.attached import modifiers_after, units_around
from consultant.coding.mentions.candidates import Candidate
from consultant.coding.mentions.numbers import is_edited
from consultant.coding.mentions.scene import Scene
from consultant.coding.sets import System
from consultant.coding.systems import cpt

_DIAGNOSIS = re.compile(
    r"\b(?:dx|diagnos\w+|icds?|icd-?10(?:-cm)?|principal|first[ -]?listed|sequela|etiology|manifestation|excludes\d?|"
    r"categor(?:y|ies)|headers?|unspecified|7th|seventh|laterality|medical necessity)\b",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(
    r"\b(?:cpts?|hcpcs?|cat(?:egory)?\.? (?:i{1,3}|[123])|procedures?|modifiers?|mods?|e/?m|units?|append\w*|bundl\w+|unbundl\w+|ncci|mue|add-?on|px|apcs?|drgs?)\b",
    re.IGNORECASE,
)
_CODING = re.compile(
    r"\b(?:codes?|coded|coding|recode|bill(?:s|ed|ing|able)?|rebill\w*|claims?|denied|denials?|denies|den(?:y|ying)|reject\w*|"
    r"report(?:ed|able|ing)?|submit(?:ted|ting)?|charged?|charges|charging|paid|pays?|payer|link(?:ed|s)?|point(?:ed|er|s)|"
    r"primary|secondary|assign(?:ed)?|use[ds]?|using|versus|vs|instead|separately|covered|coverage|line|lcd|ncd|edit|"
    r"office visit|new patient|established|appropriate|correct(?:ed)?|support(?:ed|s)?|qualif\w+|reimburs\w+|"
    r"eobs?|remit\w*|auths?|authoriz\w+|precert\w*|fee sched\w*|rvus?|recoup\w*|refund\w*|payable|appeal\w*|audit\w*|(?:co|pr|oa|pi)-\d+)\b",
    re.IGNORECASE,
)
# What is done or handed out, in the words of those who do it; a sentence that names it may name its number too.
_CLINICAL = re.compile(
    r"\b(?:surgery|surgical|injections?|inj|infusions?|biops\w+|bx|excisions?|repairs?|destruction|debridement|arthroscop\w+|"
    r"arthroplasty|fusion|kypho\w*|vertebroplasty|colonoscop\w+|endoscop\w+|egd|echo|e[ck]g|mri|x-?rays?|ultrasound|labs?|"
    r"panel|culture|vaccines?|immunizations?|shots?|psychotherapy|anesthesia|stents?|catheter\w*|lesions?|implants?|supplies|"
    r"spirometry|a1c|hba1c|hgba1c|pcr|swabs?|(?:covid|lab|blood|rapid|flu|strep|antigen|stress|allergy|sleep)[ -]tests?|tests? (?=\d{5}\b)|"
    r"masks?|wheelchairs?|walkers?|braces?|orthos[ie]s|prosthe\w+|evals?|evaluations?|therapy|mammo\w*|specimens?|antepartum|postpartum|delivery|global)\b",
    re.IGNORECASE,
)
_TOWN = re.compile(
    r"\b(?!(?:Codes?|Procedures?|Medicare|Medicaid|Cpt|Bill|Billed|Report|Add|Use|Also|And|Or|Should|Can|Is|Does|With|Did|For|"
    r"Line|Then|Plus|Injection|Labs?|Surgery|Mammo|Dialysis|Hydration)\b)[A-Z][a-z]+,?\s+$"
)
_FAINT = frozenset({"the line speaks of coding", "the sentence speaks of a procedure", "named by edits"})
_QUESTION = re.compile(r"[^.!?\n]*\?")
_PART = re.compile(
    r"\b(?:views?|labor|epidurals?|c-?sections?|lumbar|cervical|thoracic|knees?|shoulders?|hips?|wrists?|ankles?|eyes?|spine|graft|"
    r"flap|polyps?|hernia|lap|laparoscop\w+|contrast|drain\w*|aspirat\w+|removal|screening|surgeons?|pt|patient)\b",
    re.IGNORECASE,
)
REACH = 80
"""Characters behind a number in which its sentence must end as a question."""
_PLACED = re.compile(
    r"\b(?:at|in|near|from|to|is|was|about|of|zip|box|suite|room|po|invoice|ticket|order|check|claim|acct|account|batch|case|ref|reference|pin|code is|no\.?|number|call|fax|phone|ext\.?)[\s:#]\s*$",
    re.IGNORECASE,
)
_NOT_A_DIAGNOSIS = re.compile(
    r"\s*(?:masks?|respirators?|highway|interstate|bus|street|deficiency|shots?|vitamin|vertebra\w*|nerves?|disc|root|"
    r"visas?|forms?|tests?|protein|receptors?|cells?|virus|antigen)\b",
    re.IGNORECASE,
)
# Small words between the word that announces a code and the code.
_ON_THE_WAY = r"[\s:.]*(?:(?:for|as|with|of|to|is|was|are|a|an|the|only|both|just|also|either|it|them|our|first|code|codes)[\s:.]+){0,3}[(\[]?$"
_ANNOUNCED = re.compile(
    r"\b(?:codes?|coded|recoded|dx|diagnos[ei]s|diagnosed|icd(?:-?10)?(?:-cm)?|bill(?:ed|ing)?|report(?:ed|ing)?|submit(?:ted)?|"
    r"denied|rejected|linked|pointed|principal|primary|secondary)\b" + _ON_THE_WAY,
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"\b(?:offers?|offered|suggests?|suggested|picks?|picked|shows?|lists?|returns?|proposes?|instead|versus|vs|uses?|used)\b"
    + _ON_THE_WAY,
    re.IGNORECASE,
)
_SOFTWARE = re.compile(r"\b(?:software|encoder|grouper|scrubber|ehr|emr|codes?|dx|icd)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:did|does|done|doing|performed?|performing|underwent|ordered|came (?:in )?for|lots? of|help with|questions? (?:about|on|regarding)|"
    r"what(?:'s| is| does| about)|meaning of|difference between)\b" + _ON_THE_WAY,
    re.IGNORECASE,
)
_TOLD = re.compile(r"\s+(?:(?:was|is|got|were|has been)\s+)?(?:denied|rejected|billed|coded|paid)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The likeliest reading of a candidate; ``why`` names the evidence and is empty while there is none."""

    system: System
    code: str
    why: str


def weigh(scene: Scene, candidate: Candidate) -> Weighed | None:
    """What ``candidate`` is, or None when it is no code."""
    readings = dict(candidate.readings)
    if readings.keys() == {System.CPT}:
        return _cpt(scene, candidate, readings[System.CPT])
    if candidate.dotted:
        return _dotted(scene, candidate, readings[System.CM])
    if System.HCPCS in readings and System.CM in readings:
        return _letter_and_digits(scene, candidate, readings[System.HCPCS], readings[System.CM])
    known = next((pair for pair in candidate.readings if scene.catalogue.listed(*pair)), None)
    return _known(scene, candidate, *known) if known else _unlisted(scene, candidate, readings)


def _spoken(text: str) -> bool:
    """Whether a text speaks of procedure codes or of billing."""
    return bool(_PROCEDURE.search(text) or _CODING.search(text))


def _cpt(scene: Scene, candidate: Candidate, code: str) -> Weighed | None:
    if scene.zones.in_signature(candidate.start):
        return None
    around = scene.around(candidate.start)
    if not code.isdigit():
        told = _spoken(around) or (
            candidate.upper
            and _is_asked(scene, candidate, around)
            and (code.endswith("T") or is_edited(scene.catalogue, code))
        )
        return Weighed(System.CPT, code, "the sentence speaks of coding" if told else "")
    before = scene.before(candidate)
    why = _why(scene, candidate, code, around, before)
    # A town before a number and nothing else but the line for it: "ICD I48.91. We are at Lompoc 93436."
    if why in _FAINT and _TOWN.search(before):
        why = ""
    return Weighed(System.CPT, code, why)


def _why(scene: Scene, candidate: Candidate, code: str, around: str, before: str) -> str:
    """The evidence that a five-digit number is a procedure, empty for none."""
    why = ""
    if modifiers_after(scene.text, candidate.end)[0]:
        why = "carries a modifier"
    elif _spoken(around) or _DIAGNOSIS.search(around):
        why = "the sentence speaks of coding"
    elif cpt.is_evaluation(code):
        why = "an evaluation and management number"
    elif units_around(scene.text, candidate.start, candidate.end)[0] is not None:
        why = "carries units"
    elif _spoken(before):
        why = "the line speaks of coding"
    elif _DONE.search(before) or _CLINICAL.search(around):
        why = "the sentence speaks of a procedure"
    elif _is_asked(scene, candidate, around) and not _PLACED.search(before) and is_edited(scene.catalogue, code):
        why = "named by edits"
    return why


def _is_asked(scene: Scene, candidate: Candidate, around: str) -> bool:
    """Whether a number stands in a question, or where a part or a view of the body is spoken of."""
    asked = _QUESTION.search(scene.text, candidate.end, candidate.end + REACH)
    return asked is not None or _PART.search(around) is not None


def _dotted(scene: Scene, candidate: Candidate, code: str) -> Weighed | None:
    if scene.catalogue.listed(System.CM, code) and (len(code) > 3 or candidate.upper):
        return Weighed(System.CM, code, "listed")
    if scene.zones.in_signature(candidate.start):
        return None
    around = scene.around(candidate.start)
    plausible = len(code) > 4 and scene.catalogue.listed(System.CM, code[:3])
    if plausible and (_DIAGNOSIS.search(around) or _CODING.search(around)):
        return Weighed(System.CM, code, "written like a code of a listed category")
    return Weighed(System.CM, code, "")


def _letter_and_digits(scene: Scene, candidate: Candidate, hcpcs: str, diagnosis: str) -> Weighed | None:
    """A letter and four digits: HCPCS as written, or a diagnosis without its dot."""
    as_hcpcs = scene.catalogue.listed(System.HCPCS, hcpcs)
    as_diagnosis = scene.catalogue.listed(System.CM, diagnosis)
    # Where the HCPCS list is a sample its silence means nothing, and a header is seldom written without its dot.
    likelier = not as_hcpcs and (System.HCPCS in scene.whole or is_leaf(scene, diagnosis))
    if as_diagnosis and (likelier or _diagnosis_said_last(scene, candidate)):
        return Weighed(System.CM, diagnosis, "listed, written without its dot")
    if as_hcpcs:
        return Weighed(System.HCPCS, hcpcs, "listed")
    return _unlisted_hcpcs(scene, candidate, hcpcs)


def _unlisted(scene: Scene, candidate: Candidate, readings: dict[System, str]) -> Weighed | None:
    if System.HCPCS in readings:
        return _unlisted_hcpcs(scene, candidate, readings[System.HCPCS])
    return _pcs(scene, candidate, readings[System.PCS]) if System.PCS in readings else None


def _unlisted_hcpcs(scene: Scene, candidate: Candidate, code: str) -> Weighed | None:
    if scene.zones.in_signature(candidate.start):
        return None
    modifiers, end = modifiers_after(scene.text, candidate.end)
    units, _ = units_around(scene.text, candidate.start, end)
    around = scene.around(candidate.start)
    evident = candidate.upper and (
        is_edited(scene.catalogue, code)
        or modifiers
        or units is not None
        or any(said.search(around) for said in (_PROCEDURE, _CODING, _DIAGNOSIS, _CLINICAL))
    )
    return Weighed(System.HCPCS, code, "written like a HCPCS code where coding is spoken of" if evident else "")


def _known(scene: Scene, candidate: Candidate, system: System, code: str) -> Weighed | None:
    around = scene.around(candidate.start)
    spoken = bool(_CODING.search(around) or _DIAGNOSIS.search(around))
    if system is System.CM and len(code) == 3:
        # Three characters are a diagnosis only where one is spoken of: N95 is a mask more often than a menopause.
        if _NOT_A_DIAGNOSIS.match(scene.text, candidate.end):
            return None
        if not candidate.upper:
            return Weighed(system, code, _announced(scene, candidate, around))
        return Weighed(system, code, "listed, where coding is spoken of" if spoken else "")
    evident = candidate.upper or len(candidate.written) > 4 or spoken
    return Weighed(system, code, "listed" if evident else "")


def _announced(scene: Scene, candidate: Candidate, around: str) -> str:
    """Why three characters in lower case are a code: the words right before say so. They mean much else elsewhere."""
    before = scene.before(candidate)
    if _ANNOUNCED.search(before) or (_PROPOSED.search(before) and _SOFTWARE.search(around)):
        return "listed, and announced as a code"
    if _DIAGNOSIS.search(around) and is_leaf(scene, candidate.readings[0][1]):
        return "listed, where a diagnosis is spoken of"
    if _TOLD.match(scene.text, candidate.end):
        return "listed, and told of as a code"
    enclosed = before.endswith("(") and scene.behind(candidate).startswith(")")
    return "listed, where coding is spoken of" if enclosed and _CODING.search(around) else ""


def is_leaf(scene: Scene, diagnosis: str) -> bool:
    """Whether a release lists ``diagnosis`` as billable."""
    return any(
        isinstance(scene.catalogue.ask(System.CM, diagnosis, release.effective_from), Billable)
        for release in scene.catalogue.releases
        if release.system is System.CM
    )


def _pcs(scene: Scene, candidate: Candidate, code: str) -> Weighed | None:
    if System.PCS in scene.whole or not candidate.upper or not re.search(r"\d", candidate.written[1:]):
        return None
    named = re.search(r"\bpcs\b", scene.around(candidate.start), re.IGNORECASE)
    return Weighed(System.PCS, code, "named as PCS" if named else "")


def _diagnosis_said_last(scene: Scene, candidate: Candidate) -> bool:
    """Whether the last word before a candidate that speaks of either says diagnosis rather than procedure."""
    start, _ = scene.zones.sentence(candidate.start, len(scene.text))
    diagnosis = [found.end() for found in _DIAGNOSIS.finditer(scene.text, start, candidate.start)]
    procedure = [found.end() for found in _PROCEDURE.finditer(scene.text, start, candidate.start)]
    return bool(diagnosis) and (not procedure or diagnosis[-1] > procedure[-1])
