"""Import an official file: a process of its own reads and builds, the worker follows, installs and reports.

Building takes minutes of one core for the largest files; in a process of its own, at a low priority, it holds up neither
mail nor pages. Whatever is killed, the job begins anew, and nothing is installed by halves.
"""

import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path, PurePath

from consultant import logs
from consultant.adapters.children import begin_child
from consultant.adapters.library.building import BuiltRelease
from consultant.adapters.packing import unpack
from consultant.bootstrap import Services
from consultant.coding.comparison import Change
from consultant.coding.sets import System
from consultant.db.queries import jobs
from consultant.db.queries.jobs import Claimed
from consultant.domain.jobs import ImportRelease
from consultant.errors import NotFound, TransientError, UserError
from consultant.services import code_releases, release_imports
from consultant.services.release_imports import HandedIn, Installed, Refused
from workers.lease import LeaseLostError, finish

TRIES = 3
"""How often a file may end the process that reads it before it is refused."""
FOLLOW_EVERY = 1.0
NICENESS = 10
_ON_THE_PAGE = {
    "`consultant codes import --help` lists what it reads.": "Hand in the file, or the zip, as its publisher gives it.",
    "say --effective YYYY-MM-DD": "fill in the field “First day”",
    "say --insist": "import it by `consultant codes import --insist`",
}
"""What refusals say to who types commands, and what to who hands a file in at the dashboard."""
log = logs.get("imports")
Outcome = BuiltRelease | Refused


def import_release(services: Services, claimed: Claimed) -> None:
    """Build and install what the file holds. Raises TransientError when the process that reads it ended."""
    job = claimed.job
    assert isinstance(job, ImportRelease)  # noqa: S101 - JOBS maps the class to this function
    with services.database.transaction() as tx:
        file = release_imports.begun(tx, job.import_id)
    try:
        outcomes = _built(services, claimed, job.import_id, file)
    except EOFError:
        if claimed.attempts < TRIES:
            raise TransientError("the process that reads the file ended") from None
        outcomes = [
            Refused(file.filename, "Reading it ended the process that does so, three times. It was not installed.")
        ]
    except NotFound:
        outcomes = [Refused(file.filename, "The file that was handed in is no longer here. Hand it in again.")]
    _conclude(services, claimed, job.import_id, file, outcomes)


def _built(services: Services, claimed: Claimed, import_id: int, file: HandedIn) -> list[Outcome]:
    """What the file gave, in order. Raises EOFError when the child ended before it was done."""
    with tempfile.TemporaryDirectory(prefix="consultant-import-") as folder:
        path = Path(folder) / (PurePath(file.filename).name or "file")
        unpack(services.blobs.open_path(file.sha256), path)
        with services.database.reading() as tx:
            installed = services.shelf.paths(code_releases.active_keys(tx))
        ours, theirs = multiprocessing.get_context("spawn").Pipe(duplex=False)
        child = multiprocessing.get_context("spawn").Process(
            target=_build,
            args=(
                theirs,
                path,
                services.shelf.folder,
                file.effective,
                services.desk.cpt_licensed,
                services.clock.now().date(),
                installed,
            ),
        )
        child.start()
        theirs.close()
        try:
            return list(_followed(services, claimed, import_id, ours))
        finally:
            child.kill()
            child.join()
            ours.close()


def _followed(services: Services, claimed: Claimed, import_id: int, child: Connection) -> Iterator[Outcome]:
    """Yield outcomes as they come; keep the lease, and what the child is doing, about once a second."""
    words, told = "", time.monotonic() - FOLLOW_EVERY
    while True:
        while child.poll(FOLLOW_EVERY):
            said = child.recv()
            if said is None:
                return
            if isinstance(said, str):
                words = said
            else:
                yield said
            if time.monotonic() - told > FOLLOW_EVERY:
                break
        told = time.monotonic()
        with services.database.transaction() as tx:
            if not jobs.extend(tx, claimed, until=services.clock.now() + services.desk.lease):
                raise LeaseLostError("the lease was lost")
            release_imports.follow(tx, import_id, words)


def _conclude(services: Services, claimed: Claimed, import_id: int, file: HandedIn, outcomes: list[Outcome]) -> None:
    built = [one for one in outcomes if isinstance(one, BuiltRelease)]
    for one in built:
        code_releases.keep(one, blobs=services.blobs)
    installed = [_reported(services, one) for one in built]
    with services.database.transaction() as tx:
        for one in built:
            code_releases.install(tx, one, clock=services.clock)
        refused = [one for one in outcomes if isinstance(one, Refused)]
        over = release_imports.conclude(tx, import_id, installed, refused, clock=services.clock)
        finish(tx, claimed)
    with services.database.reading() as tx:
        services.shelf.note(code_releases.active_keys(tx))
    if over:
        services.blobs.erase(file.sha256)


def give_up(services: Services, import_id: int, why: str) -> None:
    """Say that an import failed for good, and erase what was handed in: it may hold words under a licence."""
    with services.database.transaction() as tx:
        file = release_imports.begun(tx, import_id)
        refused = Refused(file.filename, f"It could not be installed ({why}). Hand it in again.")
        over = release_imports.conclude(tx, import_id, [], [refused], clock=services.clock)
    if over:
        services.blobs.erase(file.sha256)


def _reported(services: Services, built: BuiltRelease) -> Installed:
    """What a release brings, against the list of its system that speaks of the days before it."""
    counts = tuple(built.counts.items())
    of, begins = built.described.system, built.described.effective_from
    with services.database.reading() as tx:
        active = [one for one in code_releases.overview(tx, clock=services.clock) if one.active and one.system is of]
    before = [one for one in active if one.effective_from < begins and not one.sample]
    if not before or not isinstance(of, System) or built.described.sample:
        return Installed(built.described.label, counts, ())
    changes = services.shelf.changes(before[0].sha256, built.sha256)
    return Installed(
        built.described.label,
        counts,
        tuple((kind.value, sum(one.change is kind for one in changes)) for kind in Change),
    )


def _build(
    parent: Connection,
    path: Path,
    folder: Path,
    effective: date | None,
    cpt_licensed: bool,
    today: date,
    installed: tuple[Path, ...],
) -> None:
    """In the child: send what is done, each outcome, and None at the end."""
    from consultant.adapters.library import gathering
    from consultant.adapters.library.importing import build_release

    begin_child()
    os.nice(NICENESS)
    for met in gathering.gathered([path], cpt_licensed=cpt_licensed):
        if isinstance(met, gathering.Refused):
            parent.send(Refused(met.name, _on_the_page(met.reason)))
            continue
        parent.send(f"{', '.join(met.names)}: {met.kind}")
        try:
            parent.send(
                build_release(
                    met.kind,
                    met.paths,
                    folder,
                    effective=effective,
                    progress=parent.send,
                    cpt_licensed=cpt_licensed,
                    today=today,
                    installed=installed,
                )
            )
        except UserError as error:
            parent.send(Refused(", ".join(met.names), _on_the_page(str(error))))
    parent.send(None)


def _on_the_page(reason: str) -> str:
    for typed, handed_in in _ON_THE_PAGE.items():
        reason = reason.replace(typed, handed_in)
    return reason
