"""A backup of a desk at work, restored into an empty place: the same rows and files, and each answer leaves once."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from consultant.adapters.backups import Backup
from consultant.adapters.blobs import FolderBlobs
from consultant.config import ROOT
from consultant.db import snapshot
from consultant.db.queries import outbound
from consultant.domain.sending import Delivery, Phase
from tests.faults.desk import FaultDesk
from tests.faults.sending import coder, open_ticket, queue_answer, state
from tests.faults.test_sending import start
from tests.faults.test_way_in import send

pytestmark = [pytest.mark.faults]

MAILS = 30


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> str:
    """An empty place on the other kind of database."""
    if database_url.startswith("sqlite"):
        return str(request.getfixturevalue("bare_postgres_url"))
    return f"sqlite:///{tmp_path / 'restored.db'}"


def command(desk: FaultDesk, *words: str) -> str:
    """Run ``consultant`` in a process of its own beside the desk's."""
    done = subprocess.run(
        [sys.executable, "-c", "from consultant.cli import main; main()", *words],
        env={**os.environ, **desk.environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def restored(folder: Path, url: str, place: Path) -> FaultDesk:
    place.mkdir()
    desk = FaultDesk(url, place)
    command(desk, "restore", str(folder))
    return desk


def test_a_backup_of_a_busy_desk_holds_whole_mails_and_every_blob_of_its_rows(
    fault_desk: FaultDesk, tmp_path: Path, empty_url: str
) -> None:
    fault_desk.start_mail()
    start(fault_desk)
    fault_desk.start_poller()
    fault_desk.wait(lambda: fault_desk.count("SELECT count(*) FROM mailbox_cursors"), "the poller connects")
    send(fault_desk, 1, MAILS)
    person = coder(fault_desk)
    fault_desk.wait(lambda: fault_desk.count("SELECT count(*) FROM tickets") > 2, "mail comes in")
    for ticket in (1, 2, 3):
        queue_answer(fault_desk, person, ticket)

    command(fault_desk, "backup", str(tmp_path / "backup"))

    desk = restored(tmp_path / "backup", empty_url, tmp_path / "place")
    try:
        backup = Backup(tmp_path / "backup")
        with snapshot.taken(desk.database, ROOT / "migrations") as rows:
            for (shape, kept), found in zip(backup.tables(str), rows.tables, strict=True):
                assert (shape, list(kept)) == (found, list(rows.rows(found)))
        blobs = FolderBlobs(desk.data / "blobs")
        hashes = [str(row[0]) for row in desk.rows("SELECT sha256 FROM inbound_mails")]
        assert len(hashes) >= 3
        for sha256 in hashes:
            assert blobs.get(sha256)
    finally:
        desk.close()


def test_after_a_restore_what_waited_leaves_once_and_what_had_left_or_may_have_does_not(
    fault_desk: FaultDesk, tmp_path: Path, empty_url: str
) -> None:
    fault_desk.start_mail()
    start(fault_desk)
    person = coder(fault_desk)
    had_left = queue_answer(fault_desk, person, open_ticket(fault_desk, "Had left"))
    fault_desk.wait(lambda: state(fault_desk, had_left) == "sent", "the first answer leaves")
    fault_desk.kill("worker")
    waited = queue_answer(fault_desk, person, open_ticket(fault_desk, "Waited"))
    in_data = queue_answer(fault_desk, person, open_ticket(fault_desk, "In data"))
    leave_in_data(fault_desk, in_data)
    command(fault_desk, "backup", str(tmp_path / "backup"))
    fault_desk.processes.stop()

    desk = restored(tmp_path / "backup", empty_url, tmp_path / "place")
    try:
        start(desk)
        desk.wait(lambda: state(desk, waited) == "sent", "the answer that waited leaves")
        desk.forget_long_claims()
        desk.wait(lambda: state(desk, in_data) == "unknown", "what was in DATA is a person's")

        assert state(desk, had_left) == "sent"
        assert [raw for _, _, raw in desk.smtp.script.taken] == [
            bytes(desk.rows("SELECT raw FROM outbound_mails WHERE id = :id", id=waited)[0][0])  # type: ignore[arg-type]
        ]
        new = queue_answer(desk, person, open_ticket(desk, "New"))
        desk.wait(lambda: state(desk, new) == "sent", "the restored desk goes on")
    finally:
        desk.close()


def leave_in_data(desk: FaultDesk, outbound_id: int) -> None:
    """Leave the row as a worker does that hands the mail over at this moment."""
    now = desk.clock.now()
    until = now + timedelta(minutes=11)
    with desk.database.transaction() as tx:
        assert outbound.claim(tx, outbound_id, now=now, until=until, token="busy")
        mail = outbound.load(tx, outbound_id, "busy")
        assert outbound.note_phase(tx, outbound_id, "busy", Phase.DATA, until=until)
        outbound.set_recipients(tx, outbound_id, dict.fromkeys(mail.queued, (Delivery.SENDING, None)), now=now)
