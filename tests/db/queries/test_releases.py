from datetime import date

from consultant.coding.sets import UNDATED
from consultant.db.models import Release
from consultant.db.queries import releases


def add(
    services,
    key: str,
    begins: date,
    *,
    sample: bool = False,
    active: bool = True,
    system: str = "hcpcs",
    importer: str = "test",
) -> int:
    with services.database.transaction() as tx:
        row = Release(
            system=system,
            label=key,
            effective_from=begins,
            effective_to=None,
            sha256=key * 64,
            size=1,
            importer=importer,
            sources=[],
            counts={},
            sample=sample,
            active=active,
            installed_at=services.clock.now(),
        )
        tx.add(row)
        tx.flush()
        return row.id


def test_active_keys_are_those_of_active_releases(services):
    add(services, "a", date(2026, 1, 1))
    add(services, "b", date(2026, 4, 1), active=False)

    with services.database.reading() as tx:
        assert releases.active_keys(tx) == ("a" * 64,)


def test_every_release_is_listed_by_system_the_newest_first(services):
    add(services, "a", date(2026, 1, 1))
    add(services, "b", date(2026, 4, 1))
    add(services, "c", date(2025, 10, 1), system="cm")

    with services.database.reading() as tx:
        assert [release.label for release in releases.every(tx)] == ["c", "b", "a"]


def test_a_release_is_found_by_key_and_by_id(services):
    release_id = add(services, "a", date(2026, 1, 1))

    with services.database.reading() as tx:
        assert releases.by_key(tx, "a" * 64).id == release_id
        assert releases.by_id(tx, release_id).label == "a"
        assert releases.by_key(tx, "b" * 64) is None
        assert releases.by_id(tx, release_id + 1) is None


def test_activity_is_set_on_one_release_alone(services):
    first, _ = add(services, "a", date(2026, 1, 1)), add(services, "b", date(2026, 4, 1))

    with services.database.transaction() as tx:
        releases.set_active(tx, first, active=False)

    with services.database.reading() as tx:
        assert releases.active_keys(tx) == ("b" * 64,)


def test_twins_and_samples_that_are_not_newer_give_way(services):
    twin = add(services, "a", date(2026, 4, 1))
    sample = add(services, "b", date(2026, 1, 1), sample=True)
    newer_sample = add(services, "c", date(2026, 7, 1), sample=True)
    older = add(services, "d", date(2026, 1, 1))
    other = add(services, "e", date(2026, 4, 1), system="cm")
    kept = add(services, "f", date(2026, 4, 1))

    with services.database.transaction() as tx:
        gone = releases.deactivate_twins(tx, releases.by_id(tx, kept))

    assert set(gone) == {twin, sample}
    with services.database.reading() as tx:
        assert {release.id for release in releases.every(tx) if release.active} == {newer_sample, older, other, kept}


def test_a_list_without_dates_leaves_one_of_its_day_that_has_them(services):
    add(services, "a", date(2026, 1, 1))
    add(services, "b", date(2026, 1, 1), importer=UNDATED)
    add(services, "d", date(2026, 1, 1), sample=True)
    new = add(services, "c", date(2026, 1, 1), importer=UNDATED)

    with services.database.transaction() as tx:
        releases.deactivate_twins(tx, tx.get_one(Release, new))
        assert set(releases.active_keys(tx)) == {"a" * 64, "c" * 64, "d" * 64}
