"""Which importer an official file is for, told from its content, and the releases that come with the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from consultant.adapters.library.hcpcs import build_hcpcs, build_hcpcs_sample
from consultant.adapters.library.icd10_lists import build_code_list, build_order_file, build_pcs_tables
from consultant.adapters.library.icd10cm import build_icd10cm, packaged_tabular
from consultant.adapters.library.writer import BuiltRelease
from consultant.coding.releases.code_lists import ListShape, shape_of
from consultant.coding.releases.hcpcs_contractor import looks_like_contractor_file
from consultant.coding.releases.order_file import looks_like_order_file
from consultant.coding.releases.xml_files import opened, root_of
from consultant.errors import UserError

Progress = Callable[[str], None]

_BUILDERS: dict[str, Callable[..., BuiltRelease]] = {
    "ICD-10-CM tabular list (XML)": build_icd10cm,
    "HCPCS Level II contractor file (fixed width)": build_hcpcs,
    "ICD-10 order file (fixed width)": build_order_file,
    "list of ICD-10 codes": build_code_list,
    "ICD-10-PCS tables (XML)": build_pcs_tables,
}
_TABULAR, _CONTRACTOR, _ORDER, _LIST, _TABLES = _BUILDERS
_ROOTS = {"ICD10CM.tabular": _TABULAR, "ICD10PCS.tabular": _TABLES}


def kind_of(path: Path) -> str:
    """The kind of an official file, as said to a person. Raises UserError for a file that no importer reads."""
    if not path.is_file():
        raise UserError(f"{path} is no file")
    try:
        with opened(path) as source:
            head = source.read(65_536)
    except (EOFError, OSError) as error:
        raise UserError(f"{path.name} cannot be read to its end ({type(error).__name__}); fetch it again") from error
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        found = _ROOTS.get(root_of(path) or "")
    elif looks_like_order_file(head):
        found = _ORDER
    elif looks_like_contractor_file(path):
        found = _CONTRACTOR
    else:
        found = _list(path, head)
    if found is not None:
        return found
    raise UserError(f"{path.name} is no file that the desk can read. It reads: {', '.join(_BUILDERS)}.")


def _list(path: Path, head: bytes) -> str | None:
    match shape_of(head):
        case None:
            return None
        case ListShape.BARE:
            raise UserError(
                f"{path.name} is a bare list of codes without titles; import the tabular list or the order file of its release."
            )
        case _:
            return _LIST


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
