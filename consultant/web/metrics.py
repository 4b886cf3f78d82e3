"""The figures of a desk as Prometheus reads them. Labels are words of ours and row ids; no address and no patient data."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from consultant.db.queries.pages.health import Waiting
from consultant.domain.jobs import KINDS
from consultant.domain.sending import Delivery
from consultant.domain.supervision import Process
from consultant.services.health import NONE, Health

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[Mapping[str, object], float]


def text(health: Health) -> str:
    """Return all gauges in the text format."""
    lines: list[str] = []
    for name, told, samples in _gauges(health):
        lines += [f"# HELP consultant_{name} {told}", f"# TYPE consultant_{name} gauge"]
        lines += [f"consultant_{name}{_labels(labels)} {value:.10g}" for labels, value in samples]
    return "\n".join(lines) + "\n"


def _gauges(health: Health) -> Iterator[tuple[str, str, Iterable[Sample]]]:
    boxes = [box for box in health.boxes if box.enabled]
    beats = [(kind, health.heard(kind)) for kind in Process]
    yield (
        "process_heard_seconds",
        "Since a process of this kind was heard.",
        _ages(health, [({"process": kind}, at) for kind, at in beats]),
    )
    yield (
        "processes",
        "Processes heard within a minute.",
        [({"process": kind}, sum(one.kind is kind and not one.silent for one in health.beats)) for kind in Process],
    )
    yield (
        "mailbox_heard_seconds",
        "Since a mailbox's server answered.",
        _ages(health, [({"mailbox": box.id}, box.heard_at) for box in boxes]),
    )
    yield (
        "mailbox_mail_seconds",
        "Since a mailbox's cursor moved.",
        _ages(health, [({"mailbox": box.id}, box.mail_at) for box in boxes]),
    )
    yield (
        "mailbox_silent",
        "1 while a mailbox is silent against its rhythm.",
        [({"mailbox": box.id}, box.quiet) for box in boxes],
    )
    yield (
        "outbox_mails",
        "Mails of the outbox that are not done.",
        [
            ({"state": state}, health.outbox.get(state, NONE).count)
            for state in (Delivery.QUEUED, Delivery.SENDING, Delivery.UNKNOWN, Delivery.REFUSED)
        ],
    )
    yield (
        "jobs_failed",
        "Jobs that failed for good.",
        [({"kind": kind}, health.failed_jobs.get(kind, 0)) for kind in KINDS],
    )
    for name, told, waiting in (
        ("outbox_waiting", "mail that waits to leave", health.waiting),
        ("jobs_due", "job that is due and not taken", health.due_jobs),
        ("mail_untaken", "mail that was stored and not taken in", health.untaken),
    ):
        yield from _waiting(health, name, told, waiting)
    yield "mail_parked", "Parked mails.", [({}, health.parked)]
    yield "releases_stale", "Active code releases that are out of date.", [({}, len(health.releases))]
    yield "disk_free_bytes", "Free on the disk of the data folder.", [({}, health.around.disk_free)]
    yield "redis_up", "1 while Redis answers.", [({}, health.around.redis is None)]


def _waiting(health: Health, name: str, told: str, waiting: Waiting) -> Iterator[tuple[str, str, Iterable[Sample]]]:
    age = (health.at - waiting.since).total_seconds() if waiting.since else 0
    yield name, f"Each {told}.", [({}, waiting.count)]
    yield f"{name}_seconds", f"Age of the oldest {told}.", [({}, max(0, age))]


def _ages(health: Health, moments: Iterable[tuple[Mapping[str, object], datetime | None]]) -> list[Sample]:
    return [(labels, (health.at - at).total_seconds()) for labels, at in moments if at is not None]


def _labels(labels: Mapping[str, object]) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels.items()) + "}" if labels else ""
