from consultant.bootstrap import Services
from consultant.db.queries import release_imports
from tests.factories.make import Make


def test_a_file_is_kept_changed_and_wanted_until_it_is_done(services: Services, make: Make):
    person = make.person()
    with services.database.transaction() as tx:
        first, second = (
            release_imports.put(
                tx,
                user_id=person.user_id,
                filename=name,
                sha256="a" * 64,
                size=3,
                effective=None,
                state="waiting",
                progress="",
                report=[],
                made_at=services.clock.now(),
                finished_at=None,
            )
            for name in ("one.zip", "two.zip")
        )
        release_imports.change(tx, first, state="done")

    with services.database.reading() as tx:
        assert [row.filename for row in release_imports.latest(tx, 10)] == ["two.zip", "one.zip"]
        assert [row.id for row in release_imports.latest(tx, 1)] == [second]
        assert release_imports.wanted(tx, "a" * 64, ("waiting",))
        assert not release_imports.wanted(tx, "a" * 64, ("running",))
        found = release_imports.get(tx, first)
        assert found is not None
        assert found.state == "done"
        assert release_imports.get(tx, 999) is None
