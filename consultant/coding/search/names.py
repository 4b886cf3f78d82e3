"""Other names of conditions, as data: what charts, dictionaries and people call what a code of ICD-10-CM means.

``names.tsv`` and ``diseases.tsv``: a name, the code that it alone supports (a header where it leaves something open), and
the source. What a list prints itself is left out when it is imported; ``tables/SOURCES.md`` says where they come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from consultant.coding.search.spoken import table_lines

_TABLES = ("names.tsv", "diseases.tsv")


@cache
def other_names() -> Mapping[str, Sequence[str]]:
    """The other names of each code, by its normal form, in the order of the tables."""
    found: dict[str, dict[str, None]] = {}
    for name, code, *_ in (line for table in _TABLES for line in table_lines(table)):
        found.setdefault(code, {}).setdefault(name)
    return {code: tuple(names) for code, names in found.items()}
