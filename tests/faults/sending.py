"""What the sending tests share: a ticket with an answer that waits in the outbox."""

from pathlib import Path

from consultant.adapters.blobs import FolderBlobs
from consultant.adapters.keys import Keys
from consultant.adapters.library.shelf import Shelf
from consultant.adapters.rendering import JinjaRenderer
from consultant.bootstrap import desk_of
from consultant.config import ROOT, Settings
from consultant.db.queries import inbound
from consultant.domain.rights import Person, Role
from consultant.mail.parse import parse
from consultant.services import intake, replies, storing, users
from tests.factories.mails import mail
from tests.faults.desk import SECRET, FaultDesk


def open_ticket(desk: FaultDesk, subject: str = "Knee question") -> int:
    """Take a mail in as the poller does; return the ticket's id."""
    raw = mail(subject=subject)
    clock = desk.clock
    blobs = FolderBlobs(desk.data / "blobs")
    settings = desk_settings(desk)
    mailbox_id = desk.count("SELECT id FROM mailboxes")
    uid = desk.count("SELECT coalesce(max(uid), 0) + 1 FROM inbound_mails")
    with desk.database.transaction() as tx:
        cursor = storing.open_cursor(tx, mailbox_id, 7, 1, clock=clock)
        storing.store(
            tx, cursor, [storing.Fetched(uid, blobs.put(raw), len(raw), clock.now(), False)], read_to=uid, clock=clock
        )
        stored = inbound.waiting(tx, mailbox_id)[-1]
        taken = intake.take_in(
            tx, stored, parse(raw), intake.place_of(tx, mailbox_id, settings), desk=settings, clock=clock
        )
    assert isinstance(taken, intake.Taken)
    return taken.ticket_id


def desk_settings(desk: FaultDesk, undo: float = 0):
    return desk_of(
        Settings(data_dir=desk.data, undo_seconds=undo, lease_seconds=2, retry_seconds=0.2, acknowledge_after=3600),
        Keys(SECRET),
    )


def coder(desk: FaultDesk) -> Person:
    with desk.database.transaction() as tx:
        user_id = users.add(tx, "priya@desk.example", "Priya Raman", Role.CODER, "", clock=desk.clock)
    return Person(user_id, Role.CODER, "Priya Raman")


def queue_answer(desk: FaultDesk, person: Person, ticket_id: int, cc: tuple[str, ...] = (), undo: float = 0) -> int:
    """Queue an answer, held back for ``undo`` seconds; return the outbound row's id."""
    answer = replies.Answer(ticket_id, "Take M17.11.", cc, f"form-{ticket_id}", 10**9, 10**9, "answered")
    with desk.database.transaction() as tx:
        renderer = JinjaRenderer(Path(ROOT) / "templates" / "emails")
        return replies.submit(
            tx,
            person,
            answer,
            catalogue=Shelf(desk.data / "releases").catalogue(()),
            renderer=renderer,
            clock=desk.clock,
            desk=desk_settings(desk, undo),
        ).outbound_id


def state(desk: FaultDesk, outbound_id: int) -> str:
    return str(desk.rows("SELECT state FROM outbound_mails WHERE id = :id", id=outbound_id)[0][0])
