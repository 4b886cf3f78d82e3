"""What is kept of a file that was handed in at the dashboard: nothing that must not lie on a disk."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import IO, cast

from consultant.adapters.library.cpt_list import UNLICENSED
from consultant.adapters.library.importing import refuse_plainly
from consultant.coding.releases.archives import looks_like_archive, members, plainly
from consultant.coding.releases.kinds import Kind, kind_of
from consultant.coding.releases.wordless import without_words
from consultant.errors import UserError

_CPT = f"The file was not kept: it is a licensed CPT file, and {UNLICENSED}."
_UNKNOWN = (
    "The file was not kept: it is none that the desk can read. Hand in the file, or the zip, as its publisher gives it."
)


def keepable(stream: io.RawIOBase, folder: Path, *, cpt_licensed: bool) -> Path:
    """Write into ``folder`` what may be kept of the file that ``stream`` (with a name) holds, and return where.

    Under a licence for CPT that is all of it. Otherwise it has no word of CPT: a zip is written anew without them, the
    files in it that no reader knows are a line that says so. Raises UserError for a CPT file, also in a zip, and for an unknown one.
    """
    path = folder / "given"
    source = cast("IO[bytes]", io.BufferedReader(stream))
    source.seek(0)
    if not cpt_licensed and looks_like_archive(source):
        _pack_anew(source, path)
        return path
    kind = None if cpt_licensed else kind_of(source)
    if kind is Kind.CPT:
        raise UserError(_CPT)
    if kind is None and not cpt_licensed:
        refuse_plainly(source)
        raise UserError(_UNKNOWN)
    source.seek(0)
    with path.open("wb") as out:
        for chunk in (plainly if cpt_licensed else without_words)(source):
            out.write(chunk)
    return path


def _pack_anew(source: IO[bytes], path: Path) -> None:
    """Files of inner zips lie in folders of their names; the store packs, so nothing is packed here."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for member in members(source, copy=without_words):
            if kind_of(member.path) is Kind.CPT:
                raise UserError(_CPT)
            archive.write(member.path, member.name.partition("/")[2])
