from consultant.bootstrap import Services
from consultant.domain.rights import Role
from consultant.services.pages import people
from tests.factories.make import Make


def test_an_account_holds_what_signing_in_needs(services: Services, make: Make):
    person = make.person(Role.LEAD, "Helen Strand", "hash")

    with services.database.reading() as tx:
        account = people.account(tx, id=person.user_id)
        nobody = people.account(tx, email="nobody@desk.example")

    assert account is not None
    assert (account.name, account.role, account.password, account.active) == ("Helen Strand", "lead", "hash", True)
    assert nobody is None


def test_a_renewed_hash_and_session_mark_are_kept(services: Services, make: Make):
    person = make.person()
    with services.database.transaction() as tx:
        people.renew(tx, person.user_id, password="new", fs_uniquifier="mark")

    with services.database.reading() as tx:
        account = people.account(tx, fs_uniquifier="mark")
    assert account is not None
    assert (account.id, account.password) == (person.user_id, "new")


def test_single_keys_are_each_persons_own(services: Services, make: Make):
    one, other = make.person(), make.person()
    with services.database.transaction() as tx:
        people.switch_single_keys(tx, one, on=False)

    with services.database.reading() as tx:
        accounts = [people.account(tx, id=person.user_id) for person in (one, other)]
    assert [account.single_keys for account in accounts if account] == [False, True]


def test_colleagues_come_by_name(services: Services, make: Make):
    for name in ("Priya", "Marcus"):
        make.person(name=name)

    with services.database.reading() as tx:
        assert [colleague.name for colleague in people.colleagues(tx)] == ["Marcus", "Priya"]
