"""The demo once through, with all its processes: the same that ``make demo ARGS=--once`` runs."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from consultant.adapters.library.shelf import Shelf
from consultant.config import load
from consultant.db.engine import Database, build_engine
from consultant.db.migrating import upgrade
from tests.factories.releases import install_shelf

pytestmark = pytest.mark.faults


def test_once_through_ends_well_and_leaves_no_process_behind(tmp_path: Path, shipped_releases: Path):
    shutil.copytree(shipped_releases, tmp_path / "releases")
    settings = load(data_dir=tmp_path)
    database = Database(build_engine(settings.database))
    upgrade(database, settings.migrations_dir)
    install_shelf(database, Shelf(tmp_path / "releases"))
    database.dispose()
    program = Path(sys.executable).parent / "consultant"

    done = subprocess.run(
        [str(program), "demo", "--once"],
        env={"CONSULTANT_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "demo ok: 16 questions" in done.stdout
    left = subprocess.run(["pgrep", "-f", str(tmp_path)], capture_output=True, text=True, check=False)
    assert left.stdout == ""
