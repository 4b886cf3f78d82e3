"""Reader of the place of service codes: JSON of the desk's own collection, or the publisher's table as CSV or XLSX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.jsonfiles import is_json, read_json
from consultant.coding.releases.sheets import table
from consultant.coding.releases.sources import Readable, begins_as, name_of

_COLUMNS = {"code": "(PLACE OF SERVICE|POS) CODES?( S)?|CODE", "name": "(PLACE OF SERVICE|POS) NAME|NAME"}
_MORE = {
    "description": "(PLACE OF SERVICE |POS )?DESCRIPTION",
    "facility": "FACILITY.*|PAYMENT.*RATE.*",
}
_FACILITY = {
    "F": True,
    "FACILITY": True,
    "N": False,
    "NF": False,
    "NON-FACILITY": False,
    "NONFACILITY": False,
    "": None,
}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place. ``facility`` says which practice expense the fee schedule pays there, None where the file does not."""

    code: str
    name: str
    facility: bool | None
    description: str


def looks_like_places(source: Readable) -> bool:
    """Whether the first row of either layout is there."""
    return begins_as(read_places, source)


def read_places(source: Readable) -> Iterator[PlaceRow]:
    """Places in file order; ranges that are not assigned are left out. Raises UnreadableRelease."""
    if is_json(source):
        yield from _json_places(source)
        return
    seen = False
    for line in table(source, _COLUMNS, optional=_MORE, what="the place of service codes"):
        code, name = line.text("code"), line.filled("name", "the name of the place")
        if name.lower().startswith(("unassigned", "n/a")):
            continue
        if not re.fullmatch(r"\d{1,2}", code, re.ASCII):
            raise line.refusal("code", "a place of service code of two digits")
        if (facility := line.text("facility").upper()) not in _FACILITY:
            raise line.refusal("facility", "F (facility) or N (non-facility)")
        seen = True
        yield PlaceRow(code.zfill(2), name, _FACILITY[facility], line.text("description"))
    if not seen:
        raise UnreadableRelease(name_of(source), 1, "places that are assigned")


def _json_places(source: Readable) -> Iterator[PlaceRow]:
    name = name_of(source)
    codes = read_json(source, "codes", dict, "the place of service codes (JSON)")
    for code, place in codes.items():
        title, facility = (place.get("name"), place.get("facility")) if isinstance(place, dict) else (None, None)
        if not re.fullmatch(r"\d\d", code, re.ASCII) or not isinstance(title, str) or facility not in ("F", "N", None):
            raise UnreadableRelease(name, 1, f"a name and F or N for the place {code[:20]!r}")
        yield PlaceRow(code, title, None if facility is None else facility == "F", "")
