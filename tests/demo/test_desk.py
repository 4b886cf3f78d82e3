import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultant.adapters.library.hcpcs import build_hcpcs_sample
from consultant.bootstrap import Services
from consultant.coding.sets import System
from consultant.demo.desk import DESK_ADDRESS, adopt_releases, preferred_ports, procfile
from consultant.errors import PermanentError
from consultant.services import code_releases
from tests.conftest import build_services


@pytest.fixture
def demo(sqlite_template: Path, tmp_path: Path) -> Iterator[Services]:
    """The demo's desk, in a folder below that of the default one, as ``running`` makes it."""
    folder = tmp_path / "demo"
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "desk.db")
    built = build_services(f"sqlite:///{folder / 'desk.db'}", folder)
    yield built
    built.close()


@pytest.fixture
def installed(sqlite_services: Services) -> str:
    """The SHA-256 of a release that the default desk has."""
    built = build_hcpcs_sample(sqlite_services.shelf.folder)
    code_releases.keep(built, blobs=sqlite_services.blobs)
    with sqlite_services.database.transaction() as tx:
        code_releases.install(tx, built, clock=sqlite_services.clock)
    return built.sha256


def test_the_demo_runs_the_processes_of_the_procfile():
    assert set(procfile()) == {"release", "web", "worker", "beat", "poller"}
    assert procfile()["poller"] == ["consultant", "poller"]


def test_every_part_gets_a_port_of_its_own():
    ports = preferred_ports()

    assert len({ports.imap, ports.smtp, ports.redis, ports.web, ports.asker}) == 5
    assert DESK_ADDRESS.endswith(".example"), "no mail of a demo could reach anybody"


def test_a_release_that_is_switched_off_and_on_in_the_demo_answers_again(
    demo: Services, sqlite_services: Services, installed: str
):
    adopt_releases(demo, sqlite_services)
    assert demo.library.listed(System.HCPCS, "J7325")
    with demo.database.reading() as tx:
        (release,) = code_releases.overview(tx, clock=demo.clock)

    with demo.database.transaction() as tx:
        code_releases.deactivate(tx, release.id, clock=demo.clock)
    assert not demo.library.listed(System.HCPCS, "J7325")
    with demo.database.transaction() as tx:
        code_releases.activate(tx, release.id, clock=demo.clock)

    assert demo.library.listed(System.HCPCS, "J7325")


def test_a_demo_that_starts_again_leaves_no_more_behind_than_the_first_time(
    demo: Services, sqlite_services: Services, installed: str
):
    adopt_releases(demo, sqlite_services)
    adopt_releases(demo, sqlite_services)

    assert list(demo.blobs.names()) == [installed]
    assert [path.name for path in demo.shelf.folder.iterdir()] == [f"{installed}.release"]


def test_without_an_installed_release_the_demo_says_what_to_do(demo: Services, sqlite_services: Services):
    with pytest.raises(PermanentError, match="consultant setup"):
        adopt_releases(demo, sqlite_services)
