import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultant.adapters.files.clamav import ClamAv
from consultant.errors import TransientError
from tests.conftest import missing
from tests.servers.clamd import INFECTED, NAME, Clamd


@pytest.fixture
def clamd() -> Iterator[Clamd]:
    server = Clamd()
    yield server
    server.stop()


def test_clean_bytes_pass_and_infected_ones_are_named(clamd: Clamd):
    scanner = ClamAv(clamd.address)

    assert scanner.scan(b"A question") is None
    assert scanner.scan(b"") is None
    assert scanner.scan(b"x" * 2_500_000) is None
    assert scanner.scan(b"before " + INFECTED + b" after") == NAME
    assert clamd.seen[2] == 2_500_000


def test_a_scanner_that_is_away_or_cannot_check_lets_nothing_through(clamd: Clamd, tmp_path: Path):
    with pytest.raises(TransientError, match="could not check"):
        ClamAv(clamd.address).scan(b"x" * 3_100_000)
    with pytest.raises(TransientError, match="did not answer"):
        ClamAv(f"unix://{tmp_path}/nowhere.ctl").scan(b"x")


@pytest.fixture
def real(tmp_path: Path) -> Iterator[str]:
    """The real clamd, with one signature of our own and a socket in a folder of its own."""
    program = shutil.which("clamd", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if program is None:
        missing("the virus scanner clamd is not installed (package clamav-daemon)")
    folder = tmp_path / "db"
    folder.mkdir()
    (folder / "own.ndb").write_text(f"Test.Word-1:0:*:{INFECTED.hex()}\n")
    socket = tmp_path / "clamd.ctl"
    settings = tmp_path / "clamd.conf"
    settings.write_text(f"DatabaseDirectory {folder}\nLocalSocket {socket}\nForeground yes\nUser root\n")
    server = subprocess.Popen([str(program), "-c", str(settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not socket.exists():
        assert server.poll() is None, "clamd ended"
        assert time.monotonic() < deadline, "clamd did not start"
        time.sleep(0.05)
    yield f"unix://{socket}"
    server.kill()
    server.wait()


def test_the_real_scanner_speaks_the_same(real: str):
    scanner = ClamAv(real)

    assert scanner.scan(b"A question") is None
    assert scanner.scan(b"before " + INFECTED + b" after") == "Test.Word-1.UNOFFICIAL"
