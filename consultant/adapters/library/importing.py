"""Which importer an official file is for, told from its content, and the releases that come with the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from consultant.adapters.library.hcpcs import build_hcpcs, build_hcpcs_sample
from consultant.adapters.library.icd10cm import build_icd10cm, packaged_tabular
from consultant.adapters.library.writer import BuiltRelease
from consultant.coding.releases.hcpcs_contractor import looks_like_contractor_file
from consultant.coding.releases.icd10cm_tabular import version_of
from consultant.errors import UserError

Progress = Callable[[str], None]

_BUILDERS: dict[str, Callable[..., BuiltRelease]] = {
    "ICD-10-CM tabular list (XML)": build_icd10cm,
    "HCPCS Level II contractor file (fixed width)": build_hcpcs,
}
_XML, _FIXED = _BUILDERS


def kind_of(path: Path) -> str:
    """The kind of an official file, as said to a person. Raises UserError for a file that no importer reads."""
    if not path.is_file():
        raise UserError(f"{path} is no file")
    with path.open("rb") as opened:
        head = opened.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] == b"<" and b"<html" not in head.lower():
        if version_of(path) is not None:
            return _XML
    elif looks_like_contractor_file(path):
        return _FIXED
    raise UserError(f"{path.name} is no file that the desk can read. It reads: {', '.join(_BUILDERS)}.")


def build_release(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build the release file of an official file into ``folder``. Raises UserError; a failure leaves nothing."""
    return _BUILDERS[kind_of(path)](path, folder, effective=effective, progress=progress)


def build_shipped(folder: Path, *, progress: Progress = lambda _: None) -> tuple[BuiltRelease, ...]:
    """Build what comes with the desk: ICD-10-CM from the installed package, and the HCPCS sample."""
    return (
        build_icd10cm(packaged_tabular(), folder, progress=progress),
        build_hcpcs_sample(folder, progress=progress),
    )
