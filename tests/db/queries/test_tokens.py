from consultant.bootstrap import Services
from consultant.db.queries import tokens
from tests.factories.make import Make

HASH = "a" * 64


def test_a_token_is_good_until_it_is_revoked_by_its_own_person(services: Services, make: Make):
    priya, other = make.person(), make.person(name="Other")
    now = services.clock.now()
    with services.database.transaction() as tx:
        token_id = tokens.put(tx, priya.user_id, "claims", HASH, now=now)
        tokens.used(tx, token_id, now=now)

    with services.database.transaction() as tx:
        found = tokens.holder(tx, HASH)
        assert found is not None
        assert (found[0].id, found[0].used_at, found[1].id) == (token_id, now, priya.user_id)
        assert [row.name for row in tokens.of_user(tx, priya.user_id)] == ["claims"]
        assert not tokens.revoke(tx, other.user_id, token_id, now=now)
        assert tokens.revoke(tx, priya.user_id, token_id, now=now)
        assert not tokens.revoke(tx, priya.user_id, token_id, now=now)

    with services.database.reading() as tx:
        assert tokens.holder(tx, HASH) is None
        assert tokens.of_user(tx, priya.user_id) == []
