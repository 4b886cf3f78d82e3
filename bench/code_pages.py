"""Pages of codes drawn at random over the releases of the default desk: median and p99. Must: a page within 50 ms.

Run: ``python -m bench.code_pages [REQUESTS]``. Import what is to be measured with first (``consultant codes import``).
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date

from flask.testing import FlaskClient
from rich.console import Console
from rich.table import Table

from bench.desk import databases, desk
from bench.fill import people
from bench.pages import PASSWORD, sign_in
from consultant.adapters.library.release_file import ReleaseFile
from consultant.adapters.library.shelf import Shelf
from consultant.adapters.passwords import hash_password
from consultant.coding.edits import Column, NotHeld, Setting
from consultant.coding.sets import System
from consultant.coding.systems import NORMALISE
from consultant.config import load
from consultant.services import code_releases, users
from consultant.web.gunicorn_conf import post_worker_init
from tests.factories.releases import install_shelf

SEED = 20
ON = date(2026, 8, 1)


def main() -> None:
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    shelf = Shelf(load().data_dir / "releases")
    table = Table("page", "median ms", "p99 ms", title=f"{requests} requests each")
    result: dict[str, dict[str, float]] = {}
    with databases() as kinds, desk(kinds["sqlite"]) as services:
        services.shelf.folder.mkdir(parents=True, exist_ok=True)
        for key in shelf.noted():
            (services.shelf.folder / f"{key}.release").symlink_to(shelf.folder / f"{key}.release")
        install_shelf(services.database, shelf)
        people(services)
        with services.database.transaction() as tx:
            users.set_password(tx, "coder1@desk.example", hash_password(PASSWORD))
        client = sign_in(services, "coder1@desk.example")
        pages = _pages(shelf)
        post_worker_init(None)
        for name, address in pages.items():
            times = _time(client, address, requests)
            result[name] = {"median": statistics.median(times), "p99": statistics.quantiles(times, n=100)[98]}
            table.add_row(name, f"{result[name]['median']:.1f}", f"{result[name]['p99']:.1f}")
        with services.database.reading() as tx:
            installed = sum(one.active for one in code_releases.overview(tx, clock=services.clock))
    Console().print(table)
    print(json.dumps({"bench": "code_pages", "releases": installed, **result}))


def _pages(shelf: Shelf) -> dict[str, Callable[[], str]]:
    """Addresses by the name of a page, each drawn anew."""
    chance = random.Random(SEED)
    catalogue = shelf.catalogue(shelf.noted())
    pages: dict[str, Callable[[], str]] = {"code releases": lambda: "/releases"}
    for system in (System.CM, System.PCS, System.HCPCS):
        codes = _codes(shelf, system)
        if codes:
            pages[system.title] = lambda system=system, codes=codes: f"/codes/{system}/{chance.choice(codes)}?on={ON}"
    paired = [code for number in range(10_004, 99_800, 8) if (code := NORMALISE[System.CPT](f"{number:05d}"))]
    paired = [
        code
        for code in paired
        if _has_pairs(catalogue.edits.partners(code, ON, Setting.PRACTITIONER, Column.ONE, 0, 1))
    ]
    if paired:
        pages["CPT with pairs"] = lambda: f"/codes/cpt/{chance.choice(paired)}?on={ON}"
    return pages


def _has_pairs(found: tuple[int, Sequence[object]] | NotHeld) -> bool:
    return not isinstance(found, NotHeld) and found[0] > 0


def _codes(shelf: Shelf, system: System) -> list[str]:
    files = [file for key in shelf.noted() if isinstance(file := shelf.file(key), ReleaseFile)]
    return [code for file in files if file.release.system is system for code in file.lines(system)]


def _time(client: FlaskClient, address: Callable[[], str], requests: int) -> list[float]:
    times = []
    for number in range(requests + 5):
        asked = address()
        began = time.perf_counter()
        answer = client.get(asked)
        seconds = time.perf_counter() - began
        if answer.status_code != 200:
            sys.exit(f"{asked} answered {answer.status_code}")
        if number >= 5:
            times.append(seconds * 1000)
    return times


if __name__ == "__main__":
    main()
