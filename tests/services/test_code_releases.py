import pytest

from consultant.adapters.library.hcpcs import SAMPLE, build_hcpcs, build_hcpcs_sample
from consultant.coding.sets import System
from consultant.errors import NotFound
from consultant.services import code_releases
from tests.factories.cpt import built_cpt


@pytest.fixture
def sample(tmp_path):
    return build_hcpcs_sample(tmp_path / "built")


@pytest.fixture
def official(tmp_path):
    """A file of an operator, released when ``name`` says."""

    def build(name: str):
        path = tmp_path / name
        path.write_bytes(SAMPLE.read_bytes())
        return build_hcpcs(path, tmp_path / "built")

    return build


def install(services, built) -> int:
    code_releases.keep(built, blobs=services.blobs)
    with services.database.transaction() as tx:
        return code_releases.install(tx, built, clock=services.clock)


def active(services) -> tuple[str, ...]:
    with services.database.reading() as tx:
        return code_releases.active_keys(tx)


def test_an_installed_release_is_kept_and_active(services, sample):
    install(services, sample)

    assert active(services) == (sample.sha256,)
    assert services.blobs.get(sample.sha256) == sample.path.read_bytes()
    assert services.library.listed(System.HCPCS, "J7325")


def test_the_same_file_again_changes_nothing(services, sample):
    first = install(services, sample)

    assert install(services, sample) == first
    assert active(services) == (sample.sha256,)


def test_an_official_file_takes_the_place_of_the_sample(services, sample, official):
    install(services, sample)
    april = official("HCPC2026_APR.txt")

    install(services, april)

    assert active(services) == (april.sha256,)


def test_an_old_file_stands_beside_the_newer_sample(services, sample, official):
    install(services, sample)
    old = official("HCPC2020_JAN.txt")

    install(services, old)

    assert set(active(services)) == {sample.sha256, old.sha256}


def test_two_quarters_stand_beside_each_other(services, official):
    quarters = [official("HCPC2026_APR.txt"), official("HCPC2026_JUL.txt")]

    for quarter in quarters:
        install(services, quarter)

    assert set(active(services)) == {quarter.sha256 for quarter in quarters}


def test_a_release_can_be_put_away_and_taken_up_again(services, sample):
    release_id = install(services, sample)

    with services.database.transaction() as tx:
        code_releases.deactivate(tx, release_id, clock=services.clock)
    assert active(services) == ()

    with services.database.transaction() as tx:
        code_releases.activate(tx, release_id, clock=services.clock)
    assert active(services) == (sample.sha256,)


def test_an_install_that_is_rolled_back_leaves_no_row(services, sample):
    code_releases.keep(sample, blobs=services.blobs)
    with services.database.transaction() as tx:
        code_releases.install(tx, sample, clock=services.clock)
        tx.rollback()

    assert active(services) == ()


def test_a_release_that_was_switched_off_is_unpacked_anew_when_it_is_switched_on(services, sample):
    release_id = install(services, sample)
    services.shelf.note(active(services))
    running = services.library

    with services.database.transaction() as tx:
        code_releases.deactivate(tx, release_id, clock=services.clock)
    services.shelf.note(active(services))
    assert not services.library.listed(System.HCPCS, "J7325")
    assert list(services.shelf.folder.glob("*.release")) == []
    assert running.listed(System.HCPCS, "J7325")

    with services.database.transaction() as tx:
        code_releases.activate(tx, release_id, clock=services.clock)
    services.shelf.note(active(services))
    assert services.library.listed(System.HCPCS, "J7325")
    assert services.shelf.noted() == (sample.sha256,)


def test_a_release_that_is_not_installed_is_named(services):
    with pytest.raises(NotFound, match="codes status"), services.database.transaction() as tx:
        code_releases.activate(tx, 42, clock=services.clock)


def test_the_overview_says_counts_sources_and_age(services, sample):
    install(services, sample)

    with services.database.reading() as tx:
        (shown,) = code_releases.overview(tx, clock=services.clock)

    assert (shown.system, shown.sample, shown.active) == (System.HCPCS, True, True)
    assert shown.counts == {"codes": 70, "modifiers": 59, "terminated": 1}
    assert shown.sources == ("hcpcs_sample.txt",)
    assert shown.stale is None or "not installed" in shown.stale


def test_another_desk_adopts_a_release_from_its_row(services, sample):
    from consultant.db.queries import releases

    install(services, sample)
    with services.database.transaction() as tx:
        row = releases.by_key(tx, sample.sha256)
        code_releases.deactivate(tx, row.id, clock=services.clock)

    with services.database.transaction() as tx:
        code_releases.adopt(tx, row, clock=services.clock)

    assert active(services) == (sample.sha256,)


def test_notices_of_releases_stand_once(services, tmp_path):
    cpt, other = built_cpt(tmp_path, tmp_path / "built"), build_hcpcs_sample(tmp_path / "built")
    one, two = install(services, cpt), install(services, other)

    with services.database.reading() as tx:
        pair = code_releases.two(tx, one, two, clock=services.clock)

    assert [notice[:18] for notice in code_releases.notices(*pair, *pair)] == ["CPT copyright 2025"]
