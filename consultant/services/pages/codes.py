"""Codes as pages: what a code is on a date, and what a search found, each with the release that it was read from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from consultant.coding.cards import FoundBy, Status, card, entry_of
from consultant.coding.catalogue import Answer, Catalogue, Level, Release
from consultant.coding.finding import ITSELF, find_codes
from consultant.coding.search.rank import Hit
from consultant.coding.sections import Asked
from consultant.coding.sets import System
from consultant.coding.sheet import CodeSheet, sheet
from consultant.coding.systems import NORMALISE, icd10cm
from consultant.domain.rights import Action, Person, demand
from consultant.errors import NotFound

LIMIT = 25
QUERY_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read: release, how old that is in words, and whether the release is a sample."""

    title: str
    stale: str | None
    sample: bool


_TONES = {Status.BILLABLE: "ok", Status.HEADER: "warn", Status.NOT_CHECKED: "info"}


@dataclass(frozen=True, slots=True)
class Found:
    """A line of a search: what matched and why, and the release that it was read from; ``notice`` stands beside the words.

    ``needs`` names what decides among the codes below one that is not billable.
    """

    system: System
    code: str
    text: str
    status: Status
    status_words: str
    severity: str
    why: str
    notice: str | None = None
    release: str | None = None
    stale: str | None = None
    needs: tuple[str, ...] = ()

    @property
    def citation(self) -> str:
        """The code with its words and the release that has them, as an answer cites it; the number alone without words."""
        if not self.release or not self.text or self.text in {*_UNEXPLAINED.values(), _UNLICENSED}:
            return self.code
        return f"{self.code} {self.text} ({self.release})"


@dataclass(frozen=True, slots=True)
class CodeSearch:
    """What a search found, and in which releases it looked; ``counts`` has the systems of which a release is installed."""

    query: str
    on: date
    found: tuple[Found, ...]
    looked_in: tuple[Source, ...]
    counts: Mapping[System, int]


def releases(catalogue: Catalogue, today: date) -> tuple[Source, ...]:
    """Return the active releases with what is to be said of their age."""
    return tuple(source_of(release, today) for release in catalogue.releases)


def source_of(release: Release, today: date) -> Source:
    """Return a release as a source line."""
    return Source(release.label, release.staleness(today), release.sample)


def find(
    person: Person, catalogue: Catalogue, query: str, *, on: date, today: date, system: System | None = None
) -> CodeSearch:
    """Return the codes for a code, its beginning, or words; best first. Raises Forbidden."""
    demand(person, Action.FIND_CODES)
    asked = " ".join(query.split())[:QUERY_LIMIT]
    direct = _direct(catalogue, asked, on)
    known = {(one.system, one.code) for one in direct}
    hits = (
        find_codes(asked, catalogue, on=on, limit=LIMIT, systems=None if system is None else frozenset({system}))
        if asked and not _is_no_word(direct, asked)
        else ()
    )
    every = [*direct, *(_found(catalogue, hit, on) for hit in hits if (hit.system, hit.code) not in known)]
    chosen = [one for one in every if system is None or one.system is system][:LIMIT]
    installed = {release.system for release in catalogue.releases}
    counts = {
        each: sum(one.system is each for one in chosen) for each in System if each in installed and each in _SEARCHED
    }
    return CodeSearch(asked, on, tuple(chosen), releases(catalogue, today), counts)


def system_of(word: str) -> System:
    """The system with this short name. Raises NotFound."""
    known = next((one for one in System if one.value == word), None)
    if known is None:
        raise NotFound("There is no such code system.")
    return known


def sheet_of(
    person: Person, catalogue: Catalogue, system: System, word: str, *, on: date, asked: Asked | None = None
) -> CodeSheet:
    """Return everything known of a code on a date. Raises NotFound when the word has not the shape of such a code."""
    demand(person, Action.FIND_CODES)
    code = NORMALISE[system](word)
    if code is None:
        raise NotFound(f"That has not the shape of a code of {system.title}.")
    return sheet(catalogue, system, code, on, asked or Asked())


def tone(status: Status) -> str:
    """The tone of a status: ok, warn, stop, or info for what was not checked."""
    return _TONES.get(status, "stop")


def _is_no_word(direct: Sequence[Found], asked: str) -> bool:
    """Whether one word is nothing to search for: an address, or a code that no release explains."""
    return " " not in asked and (
        "@" in asked or any(one.text in {*_UNEXPLAINED.values(), _UNLICENSED} for one in direct)
    )


def _direct(catalogue: Catalogue, asked: str, on: date) -> list[Found]:
    """Codes that the words spell out, in any system: "m17.11 j7325" finds both."""
    installed = {release.system for release in catalogue.releases}
    found: list[Found] = []
    for word in asked.split()[:8]:
        for system, normalise in NORMALISE.items():
            code = normalise(word) if system is not System.MODIFIER and _CODELIKE.search(word) else None
            # A number of a system without a release is shown as such, unless it is one of a system that has one.
            alone = system not in installed and (
                system is System.CPT or (system is System.PCS and not (found or word.isdecimal()))
            )
            if code is None or not (alone or catalogue.listed(system, code)):
                continue
            answer = catalogue.ask(system, code, on)
            entry = entry_of(answer)
            text = entry.text if entry is not None else _UNEXPLAINED.get(system, "")
            if system is System.CPT and not text:
                text = _UNLICENSED
            found.append(_judged(answer, on, system=system, code=code, text=text, why=ITSELF))
    return found


_SEARCHED = frozenset({System.CM, System.PCS, System.HCPCS, System.CPT})
_UNEXPLAINED = {
    System.CPT: "No licensed CPT file is installed, so the desk shows the number alone.",
    System.PCS: "No ICD-10-PCS release is installed, so the desk shows the code alone.",
}
_UNLICENSED = "No licence for CPT is stated any more, so the desk shows the number alone."
_CODELIKE = re.compile(r"\d")


def _found(catalogue: Catalogue, hit: Hit, on: date) -> Found:
    answer = catalogue.ask(hit.system, hit.code, on)
    judged = _judged(answer, on, system=hit.system, code=hit.code, text=hit.text, why=hit.why)
    return replace(judged, needs=hit.needs)


def _judged(answer: Answer, on: date, *, system: System, code: str, text: str, why: str) -> Found:
    """A line of the search with the code's standing on the date, which a list alone does not tell."""
    judged = card(system, code, answer, on, found_by=FoundBy.WORDS, why=why)
    return Found(
        system,
        code,
        text,
        judged.status,
        judged.status_words,
        tone(judged.status),
        why,
        judged.notice,
        judged.release,
        judged.stale,
    )


def parents(levels: Iterable[Level]) -> tuple[Level, ...]:
    """Return the levels that have a page of their own: categories and codes, not chapters and blocks."""
    return tuple(level for level in levels if icd10cm.normalise(level.code) is not None)
