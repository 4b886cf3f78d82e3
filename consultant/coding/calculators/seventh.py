"""Seventh characters of an ICD-10-CM code: which it may take, what they mean, and which fits an encounter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consultant.coding.cards import entry_of
from consultant.coding.catalogue import Catalogue, Header, NoteKind
from consultant.coding.sets import System

_CHARACTERS = "ABCDEFGHJKMNPQRS0123456789"
_BELOW = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_PLACES = 6
SOURCE = "ICD-10-CM Official Guidelines, section I.A.5 and I.C.19.a"


class Encounter(StrEnum):
    """What the patient came for. The values are the words by which the official meanings begin."""

    INITIAL = "initial encounter"
    SUBSEQUENT = "subsequent encounter"
    SEQUELA = "sequela"

    @property
    def words(self) -> str:
        """When it is true, for the person who chooses."""
        return _ENCOUNTERS[self]


_ENCOUNTERS = {
    Encounter.INITIAL: "active treatment, by whichever physician and however often",
    Encounter.SUBSEQUENT: "routine care while it heals or recovers",
    Encounter.SEQUELA: "a condition that the injury left behind",
}


class Healing(StrEnum):
    """How a fracture heals, at a subsequent encounter. The values are the words of the official meanings."""

    ROUTINE = "routine healing"
    DELAYED = "delayed healing"
    NONUNION = "nonunion"
    MALUNION = "malunion"


class Wound(StrEnum):
    """Whether a fracture is closed, or open and of which Gustilo type, as the official meanings word it."""

    CLOSED = "closed fracture"
    OPEN_1_2 = "open fracture type I or II"
    OPEN_3 = "open fracture type IIIA, IIIB, or IIIC"


@dataclass(frozen=True, slots=True)
class SeventhCharacter:
    """A seventh character that the code may take, its meaning, and the code that it makes."""

    character: str
    meaning: str
    code: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the encounter; None: not said."""

    encounter: Encounter | None = None
    healing: Healing | None = None
    wound: Wound | None = None


def stem(code: str) -> str:
    """Return a code (normal form) without its seventh character and its placeholders: "T81.40XA" gives "T81.40"."""
    bare = code.replace(".", "")
    bare = bare[:_PLACES].rstrip("X") if len(bare) > _PLACES else bare
    return f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare


def seventh_characters(catalogue: Catalogue, code: str, on: date) -> tuple[SeventhCharacter, ...]:
    """Return the seventh characters of a code that wants one, each with the whole code, its placeholders in place.

    Empty for a code without such a note, and for one that lacks more than the seventh. Source: the tabular list of the
    release that speaks on ``on``.
    """
    entry = entry_of(catalogue.ask(System.CM, code, on))
    bare = code.replace(".", "")
    if entry is None or len(bare) > _PLACES or not any(note.kind is NoteKind.SEVENTH for note in entry.notes):
        return ()
    padded = bare.ljust(_PLACES, "X")
    found = []
    for character in _CHARACTERS:
        whole = f"{padded[:3]}.{padded[3:]}{character}"
        if catalogue.listed(System.CM, whole):
            made = entry_of(catalogue.ask(System.CM, whole, on))
            words = made.text.removeprefix(entry.text).lstrip(", ") if made is not None else ""
            found.append(SeventhCharacter(character, words, whole))
    return tuple(found)


def stems_below(catalogue: Catalogue, code: str, on: date) -> tuple[str, ...]:
    """Return the next codes below a header whose leaves have a seventh character; a placeholder alone is no choice."""
    bare = code.replace(".", "")
    if len(bare) >= _PLACES:
        return ()
    below = [f"{bare[:3]}.{bare[3:]}{character}" for character in _BELOW]
    found = tuple(one for one in below if _takes_a_seventh(catalogue, one, on))
    if len(found) == 1 and found[0].endswith("X") and len(bare) + 1 < _PLACES:
        return stems_below(catalogue, found[0], on) or found
    return found


def _takes_a_seventh(catalogue: Catalogue, code: str, on: date) -> bool:
    """Whether leaves below a header have a seventh character."""
    answer = catalogue.ask(System.CM, code, on) if catalogue.listed(System.CM, code) else None
    return isinstance(answer, Header) and any(len(leaf.code) > _PLACES + 1 for leaf in answer.leaves)


def fitting(offered: Sequence[SeventhCharacter], told: Told) -> tuple[SeventhCharacter, ...]:
    """Return those whose meaning agrees with what is told; what a meaning does not speak of excludes nothing.

    Source: ``SOURCE``. A fracture that is not said to be open or closed is coded as closed (I.C.19.c), which is the
    coder's to choose.
    """
    return tuple(one for one in offered if _agrees(one.meaning.lower(), told))


def asked_for(offered: Sequence[SeventhCharacter]) -> tuple[bool, bool, bool]:
    """Return whether encounter, healing and wound decide among these at all."""
    words = [one.meaning.lower() for one in offered]
    return (
        any(_kind(meaning) is not None for meaning in words),
        any(str(how) in meaning for how in Healing for meaning in words),
        any("open fracture" in meaning for meaning in words),
    )


def _agrees(meaning: str, told: Told) -> bool:
    kind = _kind(meaning)
    if told.encounter is not None and kind is not None and kind is not told.encounter:
        return False
    heals = next((how for how in Healing if str(how) in meaning), None)
    if told.healing is not None and heals is not None and heals is not told.healing:
        return False
    wound = _wound(meaning)
    return told.wound is None or wound is None or told.wound in wound


def _kind(meaning: str) -> Encounter | None:
    return next((kind for kind in Encounter if str(kind) in meaning), None)


def _wound(meaning: str) -> frozenset[Wound] | None:
    """The wounds of which a meaning speaks. "Open fracture NOS" and "open fracture" alone count as type I or II."""
    if "closed fracture" in meaning:
        return frozenset({Wound.CLOSED})
    found = re.search(r"open fracture(?P<type>.*)", meaning)
    if found is None:
        return None
    if "iii" in found["type"]:
        return frozenset({Wound.OPEN_3})
    return (
        frozenset({Wound.OPEN_1_2})
        if re.search(r"\bi\b|\bii\b|nos", found["type"])
        else frozenset(Wound) - {Wound.CLOSED}
    )
