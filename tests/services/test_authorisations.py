from datetime import timedelta

import pytest

from consultant.bootstrap import Services
from consultant.db.models import AuthorisationRequest, Mailbox, MailboxGrant
from consultant.domain.authorisations import Login
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden, NotFound, PermanentError, UserError
from consultant.services import authorisations, mailboxes
from consultant.services.authorisations import Begun, Claimed
from tests.factories import rows
from tests.factories.make import Make


def begin(services: Services, person: Person | None, mailbox_id: int, login: Login = Login.GOOGLE) -> Begun:
    with services.database.transaction() as tx:
        return authorisations.begin(tx, person, mailbox_id, login, clock=services.clock)


def claim(services: Services, person: Person | None, state: str) -> Claimed:
    with services.database.transaction() as tx:
        return authorisations.claim(tx, person, state, clock=services.clock)


@pytest.fixture
def administrator(make: Make) -> Person:
    return make.person(Role.ADMINISTRATOR)


def test_what_was_begun_is_claimed_once(services: Services, make: Make, administrator: Person):
    mailbox_id = make.mailbox()
    begun = begin(services, administrator, mailbox_id)

    claimed = claim(services, administrator, begun.state)

    assert (claimed.mailbox_id, claimed.login, begun.username) == (mailbox_id, Login.GOOGLE, "questions")
    with pytest.raises(UserError, match="was used"):
        claim(services, administrator, begun.state)


def test_nobody_else_claims_it_and_a_failed_try_does_not_spend_it(
    services: Services, make: Make, administrator: Person
):
    mailbox_id, other = make.mailbox(), make.person(Role.ADMINISTRATOR)
    begun, typed = begin(services, administrator, mailbox_id), begin(services, None, mailbox_id)
    for person, state in ((other, begun.state), (None, begun.state), (administrator, typed.state), (None, "no state")):
        with pytest.raises(UserError):
            claim(services, person, state)

    assert claim(services, administrator, begun.state).mailbox_id == mailbox_id
    assert claim(services, None, typed.state).mailbox_id == mailbox_id


def test_it_is_over_after_a_quarter_of_an_hour_and_swept_by_the_next_one(
    services: Services, make: Make, administrator: Person
):
    mailbox_id = make.mailbox()
    begun = begin(services, administrator, mailbox_id)
    services.clock.forward(minutes=15)
    with pytest.raises(UserError):
        claim(services, administrator, begun.state)

    begin(services, administrator, mailbox_id)

    assert len(rows.every(services, AuthorisationRequest)) == 1


def test_the_state_itself_is_nowhere_in_the_database(services: Services, make: Make, administrator: Person):
    begun = begin(services, administrator, make.mailbox())

    [row] = rows.every(services, AuthorisationRequest)

    assert begun.state not in row.state_sha256
    assert begun.state not in repr(begun)


@pytest.mark.parametrize("role", [Role.CODER, Role.REVIEWER, Role.LEAD])
def test_administrators_alone_authorise(services: Services, make: Make, role: Role):
    person = make.person(role)
    with pytest.raises(Forbidden):
        begin(services, person, make.mailbox())
    with pytest.raises(Forbidden):
        claim(services, person, "x")


def test_there_must_be_such_a_mailbox_and_such_a_provider(services: Services, make: Make, administrator: Person):
    with pytest.raises(NotFound):
        begin(services, administrator, 999)
    with pytest.raises(NotFound):
        begin(services, administrator, make.mailbox(), Login.PASSWORD)


def test_a_grant_takes_the_place_of_the_password_and_of_an_older_grant(services: Services, make: Make):
    mailbox_id = make.mailbox()
    for login, sealed in ((Login.GOOGLE, b"one"), (Login.MICROSOFT, b"two")):
        with services.database.transaction() as tx:
            authorisations.grant(tx, Claimed(mailbox_id, login), sealed, ends_at=None, clock=services.clock)

    [box], [grant] = rows.every(services, Mailbox), rows.every(services, MailboxGrant)
    assert (box.login, box.secret, grant.refresh_token) == ("microsoft", None, b"two")
    with services.database.reading() as tx:
        assert authorisations.kept(tx, mailbox_id).sealed == b"two"


def test_a_password_takes_the_place_of_a_grant(services: Services, make: Make):
    mailbox_id = make.mailbox()
    with services.database.transaction() as tx:
        authorisations.grant(tx, Claimed(mailbox_id, Login.GOOGLE), b"one", ends_at=None, clock=services.clock)
        mailboxes.set_password(tx, "main", b"secret")

    [box] = rows.every(services, Mailbox)
    assert (box.login, box.secret, rows.every(services, MailboxGrant)) == ("password", b"secret", [])


def test_renewing_and_refusing_touch_what_was_used_alone(services: Services, make: Make):
    mailbox_id, soon = make.mailbox(), services.clock.now() + timedelta(days=3)
    with services.database.transaction() as tx:
        authorisations.grant(tx, Claimed(mailbox_id, Login.GOOGLE), b"one", ends_at=None, clock=services.clock)

    services.clock.forward(hours=1)
    with services.database.transaction() as tx:
        assert not authorisations.renew(tx, mailbox_id, b"two", used=b"zero", ends_at=None, clock=services.clock)
        assert not authorisations.refuse(tx, mailbox_id, used=b"zero", clock=services.clock)
        assert authorisations.renew(tx, mailbox_id, b"two", used=b"one", ends_at=soon, clock=services.clock)
        assert authorisations.kept(tx, mailbox_id).ends_at == soon
        assert authorisations.refuse(tx, mailbox_id, used=b"two", clock=services.clock)

    [grant] = rows.every(services, MailboxGrant)
    assert grant.refreshed_at - grant.granted_at == timedelta(hours=1)
    with services.database.reading() as tx, pytest.raises(PermanentError, match="authorise again"):
        authorisations.kept(tx, mailbox_id)
