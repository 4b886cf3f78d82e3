"""ICD-10-PCS built character by character: what the chosen ones mean, and what may follow."""

from dataclasses import dataclass
from datetime import date

from consultant.coding.cards import CodeCard, FoundBy, card
from consultant.coding.catalogue import Catalogue
from consultant.coding.edits import NotHeld
from consultant.coding.indexes import Choices, Indexes
from consultant.coding.releases.icd10pcs_definitions import Definition
from consultant.coding.releases.icd10pcs_tables import Axis
from consultant.coding.sets import Reference, System
from consultant.coding.systems import icd10pcs
from consultant.domain.rights import Action, Person, demand

LIMIT = 40
"""So many characters are looked at; a code has seven."""
_OPERATION, _DEVICE = 3, 6
_ANY_OPERATION = "All applicable"


@dataclass(frozen=True, slots=True)
class Value:
    """A character in its place. ``code`` ends with it; ``meaning`` and ``includes`` are empty where nothing explains it."""

    character: str
    words: str
    meaning: str
    includes: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen value, the name of its place (section, body system, ...), and the code as it stood before."""

    place: str
    value: Value
    before: str


@dataclass(frozen=True, slots=True)
class Tables:
    """Installed tables, and the first day on which they speak."""

    label: str
    begins: date


@dataclass(frozen=True, slots=True)
class PcsBuild:
    """A code on its way. ``place`` and ``choices`` are the next character's; ``card`` is the code's where seven stand.

    ``refused`` are characters that no table has there. ``missing`` says that no tables speak for the date, and
    ``elsewhere`` are those that speak for others; ``unexplained`` says why no definitions are shown.
    """

    on: date
    code: str
    chosen: tuple[Chosen, ...] = ()
    refused: str = ""
    place: str | None = None
    choices: tuple[Value, ...] = ()
    card: CodeCard | None = None
    tables: str | None = None
    stale: str | None = None
    missing: str | None = None
    elsewhere: tuple[Tables, ...] = ()
    unexplained: str | None = None


def is_whole(characters: str) -> bool:
    """Whether they have the shape of a whole code."""
    return icd10pcs.normalise(characters) is not None


def build(person: Person, catalogue: Catalogue, characters: str, *, on: date) -> PcsBuild:
    """Go along ``characters`` (any case, blanks between) as far as the tables of the date do. Raises Forbidden."""
    demand(person, Action.FIND_CODES)
    indexes = catalogue.indexes
    asked = "".join(characters.split()).upper()[:LIMIT]
    first = indexes.pcs_choices("", on)
    if not isinstance(first, Choices):
        reason = first.reason if first else "the tables are empty"
        return PcsBuild(on, asked, missing=reason, elsewhere=_elsewhere(catalogue))
    chosen: tuple[Chosen, ...] = ()
    axis: Axis | None = first.axis
    for character in asked:
        words = dict(axis.values).get(character) if axis else None
        if axis is None or words is None:
            break
        value = _value(indexes, chosen, character, words, on)
        chosen = (*chosen, Chosen(axis.title, value, asked[: len(chosen)]))
        following = indexes.pcs_choices(value.code, on)
        axis = following.axis if isinstance(following, Choices) else None
    code = asked[: len(chosen)]
    unexplained = indexes.pcs_definitions("", 1, "", on)
    return PcsBuild(
        on,
        code,
        chosen=chosen,
        refused=asked[len(chosen) :],
        place=axis.title if axis else None,
        choices=tuple(_value(indexes, chosen, *value, on) for value in axis.values) if axis else (),
        card=_card(catalogue, code, on),
        tables=first.release.label,
        stale=first.release.staleness(on),
        unexplained=unexplained.reason if isinstance(unexplained, NotHeld) else None,
    )


def _elsewhere(catalogue: Catalogue) -> tuple[Tables, ...]:
    held = [one for one in reversed(catalogue.references) if one.system is Reference.PCS_TABLES]
    return tuple(Tables(one.label, one.effective_from) for one in held)


def _value(indexes: Indexes, chosen: tuple[Chosen, ...], character: str, words: str, on: date) -> Value:
    """A value behind those that are chosen, as the definitions of its section explain it."""
    section = chosen[0].value.character if chosen else character
    found = indexes.pcs_definitions(section, len(chosen) + 1, words, on)
    explained = () if isinstance(found, NotHeld) else found
    includes = [term for one in explained for term in one.includes]
    if len(chosen) + 1 == _DEVICE:
        includes += [device for device in _devices(indexes, chosen, character, words, on) if device not in includes]
    before = chosen[-1].value.code if chosen else ""
    return Value(character, words, " ".join(map(_meaning, explained)).strip(), tuple(includes), before + character)


def _meaning(one: Definition) -> str:
    return " ".join(f"{words.rstrip('.')}." for words in (one.definition, one.explanation) if words)


def _devices(indexes: Indexes, chosen: tuple[Chosen, ...], character: str, words: str, on: date) -> list[str]:
    """Devices of their own that count under this one in the chosen body system and operation."""
    system, operation = chosen[1].value.words, chosen[_OPERATION - 1].value.words
    found = indexes.pcs_devices(character, words, on)
    return [
        one.device
        for one in (() if isinstance(found, NotHeld) else found)
        if one.operation in (_ANY_OPERATION, operation) and system in one.body_systems
    ]


def _card(catalogue: Catalogue, code: str, on: date) -> CodeCard | None:
    if not is_whole(code):
        return None
    return card(System.PCS, code, catalogue.ask(System.PCS, code, on), on, found_by=FoundBy.MENTION, why="")
