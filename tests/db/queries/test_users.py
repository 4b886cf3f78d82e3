from consultant.bootstrap import Services
from consultant.db.queries import users
from consultant.domain.rights import Role
from tests.factories.make import Make


def test_people_are_found_whatever_the_case_and_listed_by_name(services: Services, make: Make):
    zoe, anna = make.person(name="Zoe"), make.person(Role.LEAD, name="Anna")

    with services.database.reading() as tx:
        found = users.by_email(tx, "CODER1@desk.example")
        assert found is not None
        assert found.id == zoe.user_id
        assert users.by_email(tx, "nobody@desk.example") is None
        assert [row.id for row in users.every(tx)] == [anna.user_id, zoe.user_id]
