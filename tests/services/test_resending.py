import pytest

from consultant.bootstrap import Services
from consultant.db.queries import drafts
from consultant.domain.rights import Person, Role
from consultant.errors import Conflict, Forbidden, NotFound, UserError
from consultant.services import resending
from consultant.services.pages import ticket as page
from tests.factories import rows
from tests.factories.mails import ASKER, mail
from tests.factories.make import Make
from tests.factories.reports import report
from tests.factories.work import work

SECOND = "second@clinic.example"
RIGHT = "dana.whitlock@northfork-ortho.example"


def bounced(services: Services, make: Make, *who: str, cc: tuple[str, ...] = ()) -> int:
    """Return an answer that left and came back for some of its recipients."""
    outbound_id = make.answer(make.ticket(), "Take M17.11.", cc=cc)
    services.clock.forward(seconds=11)
    work(services)
    make.taken(report(rows.outbound_mail(services, outbound_id).message_id, who=who or (ASKER,)))
    return outbound_id


def edit(services: Services, person: Person, outbound_id: int, **corrected: str) -> int:
    given = {ASKER: corrected.get("to", ""), SECOND: corrected.get("cc", "")}
    with services.database.transaction() as tx:
        return resending.edit(tx, person, outbound_id, given, clock=services.clock)


def test_the_text_is_a_draft_again_and_nothing_leaves_without_a_persons_word(services: Services, make: Make):
    outbound_id, coder = bounced(services, make), make.person()
    services.mailer.delivered.clear()

    ticket_id = edit(services, coder, outbound_id)
    work(services)

    with services.database.reading() as tx:
        assert page.show(tx, coder, ticket_id).composer.reply.text == "Take M17.11."
    assert services.mailer.delivered == []
    assert rows.recipients(services, outbound_id) == {ASKER: "refused"}


def test_a_corrected_address_is_the_askers_from_then_on_and_the_old_one_still_takes_part(
    services: Services, make: Make
):
    outbound_id, coder = bounced(services, make), make.person()

    ticket_id = edit(services, coder, outbound_id, to=RIGHT)
    anew = make.answer(ticket_id, "Take M17.11.", person=coder)
    outcome = make.taken(mail("Thank you", subject="Re: Knee question", in_reply_to="x@y", sender=f"<{ASKER}>"))

    assert rows.recipients(services, anew) == {RIGHT: "queued"}
    [event] = [one for one in rows.events(services, ticket_id) if one.what == "address corrected"]
    assert event.detail == {"before": ASKER, "after": RIGHT}
    assert outcome is not None
    with services.database.reading() as tx:
        assert resending.people.takes_part(tx, ticket_id, ASKER)
        assert resending.people.takes_part(tx, ticket_id, RIGHT)


def test_those_in_copy_who_have_the_mail_are_not_copied_again(services: Services, make: Make):
    third = "third@clinic.example"
    outbound_id, coder = bounced(services, make, ASKER, SECOND, cc=(SECOND, third)), make.person()

    ticket_id = edit(services, coder, outbound_id, cc="Second.Right@clinic.example")

    with services.database.reading() as tx:
        assert page.show(tx, coder, ticket_id).composer.cc == "Second.Right@clinic.example"


def test_what_was_typed_before_is_kept_beside_the_text(services: Services, make: Make):
    outbound_id, coder = bounced(services, make), make.person()
    with services.database.transaction() as tx:
        drafts.save(tx, 1, coder.user_id, "reply", "Half a thought", now=services.clock.now())

    for _ in range(2):
        edit(services, coder, outbound_id)

    with services.database.reading() as tx:
        assert drafts.load(tx, 1, coder.user_id, "reply") == "Half a thought\n\nTake M17.11."


def test_once_it_was_sent_anew_the_old_mail_waits_for_nobody(services: Services, make: Make):
    outbound_id, coder = bounced(services, make), make.person()
    edit(services, coder, outbound_id)

    for _ in range(2):
        with services.database.transaction() as tx:
            resending.replaced(tx, coder, 1, clock=services.clock)

    assert rows.recipients(services, outbound_id) == {ASKER: "cancelled"}
    [told] = rows.every(services, resending.outbound.OutboundRecipient, outbound_id=outbound_id)
    assert told.answer.startswith(f"written anew by {coder.name}; before: reported as not delivered")


def test_another_persons_answer_closes_nothing(services: Services, make: Make):
    outbound_id = bounced(services, make)
    edit(services, make.person(), outbound_id)

    with services.database.transaction() as tx:
        resending.replaced(tx, make.person(), 1, clock=services.clock)

    assert rows.recipients(services, outbound_id) == {ASKER: "refused"}


@pytest.mark.parametrize(
    "wrong", ["nobody", "a@b", "a@b.example, c@d.example", "a b@c.example x", "questions@desk.example"]
)
def test_a_wrong_address_changes_nothing(services: Services, make: Make, wrong: str):
    outbound_id, coder = bounced(services, make), make.person()

    with pytest.raises(UserError):
        edit(services, coder, outbound_id, to=wrong)

    with services.database.reading() as tx:
        assert drafts.load(tx, 1, coder.user_id, "reply") is None


def test_what_arrived_or_is_not_there_is_not_written_anew_nor_by_anybody(services: Services, make: Make):
    outbound_id = make.answer(make.ticket())
    with pytest.raises(Conflict):
        edit(services, make.person(), outbound_id)
    with pytest.raises(NotFound):
        edit(services, make.person(), 987)
    with pytest.raises(Forbidden):
        edit(services, Person(1, Role.ASKER, "x"), outbound_id)
