from consultant.bootstrap import Services
from consultant.db.queries import users
from consultant.domain.rights import Role
from consultant.services import tickets
from tests.factories.mails import mail
from tests.factories.make import Make


def test_people_are_found_whatever_the_case_and_listed_by_name(services: Services, make: Make):
    zoe, anna = make.person(name="Zoe"), make.person(Role.LEAD, name="Anna")

    with services.database.reading() as tx:
        found = users.by_email(tx, "CODER1@desk.example")
        assert found is not None
        assert found.id == zoe.user_id
        assert users.by_email(tx, "nobody@desk.example") is None
        assert [row.id for row in users.every(tx)] == [anna.user_id, zoe.user_id]


def test_tickets_that_want_work_are_counted_for_their_assignee(services: Services, make: Make):
    coder = make.person()
    make.answer(make.ticket(), person=coder)
    open_one = make.ticket(mail(subject="Another"))
    with services.database.transaction() as tx:
        tickets.assign(tx, coder, open_one, coder.user_id, clock=services.clock)

    with services.database.reading() as tx:
        assert users.open_tickets(tx, coder.user_id) == 1
