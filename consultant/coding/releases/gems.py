"""Reader of the general equivalence mappings (GEMs): fixed-width I10gem and I9gem, and the CSV with split flags.

The last release is that of fiscal year 2018. Five flags: approximate, no map, combination, scenario, choice list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consultant.coding.releases.errors import UnreadableRelease, shown
from consultant.coding.releases.lines import decoded
from consultant.coding.releases.sheets import Line, table
from consultant.coding.releases.sources import Readable, begins_as, head_of, name_of, opened

_COLUMNS = {
    "source": "ICD9CM",
    "target": "ICD10CM",
    "flags": "FLAGS",
    "approximate": "APPROXIMATE",
    "no_map": "NO MAP",
    "combination": "COMBINATION",
    "scenario": "SCENARIO",
    "choice_list": "CHOICE LIST",
}
_FLAGS = re.compile(r"[01]{3}[0-9]{2}")
_CODE = re.compile(r"[0-9A-Z]{3,7}")
_NONE = {"NODX", "NOPCX"}
# Where the target begins tells the direction: an ICD-10 source is two places wider than an ICD-9 one.
_DIRECTIONS = {8: True, 6: False}


@dataclass(frozen=True, slots=True)
class GemRow:
    """One mapping; codes as in the file, without dots. ``target`` is None where there is no map."""

    from_icd10: bool
    source: str
    target: str | None
    approximate: bool
    combination: bool
    scenario: int
    choice_list: int

    @property
    def no_map(self) -> bool:
        return self.target is None


def looks_like_gem(source: Readable) -> bool:
    """Whether the first line is a mapping of either layout."""
    return begins_as(read_gem, source)


def read_gem(source: Readable) -> Iterator[GemRow]:
    """Mappings in file order, of either layout. Raises UnreadableRelease naming file, line, column."""
    if b"," in head_of(source, 256):
        for row in table(source, _COLUMNS, what="the equivalence mappings"):
            yield _split(row)
        return
    name, seen = name_of(source), False
    with opened(source) as stream:
        for number, line in enumerate(decoded(name, stream), 1):
            if line.strip():
                yield _fixed(name, number, line.rstrip("\r\n"))
                seen = True
    if not seen:
        raise UnreadableRelease(name, 1, "mappings (source, target, five flags)")


def _fixed(name: str, number: int, line: str) -> GemRow:
    begins = [at for at in _DIRECTIONS if line[at - 1 : at] == " " and line[at : at + 1].strip()]
    if not begins:
        raise UnreadableRelease(name, number, "a target that begins in column 7 or 9", column=7)
    begin, from_icd10 = begins[0], _DIRECTIONS[begins[0]]
    source, target, flags = line[:begin].strip(), line[begin:14].strip(), line[14:].strip()
    if not _CODE.fullmatch(source):
        raise UnreadableRelease(name, number, f"a source code without a dot, not {shown(source)}", column=1)
    if not _CODE.fullmatch(target.upper()):
        raise UnreadableRelease(name, number, f"a target code or NoDx, not {shown(target)}", column=begin + 1)
    if not _FLAGS.fullmatch(flags):
        raise UnreadableRelease(name, number, f"five flags, not {shown(flags)}", column=15)
    if (flags[1] == "1") != (target.upper() in _NONE):
        raise UnreadableRelease(name, number, "NoDx exactly where the flag for no map is 1", column=16)
    return _row(from_icd10, source, target, flags)


def _split(line: Line) -> GemRow:
    source, target, flags = line.text("source").upper(), line.text("target").upper(), line.text("flags").zfill(5)
    if not _CODE.fullmatch(source):
        raise line.refusal("source", "an ICD-9-CM code without a dot")
    if not _CODE.fullmatch(target):
        raise line.refusal("target", "an ICD-10-CM code without a dot, or NoDx")
    if not _FLAGS.fullmatch(flags):
        raise line.refusal("flags", "five flags")
    if flags != "".join(line.text(key) for key in list(_COLUMNS)[3:]):
        raise line.refusal("flags", "the flags of the columns behind")
    if (flags[1] == "1") != (target in _NONE):
        raise line.refusal("target", "NoDx exactly where the flag for no map is 1")
    return _row(False, source, target, flags)


def _row(from_icd10: bool, source: str, target: str, flags: str) -> GemRow:
    return GemRow(
        from_icd10=from_icd10,
        source=source,
        target=None if target.upper() in _NONE else target,
        approximate=flags[0] == "1",
        combination=flags[2] == "1",
        scenario=int(flags[3]),
        choice_list=int(flags[4]),
    )
