from consultant.bootstrap import Services
from consultant.db.queries import letters
from consultant.domain.rights import Role
from tests.factories.make import Make


def test_one_version_of_a_letter_is_active_at_a_time(services: Services, make: Make):
    who = make.person(Role.ADMINISTRATOR).user_id
    made = {"subject": "s", "text": "t", "html": "h", "made_by": who, "made_at": services.clock.now()}
    with services.database.transaction() as tx:
        for number in (1, 2):
            letters.add(tx, letter="answer", number=number, **made)
        letters.add(tx, letter="assigned", number=1, **made)
        assert letters.active_numbers(tx) == {"answer": 2, "assigned": 1}
        assert letters.activate(tx, "answer", 1)
        assert letters.active_numbers(tx) == {"answer": 1, "assigned": 1}
        assert letters.activate(tx, "answer", 0)
        assert letters.active(tx, "answer") is None
        assert not letters.activate(tx, "answer", 3)
        assert [row.number for row in letters.versions(tx, "answer")] == [2, 1]
        assert (letters.newest_number(tx, "answer"), letters.newest_number(tx, "due_soon")) == (2, 0)
