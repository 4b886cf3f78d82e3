"""What each cell of medical decision making means and what the record must show for it, in words of our own.

Source of the rules: CPT Evaluation and Management guidelines of 2021 (office) and 2023 (all others), adopted by CMS in the
physician fee schedule final rules for 2021 and 2023. No text of either stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Complexity(IntEnum):
    """How complex an element, or the whole decision making, is."""

    STRAIGHTFORWARD = 1
    LOW = 2
    MODERATE = 3
    HIGH = 4

    @property
    def words(self) -> str:
        return self.name.lower()


class Element(StrEnum):
    PROBLEMS = "problems"
    DATA = "data"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be true of a visit: a short key for forms, its complexity, and when it is true."""

    key: str
    complexity: Complexity
    words: str


_S, _L, _M, _H = Complexity

PROBLEMS = (
    Option("minor", _S, "One small trouble that passes by itself"),
    Option("minors", _L, "Two or more small troubles"),
    Option("chronic", _L, "One chronic illness at its treatment goal"),
    Option("acute", _L, "One new illness or injury without complications, or one that is settling"),
    Option("inpatient", _L, "One uncomplicated acute illness or injury that needs the hospital (since 2023)"),
    Option("worse", _M, "A chronic illness that is worse, short of its goal, or has side effects of treatment"),
    Option("chronics", _M, "Two or more chronic illnesses at their goals"),
    Option("uncertain", _M, "A new problem whose nature is open, with serious disease among the answers"),
    Option("systemic", _M, "An acute illness that affects the whole body"),
    Option("injury", _M, "An acute injury that needs a look beyond the injured part, or is extensive"),
    Option("severe", _H, "A chronic illness that has become severely worse, near to needing the hospital"),
    Option("threat", _H, "An illness or injury that endangers life or the function of an organ in the near term"),
)
RISKS = (
    Option("minimal", _S, "Rest, a bandage, nothing to decide that could do harm"),
    Option("low", _L, "Treatment with little risk: over-the-counter drugs, physical therapy"),
    Option("drug", _M, "A prescription drug is started, changed, or kept after it was weighed"),
    Option("minor-risk", _M, "A decision on minor surgery, with risk factors of patient or procedure"),
    Option("major", _M, "A decision on planned major surgery, without risk factors"),
    Option("social", _M, "Living conditions stand in the way of diagnosis or treatment"),
    Option("toxic", _H, "A drug that is watched for poisoning by tests at set times"),
    Option("major-risk", _H, "A decision on planned major surgery, with risk factors"),
    Option("emergency", _H, "A decision on emergency major surgery"),
    Option("hospital", _H, "A decision on admission, or on a higher level of hospital care"),
    Option("limits", _H, "A decision not to resuscitate, or to treat less, because the outlook is poor"),
    Option("parenteral", _H, "A controlled substance by injection or infusion (since 2023)"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the grid: what reaches it, and what the record must show."""

    reached: str
    shown: str


GRID: dict[Element, dict[Complexity, Cell]] = {
    Element.PROBLEMS: {
        _S: Cell("one small trouble", "what it is, and that it needs little"),
        _L: Cell(
            "two small troubles, one chronic illness at its goal, or one new uncomplicated one",
            "each problem with its state today: at goal, settling, or uncomplicated and why",
        ),
        _M: Cell(
            "one chronic illness that is not at its goal, two that are, an open new problem, whole-body illness or a "
            "complicated injury",
            "for each chronic illness the goal and how far off it is; for a new one what is considered and why",
        ),
        _H: Cell(
            "a chronic illness severely worse, or danger to life or an organ",
            "what is threatened, how soon, and the findings that say so",
        ),
    },
    Element.DATA: {
        _S: Cell("fewer than two items", "nothing beyond the visit"),
        _L: Cell(
            "two items (outside notes, results, orders), or somebody else who tells the history",
            "each test by its name, once, and each outside note by its source; who told the history, and why",
        ),
        _M: Cell(
            "three items (a history by somebody else is one), or a reading of one's own, or a discussion",
            "the reader's own finding of the image or tracing, or with whom outside the practice it was discussed and what came of it",
        ),
        _H: Cell(
            "two of these three: three items, a reading of one's own, a discussion",
            "both of the two, each as for moderate",
        ),
    },
    Element.RISK: {
        _S: Cell("nothing that could do harm", "the advice that was given"),
        _L: Cell("treatment with little risk", "what was advised"),
        _M: Cell(
            "a prescription drug weighed, minor surgery with risk factors, major without, living conditions in the way",
            "the drug with dose and the thought behind it; the risk factors of this patient; what living condition changes which step",
        ),
        _H: Cell(
            "watching for poisoning, surgery of high risk, admission, limits of treatment, injected controlled substances",
            "the drug, the test and how often; the risk factors; who decided what, with the patient or family",
        ),
    },
}
TIME_SHOWN = (
    "the total minutes of the billing practitioner on the day of the visit, face to face or not, and on what they were "
    "spent; not staff time, not travel, not what is billed apart"
)


def option(options: tuple[Option, ...], key: str) -> Option | None:
    """Return the option with this key, or None."""
    return next((one for one in options if one.key == key), None)
