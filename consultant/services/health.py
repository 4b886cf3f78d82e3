"""How the desk is: what its processes, mailboxes, queue and outbox do now, and what of it needs a person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.models import Heartbeat, MailboxCheck
from consultant.db.queries import checks, heartbeats, mailboxes
from consultant.db.queries.pages import health as figures
from consultant.db.queries.pages.health import Waiting
from consultant.domain.authorisations import Standing
from consultant.domain.rights import Action, Person, demand
from consultant.domain.sending import Delivery
from consultant.domain.supervision import (
    DUE_JOB_AFTER,
    LITTLE_DISK,
    OUTBOX_AFTER,
    SILENT_AFTER,
    UNTAKEN_AFTER,
    Process,
    Trouble,
)
from consultant.errors import NotFound
from consultant.ports import Clock
from consultant.services import code_releases
from consultant.services.code_releases import Installed
from consultant.services.pages import mailboxes as mailbox_pages
from consultant.services.pages.mailboxes import Box

NONE = Waiting(0, None)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Around:
    """What lies outside the database. ``redis``: why it cannot be used, or None."""

    redis: str | None
    disk_free: int
    disk_whole: int


@dataclass(frozen=True, slots=True)
class Beat:
    """A process that was heard."""

    kind: Process
    host: str
    name: str
    began_at: datetime
    at: datetime
    silent: bool


@dataclass(frozen=True, slots=True)
class Health:
    """The desk at one moment."""

    at: datetime
    beats: tuple[Beat, ...]
    boxes: tuple[Box, ...]
    checks: Mapping[int, MailboxCheck]
    due_jobs: Waiting
    failed_jobs: Mapping[str, int]
    outbox: Mapping[str, Waiting]
    untaken: Waiting
    parked: int
    releases: tuple[Installed, ...]
    around: Around

    def heard(self, kind: Process) -> datetime | None:
        """When a process of this kind was heard last."""
        return max((one.at for one in self.beats if one.kind is kind), default=None)

    @property
    def waiting(self) -> Waiting:
        """The mails that wait to leave."""
        found = [self.outbox.get(state, NONE) for state in (Delivery.QUEUED, Delivery.SENDING)]
        return Waiting(sum(one.count for one in found), min((one.since for one in found if one.since), default=None))


def look(tx: Tx, around: Around, *, clock: Clock) -> Health:
    """Return how the desk is now."""
    now = clock.now()
    return Health(
        at=now,
        beats=tuple(_beat(row, now) for row in heartbeats.every(tx) if row.kind in set(Process)),
        boxes=mailbox_pages.every(tx, now=now),
        checks={row.mailbox_id: row for row in checks.every(tx)},
        due_jobs=figures.due_jobs(tx, now),
        failed_jobs=figures.failed_jobs(tx),
        outbox=figures.outbox(tx),
        untaken=figures.untaken(tx),
        parked=figures.parked(tx),
        releases=tuple(one for one in code_releases.overview(tx, clock=clock) if one.active and one.stale),
        around=around,
    )


def troubles(health: Health) -> tuple[Trouble, ...]:
    """Return what needs a person, gravest first."""
    found = (*_processes(health), *_mailboxes(health), *_work(health), *_around(health))
    return tuple(sorted(found, key=lambda one: not one.grave))


def ask_for_check(tx: Tx, person: Person | None, mailbox_id: int, *, clock: Clock) -> None:
    """Ask the poller to compare a mailbox with its rows. ``person``: None for the operator at the command line.

    Raises NotFound, Forbidden.
    """
    if person is not None:
        demand(person, Action.SETTLE_MAILBOXES)
    if mailboxes.find(tx, mailbox_id) is None:
        raise NotFound("There is no such mailbox.")
    checks.ask(tx, mailbox_id, now=clock.now())
    after.tell(tx, "mailbox", mailbox_id=mailbox_id)


def _beat(row: Heartbeat, now: datetime) -> Beat:
    return Beat(Process(row.kind), row.host, row.name, row.began_at, row.at, silent=now - row.at > SILENT_AFTER)


def _processes(health: Health) -> Iterator[Trouble]:
    for kind in Process:
        if kind is Process.POLLER and not any(box.enabled for box in health.boxes):
            continue
        heard = health.heard(kind)
        if heard is None:
            yield Trouble("process", kind, kind, "none is running")
        elif health.at - heard > SILENT_AFTER:
            yield Trouble("process", kind, kind, f"not heard since {_at(heard)}")


def _mailboxes(health: Health) -> Iterator[Trouble]:
    for box in health.boxes:
        if not box.enabled:
            continue
        about, shut = str(box.id), False
        if box.granted is not None and box.granted.standing is not Standing.GOOD:
            shut = box.granted.standing is not Standing.ENDING
            words = {
                Standing.WANTED: "nobody has authorised it yet",
                Standing.REFUSED: "its provider no longer lets the desk in; authorise it again",
                Standing.ENDING: "its authorisation ends soon; authorise it again",
            }[box.granted.standing]
            yield Trouble("token", about, box.name, words, grave=shut)
        if box.unheard and not shut:
            since = f"since {_at(box.heard_at)}" if box.heard_at else "yet"
            yield Trouble("unheard", about, box.name, f"not read {since}{f': {box.trouble}' if box.trouble else ''}")
        elif box.quiet and box.mail_at:
            words = f"no mail since {_at(box.mail_at)}, which is against its rhythm"
            yield Trouble("silent", about, box.name, words, grave=False)
        check = health.checks.get(box.id)
        if check is not None and check.missing:
            words = f"{len(check.missing)} mails on the server had no row; they were fetched {_at(check.done_at)}"
            yield Trouble("gap", about, box.name, words, grave=False)


def _work(health: Health) -> Iterator[Trouble]:
    untaken, due, waiting = health.untaken, health.due_jobs, health.waiting
    if untaken.since and health.at - untaken.since > UNTAKEN_AFTER:
        yield Trouble("untaken", "intake", "intake", f"{untaken.count} stored mails wait since {_at(untaken.since)}")
    if waiting.since and health.at - waiting.since > OUTBOX_AFTER:
        yield Trouble("outbox", "outbox", "outbox", f"{waiting.count} mails wait to leave since {_at(waiting.since)}")
    if due.since and health.at - due.since > DUE_JOB_AFTER:
        yield Trouble("queue", "jobs", "queue", f"{due.count} jobs are due since {_at(due.since)} and not taken")
    if failed := sum(health.failed_jobs.values()):
        kinds = ", ".join(sorted(kind.replace("_", " ") for kind in health.failed_jobs))
        yield Trouble("failed", "jobs", "queue", f"{failed} jobs failed for good ({kinds})", grave=False)


def _around(health: Health) -> Iterator[Trouble]:
    around = health.around
    if around.redis:
        yield Trouble("redis", "redis", "Redis", around.redis)
    if around.disk_free < LITTLE_DISK * around.disk_whole:
        yield Trouble("disk", "disk", "disk", f"{around.disk_free / 1e9:.1f} GB are free in the data folder")
    for release in health.releases:
        yield Trouble("release", str(release.id), release.label, release.stale or "", grave=False)


def _at(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "an unknown time"
