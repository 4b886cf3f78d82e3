from consultant.bootstrap import Services
from consultant.db.queries import draft_files
from tests.factories.make import Make


def test_files_wait_for_one_person_and_one_ticket(services: Services, make: Make):
    first, second = make.ticket(), make.ticket(subject="Hip")
    ada, lou = make.person(), make.person()
    made = {}
    with services.database.transaction() as tx:
        for name, ticket_id, who in (("a", first, ada), ("b", first, ada), ("c", first, lou), ("d", second, ada)):
            made[name] = draft_files.add(
                tx,
                ticket_id=ticket_id,
                user_id=who.user_id,
                filename=name,
                content_type="application/pdf",
                size=1,
                sha256="0" * 64,
                added_at=services.clock.now(),
            )

    with services.database.transaction() as tx:
        assert [row.filename for row in draft_files.of(tx, first, ada.user_id)] == ["a", "b"]
        draft_files.remove(tx, first, ada.user_id, made["c"])  # somebody else's
        draft_files.remove(tx, first, ada.user_id, made["a"])
        assert [row.filename for row in draft_files.of(tx, first, ada.user_id)] == ["b"]
        draft_files.remove(tx, first, ada.user_id)
    with services.database.reading() as tx:
        assert not draft_files.of(tx, first, ada.user_id)
        assert [row.filename for row in draft_files.of(tx, first, lou.user_id)] == ["c"]
        assert [row.filename for row in draft_files.of(tx, second, ada.user_id)] == ["d"]
