"""A desk that lives through many schedules: two workers, a mail server that fails as told, and an account of every mail."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import redis

from consultant.adapters.wake import CeleryWake
from consultant.demo.processes import HOST
from consultant.domain.jobs import DeliverEmail
from consultant.domain.rights import Person
from consultant.errors import PermanentError, TransientError
from consultant.services import outbox
from consultant.services.pages import outbox as outbox_page
from tests.faults.desk import FaultDesk
from tests.faults.schedules import Schedule
from tests.faults.sending import coder, desk_settings, open_ticket, queue_answer
from tests.faults.severing import WORKERS, sever
from tests.servers.certificates import self_signed

HOUR = 3600.0
PATIENCE = 60.0
LOOK = 0.03
SMTP_TIMEOUT = "1.5"
ASKER = "dana@northfork-ortho.example"
OPEN = {"queued", "sending"}


@dataclass
class Sent:
    """An answer that a person sent. ``words``: how often a person had each address tried again."""

    id: int
    raw: bytes
    recipients: tuple[str, ...]
    words: Counter[str] = field(default_factory=Counter)
    told: set[str] = field(default_factory=set)
    """Addresses of which a person said whether it arrived."""


class World:
    """Runs schedules one after the other on the same processes; who was killed is replaced by a fresh one."""

    def __init__(self, url: str, folder: Path) -> None:
        context, certificate = self_signed(folder)
        self.desk = FaultDesk(
            url,
            folder,
            {
                "CONSULTANT_SMTP__TLS": "starttls",
                "CONSULTANT_NOTICES": "off",  # what machines write to the desk's people is no answer of a person
                "CONSULTANT_SMTP__TIMEOUT": SMTP_TIMEOUT,
                "SSL_CERT_FILE": str(certificate),
                "PGAPPNAME": WORKERS,
            },
        )
        for name in ("acts", "busy"):
            (self.desk.data / name).mkdir()
        self.desk.add_mailbox()
        self.person: Person = coder(self.desk)
        self.desk.start_redis()
        self.wake = CeleryWake(f"redis://{HOST}:{self.desk.redis_port}/0")
        self.script = self.desk.smtp.script
        self.script.tls = context
        self.script.outside = {
            "kill one": lambda: self._kill(self.workers[0]),
            "kill both": lambda: [self._kill(pid) for pid in self.workers] and None,
            "cut": lambda: sever(url),
            "twin": self._twin,
            "hour on": lambda: self.desk.clock.move(HOUR),
            "hour back": lambda: self.desk.clock.move(-HOUR),
            "redis empties": self._empty_redis,
            "redis dies": lambda: self.desk.kill("redis"),
        }
        self.log = folder / "logs" / "nursery.log"
        self.nursery = self._start_nursery()
        self.beat = self._fork("beat")
        self.workers = [self._fork("worker"), self._fork("worker")]
        self.mails: dict[bytes, Sent] = {}

    def run(self, schedule: Schedule) -> list[Sent]:
        """Send the mails, let everything happen, and wait until no machine has anything left to do."""
        self.script.offers = schedule.offers
        sent = [self._send(schedule, number) for number in range(len(schedule.recipients))]
        self.script.happened.clear()
        self.script.faults[:] = schedule.faults
        for step, act in schedule.steps:
            (self.desk.data / "acts" / step).write_text("die" if act == "die" else "sever")
        self.desk.wait(self._lay_out, "the answers are on their way")
        self.settle(sent)
        self.script.faults.clear()
        for left in (self.desk.data / "acts").iterdir():
            left.unlink()
        return sent

    def _lay_out(self) -> bool:
        """Let every answer leave now, and nothing else be done; False where a worker was in the way."""
        with contextlib.suppress(TransientError), self.desk.database.transaction() as tx:
            tx.connection().exec_driver_sql("DELETE FROM jobs WHERE kind <> 'deliver_email'")
            tx.connection().exec_driver_sql("UPDATE outbound_mails SET not_before = created_at WHERE state = 'queued'")
            tx.connection().exec_driver_sql("UPDATE jobs SET due_at = created_at")
            return True
        return False

    def _send(self, schedule: Schedule, number: int) -> Sent:
        ticket = open_ticket(self.desk, f"Question {schedule.seed} {number} {time.time_ns()}")
        cc = tuple(f"copy{place}@clinic.example" for place in range(1, schedule.recipients[number]))
        # Held back until the whole schedule is laid out.
        outbound_id = queue_answer(self.desk, self.person, ticket, cc, undo=300)
        raw = self.desk.rows("SELECT raw FROM outbound_mails WHERE id = :id", id=outbound_id)[0][0]
        mail = Sent(outbound_id, bytes(raw), (ASKER, *cc))  # type: ignore[arg-type]
        self.mails[mail.raw] = mail
        return mail

    def settle(self, sent: list[Sent]) -> None:
        """Keep the processes alive, and let time pass whenever everybody only waits for it."""
        deadline = time.monotonic() + PATIENCE
        quiet = 0
        while True:
            self._keep_alive()
            jobs = self._jobs()
            if not jobs and not any(set(self.states(mail).values()) & OPEN for mail in sent):
                return
            if time.monotonic() > deadline:
                raise AssertionError(f"not settled within {PATIENCE:.0f} s: {jobs}\n{self.log.read_text()[-3000:]}")
            quiet = 0 if self._busy() else quiet + 1
            if quiet > 2 and jobs:
                ahead = (min(jobs) - self.desk.clock.now()).total_seconds()
                if ahead > 0:
                    self.desk.clock.move(ahead + 0.1)
                quiet = 0
            time.sleep(LOOK)

    def states(self, mail: Sent) -> dict[str, str]:
        rows = self.desk.rows("SELECT address, state FROM outbound_recipients WHERE outbound_id = :id", id=mail.id)
        return {str(address): str(state) for address, state in rows}

    def accepted(self) -> Counter[tuple[int, str]]:
        """Count what the server took, by mail and recipient. A mail that nobody sent is an error."""
        with self.script.lock:
            taken = list(self.script.taken)
        found: Counter[tuple[int, str]] = Counter()
        for _, recipients, raw in taken:
            assert raw in self.mails, "the server has bytes that no person sent"
            found.update((self.mails[raw].id, one) for one in recipients)
        return found

    def say(self, mail: Sent, address: str, word: str) -> None:
        """Write a person's word on a mail of unknown fate."""
        with self.desk.database.transaction() as tx:
            if word == "again":
                failed = [one for one, state in self.states(mail).items() if state in {"unknown", "refused"}]
                outbox.retry(tx, self.person, mail.id, clock=self.desk.clock)
                mail.words.update(failed)
            else:
                mail.told.add(address)
                outbox.settle(tx, self.person, mail.id, address, arrived=word == "arrived", clock=self.desk.clock)

    def shown(self) -> dict[int, str]:
        """Return what the outbox page shows as a person's to settle, by mail."""
        with self.desk.database.reading() as tx:
            page = outbox_page.show(tx, self.person, desk=desk_settings(self.desk))
        return {one.id: one.state.value for one in page.for_a_person}

    def close(self) -> None:
        for pid in (*self.workers, self.beat):
            self._kill(pid)
        self.nursery.kill()
        self.nursery.communicate()
        self.writer.wait()
        self.desk.close()

    def _start_nursery(self) -> "subprocess.Popen[str]":
        # Their words go through a pipe: a process whose files may not grow can still write its log.
        with self.log.open("wb") as log:
            writer = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=log, start_new_session=True)
        nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            env={**os.environ, **self.desk.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=writer.stdin,
            text=True,
            start_new_session=True,
        )
        assert writer.stdin is not None
        writer.stdin.close()
        self.writer = writer
        return nursery

    def _fork(self, role: str) -> int:
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.nursery.stdin.write(role + "\n")
        self.nursery.stdin.flush()
        return int(self.nursery.stdout.readline())

    def _kill(self, pid: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def _keep_alive(self) -> None:
        self.workers = [pid if _lives(pid) else self._fork("worker") for pid in self.workers]
        if not _lives(self.beat):
            self.beat = self._fork("beat")
        if self.desk.processes.ended("redis"):
            with contextlib.suppress(
                PermanentError
            ):  # it may be killed once more while it starts; the next look is soon
                self.desk.start_redis()

    def _busy(self) -> bool:
        marks = [path for path in (self.desk.data / "busy").iterdir() if _lives(int(path.name.partition(".")[0]))]
        return bool(marks)

    def _jobs(self) -> list[datetime]:
        """Return when each waiting mail may be taken up and told of again."""
        with self.desk.database.reading() as tx:
            rows = tx.connection().execute(outbox_jobs()).all()
        told = timedelta(seconds=float(self.desk.environment["CONSULTANT_TELL_AGAIN_SECONDS"]))
        moments = []
        for row in rows:
            told_again = row.woken_at + told if row.woken_at else row.due_at
            moments.append(max(row.due_at, row.leased_until or told_again, told_again))
        return moments

    def _twin(self) -> None:
        """Tell both workers of every waiting mail, several times."""
        with self.desk.database.reading() as tx:
            rows = tx.connection().execute(outbox_jobs()).all()
        for row in rows:
            for _ in range(3):
                self.wake.wake(row.id, DeliverEmail(0))

    def _empty_redis(self) -> None:
        with contextlib.suppress(redis.RedisError):
            client = redis.Redis(HOST, self.desk.redis_port)
            client.flushall()
            client.close()


def outbox_jobs() -> Any:
    from sqlalchemy import select

    from consultant.db.models import Job

    return select(Job.id, Job.due_at, Job.leased_until, Job.woken_at).where(Job.kind == "deliver_email")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
