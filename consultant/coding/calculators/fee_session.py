"""What Medicare allows for several procedures of one session: endoscopy families first, then the ranks of the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from consultant.coding.calculators.fee_estimate import ENDOSCOPY, UNRANKED, Asked, Estimate, Standing, estimate, value
from consultant.coding.fees import Fee, Locality

_RANKED = frozenset({"1", "2", ENDOSCOPY})
MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Procedure:
    """A line of the session: the row of its code and component, and what was asked of it."""

    fee: Fee
    asked: Asked

    @property
    def name(self) -> str:
        """Code and modifiers, as a claim writes them."""
        return "-".join((self.fee.row.code, *self.asked.modifiers))


@dataclass(frozen=True, slots=True)
class _Valued:
    """A payable procedure by its place among the lines, with its value and that of its base endoscopy."""

    at: int
    line: Procedure
    value: Decimal
    base: Decimal | None = None

    @property
    def key(self) -> tuple[Decimal, str]:
        """The order of a session: falling value, then name, whatever the order of the lines."""
        return -self.value, self.line.name


@dataclass(frozen=True, slots=True)
class _Service:
    """What is ranked as one: a procedure, or an endoscopy family with its highest first."""

    base: str
    members: tuple[_Valued, ...]

    @property
    def shares(self) -> tuple[Decimal, ...]:
        """What each member is worth beside the others, before ranks."""
        first, *others = self.members
        return first.value, *(max(one.value - (one.base or 0), Decimal(0)) for one in others)

    @property
    def key(self) -> tuple[Decimal, str]:
        """Its place among the services of the day."""
        return -sum(self.shares, Decimal(0)), self.members[0].line.name


def session(lines: Sequence[Procedure], bases: Mapping[str, Fee], place: Locality) -> tuple[Estimate, ...]:
    """Return an estimate for each line, in the order of the lines.

    Within an endoscopy family (indicator 3 and the same base code, the base itself included) the highest value is paid in
    full and every other one less the value of the base, so that the base beside them adds nothing. Each family counts as
    one service; services are ranked by falling value, and each line is paid by the percentage of its service's rank.
    ``bases`` holds the rows of base codes; a line whose base has no value there is ranked by itself, which is said.
    Source: Medicare Claims Processing Manual, chapter 12, 40.6; 42 CFR 414.40.
    """
    found = [estimate(line.fee, place, replace(line.asked, rank=1, standing=Standing())) for line in lines]
    found = [replace(one, notes=(*one.notes, *_uncounted(line, lines))) for one, line in zip(found, lines, strict=True)]
    valued = [
        _Valued(at, line, worth, _base_value(line, bases, place))
        for at, line in enumerate(lines)
        if (line.fee.row.multiple in _RANKED or line.fee.row.code in bases)
        and found[at].amount is not None
        and (worth := value(line.fee, place, line.asked)) is not None
    ]
    services = sorted(_services(valued), key=lambda one: one.key)
    for rank, service in enumerate(services, start=1):
        for one, standing in zip(service.members, _standings(service, many=len(services) > 1), strict=True):
            ranked = estimate(one.line.fee, place, replace(one.line.asked, rank=rank, standing=standing))
            found[one.at] = replace(ranked, notes=(*ranked.notes, *_notes(one)))
    return tuple(found)


def _uncounted(line: Procedure, lines: Sequence[Procedure]) -> list[str]:
    """What is said of lines that reduce each other by parts of their values, which are not counted here."""
    indicator = line.fee.row.multiple
    several = sum(one.fee.row.multiple == indicator for one in lines) > 1
    return [UNRANKED[indicator]] if several and indicator in UNRANKED and indicator != ENDOSCOPY else []


def _base_value(line: Procedure, bases: Mapping[str, Fee], place: Locality) -> Decimal | None:
    """The value of the base endoscopy, for both sides where the line is."""
    row = line.fee.row
    base = bases.get(row.endoscopic_base) if row.multiple == ENDOSCOPY else None
    paid = value(base, place, replace(line.asked, modifiers=())) if base is not None else None
    one_side = value(line.fee, place, replace(line.asked, modifiers=()))
    if paid is None or not one_side:
        return None
    sides = value(line.fee, place, line.asked) or one_side
    return (paid * sides / one_side).quantize(Decimal("0.01"))


def _services(valued: Sequence[_Valued]) -> list[_Service]:
    bases = {one.line.fee.row.endoscopic_base for one in valued if one.base is not None}
    families: dict[str, list[_Valued]] = {}
    single = []
    for one in valued:
        row = one.line.fee.row
        if row.code in bases:
            families.setdefault(row.code, []).append(replace(one, base=one.value))
        elif one.base is not None:
            families.setdefault(row.endoscopic_base, []).append(one)
        else:
            single.append(_Service("", (one,)))
    grouped = [_Service(base, tuple(sorted(of, key=lambda one: one.key))) for base, of in families.items()]
    return [*single, *grouped]


def _standings(service: _Service, *, many: bool) -> list[Standing]:
    """How each member stands; ``many``: whether other services are ranked beside this one."""
    family = len(service.members) > 1
    of = (f"the family of {service.base}" if family else "its value") if many else ""
    if not family:
        return [Standing(of=of)]
    first = Standing(None, f"the highest of the endoscopy family of {service.base}, in full", of)
    return [first, *(Standing(one.base, _taken_off(service.base, one), of) for one in service.members[1:])]


def _taken_off(base: str, one: _Valued) -> str:
    if one.line.fee.row.code == base:
        return f"the base endoscopy {base}, paid within the others of its family"
    return f"of the endoscopy family of {base}, less the value of the base, ${one.base:,}"


def _notes(one: _Valued) -> list[str]:
    row = one.line.fee.row
    notes = []
    if row.multiple == ENDOSCOPY and one.base is None:
        base = row.endoscopic_base or "unnamed"
        notes.append(f"Its base endoscopy ({base}) has no value here, so nothing is taken off: it is ranked by itself.")
    if one.line.asked.units > 1:
        notes.append("Its units share one rank here; the contractor may rank each unit as a procedure of its own.")
    return notes
