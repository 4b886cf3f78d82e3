"""A case beside what the releases say of it: what every rule reads, each code asked once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from consultant.coding.catalogue import (
    Answer,
    Billable,
    Catalogue,
    Entry,
    Expired,
    Header,
    NotChecked,
    NoteKind,
    NotYetEffective,
    Release,
    Sequencing,
)
from consultant.coding.edits import Edits, NotHeld
from consultant.coding.fees import Fees
from consultant.coding.reference import References
from consultant.coding.rules.note_codes import NamedCodes, named_codes
from consultant.coding.rules.values import Case
from consultant.coding.sets import System

MANIFESTATIONS = "manifestation_not_pdx"
"""The code editor's list of manifestations."""
Naming = tuple[int, NamedCodes]
"""Place of a note among an entry's notes, and codes that it names."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A listed diagnosis and the release that it was read from."""

    entry: Entry
    release: Release
    namings: dict[tuple[NoteKind, str], list[Naming]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The code in its normal form."""
        return self.entry.code

    @property
    def chapter(self) -> str:
        """The chapter's number; empty for a list without chapters."""
        return self.entry.ancestors[0].code if self.entry.ancestors else ""

    def names(self, kind: NoteKind, code: str) -> str | None:
        """The note of ``kind``, own or inherited, that names ``code``: where it stands and what it says; None for none."""
        bare = code.replace(".", "")
        for at, named in self._namings(kind, code[0]):
            if named.holds(bare):
                note = self.entry.notes[at]
                return f"at {note.at}: \u201c{note.text}\u201d"
        return None

    def _namings(self, kind: NoteKind, letter: str) -> list[Naming]:
        """What notes of ``kind`` name among the codes of ``letter``: most are about another chapter."""
        found = self.namings.get((kind, letter))
        if found is None:
            found = [one for one in self._all_namings(kind) if one[1].first[0] <= letter <= one[1].last[0]]
            self.namings[kind, letter] = found
        return found

    def _all_namings(self, kind: NoteKind) -> list[Naming]:
        found = self.namings.get((kind, ""))
        if found is None:
            notes = enumerate(self.entry.notes)
            found = [(at, named) for at, note in notes if note.kind is kind for named in named_codes(note.text)]
            self.namings[kind, ""] = found
        return found


class Chart:
    """What rules read of a case."""

    def __init__(self, case: Case, catalogue: Catalogue) -> None:
        self.case = case
        self._catalogue = catalogue
        self._answers: dict[tuple[System, str], Answer] = {}

    @property
    def edits(self) -> Edits:
        """NCCI edits."""
        return self._catalogue.edits

    @property
    def fees(self) -> Fees:
        """The Medicare physician fee schedule."""
        return self._catalogue.fees

    @property
    def reference(self) -> References:
        """Modifiers and the code editor."""
        return self._catalogue.reference

    def ask(self, system: System, code: str) -> Answer:
        """What ``code`` was on the date of the case."""
        key = (system, code)
        if key not in self._answers:
            self._answers[key] = self._catalogue.ask(system, code, self.case.on)
        return self._answers[key]

    @cached_property
    def diagnoses(self) -> Sequence[Diagnosis]:
        """The listed diagnoses in the case's order, each once.

        Without a list of the date the nearest one speaks: conventions and notes change little, and each finding names
        the release that it was read from.
        """
        listed = (self.listed(System.CM, code) for code in dict.fromkeys(self.case.diagnoses))
        return [Diagnosis(*one) for one in listed if one is not None]

    def listed(self, system: System, code: str) -> tuple[Entry, Release] | None:
        """What the release that speaks, else the nearest, lists under ``code``; None where none does."""
        match self.ask(system, code):
            case (
                Billable(entry=entry, release=release)
                | Header(entry=entry, release=release)
                | Expired(entry=entry, release=release)
                | NotYetEffective(entry=entry, release=release)
                | NotChecked(entry=Entry() as entry, release=Release() as release)
            ):
                return entry, release
            case _:
                return None

    def is_manifestation(self, diagnosis: Diagnosis) -> bool:
        """Whether the classification, or the code editor where it is installed, has the code as a manifestation."""
        if Sequencing.MANIFESTATION in diagnosis.entry.sequencing:
            return True
        lists = self.reference.editor_lists(diagnosis.code, self.case.on)
        return not isinstance(lists, NotHeld) and any(named.edit == MANIFESTATIONS for named in lists)

    @cached_property
    def procedures(self) -> tuple[str, ...]:
        """The procedure and supply codes of the lines, each once, in their order."""
        return tuple(dict.fromkeys(line.code for line in self.case.lines))
