"""Reader of the operator's own licensed CPT files: tab text of code and descriptor, long, medium or short.

The descriptors are the AMA's. Without the operator's statement of a licence they are dropped here, and no row ever
holds one; the numbers alone are facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Literal

from consultant.coding.releases.errors import UnreadableRelease, shown
from consultant.coding.releases.lines import decoded
from consultant.coding.releases.sources import Readable, begins_as, name_of, opened

_CODE = re.compile(r"[0-9]{4}[0-9A-Z]")
_ROW = re.compile(r"\s*[0-9]{4}[0-9A-Z]\s*\t")
_EDITION = re.compile(r"\bCPT\S*\s+(20[0-9]{2})\b")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_NOTICE = 200
_SHORT, _MEDIUM = 28, 48

Length = Literal["short", "medium", "long"]


@dataclass(frozen=True, slots=True)
class CptRow:
    """One code. ``descriptor`` is None unless the reader was told of a licence."""

    code: str
    descriptor: str | None


def looks_like_cpt(source: Readable) -> bool:
    """Whether it is tab text of two columns whose first rows are CPT codes and words, after a notice or none."""
    return begins_as(read_cpt, source)


def edition_of(source: Readable) -> int | None:
    """The year of the edition: as the notice above the rows says it, or its copyright, else the file's name."""
    name = name_of(source)
    with opened(source) as stream:
        above = "".join(takewhile(lambda line: not _ROW.match(line), islice(decoded(name, stream), _NOTICE)))
    if found := _EDITION.search(above):
        return int(found[1])
    if "copyright" in above.lower() and (years := _YEAR.findall(above)):
        return int(max(years)) + 1
    return int(found[1]) if (found := _YEAR.search(name)) else None


def length_of(source: Readable) -> Length:
    """Which of the three files it is: by its name (LONGULT, MEDU, SHORTU), or by the longest of the first descriptors."""
    name = name_of(source).upper()
    for word, length in (("LONG", "long"), ("MED", "medium"), ("SHORT", "short")):
        if word in name:
            return length  # type: ignore[return-value]
    longest = 0
    for at, (_, _, words) in enumerate(_pairs(source)):
        longest = max(longest, len(words))
        if at == 2000:
            break
    return "short" if longest <= _SHORT else "medium" if longest <= _MEDIUM else "long"


def read_cpt(source: Readable, *, licensed: bool = False) -> Iterator[CptRow]:
    """Codes in file order; a notice above is passed over. Raises UnreadableRelease naming file and line."""
    for _, code, words in _pairs(source):
        yield CptRow(code, words if licensed else None)


def _pairs(source: Readable) -> Iterator[tuple[int, str, str]]:
    name, seen = name_of(source), False
    with opened(source) as stream:
        for number, line in enumerate(decoded(name, stream), 1):
            code, tab, words = line.rstrip("\r\n").partition("\t")
            code, words = code.strip(), words.strip()
            if not seen and not (tab and _CODE.fullmatch(code)):
                if number > _NOTICE:
                    break
                continue
            if not line.strip():
                continue
            # No error quotes a cell behind the code: it may be a descriptor.
            if not _CODE.fullmatch(code):
                written = code if len(code) <= 7 else "other words"
                raise UnreadableRelease(name, number, f"a CPT code of five characters, not {shown(written)}", column=1)
            if not words or "\t" in words:
                raise UnreadableRelease(name, number, "one descriptor behind the code", column=2)
            seen = True
            yield number, code, words
    if not seen:
        raise UnreadableRelease(name, 1, "rows of a CPT code, a tab and its descriptor")
