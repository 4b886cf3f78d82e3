"""Open a release file as what it is, by the layout that it was written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from consultant.adapters.library import (
    add_on_file,
    fee_file,
    gem_file,
    index_file,
    list_file,
    locality_file,
    mue_file,
    pcs_definition_file,
    pcs_table_file,
    policy_file,
    ptp_file,
    schema,
)
from consultant.adapters.library.add_on_file import AddOnFile
from consultant.adapters.library.fee_file import FeeFile
from consultant.adapters.library.gem_file import GemFile
from consultant.adapters.library.index_file import IndexFile
from consultant.adapters.library.list_file import ListFile
from consultant.adapters.library.locality_file import LocalityFile
from consultant.adapters.library.mue_file import MueFile
from consultant.adapters.library.numbers_only import NumbersOnly
from consultant.adapters.library.open_file import OtherLayout, layout_of
from consultant.adapters.library.pcs_definition_file import PcsDefinitionFile
from consultant.adapters.library.pcs_table_file import PcsTableFile
from consultant.adapters.library.policy_file import PolicyFile
from consultant.adapters.library.ptp_file import PtpFile
from consultant.adapters.library.release_file import ReleaseFile
from consultant.coding.sets import System

AnyFile = (
    ReleaseFile
    | MueFile
    | PtpFile
    | AddOnFile
    | FeeFile
    | LocalityFile
    | IndexFile
    | PcsTableFile
    | PcsDefinitionFile
    | GemFile
    | ListFile
    | PolicyFile
)
_LAYOUTS: Mapping[str, Callable[[Path], AnyFile]] = {
    schema.LAYOUT: ReleaseFile,
    mue_file.LAYOUT: MueFile,
    ptp_file.LAYOUT: PtpFile,
    add_on_file.LAYOUT: AddOnFile,
    fee_file.LAYOUT: FeeFile,
    locality_file.LAYOUT: LocalityFile,
    index_file.LAYOUT: IndexFile,
    pcs_table_file.LAYOUT: PcsTableFile,
    pcs_definition_file.LAYOUT: PcsDefinitionFile,
    gem_file.LAYOUT: GemFile,
    list_file.LAYOUT: ListFile,
    policy_file.LAYOUT: PolicyFile,
}


def open_release(path: Path, *, cpt_licensed: bool = False) -> AnyFile:
    """Open a release file; one of CPT shows its numbers alone unless a licence is stated.

    Raises PermanentError for one that cannot be read, OtherLayout for one that another version of the desk made.
    """
    layout = layout_of(path)
    if layout not in _LAYOUTS:
        raise OtherLayout(f"the release file {path.name} has another layout: import its source again")
    file = _LAYOUTS[layout](path)
    return NumbersOnly(path) if file.set is System.CPT and not cpt_licensed else file
