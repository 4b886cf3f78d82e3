from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import User
from consultant.db.queries.pages import users
from consultant.domain.rights import Role
from tests.factories.make import Make


def test_an_account_is_found_by_address_without_case_by_session_mark_and_by_id(services: Services, make: Make):
    person = make.person(Role.CODER, "Priya Raman")

    with services.database.reading() as tx:
        by_id = users.account(tx, user_id=person.user_id)
        assert by_id is not None
        assert users.account(tx, email=f" {by_id.email.upper()} ") == by_id
        assert users.account(tx, fs_uniquifier=by_id.fs_uniquifier) == by_id
        assert users.account(tx, email="nobody@desk.example") is None


def test_a_renewed_column_is_kept(services: Services, make: Make):
    person = make.person()
    with services.database.transaction() as tx:
        users.renew(tx, person.user_id, single_keys=False)

    with services.database.reading() as tx:
        account = users.account(tx, user_id=person.user_id)
    assert account is not None
    assert account.single_keys is False


def test_only_active_people_of_the_desk_may_be_given_a_ticket(services: Services, make: Make):
    here, gone = make.person(name="Here"), make.person(name="Gone")
    with services.database.transaction() as tx:
        tx.execute(update(User).where(User.id == gone.user_id).values(active=False))

    with services.database.reading() as tx:
        assert [(row.id, row.name) for row in users.desk(tx)] == [(here.user_id, "Here")]
