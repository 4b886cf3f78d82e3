"""Release files for tests: built once, shared by all test processes, installed by their rows."""

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from consultant.adapters.clock import SystemClock
from consultant.adapters.library.importing import build_shipped
from consultant.adapters.library.opening import open_release
from consultant.adapters.library.shelf import Shelf
from consultant.bootstrap import Services
from consultant.db.engine import Database
from consultant.db.models import Release
from consultant.services import code_releases


def build_shelf(factory: pytest.TempPathFactory) -> Path:
    """Return a shelf with the shipped releases; of several test processes the first one builds it."""
    shared = factory.getbasetemp().parent if os.environ.get("PYTEST_XDIST_WORKER") else factory.getbasetemp()
    done, lock = shared / "shipped-releases", shared / "shipped-releases.lock"
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        deadline = time.monotonic() + 120
        while not done.exists():
            if time.monotonic() > deadline:
                raise TimeoutError("another test process did not finish the release files") from None
            time.sleep(0.05)
        return done
    aside = factory.mktemp("shelf")
    Shelf(aside).note([built.sha256 for built in build_shipped(aside)])
    shutil.move(aside, done)
    return done


def own_shelf(shared: Path, folder: Path, fetch: Callable[[str], Path] | None = None) -> Shelf:
    """Return a shelf of one test's own with the releases of a shared one: what a test switches off stays there for others."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in shared.glob("*.release"):
        (folder / path.name).symlink_to(path)
    shelf = Shelf(folder, fetch)
    shelf.note(Shelf(shared).noted())
    return shelf


def install_shelf(database: Database, shelf: Shelf) -> None:
    """Install and activate every release of a shelf in a desk's database."""
    with database.transaction() as tx:
        for key in shelf.noted():
            path = shelf.folder / f"{key}.release"
            release = open_release(path).release
            row = Release(
                system=release.system.value,
                label=release.label,
                effective_from=release.effective_from,
                effective_to=release.effective_to,
                sha256=key,
                size=path.stat().st_size,
                importer="test",
                sources=[],
                counts={},
                sample=release.sample,
                active=True,
            )
            code_releases.adopt(tx, row, clock=SystemClock())


def stocked(services: Services, shared: Path, folder: Path) -> Services:
    """Return ``services`` with the shipped releases installed, on a shelf of its own below ``folder``."""
    shelf = own_shelf(shared, folder / "own releases", services.blobs.open_path)
    install_shelf(services.database, shelf)
    return replace(services, shelf=shelf)
