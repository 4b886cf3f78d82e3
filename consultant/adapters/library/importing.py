"""Release files of official files, by what their content is, and the releases that come with the desk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from consultant.adapters.library.add_on_file import build_add_ons
from consultant.adapters.library.building import BuiltRelease
from consultant.adapters.library.cpt_list import UNLICENSED, build_cpt
from consultant.adapters.library.fee_file import build_fees
from consultant.adapters.library.gem_file import build_gem
from consultant.adapters.library.hcpcs import (
    build_hcpcs,
    build_hcpcs_descriptors,
    build_hcpcs_sample,
    build_hcpcs_table,
)
from consultant.adapters.library.icd10_lists import build_code_list, build_order_file, build_pcs_tables
from consultant.adapters.library.icd10cm import build_icd10cm, packaged_tabular
from consultant.adapters.library.index_file import build_index
from consultant.adapters.library.locality_file import build_localities
from consultant.adapters.library.mue_file import build_mue
from consultant.adapters.library.pcs_definition_file import build_pcs_definitions
from consultant.adapters.library.pcs_table_file import build_pcs_rows
from consultant.adapters.library.plausibility import refuse_implausible
from consultant.adapters.library.policy_building import build_coverage, build_coverage_index
from consultant.adapters.library.ptp_file import build_ptp
from consultant.adapters.library.small_lists import (
    build_code_editor,
    build_jurisdictions,
    build_modifiers,
    build_places,
)
from consultant.coding.catalogue import day
from consultant.coding.releases.archives import members, plainly
from consultant.coding.releases.kinds import Kind
from consultant.coding.releases.kinds import kind_of as recognised
from consultant.coding.releases.lines import refuse_foreign
from consultant.coding.releases.modifiers import SHIPPED
from consultant.coding.releases.sources import Readable, head_of, name_of
from consultant.coding.releases.wordless import without_words
from consultant.coding.sets import Reference, Set, System
from consultant.errors import UserError

Progress = Callable[[str], None]

_BUILDERS: Mapping[Kind, Callable[..., BuiltRelease]] = {
    Kind.TABULAR: build_icd10cm,
    Kind.CONTRACTOR: build_hcpcs,
    Kind.HCPCS: build_hcpcs_table,
    Kind.DESCRIPTORS: build_hcpcs_descriptors,
    Kind.ORDER: build_order_file,
    Kind.CODES: build_code_list,
    Kind.PCS_TABLES: build_pcs_tables,
    Kind.PCS_ROWS: build_pcs_rows,
    Kind.MUE: build_mue,
    Kind.ADD_ONS: build_add_ons,
    Kind.FEES: build_fees,
    Kind.LOCALITIES: build_localities,
    Kind.INDEX: build_index,
    Kind.PCS_DEFINITIONS: build_pcs_definitions,
    Kind.GEM: build_gem,
    Kind.PLACES: build_places,
    Kind.MODIFIERS: build_modifiers,
    Kind.EDITOR: build_code_editor,
    Kind.JURISDICTIONS: build_jurisdictions,
    Kind.COVERAGE_INDEX: build_coverage_index,
}
# Releases that come in several files (``gathering`` puts them together).
_BUILDERS_OF_SEVERAL: Mapping[Kind, Callable[..., BuiltRelease]] = {
    Kind.PAIRS: build_ptp,
    Kind.COVERAGE: build_coverage,
    Kind.CPT: build_cpt,
}
KEYS: Mapping[str, Kind] = {kind.name.lower().replace("_", "-"): kind for kind in (*_BUILDERS, *_BUILDERS_OF_SEVERAL)}
"""Short words for the kinds that can be installed."""
FIRST_YEAR = 1996
"""Of the oldest release that an importer may meet: NCCI edits began in it."""
AHEAD = timedelta(days=366)
"""No publisher has a release out longer than that before its first day."""
_INSTEAD = {
    Kind.BARE: "import the tabular list or the order file of its release",
    Kind.CPT: UNLICENSED,
}


class NotInstalledError(UserError):
    """A file that the desk knows and installs nothing of; the text says what it is, and what to do instead."""


def kind_of(path: Path, *, cpt_licensed: bool = False) -> Kind:
    """The kind of an official file that can be installed. Raises UserError for any other, NotInstalledError for one it knows."""
    if not path.is_file():
        raise UserError(f"{path} is no file")
    kind = recognised(path)
    if kind is not None and kind in KEYS.values() and (cpt_licensed or kind is not Kind.CPT):
        return kind
    if kind is None:
        refuse_plainly(path)
        raise UserError(
            f"{path.name} is no file that the desk can read. `consultant codes import --help` lists what it reads."
        )
    instead = _INSTEAD.get(kind, "this version of the desk has no use for it yet")
    raise NotInstalledError(f"{path.name}: {kind}. It was read and not installed: {instead}.")


def refuse_plainly(source: Readable) -> None:
    """Raise UserError that says what a file is that can be no official one: empty, a web page, a broken zip, and such."""
    name, head = name_of(source), head_of(source)
    if not head.strip():
        raise UserError(f"{name} is empty. Fetch it from its publisher again.")
    if head.startswith(b"PK"):
        raise UserError(
            f"{name} is a zip file or a workbook that is not whole, or none that the desk can read. Fetch it from its "
            "publisher again."
        )
    refuse_foreign(name, head)


def unfolded(path: Path, *, cpt_licensed: bool = False) -> Iterator[tuple[str, Path]]:
    """Yield the name and place of a file, or of each file of a zip; a place lasts until the next. Raises UserError.

    Without a licence for CPT nothing is unpacked that has words of it.
    """
    if path.is_file() and recognised(path) is Kind.ARCHIVE:
        copy = plainly if cpt_licensed else without_words
        yield from ((member.name, member.path) for member in members(path, copy=copy))
    else:
        yield path.name, path


def build_release(
    kind: Kind,
    paths: Sequence[Path],
    folder: Path,
    *,
    effective: date | None = None,
    progress: Progress = lambda _: None,
    read: Callable[[int], object] = lambda _: None,
    cpt_licensed: bool = False,
    today: date | None = None,
    installed: Sequence[Path] = (),
    insisted: bool = False,
) -> BuiltRelease:
    """Build the release file of the official files of one release into ``folder``.

    ``read`` is told of bytes as they are read, where a release comes in several files. Raises UserError where the files
    are not of that kind, are damaged or cut, are of a year that cannot be on ``today`` or of another day than they say, as
    the ``installed`` release files show, or need a licence that nobody stated; a failure leaves nothing. Whoever has
    ``insisted`` gets a release that looks cut, or of another day.
    """
    built = _built(kind, paths, folder, effective, progress, read, cpt_licensed=cpt_licensed)
    name = paths[-1].name
    try:
        _refuse_impossible(built.described.effective_from, name, today)
        refuse_implausible(built, name, installed, told=effective is not None, insisted=insisted)
    except UserError:
        if built.path not in installed:
            built.path.unlink(missing_ok=True)
        raise
    return built


def _refuse_impossible(begins: date, name: str, today: date | None) -> None:
    if begins.year < FIRST_YEAR or (today is not None and begins > today + AHEAD):
        raise UserError(
            f"{name}: a release of {day(begins)} cannot be. Look at the year in the file and in its name, or say "
            "--effective YYYY-MM-DD, its first day."
        )


def _built(
    kind: Kind,
    paths: Sequence[Path],
    folder: Path,
    effective: date | None,
    progress: Progress,
    read: Callable[[int], object],
    *,
    cpt_licensed: bool,
) -> BuiltRelease:
    if kind in _BUILDERS_OF_SEVERAL:
        stated = {"licensed": cpt_licensed} if kind is Kind.CPT else {}
        return _BUILDERS_OF_SEVERAL[kind](paths, folder, effective=effective, progress=progress, read=read, **stated)
    (path,) = paths
    return _BUILDERS[kind](path, folder, effective=effective, progress=progress)


def build_shipped(
    folder: Path, *, present: Collection[Set] = (), progress: Progress = lambda _: None
) -> tuple[BuiltRelease, ...]:
    """Build what comes with the desk and is not ``present``.

    That is ICD-10-CM from the installed package, the HCPCS sample, and our words for modifiers.
    """
    shipped: Mapping[Set, Callable[[], BuiltRelease]] = {
        System.CM: lambda: build_icd10cm(packaged_tabular(), folder, progress=progress),
        System.HCPCS: lambda: build_hcpcs_sample(folder, progress=progress),
        Reference.MODIFIERS: lambda: build_modifiers(SHIPPED, folder, progress=progress),
    }
    return tuple(build() for of, build in shipped.items() if of not in present)
