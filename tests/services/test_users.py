import pytest

from consultant.bootstrap import Services
from consultant.db.models import User
from consultant.domain.rights import Role
from consultant.errors import UserError
from consultant.services import tickets, users
from tests.factories import rows
from tests.factories.make import Make


def add(services: Services, email: str, role: Role = Role.CODER) -> int:
    with services.database.transaction() as tx:
        return users.add(tx, email, "Priya Raman", role, "hash", clock=services.clock)


def test_somebody_is_added_with_an_address_in_lower_case(services: Services):
    user_id = add(services, "Priya@Desk.example")

    [row] = rows.every(services, User)
    assert (row.id, row.email, row.role, row.active) == (user_id, "priya@desk.example", "coder", True)


@pytest.mark.parametrize("email", ["priya", "@desk.example", "priya@", "pri ya@desk.example", ""])
def test_an_address_that_is_none_is_refused(services: Services, email: str):
    with pytest.raises(UserError, match="no mail address"):
        add(services, email)


def test_an_address_is_taken_once_whatever_its_case_and_askers_have_no_account(services: Services):
    add(services, "priya@desk.example")

    with pytest.raises(UserError, match="already"):
        add(services, "PRIYA@desk.example")
    with pytest.raises(UserError, match="Askers"):
        add(services, "dana@clinic.example", Role.ASKER)


def test_a_new_password_ends_every_session(services: Services):
    add(services, "priya@desk.example")
    before = rows.every(services, User)[0].fs_uniquifier

    with services.database.transaction() as tx:
        users.set_password(tx, "Priya@desk.example", "other")

    [row] = rows.every(services, User)
    assert row.password == "other"
    assert row.fs_uniquifier != before
    with pytest.raises(UserError), services.database.transaction() as tx:
        users.set_password(tx, "nobody@desk.example", "x")


def test_a_role_and_a_name_are_changed(services: Services):
    add(services, "priya@desk.example")

    with services.database.transaction() as tx:
        users.change(tx, "priya@desk.example", role=Role.LEAD, name="Priya R.")
        with pytest.raises(UserError, match="Askers"):
            users.change(tx, "priya@desk.example", role=Role.ASKER)

    [row] = rows.every(services, User)
    assert (row.role, row.name) == ("lead", "Priya R.")


def test_who_leaves_has_no_session_and_leaves_tickets_to_be_assigned(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    email = next(row.email for row in rows.every(services, User) if row.id == coder.user_id)
    before = rows.every(services, User)[0].fs_uniquifier
    with services.database.transaction() as tx:
        tickets.assign(tx, coder, ticket_id, coder.user_id, clock=services.clock)

    with services.database.transaction() as tx:
        assert users.leave(tx, email) == 1

    [row] = rows.every(services, User)
    assert not row.active
    assert row.fs_uniquifier != before
    with services.database.transaction() as tx:
        users.come_back(tx, email)
    assert rows.every(services, User)[0].active


def test_the_only_administrator_stays_one(services: Services):
    add(services, "helen@desk.example", Role.ADMINISTRATOR)

    with services.database.transaction() as tx:
        for act in (users.leave, lambda tx, email: users.change(tx, email, role=Role.CODER)):
            with pytest.raises(UserError, match="only administrator"):
                act(tx, "helen@desk.example")
    add(services, "omar@desk.example", Role.ADMINISTRATOR)
    with services.database.transaction() as tx:
        assert users.leave(tx, "helen@desk.example") == 0
