"""Two hosts with a data folder each, one PostgreSQL and one folder of blobs: what one switches, the other answers with."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from consultant.adapters.blobs import FolderBlobs
from consultant.adapters.clock import SystemClock
from consultant.adapters.library.shelf import Shelf
from consultant.adapters.passwords import hash_password
from consultant.coding.sets import System
from consultant.db.engine import Database, build_engine
from consultant.db.queries import releases
from consultant.demo.browser import Browser
from consultant.demo.processes import HOST, Processes
from consultant.domain.rights import Role
from consultant.services import users
from tests.factories.hcpcs import contractor_file
from tests.servers.ports import own_ports

pytestmark = pytest.mark.postgres

LEAD, PASSWORD = "lee@desk.example", "a long password of the two hosts"
PAGE = "/codes/hcpcs/J7325?on=2026-08-01"
ABSENT = "No HCPCS Level II release is installed"


@dataclass(frozen=True, slots=True)
class Host:
    """One host: its folder, and a person at its dashboard."""

    environment: dict[str, str]
    data: Path
    browser: Browser

    def command(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", "from consultant.cli import main; main()", *words],
            env=os.environ | self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def shelved(self) -> list[str]:
        return [path.name for path in (self.data / "releases").glob("*.release")]


@pytest.fixture
def database(postgres_url: str) -> Iterator[Database]:
    made = Database(build_engine(postgres_url))
    with made.transaction() as tx:
        users.add(tx, LEAD, "Lee", Role.LEAD, hash_password(PASSWORD), clock=SystemClock())
    yield made
    made.dispose()


@pytest.fixture
def hosts(postgres_url: str, database: Database, tmp_path: Path) -> Iterator[list[Host]]:
    one, two, redis = own_ports(3)
    shared = {
        "CONSULTANT_DATABASE_URL": postgres_url,
        "CONSULTANT_SECRET_KEY": "0123456789abcdef" * 4,
        "CONSULTANT_REDIS_URL": f"redis://{HOST}:{redis}/0",
    }
    store = tmp_path / "store"
    store.mkdir()
    processes = Processes(tmp_path / "logs", shared)
    try:
        made = []
        for name, port in (("one", one), ("two", two)):
            own = {
                "CONSULTANT_DATA_DIR": str(tmp_path / name),
                "CONSULTANT_BIND": f"{HOST}:{port}",
                "CONSULTANT_BASE_URL": f"http://{HOST}:{port}",
            }
            # The folder of the blobs is one that both have mounted.
            (tmp_path / name).mkdir()
            (tmp_path / name / "blobs").symlink_to(store, target_is_directory=True)
            web = ("-m", "gunicorn", "-c", "python:consultant.web.gunicorn_conf", "consultant.web.wsgi:app")
            processes.python(name, *web, **own)
            processes.wait_for_port(port)
            browser = Browser(own["CONSULTANT_BASE_URL"])
            page = browser.get("/login")
            browser.submit(page, page.form_with("email", "password"), email=LEAD, password=PASSWORD)
            made.append(Host(shared | own, tmp_path / name, browser))
        yield made
    finally:
        processes.stop()


def test_what_one_host_installs_and_switches_the_other_answers_with_and_no_process_is_restarted(
    hosts: list[Host], database: Database, tmp_path: Path
):
    one, two = hosts
    path = tmp_path / "HCPC2026_JUL_ANWEB.txt"
    path.write_bytes(contractor_file())
    before = two.browser.get(PAGE).text

    one.command("codes", "import", str(path))
    installed, fetched = two.browser.get(PAGE).text, two.shelved()
    with database.reading() as tx:
        running = Shelf(tmp_path / "three", FolderBlobs(tmp_path / "store").open_path).follow(releases.active_keys(tx))
    switches = one.browser.get("/releases")
    off = one.browser.submit(switches, switches.form_with("to"), to="off")
    gone, tidied = two.browser.get(PAGE).text, two.shelved()
    one.browser.submit(off, off.form_with("to"), to="on")

    assert ABSENT in before
    assert ABSENT not in installed
    assert "HCPCS Level II, July 2026" in installed
    assert len(fetched) == 1
    assert ABSENT in gone
    assert tidied == []
    assert running.listed(System.HCPCS, "J7325")  # a check that began before ends on its release
    assert "HCPCS Level II, July 2026" in two.browser.get(PAGE).text
    assert "J7325: Active" in two.command("codes", "show", "J7325", "--date", "2026-08-01")
