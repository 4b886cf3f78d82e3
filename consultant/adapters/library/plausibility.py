"""Whether a built release is what its name says: whole to its end, and not the rows of another day's release.

What no reader can tell from one file alone is told by what every release of the set has, and by the installed releases
of the same set. The facts of all sets stand in one table.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from consultant.adapters.library import pair_windows
from consultant.adapters.library.building import BuiltRelease
from consultant.adapters.library.ptp_file import NEWEST
from consultant.coding.catalogue import day
from consultant.coding.sets import Reference, Set, System
from consultant.errors import UserError

EXCERPT = 1_000
"""A sample with fewer codes is an excerpt that somebody made; a longer one that does not reach its end has been cut."""
NEAR = timedelta(days=400)
"""Releases further apart may differ in size as they like."""
YEAR = timedelta(days=366)
_CODES = "SELECT code FROM entry WHERE role = 'code' AND billable AND terminated IS NULL"
_ALWAYS = date.min


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of every release of a set.

    ``rows`` selects what tells one release from another, a column ``code`` first. ``reaches``: since a day, a code that
    the last one stands at or behind. ``holds``: since a day, a code that stands out of the order of the file's end.
    ``changes``: no two releases differ in fewer rows. ``shrinks``: by no larger share from one to the next. ``newest``
    selects the day of the newest row, where rows have days: every release has rows of the year before it.
    """

    rows: str
    reaches: tuple[tuple[date, str], ...] = ()
    holds: tuple[tuple[date, str], ...] = ()
    changes: int = 1
    shrinks: float = 0.1
    size: str = "count(*)"
    newest: str = ""


_MUE = "SELECT code, value, indicator FROM mue"
_GEM = "SELECT source AS code, target, combination, scenario, choice_list FROM mapping"
_PAIRS = "SELECT code, windows FROM column_one"
_FEES = "SELECT * FROM fee"
_LIST = 'SELECT key AS code, said FROM "row"'

_OF_PAIRS = Facts(
    _PAIRS,
    ((_ALWAYS, "A"),),
    shrinks=0.02,
    size="sum(length(windows)) / 8",
    newest=f"SELECT value FROM meta WHERE key = '{NEWEST}'",  # noqa: S608 - a word
)
# Ends are those of the files that CMS and NCHS publish: new codes come between, or behind them.
FACTS: Mapping[Set, Facts] = {
    System.CM: Facts(_CODES, ((_ALWAYS, "Z99.89"),), holds=((date(2020, 4, 1), "U07.1"), (date(2021, 10, 1), "U09.9"))),
    System.PCS: Facts(_CODES, ((_ALWAYS, "X"), (date(2017, 10, 1), "XY0"))),
    System.HCPCS: Facts(_CODES, ((_ALWAYS, "V5364"),)),
    System.CPT: Facts(_CODES, ((_ALWAYS, "99"),)),
    Reference.MUE_PRACTITIONER: Facts(_MUE, ((_ALWAYS, "V53"),), changes=10),
    Reference.MUE_HOSPITAL: Facts(_MUE, ((_ALWAYS, "V"),), changes=10),
    Reference.MUE_DME: Facts(_MUE, ((_ALWAYS, "V"),)),
    Reference.ADD_ONS: Facts(
        "SELECT code, primary_code, type, effective, ends FROM add_on",
        ((date(2021, 1, 1), "G2212"),),
        changes=3,
        newest="SELECT max(effective) FROM add_on",
    ),
    # Pairs are never taken out, only ended.
    Reference.PTP_PRACTITIONER: _OF_PAIRS,
    Reference.PTP_HOSPITAL: _OF_PAIRS,
    Reference.FEES: Facts(_FEES, ((_ALWAYS, "V"),)),
    Reference.FEES_QPP: Facts(_FEES, ((_ALWAYS, "V"),)),
    Reference.LOCALITIES: Facts(
        "SELECT state AS code, number, work, practice, malpractice FROM locality", ((_ALWAYS, "WY"),), changes=0
    ),
    Reference.GEM: Facts(_GEM, ((_ALWAYS, "V91"),), changes=0),
    Reference.GEM_BACKWARD: Facts(_GEM, ((_ALWAYS, "Z998"),), changes=0),
    Reference.GEM_PCS: Facts(_GEM, ((_ALWAYS, "99"),), changes=0),
    Reference.GEM_PCS_BACKWARD: Facts(_GEM, ((_ALWAYS, "X"),), changes=0),
    Reference.PLACES: Facts(_LIST, ((_ALWAYS, "99"),), changes=0),
}


def refuse_implausible(
    built: BuiltRelease, name: str, installed: Collection[Path], *, told: bool = False, insisted: bool = False
) -> None:
    """Raise UserError where ``built``, from the file ``name``, has been cut or is of another day than it is said to be.

    ``installed`` are the release files that answer now. ``told``: a person has said the first day. ``insisted``: a person
    wants it as it is.
    """
    facts = FACTS.get(built.described.system)
    # A release that answers already was judged when it came.
    if facts is None or insisted or built.path.stem in {path.stem for path in installed}:
        return
    beside = sorted(_beside(built, installed), key=lambda other: _distance(built, other))
    with _opened(built.path) as mine:
        _refuse_cut(built, name, facts, mine)
        if built.described.sample:
            return
        if not told and facts.newest:
            _refuse_old(built, name, date.fromisoformat(mine.execute(facts.newest).fetchone()[0]))
        for other in beside:
            if not told and facts.changes:
                _refuse_same(built, name, facts, mine, other)
        if beside and _distance(built, beside[0]) <= NEAR:
            _refuse_shrunk(name, facts, mine, beside[0])


@dataclass(frozen=True, slots=True)
class _Other:
    """An installed release of the same set."""

    path: Path
    label: str
    begins: date


def _beside(built: BuiltRelease, installed: Collection[Path]) -> Iterator[_Other]:
    for path in installed:
        with _opened(path) as connection:
            meta = dict(connection.execute("SELECT key, value FROM meta"))
        begins = date.fromisoformat(meta["effective_from"])
        same = meta["system"] == built.described.system.value and not meta["sample"]
        if same and begins != built.described.effective_from:
            yield _Other(path, meta["label"], begins)


def _distance(built: BuiltRelease, other: _Other) -> timedelta:
    return abs(built.described.effective_from - other.begins)


def _refuse_cut(built: BuiltRelease, name: str, facts: Facts, mine: sqlite3.Connection) -> None:
    begins = built.described.effective_from
    ((count, last),) = mine.execute(f"SELECT count(*), max(code) FROM ({facts.rows})")  # noqa: S608 - from the table
    if built.described.sample and count < EXCERPT:
        return
    end = max((end for since, end in facts.reaches if since <= begins), default="")
    last = pair_windows.code_of(last) if isinstance(last, int) else last or "its headings"
    if end and last < end:
        raise UserError(f"{name} ends at {last}, and a whole one reaches {end}: was it cut? {_INSIST}")
    held = {code for (code, *_) in mine.execute(facts.rows)} if facts.holds else set()
    for since, code in facts.holds:
        if since <= begins and code not in held:
            raise UserError(f"{name} has no {code}, which a whole one has since {day(since)}: was it cut? {_INSIST}")


def _refuse_old(built: BuiltRelease, name: str, newest: date) -> None:
    begins = built.described.effective_from
    if newest < begins - YEAR:
        raise UserError(
            f"{name} is said to be of {day(begins)}, and its newest row is of {day(newest)}: is it of another year? {_BETTER}"
        )


def _refuse_same(built: BuiltRelease, name: str, facts: Facts, mine: sqlite3.Connection, other: _Other) -> None:
    mine.execute("ATTACH ? AS other", (_address(other.path),))
    try:
        columns, rest = facts.rows.split(" FROM ")
        theirs = f"{columns} FROM other.{rest}"
        ((differing,),) = mine.execute(
            f"SELECT (SELECT count(*) FROM ({facts.rows} EXCEPT {theirs}))"  # noqa: S608 - from the table
            f" + (SELECT count(*) FROM ({theirs} EXCEPT {facts.rows}))"
        )
    finally:
        mine.execute("DETACH other")
    if differing < facts.changes:
        but = f", but for {differing}" if differing else ""
        begins = built.described.effective_from
        raise UserError(f"{name}: these are the rows of “{other.label}”{but}, not of {day(begins)}. {_BETTER}")


def _refuse_shrunk(name: str, facts: Facts, mine: sqlite3.Connection, other: _Other) -> None:
    count = f"SELECT {facts.size} FROM ({facts.rows})"  # noqa: S608 - from the table
    with _opened(other.path) as theirs:
        ((here,), (there,)) = (next(iter(connection.execute(count))) for connection in (mine, theirs))
    if here < there * (1 - facts.shrinks):
        raise UserError(
            f"{name} has {here:,} rows, and “{other.label}” has {there:,}: no release loses so many. "
            f"Was it cut? {_INSIST}"
        )


_BETTER = "If you know better, say --effective YYYY-MM-DD, its first day."
_INSIST = "If it is right as it is, say --insist."


def _address(path: Path) -> str:
    return f"{path.resolve().as_uri()}?immutable=1"


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(_address(path), uri=True)) as connection:
        yield connection
