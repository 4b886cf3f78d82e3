"""An installed CPT release whose licence is not stated any more: its numbers answer, its words are the AMA's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consultant.adapters.library.release_file import ReleaseFile
from consultant.coding.catalogue import Entry, Listed
from consultant.coding.comparison import Line
from consultant.coding.sets import System


class NumbersOnly(ReleaseFile):
    """The release file of a list of codes without any of its words; it is not searched by words either."""

    def listed_among(self, system: System, codes: Sequence[str]) -> list[Listed]:
        return [Listed(one.code, "") for one in super().listed_among(system, codes)]

    def entry(self, system: System, code: str) -> Entry | None:
        found = super().entry(system, code)
        return None if found is None else replace(found, text="", notes=(), facts=())

    def lines(self, system: System) -> dict[str, Line]:
        return {code: replace(line, text="") for code, line in super().lines(system).items()}

    def leaves(self, system: System, code: str, limit: int) -> tuple[tuple[Listed, ...], int]:
        found, count = super().leaves(system, code, limit)
        return tuple(Listed(one.code, "") for one in found), count
