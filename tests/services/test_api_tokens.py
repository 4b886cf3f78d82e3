from dataclasses import replace
from datetime import timedelta

import pytest

from consultant.bootstrap import Services
from consultant.db.models import ApiToken
from consultant.db.queries import users as user_rows
from consultant.errors import NotFound, UserError
from consultant.services import api_tokens, users
from tests.factories import rows
from tests.factories.make import Make


@pytest.fixture
def make(services: Services) -> Make:
    return Make(services)


def test_the_secret_is_kept_nowhere_and_names_its_person(services: Services, make: Make):
    priya = make.person()
    with services.database.transaction() as tx:
        made = api_tokens.make(tx, priya, "  claims   checker ", clock=services.clock)

    with services.database.reading() as tx:
        found = api_tokens.holder(tx, made.secret, clock=services.clock)
        assert found is not None
        assert (found.person, found.noted) == (priya, False)
        assert api_tokens.holder(tx, made.secret + "x", clock=services.clock) is None
        [listed] = api_tokens.listed(tx, priya)
    assert (listed.name, listed.used_at) == ("claims checker", None)
    [row] = rows.every(services, ApiToken)
    assert made.secret not in repr(vars(row))


def test_use_is_noted_once_an_hour(services: Services, make: Make):
    priya = make.person()
    with services.database.transaction() as tx:
        made = api_tokens.make(tx, priya, "claims", clock=services.clock)
        api_tokens.note_use(tx, made.id, clock=services.clock)

    class Later:
        def now(self):
            return services.clock.now() + timedelta(hours=2)

    with services.database.reading() as tx:
        at_once = api_tokens.holder(tx, made.secret, clock=services.clock)
        later = api_tokens.holder(tx, made.secret, clock=Later())
    assert at_once is not None
    assert later is not None
    assert (at_once.noted, later.noted) == (True, False)


def test_a_token_ends_with_its_revocation_and_with_its_person(services: Services, make: Make):
    make.person(name="Admin")
    priya, other = make.person(), make.person(name="Other")
    with services.database.transaction() as tx:
        first = api_tokens.make(tx, priya, "first", clock=services.clock)
        second = api_tokens.make(tx, priya, "second", clock=services.clock)
        with pytest.raises(NotFound):
            api_tokens.revoke(tx, other, first.id, clock=services.clock)
        api_tokens.revoke(tx, priya, first.id, clock=services.clock)
        assert api_tokens.holder(tx, first.secret, clock=services.clock) is None
        assert api_tokens.holder(tx, second.secret, clock=services.clock) is not None
        email = next(row.email for row in user_rows.every(tx) if row.id == priya.user_id)
        users.leave(tx, email)
        tx.flush()
        assert api_tokens.holder(tx, second.secret, clock=services.clock) is None


def test_a_token_without_a_name_is_refused(services: Services, make: Make):
    priya = make.person()
    with services.database.transaction() as tx, pytest.raises(UserError, match="a name"):
        api_tokens.make(tx, replace(priya), "   ", clock=services.clock)
