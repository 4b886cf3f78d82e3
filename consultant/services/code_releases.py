"""Install, activate and list releases of code sets. Files lie in the blob store, the database says which are active."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

from consultant.coding.catalogue import Issue
from consultant.coding.sets import Set, set_of
from consultant.db.base import add as add_row
from consultant.db.engine import Tx
from consultant.db.models import Release
from consultant.db.queries import jobs, releases, tickets
from consultant.domain.jobs import FollowReleases
from consultant.errors import NotFound
from consultant.ports import BlobStore, Clock

TOGETHER = timedelta(seconds=10)
"""In which releases that are installed one after the other are one change to follow."""


class NamedSource(Protocol):
    """An official file that a release was read from."""

    @property
    def name(self) -> str: ...

    @property
    def sha256(self) -> str: ...


class Description(Protocol):
    """What a built release file says of itself."""

    @property
    def system(self) -> Set: ...

    @property
    def label(self) -> str: ...

    @property
    def effective_from(self) -> date: ...

    @property
    def effective_to(self) -> date | None: ...

    @property
    def importer(self) -> str: ...

    @property
    def sources(self) -> Iterable[NamedSource]: ...

    @property
    def sample(self) -> bool: ...


class BuiltFile(Protocol):
    """A finished release file, as the library's builders leave it."""

    @property
    def path(self) -> Path: ...

    @property
    def sha256(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def described(self) -> Description: ...

    @property
    def counts(self) -> Mapping[str, int]: ...


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed release as a person sees it. ``stale`` says why a newer one is wanted, or is None.

    ``notice`` is what the owner of its words wants to stand beside them.
    """

    id: int
    system: Set
    label: str
    effective_from: date
    effective_to: date | None
    sha256: str
    size: int
    counts: Mapping[str, int]
    sources: tuple[str, ...]
    sample: bool
    active: bool
    stale: str | None
    notice: str | None = None


def keep(built: BuiltFile, *, blobs: BlobStore) -> None:
    """Make the bytes of a built release durable. It takes its time, so it comes before the transaction of ``install``.

    A release that is never installed then leaves a blob that is swept later.
    """
    blobs.put_file(built.path)


def install(tx: Tx, built: BuiltFile, *, clock: Clock) -> int:
    """Activate a built release that is kept; return its id. The same file again changes nothing but its activity.

    An active release of the same system and first day gives way, and so does a sample that is not newer.
    """
    known = releases.by_key(tx, built.sha256)
    if known is None:
        described = built.described
        return _begin(
            tx,
            clock=clock,
            system=described.system.value,
            label=described.label,
            effective_from=described.effective_from,
            effective_to=described.effective_to,
            sha256=built.sha256,
            size=built.size,
            importer=described.importer,
            sources=[{"name": source.name, "sha256": source.sha256} for source in described.sources],
            counts=dict(built.counts),
            sample=described.sample,
        )
    activate(tx, known.id, clock=clock)
    return known.id


def adopt(tx: Tx, release: Release, *, clock: Clock) -> int:
    """Install and activate what another desk on this host has built, from its row; the file is on the shelf already."""
    known = releases.by_key(tx, release.sha256)
    if known is None:
        columns = {name: getattr(release, name) for name in Release.__table__.columns.keys() if name != "id"}  # noqa: SIM118
        return _begin(tx, clock=clock, **columns)
    activate(tx, known.id, clock=clock)
    return known.id


def _begin(tx: Tx, *, clock: Clock, **columns: Any) -> int:
    release_id = add_row(tx, Release, **columns | {"active": False, "installed_at": clock.now()})
    activate(tx, release_id, clock=clock)
    return release_id


def activate(tx: Tx, release_id: int, *, clock: Clock) -> None:
    """Let a release answer; open questions are read anew, and answered ones looked through. Raises NotFound."""
    release = _installed(tx, release_id)
    _follow(tx, clock=clock)
    releases.set_active(tx, release.id, active=True)
    if not release.sample:
        releases.deactivate_twins(tx, release)


def deactivate(tx: Tx, release_id: int, *, clock: Clock) -> None:
    """Let a release answer no longer; its file stays. Questions are read anew. Raises NotFound."""
    releases.set_active(tx, _installed(tx, release_id).id, active=False)
    _follow(tx, clock=clock)


def _follow(tx: Tx, *, clock: Clock) -> None:
    """Have the tickets looked at that a switch may concern; a desk without any owes nothing."""
    now = clock.now()
    if tickets.any_of(tx):
        jobs.put(tx, FollowReleases(), now=now, due_at=now + TOGETHER)


def active_keys(tx: Tx) -> tuple[str, ...]:
    """Return the SHA-256 of the active release files, as the library wants them."""
    return releases.active_keys(tx)


def overview(tx: Tx, *, clock: Clock) -> tuple[Installed, ...]:
    """Return every installed release, by system, the newest first, each with its staleness today."""
    today = clock.now().date()
    return tuple(_shown(release, today) for release in releases.every(tx))


def two(tx: Tx, before: int, after: int, *, clock: Clock) -> tuple[Installed, Installed]:
    """Return two releases by their numbers. Raises NotFound."""
    today = clock.now().date()
    return _shown(_installed(tx, before), today), _shown(_installed(tx, after), today)


def notices(*releases: Installed) -> tuple[str, ...]:
    """Return what is to stand beside the words of releases, each once."""
    return tuple(dict.fromkeys(one.notice for one in releases if one.notice))


def _installed(tx: Tx, release_id: int) -> Release:
    release = releases.by_id(tx, release_id)
    if release is None:
        raise NotFound("No such release is installed. `consultant codes status` lists them.")
    return release


def _shown(release: Release, today: date) -> Installed:
    system = set_of(release.system)
    issue = Issue(
        release.sha256, system, release.label, release.effective_from, release.effective_to, sample=release.sample
    )
    return Installed(
        id=release.id,
        system=system,
        label=release.label,
        effective_from=release.effective_from,
        effective_to=release.effective_to,
        sha256=release.sha256,
        size=release.size,
        counts=release.counts,
        sources=tuple(str(source["name"]) for source in release.sources),
        sample=release.sample,
        active=release.active,
        stale=issue.staleness(today),
        notice=issue.notice,
    )
