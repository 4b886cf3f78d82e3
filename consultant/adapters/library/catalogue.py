"""The Catalogue over a set of active release files: which release speaks on a date, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from consultant.adapters.library.crosswalks import LibraryCrosswalks
from consultant.adapters.library.edits import LibraryEdits
from consultant.adapters.library.fees import LibraryFees
from consultant.adapters.library.indexes import LibraryIndexes
from consultant.adapters.library.numbers_only import NumbersOnly
from consultant.adapters.library.opening import AnyFile
from consultant.adapters.library.policies import LibraryPolicies
from consultant.adapters.library.references import LibraryReferences
from consultant.adapters.library.release_file import ReleaseFile
from consultant.coding.catalogue import (
    Answer,
    Billable,
    Entry,
    Expired,
    Header,
    Listed,
    NotChecked,
    NotYetEffective,
    ReferenceRelease,
    Release,
    Standing,
    Unknown,
    day,
)
from consultant.coding.comparison import likest
from consultant.coding.crosswalks import Crosswalks
from consultant.coding.edits import Edits
from consultant.coding.fees import Fees
from consultant.coding.indexes import SEARCHED, SEARCHED_TABLES, Indexes
from consultant.coding.policies import Policies
from consultant.coding.reference import References
from consultant.coding.search.index import WordIndex
from consultant.coding.sets import Reference, Set, System
from consultant.coding.spelling import near_codes

LEAVES_SHOWN = 12
NEAREST_SHOWN = 3
SUCCESSORS_SHOWN = 6
STANDING_NEAR = 400
"""Leaves below what is left of a code that is gone, among which its successors are looked for."""

# Modifiers stand in the HCPCS file.
_SETS = {System.MODIFIER: System.HCPCS}


class LibraryCatalogue:
    """Implements ``coding.catalogue.Catalogue``; frozen, so that a check ends with the releases it began with."""

    def __init__(self, files: Sequence[AnyFile]) -> None:
        ordered = sorted(files, key=_order)
        self._files = [file for file in ordered if isinstance(file, ReleaseFile)]
        self._references = tuple(file.release for file in ordered if not isinstance(file, ReleaseFile))
        self._edits = LibraryEdits(ordered)
        self._fees = LibraryFees(ordered)
        self._indexes = LibraryIndexes(ordered)
        self._policies = LibraryPolicies(ordered)
        self._reference = LibraryReferences(ordered)
        self._crosswalks = LibraryCrosswalks(ordered)
        self._words: dict[tuple[str, ...], WordIndex] = {}

    @property
    def releases(self) -> Sequence[Release]:
        return tuple(file.release for file in self._files)

    @property
    def references(self) -> Sequence[ReferenceRelease]:
        return self._references

    @property
    def edits(self) -> Edits:
        return self._edits

    @property
    def fees(self) -> Fees:
        return self._fees

    @property
    def indexes(self) -> Indexes:
        return self._indexes

    @property
    def policies(self) -> Policies:
        return self._policies

    @property
    def reference(self) -> References:
        return self._reference

    @property
    def crosswalks(self) -> Crosswalks:
        return self._crosswalks

    def listed(self, system: System, code: str) -> bool:
        return any(file.lists(system, code) for file in self._of(system))

    def history(self, system: System, code: str) -> Sequence[Standing]:
        found = ((file.release, file.entry(system, code)) for file in self._of(system))
        return tuple(
            Standing(release, entry.text if entry else None, entry is not None and entry.billable)
            for release, entry in found
        )

    def word_indexes(self, on: date) -> Sequence[tuple[Release, WordIndex]]:
        chosen = [self._widest(system, on) for system in (System.CM, System.PCS, System.HCPCS, System.CPT)]
        return tuple(
            (file.release, self._words_of(file)) for file in chosen if file and not isinstance(file, NumbersOnly)
        )

    def _words_of(self, file: ReleaseFile) -> WordIndex:
        """The list's phrases and those of the indexes of its year, put together once."""
        beside = self._indexes.searched(file.release.effective_from) if file.release.system is System.CM else []
        key = (file.release.sha256, *(index.release.sha256 for index in beside))
        words = self._words.get(key)
        if words is None:
            tables = {index.set: index.table for index in beside if index.set in SEARCHED_TABLES}
            words = self._words[key] = WordIndex(
                file.listing,
                [index.lines for index in beside if index.set in SEARCHED],
                drugs=tables.get(Reference.CM_DRUGS),
                neoplasms=tables.get(Reference.CM_NEOPLASMS),
                system=file.release.system,
            )
        return words

    def ask(self, system: System, code: str, on: date) -> Answer:
        files = self._of(system)
        if (system is System.CPT and not files) or (system is System.MODIFIER and not self.listed(system, code)):
            return NotChecked(system, code, "no licensed file installed")
        if not files:
            return NotChecked(system, code, f"no {system.title} release is installed")
        if system in (System.HCPCS, System.MODIFIER):
            return self._dated(system, code, on)
        return self._yearly(system, code, on)

    def _of(self, system: System) -> list[ReleaseFile]:
        return [file for file in self._files if file.release.system is _SETS.get(system, system)]

    def _nearest(self, system: System, on: date) -> ReleaseFile | None:
        """The newest release begun by ``on``, else the oldest of all."""
        files = self._of(system)
        begun = [file for file in files if file.release.effective_from <= on]
        return begun[-1] if begun else next(iter(files), None)

    def _widest(self, system: System, on: date) -> ReleaseFile | None:
        """The newest whole list begun by ``on``; a sample where there is no whole one."""
        begun = [file for file in self._of(system) if file.release.effective_from <= on and not file.release.sample]
        return begun[-1] if begun else self._nearest(system, on)

    def _yearly(self, system: System, code: str, on: date) -> Answer:
        """ICD-10 by fiscal, CPT by calendar year: the year's own list decides, and one alone speaks for the whole year."""
        files = self._of(system)
        year = _year(system, on)
        ours = [file for file in files if _year(system, file.release.effective_from) == year]
        if not ours:
            nearest = self._nearest(system, on)
            assert nearest is not None  # noqa: S101 - files were found above
            reason = f"no {system.title} list of {'' if system is System.CPT else 'FY '}{year} is installed"
            return NotChecked(system, code, reason, nearest.release, nearest.entry(system, code))
        # A part of a list speaks only where no whole list of the year is installed.
        ours = [file for file in ours if not file.release.sample] or ours
        begun = [file for file in ours if file.release.effective_from <= on]
        file = begun[-1] if begun else ours[0]
        caveat = None
        if not begun:
            first = f"1 Jan {year}" if system is System.CPT else f"1 Oct {year - 1}"
            caveat = f"the list of {first} is not installed; this release speaks for the whole year"
        return self._listed(file, system, code, caveat) or self._elsewhere(file, system, code, caveat)

    def _elsewhere(self, file: ReleaseFile, system: System, code: str, caveat: str | None) -> Answer:
        """A code that the speaking list lacks: known to an older list, to a newer one, or to none."""
        if file.release.sample:
            return NotChecked(
                system, code, f"not in the part of the {system.title} list that is installed", file.release
            )
        if (found := self._older(file, system, code)) is not None:
            other, entry = found
            last, exact = self._last_day(other)
            return Expired(entry, file.release, last, self._successors(entry, other, file), exact)
        for newer in self._of(system)[self._of(system).index(file) + 1 :]:
            if coming := newer.entry(system, code):
                return NotYetEffective(coming, newer.release, *self._first_day(newer))
        return self._unknown(file, system, code, caveat)

    def _dated(self, system: System, code: str, on: date) -> Answer:
        """HCPCS: the file itself holds first and last days, and speaks up to the end of its year."""
        file = self._nearest(system, on)
        assert file is not None  # noqa: S101 - the caller has seen that files are there
        release = file.release
        entry = file.entry(system, code)
        if release.effective_to is not None and on > release.effective_to:
            return NotChecked(system, code, f"no {system.title} release of {on.year} is installed", release, entry)
        if entry is None or file.undated:
            return self._by_other_dates(file, system, code, on) or self._undated(file, system, code, on)
        return self._by_dates(file, system, code, on) or self._undated(file, system, code, on)

    def _by_dates(self, file: ReleaseFile, system: System, code: str, on: date) -> Answer | None:
        """What the dates that a file states of a code say of ``on``, or None where it states none."""
        validity, entry = (None, None) if file.undated else (file.validity(system, code), file.entry(system, code))
        if validity is None or entry is None:
            return None
        added, terminated = validity
        if added is not None and on < added:
            return NotYetEffective(entry, file.release, added)
        if terminated is not None and on > terminated:
            return Expired(entry, file.release, terminated)
        before = on < file.release.effective_from
        return Billable(entry, file.release, "dates as stated in a later release" if before else None)

    def _by_other_dates(self, file: ReleaseFile, system: System, code: str, on: date) -> Answer | None:
        """A HCPCS code that the file of the date lacks, or lists without dates: what files with dates say of it.

        Later ones state when it came; older ones can only say that it ended.
        """
        files = self._of(system)
        place = files.index(file)
        for later in files[place + 1 :]:
            if (answer := self._by_dates(later, system, code, on)) is not None:
                return answer
        older = (self._by_dates(other, system, code, on) for other in reversed(files[:place]))
        return next((answer for answer in older if isinstance(answer, Expired)), None)

    def _undated(self, file: ReleaseFile, system: System, code: str, on: date) -> Answer:
        """A HCPCS code of which no file has dates: unknown only where the file is whole and speaks of the date."""
        release = file.release
        if file.undated:
            entry = file.entry(system, code)
            ended = ": a code that ended may still stand in it" if entry else ", and the code is not in it"
            return NotChecked(system, code, f"the list states no dates{ended}", release, entry)
        for other in self._of(system):
            if other.undated and (entry := other.entry(system, code)):
                reason = f"not in {release.label}, and the list that has it states no dates"
                return NotChecked(system, code, reason, other.release, entry)
        if release.sample:
            return NotChecked(
                system, code, f"not in the sample; the {System.HCPCS.title} file is not installed", release
            )
        if on < release.effective_from:
            reason = f"no {system.title} release of {day(on)} is installed, and later ones do not list it"
            return NotChecked(system, code, reason, release)
        if (found := self._older(file, system, code)) is not None:
            other, entry = found
            return Expired(entry, release, self._last_day(other)[0], exact=False)
        return self._unknown(file, system, code, None)

    def _listed(self, file: ReleaseFile, system: System, code: str, caveat: str | None) -> Answer | None:
        entry: Entry | None = file.entry(system, code)
        if entry is None:
            return None
        if entry.billable:
            return Billable(entry, file.release, caveat)
        leaves, count = file.leaves(system, code, LEAVES_SHOWN)
        older = self._older(file, system, code, billable=True)
        last, exact = self._last_day(older[0]) if older is not None else (None, False)
        stopped = last + timedelta(days=1) if last is not None and exact else None
        return Header(entry, file.release, leaves, count, caveat, stopped)

    def _older(
        self, file: ReleaseFile, system: System, code: str, *, billable: bool = False
    ) -> tuple[ReleaseFile, Entry] | None:
        """The newest older list that has the code (``billable``: as one that can be billed), and what it says of it."""
        for other in reversed(self._of(system)[: self._of(system).index(file)]):
            if (entry := other.entry(system, code)) and (entry.billable or not billable):
                return other, entry
        return None

    def _last_day(self, file: ReleaseFile) -> tuple[date, bool]:
        """The last day on which a list is the one that speaks, and whether the one after it is installed.

        It is its own last day, or the day before the next one begins.
        """
        files = self._of(file.release.system)
        following = [other.release for other in files[files.index(file) + 1 :] if not other.release.sample][:1]
        days = [release.effective_from - timedelta(days=1) for release in following]
        last = min(*days, *([file.release.effective_to] if file.release.effective_to else []), date.max)
        years = [_year(release.system, release.effective_from) for release in (file.release, *following)]
        return last, years[-1] - years[0] <= 1

    def _first_day(self, file: ReleaseFile) -> tuple[date, bool]:
        """The first day on which a list is the one that speaks, and whether the one before it is installed.

        The first installed list of a year speaks for it from its beginning.
        """
        release = file.release
        year = _year(release.system, release.effective_from)
        files = self._of(release.system)
        before = [other.release for other in files[: files.index(file)] if not other.release.sample][-1:]
        known = [_year(one.system, one.effective_from) for one in before]
        if year in known:
            return release.effective_from, True
        return date(year, 1, 1) if release.system is System.CPT else date(year - 1, 10, 1), year - 1 in known

    def _successors(self, gone: Entry, old: ReleaseFile, new: ReleaseFile) -> tuple[Listed, ...]:
        """Codes that are new where ``gone`` stood: below its nearest beginning that is left, likest text first."""
        if not gone.billable:
            return ()
        stems = [gone.code[:length].rstrip(".") for length in range(len(gone.code) - 1, 2, -1)]
        stem = next((stem for stem in stems if new.lists(gone.system, stem)), None)
        if stem is None:
            return ()
        below = list(new.leaves(gone.system, stem, STANDING_NEAR)[0])
        known = {one.code for one in old.listed_among(gone.system, [one.code for one in below])}
        return likest(gone.code, gone.text, [one for one in below if one.code not in known], SUCCESSORS_SHOWN)

    def _unknown(self, file: ReleaseFile, system: System, code: str, caveat: str | None) -> Unknown:
        nearest = file.listed_among(system, near_codes(system, code))[:NEAREST_SHOWN]
        return Unknown(system, code, file.release, tuple(nearest), caveat)


def _order(file: AnyFile) -> tuple[Set, date, bool, bool]:
    """By set and first day; of those of one day the one with dates, and the sample, stand last and are asked first."""
    dated = not (isinstance(file, ReleaseFile) and file.undated)
    return file.set, file.release.effective_from, dated, file.release.sample


def _year(system: System, on: date) -> int:
    """The year whose lists decide on a date: the calendar's for CPT, the federal fiscal year for ICD-10."""
    return on.year if system is System.CPT else fiscal_year(on)


def fiscal_year(on: date) -> int:
    """The federal fiscal year of a date: it begins on 1 October of the year before."""
    return on.year + (on.month >= 10)
