import pytest

from consultant.bootstrap import Services
from consultant.db.models import InboundMail, Job, Mailbox, Participant
from consultant.db.queries import files
from consultant.domain.jobs import ERASED_AFTER
from consultant.domain.rights import Person, Role
from consultant.errors import Conflict, Forbidden, NotFound, UserError
from consultant.mail.threads import Cause
from consultant.services import intake, originals, parked
from consultant.services.intake import Parked
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make


def stranger(services: Services, make: Make) -> tuple[int, int]:
    """Return a ticket and a parked mail of a stranger who answers it."""
    ticket_id = make.ticket(message_id="a@asker.example")
    raw = mail("Let me in", sender="Eve <eve@else.example>", subject="Re: Knee question", in_reply_to="a@asker.example")
    assert isinstance(make.taken(raw), Parked)
    return ticket_id, rows.every(services, InboundMail, state="parked")[0].id


def take_in(services: Services, person: Person, inbound_id: int, ticket_id: int | None) -> int:
    with services.database.transaction() as tx:
        return parked.take_in(
            tx,
            person,
            inbound_id,
            ticket_id=ticket_id,
            blobs=services.blobs,
            desk=services.desk,
            clock=services.clock,
        )


def test_letting_a_stranger_in_makes_the_mail_a_message_and_the_sender_a_part(services: Services, make: Make):
    ticket_id, inbound_id = stranger(services, make)
    lead = make.person(Role.LEAD)

    assert take_in(services, lead, inbound_id, ticket_id) == ticket_id

    message = rows.messages(services, ticket_id)[-1]
    assert (message.visible, message.why_here) == ("Let me in", f"Let in by {lead.name}.")
    assert len(rows.every(services, Participant, ticket_id=ticket_id)) == 1
    assert rows.history(services, ticket_id)[-1] == "let in"
    again = make.taken(
        mail("More", sender="eve@else.example", subject="Re: Knee question", in_reply_to="a@asker.example")
    )
    assert not isinstance(again, Parked)


def test_a_parked_mail_may_become_a_ticket_of_its_own(services: Services, make: Make):
    ticket_id, inbound_id = stranger(services, make)

    own = take_in(services, make.person(Role.LEAD), inbound_id, None)

    assert own != ticket_id
    assert rows.inbound_mail(services, inbound_id).ticket_id == own


def test_a_mail_is_taken_in_once(services: Services, make: Make):
    ticket_id, inbound_id = stranger(services, make)
    lead = make.person(Role.LEAD)
    take_in(services, lead, inbound_id, ticket_id)

    with pytest.raises(Conflict):
        take_in(services, lead, inbound_id, ticket_id)
    with pytest.raises(Conflict), services.database.transaction() as tx:
        parked.discard(tx, lead, inbound_id, clock=services.clock)
    assert len(rows.messages(services, ticket_id)) == 2


def test_a_discarded_mail_is_kept_and_comes_back(services: Services, make: Make):
    _, inbound_id = stranger(services, make)
    lead = make.person(Role.LEAD)
    with services.database.transaction() as tx:
        parked.discard(tx, lead, inbound_id, clock=services.clock)
    row = rows.inbound_mail(services, inbound_id)
    assert (row.state, row.settled_by) == ("discarded", lead.user_id)
    assert services.blobs.get(row.sha256)

    with services.database.transaction() as tx:
        parked.restore(tx, lead, inbound_id, clock=services.clock)

    assert rows.inbound_mail(services, inbound_id).state == "parked"


def test_what_cannot_be_read_or_names_nobody_stays_parked(services: Services, make: Make):
    lead = make.person(Role.LEAD)
    for raw in (b"", b"Subject: no sender\r\n\r\nHello\r\n"):
        make.taken(raw)
        inbound_id = rows.every(services, InboundMail)[-1].id
        with pytest.raises(UserError, match=r"cannot become a (message|ticket)"):
            take_in(services, lead, inbound_id, None)
        assert rows.inbound_mail(services, inbound_id).state == "parked"


def test_coders_look_and_leads_decide(services: Services, make: Make):
    ticket_id, inbound_id = stranger(services, make)

    with pytest.raises(Forbidden):
        take_in(services, make.person(Role.CODER), inbound_id, ticket_id)
    with pytest.raises(Forbidden):
        reread(services, make.person(Role.CODER), inbound_id)
    for act in (parked.discard, parked.restore, parked.delete):
        with pytest.raises(Forbidden), services.database.transaction() as tx:
            act(tx, make.person(Role.CODER), inbound_id, clock=services.clock)


def test_nothing_is_decided_about_what_is_not_there(services: Services, make: Make):
    _, inbound_id = stranger(services, make)
    lead = make.person(Role.LEAD)

    with pytest.raises(NotFound):
        take_in(services, lead, 987, None)
    with pytest.raises(NotFound):
        take_in(services, lead, inbound_id, 987)


def reread(services: Services, person: Person, inbound_id: int) -> intake.Outcome:
    with services.database.transaction() as tx:
        return parked.reread(tx, person, inbound_id, blobs=services.blobs, desk=services.desk, clock=services.clock)


def test_a_mail_read_again_is_decided_by_the_rules_of_today(services: Services, make: Make):
    mailbox_id = make.mailbox("known", who_may_ask="domains", allowed=("known.example",))
    assert isinstance(make.taken(mail(), mailbox="known"), Parked)
    [row] = rows.every(services, InboundMail, state="parked")
    lead = make.person(Role.LEAD)

    assert reread(services, lead, row.id) == Parked(Cause.UNKNOWN_DOMAIN)
    with services.database.transaction() as tx:
        tx.get_one(Mailbox, mailbox_id).who_may_ask = "anyone"
    outcome = reread(services, lead, row.id)

    assert isinstance(outcome, intake.Taken)
    assert rows.history(services, outcome.ticket_id)[-1] == "read again"
    with pytest.raises(Conflict):
        reread(services, lead, row.id)


def test_a_deleted_mail_is_gone_at_once_and_its_bytes_after_a_day(services: Services, make: Make):
    _, inbound_id = stranger(services, make)
    lead = make.person(Role.LEAD)

    with services.database.transaction() as tx:
        parked.delete(tx, lead, inbound_id, clock=services.clock)

    row = rows.inbound_mail(services, inbound_id)
    assert (row.state, row.sender, row.subject, row.detail) == ("deleted", None, None, None)
    assert (row.settled_by, row.settled_at) == (lead.user_id, services.clock.now())
    [job] = rows.every(services, Job, kind="erase_original")
    assert job.due_at == services.clock.now() + ERASED_AFTER
    for act in (parked.restore, parked.discard, parked.delete):
        with pytest.raises(Conflict), services.database.transaction() as tx:
            act(tx, lead, inbound_id, clock=services.clock)
    with pytest.raises(NotFound), services.database.reading() as tx:
        originals.parked(tx, inbound_id, blobs=services.blobs)


def test_bytes_that_a_kept_mail_shares_are_not_erased(services: Services, make: Make):
    _, inbound_id = stranger(services, make)
    sha256 = rows.inbound_mail(services, inbound_id).sha256
    lead = make.person(Role.LEAD)
    with services.database.transaction() as tx:
        parked.erase(tx, inbound_id, blobs=services.blobs)  # it was not deleted
    make.stored(services.blobs.get(sha256))
    with services.database.transaction() as tx:
        parked.delete(tx, lead, inbound_id, clock=services.clock)
        parked.erase(tx, inbound_id, blobs=services.blobs)

    assert services.blobs.get(sha256)


def test_bytes_that_are_also_a_file_of_a_kept_mail_are_not_erased(services: Services, make: Make):
    _, inbound_id = stranger(services, make)
    sha256 = rows.inbound_mail(services, inbound_id).sha256
    lead = make.person(Role.LEAD)
    now = services.clock.now()
    with services.database.transaction() as tx:
        files.add(tx, sha256, now=now, infection=None, text=None, remark=None, pages=[])
        parked.delete(tx, lead, inbound_id, clock=services.clock)
        parked.erase(tx, inbound_id, blobs=services.blobs)

    assert services.blobs.get(sha256)


def test_what_a_machine_wrote_is_let_in_without_its_sender(services: Services, make: Make):
    ticket_id = make.ticket()
    make.taken(mail("Away", sender="robot@else.example", subject="Automatic reply", Auto_Submitted="auto-replied"))

    take_in(services, make.person(Role.LEAD), 2, ticket_id)

    assert rows.messages(services, ticket_id)[-1].source == "machine"
    assert rows.every(services, Participant, ticket_id=ticket_id) == []
