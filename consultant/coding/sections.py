"""What the sets beside the lists of codes say of one code, section by section, each with its release or why it has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from consultant.coding.catalogue import Catalogue, ReferenceRelease
from consultant.coding.crosswalks import Equivalent
from consultant.coding.edits import AddOn, Column, NotHeld, PairEdit, Setting, UnitLimit
from consultant.coding.fees import Fee, Locality, payment
from consultant.coding.sets import System
from consultant.coding.systems import NORMALISE

PARTNERS_SHOWN = 50
PATHS_SHOWN = 30
POLICIES_SHOWN = 40
PROCEDURES = frozenset({System.HCPCS, System.CPT})
DIAGNOSES = frozenset({System.CM, System.PCS})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a section depends on besides code and date. ``locality``: contractor and number, as in "05302-00"."""

    setting: Setting = Setting.PRACTITIONER
    state: str | None = None
    locality: str | None = None
    first: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``system`` and ``code`` name the code that ``head`` is, where it is one; ``values`` are for programs."""

    head: str
    words: str
    system: System | None = None
    code: str | None = None
    link: str | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A release that spoke; ``stale`` says why a newer one is wanted on the date."""

    release: str
    stale: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """A set's say on the code. ``unchecked`` says why nothing is known; ``of``: lines in all, from ``first`` on."""

    key: str
    title: str
    lines: tuple[Line, ...]
    releases: tuple[Source, ...]
    unchecked: str | None = None
    of: int = 0
    first: int = 0


@dataclass(frozen=True, slots=True)
class _Draft:
    """A section before it is said how old its releases are."""

    key: str
    title: str
    lines: tuple[Line, ...]
    releases: tuple[ReferenceRelease, ...]
    unchecked: str | None
    of: int
    first: int = 0


def sections(catalogue: Catalogue, system: System, code: str, on: date, asked: Asked) -> tuple[Section, ...]:
    """Every section that a code of this system has."""
    if system in PROCEDURES:
        found = [*_procedure(catalogue, code, on, asked), _policies(catalogue, code, on, asked)]
    elif system in DIAGNOSES:
        found = [*_icd(catalogue, system, code, on), _policies(catalogue, code, on, asked)]
    else:
        found = [_modifier(catalogue, code, on)]
    return tuple(_told(one, on) for one in found if one.lines or one.unchecked)


def localities(catalogue: Catalogue, on: date) -> tuple[Locality, ...]:
    """The localities that a fee may be asked for; none where no release speaks."""
    found = catalogue.fees.localities(on)
    return () if isinstance(found, NotHeld) else found


def _procedure(catalogue: Catalogue, code: str, on: date, asked: Asked) -> Iterator[_Draft]:
    edits = catalogue.edits
    yield _units([(setting, edits.units(code, on, setting)) for setting in Setting])
    yield _add_on(edits.add_on(code, on))
    yield _add_ons(edits.add_ons_of(code, on))
    for column in Column:
        found = edits.partners(code, on, asked.setting, column, asked.first, PARTNERS_SHOWN)
        yield _partners(column, asked, found)
    yield _fees(catalogue, code, on, asked)


def _icd(catalogue: Catalogue, system: System, code: str, on: date) -> Iterator[_Draft]:
    paths = catalogue.indexes.paths_of(system, code, on)
    lines = [
        Line(one.printed, ", ".join((*one.words, *([one.column] if one.column else []))))
        for one in paths.found[:PATHS_SHOWN]
    ]
    yield _section("index", "In the index", lines, (one.release for one in paths.found), _why(paths.missing))
    if system is System.CM:
        lists = catalogue.reference.editor_lists(code, on)
        held = () if isinstance(lists, NotHeld) else lists
        found = [Line(one.edit.replace("_", " "), one.words) for one in held]
        yield _section("editor", "Medicare Code Editor", found, (one.release for one in held), _reason(lists))
    yield _equivalents("icd9", "In ICD-9-CM it was", catalogue.crosswalks.backward(system, code, on))
    yield _equivalents("from-icd9", "ICD-9-CM codes that lead here", catalogue.crosswalks.leading_to(system, code, on))


def _units(found: Sequence[tuple[Setting, UnitLimit | NotHeld | None]]) -> _Draft:
    lines = []
    for setting, limit in found:
        match limit:
            case UnitLimit(value=value, indicator=indicator, rationale=rationale):
                values = (("value", str(value)), ("indicator", str(indicator)))
                words = f"at most {value}, {_INDICATORS[indicator]} ({rationale})"
                lines.append(Line(setting.value, words, values=values))
            case NotHeld(reason):
                lines.append(Line(setting.value, f"not checked: {reason}"))
            case None:
                lines.append(Line(setting.value, "no edit is published"))
    return _section("units", "Units", lines, (limit.release for _, limit in found if isinstance(limit, UnitLimit)))


_INDICATORS = {
    1: "counted line by line",
    2: "counted by day, and never more: the limit is policy",
    3: "counted by day; more needs documentation",
}


def _add_on(found: AddOn | NotHeld | None) -> _Draft:
    if not isinstance(found, AddOn):
        return _section("add-on", "Add-on code", (), (), _reason(found))
    lines = [Line(f"type {found.type}", _TYPES[found.type]), *(_code_line(one, "") for one in found.primaries)]
    return _section("add-on", "Add-on code", lines, (found.release,))


_TYPES = {
    1: "one of these primary codes must stand beside it",
    2: "the contractor decides which primary codes may stand beside it",
    3: "one of these primary codes, or another that the contractor allows, must stand beside it",
}


def _add_ons(found: Sequence[AddOn] | NotHeld) -> _Draft:
    held = () if isinstance(found, NotHeld) else found
    lines = [_code_line(one.code, f"type {one.type}") for one in held]
    return _section("add-ons", "Add-on codes beside it", lines, (one.release for one in held))


def _partners(column: Column, asked: Asked, found: tuple[int, Sequence[PairEdit]] | NotHeld) -> _Draft:
    key = "pairs-1" if column is Column.ONE else "pairs-2"
    paid = "paid, and these are denied" if column is Column.ONE else "denied beside these"
    title = f"NCCI pairs, {asked.setting}: {paid}"
    if isinstance(found, NotHeld):
        return _section(key, title, (), (), found.reason)
    count, rows = found
    lines = []
    for one in rows:
        partner = one.column2 if column is Column.ONE else one.column1
        allowed = "a modifier may bypass it" if one.modifier_indicator == 1 else "no modifier bypasses it"
        until = f" to {one.last_day.isoformat()}" if one.last_day else ""
        words = f"{allowed}; {one.rationale}; in force from {one.effective.isoformat()}{until}"
        lines.append(_code_line(partner, words, (("modifier_indicator", str(one.modifier_indicator)),)))
    return replace(_section(key, title, lines, (one.release for one in rows)), of=count, first=asked.first)


def _fees(catalogue: Catalogue, code: str, on: date, asked: Asked) -> _Draft:
    found = catalogue.fees.fees(code, on)
    if isinstance(found, NotHeld):
        return _section("fees", "Medicare physician fee schedule", (), (), found.reason)
    place = next((one for one in localities(catalogue, on) if f"{one.contractor}-{one.number}" == asked.locality), None)
    lines = [line for fee in found for line in _fee(fee, place)]
    releases = [fee.release for fee in found] + ([place.release] if place and found else [])
    return _section("fees", "Medicare physician fee schedule", lines, releases)


def _fee(fee: Fee, place: Locality | None) -> Iterator[Line]:
    row = fee.row
    name = f"modifier {row.modifier}" if row.modifier else "whole"
    total = f"{row.non_facility_total} outside a facility, {row.facility_total} inside, work {row.work}"
    yield Line(f"{name}: relative values", total, values=(("work", str(row.work)), ("modifier", row.modifier)))
    if place is not None:
        paid = payment(fee, place)
        words = f"{_dollars(paid.non_facility)} outside a facility, {_dollars(paid.facility)} inside"
        yield Line(f"{name}: payment in {place.name}, {place.state}", words)
    if not row.modifier:
        yield from (Line(one.name, one.words or one.value, values=(("value", one.value),)) for one in fee.indicators)


def _dollars(amount: Decimal | None) -> str:
    return "none is stated" if amount is None else f"${amount:,}"


def _equivalents(key: str, title: str, found: tuple[Equivalent, ...] | NotHeld) -> _Draft:
    if isinstance(found, NotHeld):
        return _section(key, title, (), (), found.reason if key == "icd9" else None)
    lines = [
        Line((one.target or "none") if key == "icd9" else one.source, "; ".join(one.words))
        for one in found[:PATHS_SHOWN]
    ]
    return _section(key, title, lines, (one.release for one in found))


def _policies(catalogue: Catalogue, code: str, on: date, asked: Asked) -> _Draft:
    found = catalogue.policies.policies(code, asked.state, on)
    lines = []
    for one in found.policies[:POLICIES_SHOWN]:
        listed = ", ".join(dict.fromkeys(listing.codes.value for listing in one.listed))
        where = f"; {', '.join(one.states)}" if one.states else ""
        begun = "" if one.begun else "; this version began after the date"
        words = f"{one.title} ({listed}{where}{begun})"
        lines.append(Line(f"{one.kind} {one.display}", words, link=one.url, values=(("id", one.id),)))
    title = f"Coverage policies in {asked.state}" if asked.state else "Coverage policies"
    made = _section("policies", title, lines, (one.release for one in found.policies), _why(found.missing))
    return replace(made, of=len(found.policies))


def _modifier(catalogue: Catalogue, code: str, on: date) -> _Draft:
    found = catalogue.reference.modifier(code, on)
    if found is None or isinstance(found, NotHeld):
        return _section("modifier", "What it says", (), (), _reason(found))
    lines = [Line(f"{found.system}, {found.group}", found.explanation)]
    return _section("modifier", "What it says", lines, (found.release,))


def _code_line(code: str, words: str, values: tuple[tuple[str, str], ...] = ()) -> Line:
    system = System.HCPCS if NORMALISE[System.HCPCS](code) else System.CPT
    return Line(code, words, system, code, values=values)


def _reason(found: object) -> str | None:
    return found.reason if isinstance(found, NotHeld) else None


def _why(missing: Sequence[NotHeld]) -> str | None:
    return "; ".join(one.reason for one in missing) or None


def _section(
    key: str,
    title: str,
    lines: Iterable[Line],
    releases: Iterable[ReferenceRelease],
    unchecked: str | None = None,
) -> _Draft:
    kept = tuple(lines)
    return _Draft(key, title, kept, tuple(dict.fromkeys(releases)), unchecked, of=len(kept))


def _told(draft: _Draft, on: date) -> Section:
    sources = tuple(Source(one.label, one.staleness(on)) for one in draft.releases)
    return Section(draft.key, draft.title, draft.lines, sources, draft.unchecked, draft.of, draft.first)
